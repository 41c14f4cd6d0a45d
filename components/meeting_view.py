"""A meeting’s view."""

from components.data import read
from components.list_export import offer_list
from components.meeting_actions import show_actions
from components.site_map import PRODUCT
from components.templates import show
from components.titles import name_tab
from db.queries import history
from domain import list_sheets, wording
from domain.formats import NBSP, clock, count, known_date, moment, weekday
from domain.listings import MeetingDetail
from domain.roles import Role, User
from domain.vocabulary import AttendanceState, DatePrecision, MeetingStatus

# How many saves the history shows, the last ones.
MOST_MOMENTS = 50


def show_meeting(detail: MeetingDetail, user: User) -> None:
    name_tab(detail.line.title)
    show("meeting_heading.html", line=detail.line, centre=user.centre, when=_when(detail))
    show_actions(detail, user)
    _show_sheet(detail, user)
    if user.can_act_as(Role.EDITOR):
        _show_history(detail, user)


def _show_sheet(detail: MeetingDetail, user: User) -> None:
    present = [p for p in detail.participants if p.state is AttendanceState.PRESENT]
    show(
        "meeting.html",
        detail=detail,
        line=detail.line,
        facts=_facts(detail),
        attendance_words=_attendance(detail),
        present=present,
        others=[p for p in detail.participants if p not in present],
        team=user.can_act_as(Role.EDITOR),
    )
    offer_list(user, "traces", *list_sheets.traces(detail.traces), what="les traces")


def _show_history(detail: MeetingDetail, user: User) -> None:
    """What was done to the meeting, folded, for the team."""
    moments = read(
        history.of_meeting,
        centre_id=user.centre.centre_id,
        meeting_id=detail.line.id,
        role=user.role,
    )
    shown = moments[:MOST_MOMENTS]
    zone = user.centre.timezone
    show(
        "meeting_history.html",
        told=count(len(moments), "changement"),
        more=len(moments) > len(shown),
        moments=[(moment(m.at, zone), m.author or PRODUCT, m.changes) for m in shown],
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
        ("Annonce au public", "oui" if detail.announced else None),
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
        return "La rencontre n’est pas encore marquée tenue."
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
