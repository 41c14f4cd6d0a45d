"""People and organisations as the directory shows them, and its forms as they are read."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from domain.entry import Problems, Typed, plain, read_required, read_text
from domain.formats import NBSP, count, enumeration
from domain.listings import MeetingLine
from domain.vocabulary import Family

_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}")
LONGEST_NAME, LONGEST_EMAIL = 200, 254
# What may name a person, or an organisation: the words of ``Sheet.uses``.
PRESENCES, CONSENTS, WRITINGS = "inscription ou présence", "accord", "écriture reconnue"
CARRIED, PEOPLE = "rencontre portée", "personne"
PLURALS = {
    PRESENCES: "inscriptions ou présences",
    WRITINGS: "écritures reconnues",
    CARRIED: "rencontres portées",
}


def anonymous_name(person_id: int) -> str:
    """What is left of a name: « Personne anonymisée n° 12 »."""
    return f"Personne anonymisée n°{NBSP}{person_id}"


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
    # How many rows name it, by word: « personne » 3. A merge moves them.
    uses: Mapping[str, int]

    @property
    def is_used(self) -> bool:
        """Whether something would lose its name were this deleted; consents go with the person."""
        return any(self.uses.get(word) for word in (PRESENCES, CARRIED, PEOPLE))


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


def told_uses(uses: Mapping[str, int]) -> str:
    """« 3 personnes et 1 accord »; empty when nothing names the row."""
    return enumeration([count(n, word, PLURALS.get(word)) for word, n in uses.items() if n])


def search(lines: Iterable[Line], words: str) -> list[Line]:
    """The lines that hold every word, whatever its capitals and accents."""
    wanted = plain(words).split()
    return [line for line in lines if all(word in plain(line.searched) for word in wanted)]


def by_name(line: Line) -> tuple[str, str]:
    if isinstance(line, PersonLine):
        return plain(line.last_name), plain(line.first_name)
    return plain(line.name), ""


# How a list is sorted, by key of the address: heading, what is compared, a number or not.
ORDERS: dict[str, tuple[str, Callable[[Line], Any], bool]] = {
    "nom": ("Nom", by_name, False),
    "rencontres": ("Rencontres", lambda line: line.meetings, True),
    "vue": ("Dernière présence", lambda line: line.last_seen or date.min, False),
}


def as_typed(sheet: Sheet[Line]) -> dict[str, Any]:
    """The fields of the form, as they stand in the database."""
    return {**_fields(sheet.line), "id": sheet.line.id, "version": sheet.version}


def _fields(line: Line) -> dict[str, Any]:
    if isinstance(line, OrganisationLine):
        return {"name": line.name, "family": line.family.value}
    return {
        "first_name": line.first_name,
        "last_name": line.last_name,
        "function": line.function or "",
        "organisation": str(line.organisation_id) if line.organisation_id else None,
        "email": line.email or "",
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
