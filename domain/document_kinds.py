"""The documents a centre hands out, and what it takes to make one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import Labelled


class DocumentKind(Labelled):
    """A member’s value is its word on the command line and in addresses."""

    REPORT_DOCX = "rapport-docx", "Rapport d’activité, à retoucher (Word)"
    REPORT_PDF = "rapport-pdf", "Rapport d’activité, à diffuser (PDF)"
    SLIDES = "diaporama", "Diaporama (PowerPoint)"
    WORKBOOK = "classeur", "Classeur de données (Excel)"
    NATIONAL_RETURN = "remontee", "Remontée nationale (Excel)"
    CALENDAR = "agenda", "Agenda (iCalendar)"
    PEOPLE = "participants", "Participants, avec leurs noms (Excel)"


class FileType(NamedTuple):
    suffix: str
    media: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_SHEETS = FileType("xlsx", f"{_OFFICE}.spreadsheetml.sheet")

FILE_TYPES: Mapping[DocumentKind, FileType] = {
    DocumentKind.REPORT_DOCX: FileType("docx", f"{_OFFICE}.wordprocessingml.document"),
    DocumentKind.REPORT_PDF: FileType("pdf", "application/pdf"),
    DocumentKind.SLIDES: FileType("pptx", f"{_OFFICE}.presentationml.presentation"),
    DocumentKind.WORKBOOK: _SHEETS,
    DocumentKind.NATIONAL_RETURN: _SHEETS,
    DocumentKind.CALENDAR: FileType("ics", "text/calendar"),
    DocumentKind.PEOPLE: _SHEETS,
}
# The others may be handed to a board: they hold no name.
NAMING = {DocumentKind.PEOPLE: Role.DIRECTOR}
# What is made of a whole year only.
YEARLY = (DocumentKind.NATIONAL_RETURN, DocumentKind.CALENDAR)


@dataclass(frozen=True)
class Order:
    """A document asked for, and what its reader may see."""

    kind: DocumentKind
    scope: Scope
    role: Role
    today: date  # the day it is where the centre is
    now: datetime  # with its time zone: the moment the figures are read


def lowest_role(kind: DocumentKind) -> Role:
    return NAMING.get(kind, Role.READER)


def file_name(kind: DocumentKind, slug: str, period: Period) -> str:
    """« trajectoire-ressources-2023-06-rapport.docx »: sorts by centre, then by period."""
    what = kind.value.partition("-")[0]
    return f"{slug}-{_period(period)}-{what}.{FILE_TYPES[kind].suffix}"


def _period(period: Period) -> str:
    """« 2023 », « 2023-06 », « 2023-01-06 » for months 1 to 6."""
    if period == Period.of_year(period.year):
        return str(period.year)
    ends = dict.fromkeys((period.start.month, period.end.month))
    return "-".join([str(period.year), *(f"{month:02d}" for month in ends)])
