"""The yearly return: half-days and meetings by theme, public and format. Plain values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.indicators import Indicator
from domain.left_out import Reason
from domain.listings import MeetingLine
from domain.periods import Period
from domain.report_reading import Published
from domain.vocabulary import Family, Labelled, MeetingFormat, Modality, PublicationKind


class Axis(Labelled):
    """What tells the lines of a table apart."""

    THEME = "theme", "Thème"
    PUBLIC = "public", "Public"
    FORMAT = "format", "Format"


class Mode(Labelled):
    """The columns of a table: a meeting is in one of the first four, and in the last."""

    ON_SITE = "presentiel", "Présentiel"
    REMOTE = "distanciel", "Distanciel"
    HYBRID = "hybride", "Hybride"
    UNSAID = "non-precisee", "Non précisée"
    ALL = "total", "Total"


APART = tuple(mode for mode in Mode if mode is not Mode.ALL)
MODES: Mapping[Modality | None, Mode] = {
    Modality.ON_SITE: Mode.ON_SITE,
    Modality.REMOTE: Mode.REMOTE,
    Modality.HYBRID: Mode.HYBRID,
    None: Mode.UNSAID,
}
# The line of those that nothing puts in another one.
NONE = {Axis.THEME: "Sans thème", Axis.PUBLIC: "Public non connu"}


@dataclass(frozen=True, slots=True)
class Activity:
    """A meeting that the return counts, with who took part in it."""

    line: MeetingLine
    half_days: float | None = None
    publics: frozenset[Family] = frozenset()

    @property
    def mode(self) -> Mode:
        return MODES[self.line.modality]


@dataclass(frozen=True, slots=True)
class Cell:
    """Meetings, and what they add up to: None where there are some and none has a duration."""

    meetings: tuple[int, ...]
    half_days: float | None
    unknown: int  # those of no known duration, which add nothing


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    cells: Mapping[Mode, Cell]

    @property
    def total(self) -> Cell:
        return self.cells[Mode.ALL]

    def address(self, mode: Mode) -> str:
        """« theme-3.presentiel »: what an address says of one of its cells."""
        return f"{self.key}.{mode.value}"

    @property
    def untimed_address(self) -> str:
        """What an address says of those of its meetings that have no known duration."""
        return f"{self.key}.sans-duree"


@dataclass(frozen=True)
class Table:
    """A meeting of several themes, or publics, is in a line of each: lines never add up."""

    axis: Axis
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A figure of the year: on the rows of the day, as the screens stand by it, as published."""

    indicator: Indicator
    rows: float | None
    retained: float | None  # closed months as they were closed
    published: int | None = None  # for the whole year
    is_approximate: bool = False
    unknown: int = 0  # meetings that bring no participation, for nobody knows how many came

    @property
    def differs(self) -> bool:
        return self.retained != self.rows or self.published not in (None, self.rows)


