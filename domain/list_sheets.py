"""The lists of the screens as tables to take away: the very rows shown, in their order."""

from collections.abc import Sequence

from domain.agenda import AgendaMeeting
from domain.counted import CountedMeeting, CountedRows, LeftOut, NamedRow
from domain.directory import Line, OrganisationLine, PersonLine
from domain.indicators import PARTICIPATIONS, Indicator
from domain.listings import MeetingLine
from domain.sheets import BLANK, Cell, KnownDate, Row, Share, yes_or_no
from domain.targets import Standing
from domain.vocabulary import MeetingStatus, OrganisationRole

# Headings, then rows.
Listed = tuple[tuple[str, ...], list[Row]]


def meetings(lines: Sequence[MeetingLine]) -> Listed:
    headings = (
        *("Date", "Rencontre", "Format", "Portée", "Statut", "Lieu", "Territoires", "Thèmes"),
        *("Participations", "Précision de l’effectif"),
    )
    return headings, [_meeting(line) for line in lines]


def _meeting(line: MeetingLine) -> Row:
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
    )


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


def counted(found: CountedRows, indicator: Indicator) -> Listed:
    """The rows of a figure, those counted first, then those left out and why."""
    brought = "Rencontres" if found.others else indicator.label
    headings = ("Comptée", "Date", "Intitulé", "Précision", brought, "Pourquoi")
    return headings, [
        *(_counted(one, indicator) for one in found.meetings),
        *(_named(one, found.times.get(one.id, BLANK)) for one in found.others),
        *(row for group in found.left_out for row in _left_out(group, indicator)),
    ]


def _counted(one: CountedMeeting, indicator: Indicator) -> Row:
    amount: Cell = yes_or_no(bool(one.amount)) if indicator.is_share else one.amount
    return ("oui", *_title(one.line), amount, one.gone or BLANK)


def _title(line: MeetingLine) -> Row:
    return KnownDate(line.held_on, line.date_precision), line.title, ", ".join(line.territories)


def _named(one: NamedRow, times: Cell) -> Row:
    on = KnownDate(one.on, one.precision) if one.on else BLANK
    return ("oui", on, one.name, one.detail, times, BLANK)


def _left_out(group: LeftOut, indicator: Indicator) -> list[Row]:
    why = group.reason.value[2]
    told = indicator is PARTICIPATIONS
    meetings_ = [
        ("non", *_title(line), line.participations if told else BLANK, why)
        for line in group.meetings
    ]
    return [*meetings_, *(("non", *_named(one, BLANK)[1:-1], why) for one in group.publications)]


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
