"""Where the team has been, and where it has not: all territories, zeros included."""

from dataclasses import dataclass
from datetime import date

from domain.periods import months_before
from domain.places import Place
from domain.searching import plain
from domain.vocabulary import DatePrecision

# The geography of quartiers in force, by the first year it held.
VINTAGES = ((2024, 2024), (2015, 2015))


@dataclass(frozen=True, slots=True)
class LastVisit:
    on: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A contrat de ville and what was done there in the period."""

    place: Place
    departement: Place | None
    meetings: int
    participations: int | None  # None when no meeting there tells how many came
    last: LastVisit | None  # ever, up to the end of the period
    is_approximate: bool = False  # an « environ » is among the participations
    unknown: int = 0  # meetings of which nobody knows how many came
    is_minimum: bool = False  # each headcount that is not exact is a « plus de »


@dataclass(frozen=True, slots=True)
class DepartementShare:
    """How many of a département’s contrats were reached."""

    place: Place
    visited: int
    contrats: int
    is_known: bool = True  # of a part of the meetings, none is not zero

    @property
    def share(self) -> float:
        return self.visited / self.contrats


@dataclass(frozen=True)
class Coverage:
    at: date  # the day visits are looked back from
    lines: tuple[CoverageLine, ...]
    qpv: tuple[tuple[Place, LastVisit | None], ...]  # of the geography in force
    without_territory: int  # counted meetings that reached no contrat
    detailed: int = 0  # meetings that have a row: the map can show no other
    total: float | None = None  # meetings as the dashboard counts them, published months included

    @property
    def is_partial(self) -> bool:
        """Whether some of the meetings counted have no row: nobody knows where they were."""
        return self.total is not None and self.detailed < self.total

    def tells(self, meetings: int) -> bool:
        """Whether the number of a place says all: of a part of the meetings, none is not zero."""
        return bool(meetings) or not self.is_partial

    @property
    def visited(self) -> int:
        return sum(line.meetings > 0 for line in self.lines)

    @property
    def by_departement(self) -> tuple[DepartementShare, ...]:
        found: dict[Place, list[bool]] = {}
        for line in self.lines:
            if line.departement is not None:
                found.setdefault(line.departement, []).append(line.meetings > 0)
        shares = (
            DepartementShare(place, sum(seen), len(seen), self.tells(sum(seen)))
            for place, seen in found.items()
        )
        return tuple(sorted(shares, key=lambda share: plain(share.place.name)))


def vintage_of(year: int) -> int:
    """The geography of quartiers in force in a year."""
    return next((vintage for since, vintage in VINTAGES if year >= since), VINTAGES[-1][1])


def is_white(last: LastVisit | None, at: date, months: int) -> bool:
    """Whether no meeting took place in the ``months`` months that end on that day.

    The same months as those of the dashboard: a visit just ``months`` months old is out of them.
    A visit of which only the month is known counts as of the first of that month.
    """
    return last is None or last.on <= months_before(at, months)