@dataclass(frozen=True)
class NationalReturn:
    centre: str
    fictional: bool
    period: Period  # the part of it that has passed
    is_recorded: bool  # whether the centre kept records by then: else nothing is known
    activities: Mapping[int, Activity]  # by id, oldest first
    whole: Line
    untimed: Line  # those of no known duration
    tables: tuple[Table, ...]
    publications: Mapping[PublicationKind, tuple[Published, ...]]  # most frequent kind first
    totals: tuple[Total, ...]
    contrats: tuple[tuple[str, int], ...]  # those reached, with how many meetings each
    uncounted: Mapping[int, tuple[Activity, Reason]]  # by id, oldest first, and why
    apart: Mapping[str, Line]  # where they would be counted, by key of line

    @property
    def year(self) -> int:
        return self.period.year

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All of them, table after table."""
        return (
            self.whole,
            self.untimed,
            *(line for table in self.tables for line in table.lines),
        )

    @cached_property
    def addresses(self) -> Mapping[str, tuple[Line, Mode]]:
        """Every cell by its address."""
        return {line.address(mode): (line, mode) for line in self.lines for mode in Mode}

    @cached_property
    def untimed_addresses(self) -> Mapping[str, Line]:
        return {line.untimed_address: line for line in self.lines}

    def untimed_of(self, line: Line) -> Cell:
        """The meetings of a line that have no known duration."""
        kept = (self.activities[key] for key in line.total.meetings)
        return cell(one for one in kept if one.half_days is None)

    def left_out(
        self, line: Line, mode: Mode, *, untimed_only: bool = False
    ) -> tuple[tuple[Activity, Reason], ...]:
        """What a cell would count as well, and does not."""
        if line.key not in self.apart:
            return ()
        found = (self.uncounted[key] for key in self.apart[line.key].cells[mode].meetings)
        return tuple(one for one in found if not (untimed_only and one[0].half_days is not None))


def whole(activities: Sequence[Activity]) -> Line:
    return _line("ensemble", "Toutes les rencontres", activities)


def untimed(activities: Sequence[Activity]) -> Line:
    unknown = [one for one in activities if one.half_days is None]
    return _line("sans-duree", "Durée non disponible", unknown)


def tables(activities: Sequence[Activity], themes: Mapping[str, str]) -> tuple[Table, ...]:
    """``themes`` are the names of those of the centre, by identifier."""
    keys = {name: key for key, name in themes.items()}
    named: Mapping[Axis, Callable[[Activity], Iterable[tuple[str, str]]]] = {
        Axis.THEME: lambda one: ((keys[name], name) for name in one.line.themes),
        Axis.PUBLIC: lambda one: _named(one.publics),
        Axis.FORMAT: lambda one: _named((one.line.format,)),
    }
    return tuple(Table(axis, tuple(_lines(axis, activities, name))) for axis, name in named.items())


def by_key(activities: Sequence[Activity], themes: Mapping[str, str]) -> Mapping[str, Line]:
    """Every line that these would be in."""
    own = (line for table in tables(activities, themes) for line in table.lines)
    return {line.key: line for line in (whole(activities), untimed(activities), *own)}


def by_kind(
    publications: Sequence[Published],
) -> Mapping[PublicationKind, tuple[Published, ...]]:
    found = {
        kind: tuple(one for one in publications if one.kind is kind) for kind in PublicationKind
    }
    kinds = sorted((kind for kind in found if found[kind]), key=lambda kind: -len(found[kind]))
    return {kind: found[kind] for kind in kinds}


def cell(activities: Iterable[Activity]) -> Cell:
    kept = tuple(activities)
    known = [one.half_days for one in kept if one.half_days is not None]
    ids = tuple(one.line.id for one in kept)
    return Cell(ids, sum(known) if known or not kept else None, len(kept) - len(known))


def _named(words: Iterable[Family | MeetingFormat]) -> Iterator[tuple[str, str]]:
    return ((word.value, word.label) for word in words)


def _lines(
    axis: Axis,
    activities: Sequence[Activity],
    named: Callable[[Activity], Iterable[tuple[str, str]]],
) -> Iterator[Line]:
    """Those that some meeting is in, the longest first; the one of none of them last."""
    found: dict[tuple[str, str], list[Activity]] = {}
    apart: list[Activity] = []
    for one in activities:
        keys = tuple(named(one))
        for key in keys:
            found.setdefault(key, []).append(one)
        if not keys:
            apart.append(one)
    made = [_line(f"{axis.value}-{key}", name, of_it) for (key, name), of_it in found.items()]
    yield from sorted(made, key=_rank)
    if apart:
        yield _line(f"{axis.value}-aucun", NONE[axis], apart)


def _rank(line: Line) -> tuple[float, int, str]:
    return -(line.total.half_days or 0), -len(line.total.meetings), line.label


def _line(key: str, label: str, activities: Sequence[Activity]) -> Line:
    cells = {mode: cell(one for one in activities if mode in (one.mode, Mode.ALL)) for mode in Mode}
    return Line(key, label, cells)
