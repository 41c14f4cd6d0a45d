"""The lists of the screens as tables to take away: the very rows shown, in their order."""

from collections.abc import Sequence
from datetime import date

from domain.agenda import AgendaMeeting
from domain.counted import CountedMeeting, CountedRows, LeftOut, NamedRow
from domain.directory import Line, OrganisationLine, PersonLine
from domain.families import CountedFamily
from domain.formats import moment
from domain.indicators import PARTICIPATIONS, Indicator, RowKind
from domain.left_out import of_today
from domain.listings import MeetingLine, Trace
from domain.meeting_life import DeletedMeeting
from domain.sheets import BLANK, Cell, KnownDate, Row, Share, yes_or_no
from domain.targets import Standing
from domain.vocabulary import MeetingStatus, OrganisationRole

# Headings, then rows.
Listed = tuple[tuple[str, ...], list[Row]]


def meetings(lines: Sequence[MeetingLine], today: date) -> Listed:
    headings = (
        *("Date", "Rencontre", "Format", "Portée", "Statut", "Lieu", "Territoires", "Thèmes"),
        *("Participations", "Précision de l’effectif", "Comptée", "Pourquoi"),
    )
    return headings, [_meeting(line, today) for line in lines]


def _meeting(line: MeetingLine, today: date) -> Row:
    """Counted as its row is today, and why not where it is not."""
    why = of_today(line.status, line.scope, line.held_on, today)
    return (
        KnownDate(line.held_on, line.date_precision),
        line.title,
        line.format.label,
        line.scope.label,
        line.status.label,
        line.place or BLANK,
        ", ".join(line.territories),
        ", ".join(line.themes),
        line.participations if line.status is MeetingStatus.HELD else BLANK,
        BLANK if line.headcount is None else line.headcount_precision.label,
        yes_or_no(why is None),
        why.value[2] if why else BLANK,
    )


def deleted(found: Sequence[DeletedMeeting], timezone: str) -> Listed:
    """Those that can still be brought back."""
    headings = ("Rencontre", "Date", "Supprimée le", "Supprimée par")
    return headings, [
        (
            one.title,
            KnownDate(one.held_on, one.date_precision),
            moment(one.deleted_at, timezone),
            one.deleted_by or BLANK,
        )
        for one in found
    ]


def traces(found: Sequence[Trace]) -> Listed:
    return ("Publication", "Nature", "Adresse"), [
        (one.title, one.kind.label, one.url or BLANK) for one in found
    ]


def agenda(found: Sequence[AgendaMeeting]) -> Listed:
    """Without speakers: their names stay on the screen."""
    headings = (
        *("Date", "Début", "Fin", "Rencontre", "Format", "Statut", "Modalité", "Lieu"),
        *("Territoires", "Thèmes", "Organisateurs", "Annoncée au public", "Inscription"),
    )
    return headings, [_of_agenda(one) for one in found]


def _of_agenda(one: AgendaMeeting) -> Row:
    organisers = dict(one.organisations).get(OrganisationRole.ORGANISER, ())
    return (
        KnownDate(one.held_on, one.date_precision),
        one.start_time or BLANK,
        one.end_time or BLANK,
        one.title,
        one.format.label,
        one.status.label,
        one.modality.label if one.modality else BLANK,
        one.place or BLANK,
        ", ".join(one.territories),
        ", ".join(one.themes),
        ", ".join(organisers),
        yes_or_no(one.announced),
        one.registration_url or BLANK,
    )


def people(lines: Sequence[Line]) -> Listed:
    headings = (
        *("Nom", "Prénom", "Fonction", "Structure", "E-mail", "Rencontres"),
        "Dernière présence",
    )
    return headings, [_person(line) for line in lines if isinstance(line, PersonLine)]


def _person(line: PersonLine) -> Row:
    return (
        line.last_name,
        line.first_name,
        line.function or BLANK,
        line.organisation or BLANK,
        line.email or BLANK,
        line.meetings,
        line.last_seen or BLANK,
    )


def organisations(lines: Sequence[Line]) -> Listed:
    headings = ("Nom", "Famille", "Personnes", "Rencontres", "Dernière présence")
    return headings, [
        (line.name, line.family.label, line.people, line.meetings, line.last_seen or BLANK)
        for line in lines
        if isinstance(line, OrganisationLine)
    ]


