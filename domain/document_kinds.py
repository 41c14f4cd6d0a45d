"""The documents a centre hands out, and what it takes to make one."""

from dataclasses import dataclass
from datetime import date, datetime

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


SUFFIXES = {
    DocumentKind.REPORT_DOCX: "docx",
    DocumentKind.REPORT_PDF: "pdf",
    DocumentKind.SLIDES: "pptx",
    DocumentKind.WORKBOOK: "xlsx",
    DocumentKind.NATIONAL_RETURN: "xlsx",
    DocumentKind.CALENDAR: "ics",
}


@dataclass(frozen=True)
class Order:
    """A document asked for. ``role`` says what its reader may see; names need their own order."""

    kind: DocumentKind
    scope: Scope
    role: Role
    today: date  # the day it is where the centre is
    now: datetime  # with its time zone: the moment the figures are read


def file_name(kind: DocumentKind, slug: str, period: str) -> str:
    """« trajectoire-ressources-2023-rapport.docx »: sorts by centre, then by year."""
    what = kind.value.partition("-")[0]
    return f"{slug}-{period}-{what}.{SUFFIXES[kind]}"
