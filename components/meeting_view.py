"""A meeting’s view."""

from components.templates import show
from components.titles import name_tab
from domain import wording
from domain.formats import NBSP, clock, count, known_date, weekday
from domain.listings import MeetingDetail
from domain.roles import Role, User
from domain.vocabulary import AttendanceState, DatePrecision, MeetingStatus


def show_meeting(detail: MeetingDetail, user: User) -> None:
    present = [p for p in detail.participants if p.state is AttendanceState.PRESENT]
    name_tab(detail.line.title)
    show(
        "meeting.html",
        detail=detail,
        line=detail.line,
        centre=user.centre,
        when=_when(detail),
        facts=_facts(detail),
        attendance_words=_attendance(detail),
        present=present,
        others=[p for p in detail.participants if p not in present],
        names_allowed=user.can_act_as(Role.EDITOR),
    )


def _when(detail: MeetingDetail) -> str:
    line = detail.line
    day = (
        weekday(line.held_on)
        if line.date_precision is DatePrecision.DAY
        else known_date(line.held_on, line.date_precision)
    )
    if detail.start_time is None:
        return day
    end = f" à {clock(detail.end_time)}" if detail.end_time else ""
    return f"{day}, {clock(detail.start_time)}{end}"


def _facts(detail: MeetingDetail) -> list[tuple[str, str]]:
    """What is known, label and value; what is not known is left out."""
    line = detail.line
    number = f" n°{NBSP}{detail.series_number}" if detail.series_number else ""
    known = [
        ("Format", line.format.label),
        ("Portée", line.scope.label),
        ("Modalité", line.modality.label if line.modality else None),
        ("Lieu", line.place),
        ("Territoires", ", ".join(line.territories)),
        ("Thèmes", ", ".join(line.themes)),
        ("Série", f"{detail.series}{number}" if detail.series else None),
        ("Dispositif", detail.programme),
        ("Durée", count(detail.half_days, "demi-journée") if detail.half_days else None),
    ]
    return [(label, value) for label, value in known if value]


def _attendance(detail: MeetingDetail) -> str:
    line = detail.line
    if line.status is MeetingStatus.PLANNED:
        return "La rencontre n’a pas encore eu lieu."
    if line.status is MeetingStatus.CANCELLED:
        return "La rencontre a été annulée."
    if line.participations is None:
        return "Ni effectif ni présents ne sont enregistrés."
    if line.headcount is None:
        return f"{count(line.named, 'personne présente', 'personnes présentes')}, toutes nommées."
    told = f"Effectif déclaré{NBSP}: {wording.attendance(line)}"
    if not line.named:
        return f"{told}. Aucun nom n’est enregistré."
    warning = " L’effectif est inférieur aux noms." if line.headcount < line.named else ""
    return f"{told}, dont {count(line.named, 'nom')}.{warning}"