_NAMED = {
    RowKind.CONTRAT: "Contrat de ville",
    RowKind.QPV: "Quartier prioritaire",
    RowKind.PERSON: "Personne",
}


def counted(found: CountedRows, indicator: Indicator) -> Listed:
    """The rows of a figure, those counted first, then those left out and why."""
    if indicator.row_kind is RowKind.PUBLICATION:
        return _papers_counted(found)
    if indicator.row_kind is RowKind.MEETING:
        return _meetings_counted(found, indicator)
    return _named_counted(found, indicator)


def _meetings_counted(found: CountedRows, indicator: Indicator) -> Listed:
    brought = "Trace" if indicator.is_share else indicator.label
    headings = (
        *("Comptée", "Date", "Rencontre", "Territoires", brought),
        *("Depuis l’arrêté", "Pourquoi"),
    )
    return headings, [
        *(_counted(one, indicator) for one in found.meetings),
        *(row for group in found.left_out for row in _left_out(group, indicator)),
    ]


def _counted(one: CountedMeeting, indicator: Indicator) -> Row:
    amount: Cell = yes_or_no(bool(one.amount)) if indicator.is_share else one.amount
    return ("oui", *_title(one.line), amount, one.gone or BLANK, BLANK)


def family(found: CountedFamily) -> Listed:
    """How many of a family came to each meeting, and nobody’s name."""
    headings = ("Date", "Rencontre", "Territoires", found.title)
    return headings, [(*_title(one.line), one.amount) for one in found.meetings]


def _title(line: MeetingLine) -> Row:
    return KnownDate(line.held_on, line.date_precision), line.title, ", ".join(line.territories)


def _left_out(group: LeftOut, indicator: Indicator) -> list[Row]:
    told = indicator is PARTICIPATIONS
    return [
        ("non", *_title(line), line.participations if told else BLANK, BLANK, group.reason.value[2])
        for line in group.meetings
    ]


def _papers_counted(found: CountedRows) -> Listed:
    headings = ("Comptée", "Date", "Publication", "Nature", "Pourquoi")
    return headings, [
        *(("oui", *_paper(one), BLANK) for one in found.others),
        *(
            ("non", *_paper(one), group.reason.value[2])
            for group in found.left_out
            for one in group.publications
        ),
    ]


def _paper(one: NamedRow) -> Row:
    return KnownDate(one.on, one.precision) if one.on else BLANK, one.name, one.detail


def _named_counted(found: CountedRows, indicator: Indicator) -> Listed:
    """Places or people, then the meetings that bring none: each in columns of their own."""
    headings = (
        *("Comptée", _NAMED[indicator.row_kind], "Précision", "Rencontres"),
        *("Rencontre laissée de côté", "Date", "Territoires", "Pourquoi"),
    )
    return headings, [
        *(
            ("oui", one.name, one.detail, found.times.get(one.id, BLANK), *[BLANK] * 4)
            for one in found.others
        ),
        *(
            ("non", BLANK, BLANK, BLANK, line.title, on, where, group.reason.value[2])
            for group in found.left_out
            for line in group.meetings
            for on, _, where in [_title(line)]
        ),
    ]


def targets(standings: Sequence[Standing]) -> Listed:
    headings = (
        *("Indicateur", "Année", "Objectif", "Réalisé", "Au", "Part de l’objectif"),
        *("Attendu à cette date", "Prévision de fin d’année", "Unité"),
    )
    return headings, [_target(one) for one in standings]


def _target(one: Standing) -> Row:
    goal, indicator = one.goal, one.goal.indicator

    def value(number: float | None) -> Cell:
        return Share(number) if indicator.is_share and number is not None else number

    return (
        indicator.label,
        goal.year,
        value(goal.amount),
        value(one.realised),
        one.at,
        # A share of a share would be no one’s figure.
        BLANK if indicator.is_share else None if one.progress is None else Share(one.progress),
        BLANK if one.expected is None else round(one.expected),
        BLANK if one.forecast is None else round(one.forecast),
        "%" if indicator.is_share else indicator.unit,
    )
