"""The lists of a workbook: meetings, publications, words, differences."""

from collections.abc import Iterator, Mapping, Sequence

from domain.agenda import AgendaMeeting
from domain.counted import CountedRows
from domain.difference_entry import Standing
from domain.facts import MeetingFact
from domain.formats import MONTHS
from domain.listings import Card, MeetingLine
from domain.report_reading import Published
from domain.sheets import (
    BLANK,
    Cell,
    Column,
    Kind,
    KnownDate,
    Row,
    Sheet,
    month_cell,
    yes_or_no,
)
from domain.vocabulary import MeetingStatus, OrganisationRole

NUMBER = Column(
    "N° de rencontre", Kind.NUMBER, 10, "Le numéro de la fiche, le même d’une feuille à l’autre."
)
PRECISE = "Une vraie date. Le jour n’est pas montré quand on ne connaît que le mois ou l’année."

# A contrat de ville of another région.
ELSEWHERE = "hors de la région"

MEETINGS = (
    Column("Date", Kind.DATE, 15, PRECISE),
    Column("Titre", Kind.LONG, 48, "Le titre de la rencontre."),
    Column("Précision de la date", Kind.LONG, 15, "Jour, mois ou année connus."),
    Column("Format", Kind.TEXT, 26, "GAP, Oxygène, séminaire, atelier…"),
    Column("Portée", Kind.TEXT, 12, "Régionale, interne, nationale ou hors région."),
    Column("Statut", Kind.TEXT, 10, "Prévue, tenue ou annulée."),
    Column("Modalité", Kind.TEXT, 16, "Présentiel, visioconférence ou hybride."),
    Column("Début", Kind.TIME, 9, "À l’heure du centre."),
    Column("Fin", Kind.TIME, 9, "À l’heure du centre."),
    Column("Demi-journées", Kind.NUMBER, 10, "La durée, en demi-journées."),
    Column("Lieu", Kind.LONG, 28, "Le lieu ou l’outil de visioconférence."),
    Column("Territoires", Kind.LONG, 32, "Les territoires que la rencontre touche."),
    Column(
        "Contrats de ville",
        Kind.LONG,
        32,
        "Les contrats auxquels ces territoires sont ramenés\u00a0: ce que compte l’indicateur.",
    ),
    Column("Thèmes", Kind.LONG, 26, "Les thèmes de la rencontre."),
    Column("Organisateurs", Kind.LONG, 32, "Les structures organisatrices."),
    Column("Effectif déclaré", Kind.NUMBER, 10, "Combien de personnes sont venues, si on l’a dit."),
    Column("Précision de l’effectif", Kind.TEXT, 12, "Exact, environ ou plus de."),
    Column("Présents nommés", Kind.NUMBER, 10, "Combien de présents ont un nom dans la base."),
    Column(
        "Participations",
        Kind.NUMBER,
        14,
        "L’effectif déclaré ou, à défaut, les présents nommés. Vide tant que la rencontre ne s’est "
        "pas tenue.",
    ),
    Column("Comptée", Kind.TEXT, 9, "Si la rencontre entre dans l’indicateur Rencontres."),
    Column("Pourquoi", Kind.LONG, 36, "Ce qui fait qu’elle n’est pas comptée, ou ce qui a changé."),
    NUMBER,
)


def meetings(
    lines: Sequence[MeetingLine],
    hours: Mapping[int, AgendaMeeting],
    facts: Mapping[int, MeetingFact],
    contrats: Mapping[int, str],
    counted: CountedRows,
) -> Sheet:
    """All those of the period, oldest first, whatever became of them but those deleted."""
    reasons = {
        line.id: group.reason.value[2] for group in counted.left_out for line in group.meetings
    }
    kept = {one.line.id: one.gone or BLANK for one in counted.meetings}
    ordered = sorted(lines, key=lambda line: (line.held_on, line.id))
    rows = (
        (
            *_meeting(line, hours[line.id], facts[line.id], contrats),
            yes_or_no(line.id in kept),
            kept.get(line.id) or reasons.get(line.id, BLANK),
            line.id,
        )
        for line in ordered
    )
    empty = "Aucune rencontre n’est enregistrée pour cette période."
    return Sheet("Rencontres", MEETINGS, tuple(rows), empty, held=2)


