"""People and organisations as the directory shows them, and its forms as they are read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from domain.entry import Problems, Typed, plain, read_required, read_text
from domain.formats import NBSP
from domain.listings import MeetingLine
from domain.vocabulary import EntryKind, Family

_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}")
LONGEST_NAME, LONGEST_EMAIL = 200, 254


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: int
    first_name: str
    last_name: str
    function: str | None
    organisation_id: int | None
    organisation: str | None
    email: str | None
    meetings: int  # held ones where the person was present
    last_seen: date | None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def searched(self) -> str:
        return " ".join((self.name, self.function or "", self.organisation or "", self.email or ""))


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    id: int
    name: str
    family: Family
    people: int
    meetings: int  # those it organised, or of which someone of it came
    last_seen: date | None

    @property
    def searched(self) -> str:
        return f"{self.name} {self.family.label}"


Line = PersonLine | OrganisationLine
L = TypeVar("L", bound=Line, covariant=True)


@dataclass(frozen=True)
class Sheet(Generic[L]):
    """One person, or one organisation, whole."""

    line: L
    version: int
    meetings: tuple[MeetingLine, ...]
    # What names it, by word: « présence » 3. A merge moves it; while any is left, no deletion.
    uses: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A merge that was made, and perhaps undone."""

    id: int
    kept_id: int
    kept: str
    merged: str
    merged_at: datetime
    merged_by: str | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A row deleted by hand, that may still be brought back."""

    id: int
    name: str
    deleted_at: datetime


@dataclass(frozen=True)
class PersonValues:
    id: int
    version: int
    first_name: str
    last_name: str
    function: str | None
    organisation_id: int | None
    email: str | None


@dataclass(frozen=True)
class OrganisationValues:
    id: int
    version: int
    name: str
    family: Family


def kind_of(line: Line) -> EntryKind:
    return EntryKind.PERSON if isinstance(line, PersonLine) else EntryKind.ORGANISATION


def search(lines: Iterable[Line], words: str) -> list[Line]:
    """The lines that hold every word, whatever its capitals and accents."""
    wanted = plain(words).split()
    return [line for line in lines if all(word in plain(line.searched) for word in wanted)]


def by_name(line: Line) -> tuple[str, str]:
    if isinstance(line, PersonLine):
        return plain(line.last_name), plain(line.first_name)
    return plain(line.name), ""


def typed_person(sheet: Sheet[PersonLine]) -> dict[str, Any]:
    """The fields of the form, as they stand in the database."""
    line = sheet.line
    return {
        "first_name": line.first_name,
        "last_name": line.last_name,
        "function": line.function or "",
        "organisation": str(line.organisation_id) if line.organisation_id else None,
        "email": line.email or "",
        "id": line.id,
        "version": sheet.version,
    }


def typed_organisation(sheet: Sheet[OrganisationLine]) -> dict[str, Any]:
    return {
        "name": sheet.line.name,
        "family": sheet.line.family.value,
        "id": sheet.line.id,
        "version": sheet.version,
    }


def read_person(typed: Typed) -> PersonValues:
    problems = Problems()
    one_line = {"longest": LONGEST_NAME}
    values = {
        "first_name": problems.read("first_name", read_line, typed["first_name"], **one_line),
        "last_name": problems.read(
            "last_name", read_required, typed["last_name"], "le nom", **one_line
        ),
        "function": problems.read("function", read_line, typed["function"], **one_line),
        "email": problems.read("email", read_email, typed["email"]),
    }
    problems.refuse()
    return PersonValues(
        id=typed["id"],
        version=typed["version"],
        first_name=values["first_name"] or "",
        last_name=values["last_name"] or "",
        function=values["function"],
        organisation_id=int(typed["organisation"]) if typed["organisation"] else None,
        email=values["email"],
    )


def read_organisation(typed: Typed) -> OrganisationValues:
    problems = Problems()
    name = problems.read("name", read_required, typed["name"], "le nom de la structure")
    with problems.under("family"):
        if not typed["family"]:
            raise ValueError("Choisissez la famille.")
    problems.refuse()
    return OrganisationValues(typed["id"], typed["version"], name or "", Family(typed["family"]))


def read_families(typed: Typed) -> dict[int, Family]:
    """The families chosen, by identifier of organisation."""
    return {int(key): Family(family) for key, family in typed.items() if family}


def read_line(typed: str, *, longest: int) -> str | None:
    """A text on one line; None when empty."""
    return read_text(re.sub(r"\s+", " ", typed), longest=longest)


def read_email(typed: str) -> str | None:
    """An address of e-mail; None when empty."""
    text = read_line(typed, longest=LONGEST_EMAIL)
    if text is not None and not _EMAIL.fullmatch(text):
        raise ValueError(f"Une adresse s’écrit comme{NBSP}: prenom.nom@structure.fr")
    return text
