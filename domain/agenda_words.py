"""What an agenda says of a meeting, in French."""

from datetime import time

from domain.agenda import AgendaMeeting, Speaker
from domain.formats import NBSP, clock, enumeration, known_date, month, weekday
from domain.vocabulary import DatePrecision, Modality, OrganisationRole

ONLINE = "En ligne"
NO_HOURS = "horaires à préciser"
PARTS = {
    OrganisationRole.ORGANISER: "Organisée par",
    OrganisationRole.PARTNER: "Avec",
    OrganisationRole.HOST: "Accueillie par",
}


def day_and_hours(meeting: AgendaMeeting) -> str:
    """« jeudi 3 décembre 2026, de 14 h à 16 h 30 »; what is not known is said to be so."""
    if meeting.date_precision is DatePrecision.MONTH:
        return f"{month(meeting.held_on.year, meeting.held_on.month)}, jour à préciser"
    if meeting.date_precision is DatePrecision.YEAR:
        return f"{known_date(meeting.held_on, meeting.date_precision)}, date à préciser"
    return f"{weekday(meeting.held_on)}, {hours(meeting.start_time, meeting.end_time)}"


def hours(start: time | None, end: time | None) -> str:
    if start is None:
        return NO_HOURS
    if end is None or end == start:
        return f"à {clock(start)}"
    return f"de {clock(start)} à {clock(end)}"


def where(meeting: AgendaMeeting) -> str | None:
    """« En ligne », « Maison des associations, Dole », « … et en ligne »; None when unknown."""
    if meeting.modality is Modality.REMOTE:
        return ONLINE
    if meeting.modality is Modality.HYBRID:
        return f"{meeting.place} et en ligne" if meeting.place else "Sur place et en ligne"
    return meeting.place


def organised(meeting: AgendaMeeting) -> list[str]:
    """« Organisée par la DREETS », « Avec Ville de Dole et Habitat 39 »."""
    return [
        f"{PARTS[role]}{NBSP}: {enumeration(list(names))}" for role, names in meeting.organisations
    ]


def speaker(one: Speaker) -> str:
    """« Camille Durand, directrice, Ville de Dole », or what of it may be told."""
    return ", ".join(part for part in (one.name, one.function, one.organisation) if part)


def speakers(meeting: AgendaMeeting) -> list[str]:
    """Each once: two people of one organisation, without their names, are one line."""
    return list(dict.fromkeys(told for one in meeting.speakers if (told := speaker(one))))