def _meeting(
    line: MeetingLine, hours: AgendaMeeting, fact: MeetingFact, contrats: Mapping[int, str]
) -> Row:
    is_held = line.status is MeetingStatus.HELD
    organisers = dict(hours.organisations).get(OrganisationRole.ORGANISER, ())
    return (
        KnownDate(line.held_on, line.date_precision),
        line.title,
        line.date_precision.label,
        line.format.label,
        line.scope.label,
        line.status.label,
        line.modality.label if line.modality else BLANK,
        hours.start_time or BLANK,
        hours.end_time or BLANK,
        _known_if(is_held, fact.half_days),
        line.place or BLANK,
        ", ".join(line.territories),
        ", ".join(sorted({contrats.get(key, ELSEWHERE) for key in fact.contrats})),
        ", ".join(line.themes),
        ", ".join(organisers),
        _known_if(is_held, line.headcount),
        BLANK if line.headcount is None else line.headcount_precision.label,
        line.named,
        _known_if(is_held, line.participations),
    )


def _known_if(is_held: bool, value: float | None) -> Cell:
    """What is not known of a meeting that was held is unknown; of another there is nothing."""
    return BLANK if value is None and not is_held else value


PUBLICATIONS = (
    Column("Parution", Kind.DATE, 15, PRECISE),
    Column("Titre", Kind.LONG, 64, "Le titre de la publication."),
    Column("Nature", Kind.TEXT, 18, "Compte rendu, vidéo, podcast, fiche, journal, note…"),
    Column("Lien", Kind.LINK, 48, "Où la lire."),
)


def publications(found: Sequence[Published]) -> Sheet:
    """Those the figure counts."""
    rows = (
        (KnownDate(one.on, one.precision), one.title, one.kind.label, one.url or BLANK)
        for one in found
    )
    empty = "Aucune publication n’est comptée pour cette période."
    return Sheet("Publications", PUBLICATIONS, tuple(rows), empty, held=2)


TESTIMONIALS = (
    Column("Mois", Kind.DATE, 16, "Le mois auquel la parole se rattache."),
    Column("Parole", Kind.LONG, 80, "Les mots du partenaire, ou leur résumé."),
    Column("Forme", Kind.TEXT, 11, "Citation, ou résumé au style indirect."),
    Column("Auteur", Kind.TEXT, 24, "Vide quand l’auteur n’est pas nommé."),
    Column("Fonction", Kind.LONG, 26, "Sa fonction."),
    Column("Structure", Kind.LONG, 28, "Sa structure."),
    Column("Famille", Kind.TEXT, 20, "La famille de sa structure."),
    Column("Territoire", Kind.TEXT, 28, "Le territoire dont il parle."),
    Column("Thème", Kind.TEXT, 22, "Le thème dont il parle."),
    Column(
        "Accord",
        Kind.TEXT,
        32,
        "Ce que l’auteur permet. Une parole dont l’accord est retiré ou expiré, ou qui n’est pas "
        "ouverte à celui qui a demandé ce classeur, n’y est pas.",
    ),
    NUMBER,
)


def testimonials(
    cards: Sequence[Card], places: Mapping[int, str], themes: Mapping[str, str]
) -> Sheet:
    """In their order; ``cards`` are those their reader may read."""
    rows = (
        (
            month_cell(card.year, card.month),
            card.body,
            "résumé" if card.is_summary else "citation",
            card.author or BLANK,
            card.function or BLANK,
            card.organisation,
            card.family.label,
            places.get(card.territory_id or 0, BLANK),
            themes.get(str(card.theme_id), BLANK),
            card.consent.label,
            card.meeting_id or BLANK,
        )
        for card in cards
    )
    empty = "Aucun témoignage ne peut être lu pour cette période."
    return Sheet("Témoignages", TESTIMONIALS, tuple(rows), empty)


DIFFERENCES = (
    Column("Mois", Kind.TEXT, 18, "Les mois dont il s’agit, ou l’année."),
    Column("Écart", Kind.LONG, 76, "Ce qui ne concorde pas, en une phrase."),
    Column("Nature", Kind.TEXT, 24, "De quelle sorte d’écart il s’agit."),
    Column("État", Kind.TEXT, 18, "À expliquer, expliqué, accepté, corrigé, pour information."),
    Column("Explication", Kind.LONG, 60, "La note de la direction."),
    Column(
        "Écart au moment de la note",
        Kind.LONG,
        48,
        "Ce qu’on lisait quand la note a été écrite, si les chiffres ont bougé depuis.",
    ),
)


def differences(standings: Sequence[Standing], year: int) -> Sheet:
    rows = tuple(tuple(_difference(one, year)) for one in standings)
    return Sheet("Écarts", DIFFERENCES, rows, "Aucun écart pour cette période.")


def _difference(one: Standing, year: int) -> Iterator[Cell]:
    kept, about = one.kept, one.difference.months if one.difference else ()
    yield ", ".join(MONTHS[number - 1] for number in about) or f"année {year}"
    yield one.sentence
    yield one.difference.kind.label if one.difference else "Les chiffres concordent"
    yield one.state.label
    yield (kept.entry.note or BLANK) if kept else BLANK
    yield kept.entry.told if kept and one.has_moved else BLANK
