"""The lists of a workbook: meetings, places, publications, words, differences."""

from collections.abc import Iterator, Mapping, Sequence

from domain.agenda import AgendaMeeting
from domain.counted import CountedRows
from domain.coverage import Coverage, CoverageLine, LastVisit
from domain.difference_entry import Standing
from domain.facts import MeetingFact
from domain.formats import MONTHS, NBSP
from domain.listings import Card, MeetingLine
from domain.places import Place
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

MEETINGS = (
    Column("Date", Kind.DATE, 15, PRECISE),
    Column("Titre", Kind.LONG, 48, "Le titre de la rencontre."),
    Column("Précision de la date", Kind.TEXT, 15, "Jour, mois ou année connus."),
    Column("Format", Kind.TEXT, 20, "GAP, Oxygène, séminaire, atelier…"),
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
        "Les contrats auxquels ces territoires sont ramenés\u202f: ce que compte l’indicateur.",
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
        ", ".join(sorted(contrats[key] for key in fact.contrats)),
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


TERRITORIES = (
    Column("Contrat de ville", Kind.TEXT, 38, "Tous ceux de la région, touchés ou non."),
    Column("Département", Kind.TEXT, 24, "Le département du contrat de ville."),
    Column(
        "Rencontres",
        Kind.NUMBER,
        13,
        "Rencontres comptées qui le touchent, d’après la base. Une rencontre qui touche plusieurs "
        "contrats compte pour chacun\u202f: cette colonne ne s’additionne pas.",
    ),
    Column("Participations", Kind.NUMBER, 14, "À ces rencontres. Ne s’additionne pas non plus."),
    Column("Participations approchées", Kind.TEXT, 16, "Oui quand un effectif approché y entre."),
    Column(
        "Rencontres sans effectif connu",
        Kind.NUMBER,
        16,
        "Celles qui n’ajoutent rien aux participations, faute de savoir combien sont venus.",
    ),
    Column(
        "Dernière venue",
        Kind.DATE,
        16,
        f"La dernière rencontre comptée, même avant la période. Vide{NBSP}: aucune connue.",
    ),
    Column("Code", Kind.TEXT, 12, "L’identifiant du territoire."),
)


def territories(coverage: Coverage) -> Sheet:
    rows = tuple(_contrat(line) for line in coverage.lines)
    empty = "Aucun contrat de ville n’est connu dans cette région."
    return Sheet("Territoires", TERRITORIES, rows, empty)


def _contrat(line: CoverageLine) -> Row:
    return (
        line.place.name,
        line.departement.name if line.departement else BLANK,
        line.meetings,
        line.participations,
        yes_or_no(line.is_approximate) if line.participations else BLANK,
        line.unknown,
        _visit(line.last),
        line.place.code,
    )


def _visit(last: LastVisit | None) -> Cell:
    return KnownDate(last.on, last.precision) if last else BLANK


QUARTIERS = (
    Column("Quartier", Kind.TEXT, 42, "Ceux de la géographie de l’année, et ceux qui sont nommés."),
    Column("Nature", Kind.TEXT, 28, "Quartier prioritaire, et l’année de sa géographie."),
    Column("Contrat de ville", Kind.TEXT, 38, "Celui pour lequel il compte."),
    Column("Rencontres", Kind.NUMBER, 13, "Rencontres comptées qui le nomment."),
    Column(
        "Dernière venue",
        Kind.DATE,
        16,
        f"La dernière rencontre comptée qui le nomme. Vide{NBSP}: aucune.",
    ),
    Column("Code", Kind.TEXT, 12, "Le code du quartier."),
)


def quartiers(coverage: Coverage, counted: CountedRows, places: Sequence[Place]) -> Sheet:
    """Those of the geography in force, and those of another that a meeting named."""
    last = {place.id: visit for place, visit in coverage.qpv}
    names = {place.id: place.name for place in places}
    kept = [place for place in places if place.id in last or counted.times.get(place.id)]
    rows = (
        (
            place.name,
            f"{place.level.label} {place.vintage}",
            names.get(place.contrat_id or 0, BLANK),
            counted.times.get(place.id, 0),
            _visit(last[place.id]) if place.id in last else None,
            place.code,
        )
        for place in kept
    )
    empty = "Aucun quartier prioritaire n’est connu dans cette région."
    return Sheet("Quartiers", QUARTIERS, tuple(rows), empty)


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
