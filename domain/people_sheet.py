"""Who came to what: the only file that names people, for who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.board import NO_FAMILY
from domain.formats import NBSP
from domain.sheets import BLANK, Column, Kind, KnownDate, Row, Sheet
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    DatePrecision,
    Family,
    MeetingStatus,
)
from domain.workbook_guide import guide
from domain.workbook_lists import NUMBER, PRECISE


@dataclass(frozen=True, slots=True)
class Came:
    """A person and a meeting: there, expected or excused."""

    meeting_id: int
    held_on: date
    date_precision: DatePrecision
    title: str
    status: MeetingStatus
    last_name: str  # what is left of it once anonymised
    first_name: str
    function: str | None
    organisation: str | None  # the one of that day
    family: Family | None
    role: AttendanceRole
    state: AttendanceState


COLUMNS = (
    Column("Date", Kind.DATE, 15, PRECISE),
    Column("Rencontre", Kind.LONG, 48, "Le titre de la rencontre."),
    Column("Statut", Kind.TEXT, 10, "De la rencontre\u00a0: prévue, tenue ou annulée."),
    Column("Nom", Kind.TEXT, 30, "Une personne anonymisée n’a plus de nom."),
    Column("Prénom", Kind.TEXT, 20, "Son prénom."),
    Column("Fonction", Kind.LONG, 32, "Sa fonction, telle qu’elle est dans l’annuaire."),
    Column("Structure", Kind.LONG, 36, "La structure d’où elle venait ce jour-là."),
    Column("Famille", Kind.TEXT, 22, "La famille de cette structure."),
    Column("Rôle", Kind.TEXT, 14, "Participant, intervenant ou animateur."),
    Column("Présence", Kind.TEXT, 12, "Inscrit, présent ou excusé. Seuls les présents comptent."),
    NUMBER,
)


def people(found: Sequence[Came], about: Sequence[tuple[str, str]]) -> tuple[Sheet, ...]:
    """One line a person and a meeting, then how to read them."""
    rows = tuple(row_of(one) for one in found)
    empty = "Personne n’est nommé dans les rencontres de cette période."
    sheet = Sheet("Participants", COLUMNS, rows, empty, held=2)
    personal = (
        "Données personnelles",
        f"Ce fichier porte des noms{NBSP}: ne le transmettez qu’à qui en a besoin, et effacez-le "
        "ensuite. Son export est noté au journal.",
    )
    return (sheet, guide((*about, personal), (sheet,)))


def row_of(one: Came) -> Row:
    return (
        KnownDate(one.held_on, one.date_precision),
        one.title,
        one.status.label,
        one.last_name,
        one.first_name,
        one.function or BLANK,
        one.organisation or BLANK,
        one.family.label if one.family else NO_FAMILY,
        one.role.label,
        one.state.label,
        one.meeting_id,
    )
