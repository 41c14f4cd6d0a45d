"""What does not agree in a year: its months beside the year published, what is published beside
the rows.

Nothing is corrected here, and rows that detail a part of what a report published are no
difference: the base says how much of it it details.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from domain import attendance_words
from domain import difference_words as words
from domain.difference_kinds import DifferenceKind, MonthStanding, ReopenedMonth
from domain.facts import Facts
from domain.indicators import ALL, BY_KEY, MEETINGS, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.periods import Period
from domain.year import CentreYear

TESTIMONIALS = "temoignages"


@dataclass(frozen=True)
class Difference:
    """``key`` stays the same while its figures change; ``figures`` are those it rests on."""

    key: str
    kind: DifferenceKind
    sentence: str
    figures: Mapping[str, float | None]
    indicator: str | None = None
    months: tuple[int, ...] = ()  # those it is about; none for the year


@dataclass(frozen=True)
class YearLine:
    """A figure of the year, three ways. ``false_sum``: what adding months would wrongly say."""

    key: str  # of its indicator
    months: float | None
    false_sum: int | None
    published: int | None
    rows: float | None
    is_approximate: bool  # of the rows
    unknown: int = 0  # of the rows, those that bring nothing to a sum of participations


@dataclass(frozen=True)
class Cell:
    published: int | None
    rows: float | None
    differs: bool
    is_approximate: bool = False  # of the rows
    unknown: int = 0  # of the rows, those that bring nothing to a sum of participations


@dataclass(frozen=True)
class MonthLine:
    month: int
    standing: MonthStanding
    cells: Mapping[str, Cell]  # by key of indicator
    testimonials: int

    @property
    def is_published(self) -> bool:
        return self.standing in (MonthStanding.PUBLISHED, MonthStanding.CLOSED)


@dataclass(frozen=True)
class YearDifferences:
    year: int
    lines: tuple[YearLine, ...]
    months: tuple[MonthLine, ...]
    found: tuple[Difference, ...]

    @property
    def meetings(self) -> YearLine:
        return next(line for line in self.lines if line.key == MEETINGS.key)


def year_differences(
    known: CentreYear,
    testimonials: Mapping[int, int],
    today: date,
    reopened: Mapping[int, ReopenedMonth] = MappingProxyType({}),
) -> YearDifferences:
    """Everything that does not agree up to today. ``testimonials``: how many in each month."""
    lines = tuple(_lines(known, today))
    months = tuple(
        _month(known, number, testimonials.get(number, 0), today, is_reopened=number in reopened)
        for number in range(1, 13)
    )
    found = (
        *_of_year(lines),
        *_same(months),
        *_absent(months, Period.of_year(known.year).until(today)),
        *_reopened(months, reopened),
        *_unsaid(months),
        *_of_months(months),
    )
    return YearDifferences(known.year, lines, months, found)


def _lines(known: CentreYear, today: date) -> Iterator[YearLine]:
    """The indicators of a month, and those that were published for the year."""
    period = Period.of_year(known.year).until(today)
    facts = known.facts.within(period)
    for indicator in ALL:
        asked = indicator in OF_THE_MONTH or indicator.key in known.published
        # A share is published in percent, and is read on the rows alone.
        if not asked or indicator.is_share:
            continue
        closed = [m for m in known.closings if known.published_month(indicator, m) is not None]
        added = sum(known.published_month(indicator, m) or 0 for m in closed)
        yield YearLine(
            indicator.key,
            months=known.retained(indicator, period) if closed and indicator.additive else None,
            false_sum=added if len(closed) > 1 and not indicator.additive else None,
            published=known.published.get(indicator.key),
            rows=indicator.value(facts),
            is_approximate=_is_approximate(indicator, facts),
            unknown=facts.unknown_attendance,
        )


def _month(
    known: CentreYear, number: int, testimonials: int, today: date, *, is_reopened: bool
) -> MonthLine:
    whole = Period.of_month(known.year, number)
    facts = known.facts.within(whole.until(today) if whole.start <= today else whole)
    standing = MonthStanding.REOPENED if is_reopened else _standing(known, number, today)
    return MonthLine(
        number,
        standing,
        {i.key: _cell(known, i, number, facts, standing) for i in OF_THE_MONTH},
        testimonials,
    )


def _standing(known: CentreYear, number: int, today: date) -> MonthStanding:
    if closing := known.closings.get(number):
        return MonthStanding.PUBLISHED if closing.source else MonthStanding.CLOSED
    month = Period.of_month(known.year, number)
    if today in month:
        return MonthStanding.RUNNING
    return MonthStanding.OPEN if month.end < today else MonthStanding.FUTURE


def _cell(
    known: CentreYear, indicator: Indicator, number: int, facts: Facts, standing: MonthStanding
) -> Cell:
    published = known.published_month(indicator, number)
    rows = None if standing is MonthStanding.FUTURE else indicator.value(facts)
    differs = published is not None and rows != published
    if standing is MonthStanding.PUBLISHED and differs and not _exceeds(rows, published):
        differs = not _is_partial(known, indicator, number, facts)
    about = _is_approximate(indicator, facts)
    return Cell(published, rows, differs, about, facts.unknown_attendance)


def _exceeds(rows: float | None, published: int | None) -> bool:
    return rows is not None and published is not None and rows > published


def _is_partial(known: CentreYear, indicator: Indicator, number: int, facts: Facts) -> bool:
    """Whether the base holds a part of a month that a report published, of this figure at least."""
    meetings = known.published_month(MEETINGS, number)
    unknown = any(row.amount is None for row in indicator.rows(facts))
    return unknown or meetings is None or len(facts.counted) < meetings


def rows_of(one: Cell | YearLine) -> str:
    """What the rows make, in words: « environ 38 »."""
    return attendance_words.about(one.rows, approximate=one.is_approximate, unknown=one.unknown)


def _is_approximate(indicator: Indicator, facts: Facts) -> bool:
    return indicator is PARTICIPATIONS and facts.is_approximate


def _of_year(lines: tuple[YearLine, ...]) -> Iterator[Difference]:
    for line in lines:
        stood_by = line.rows if line.months is None else line.months
        if line.published is None or line.published == stood_by:
            continue
        kind = _kind(line)
        yield Difference(
            f"annee-{line.key}",
            kind,
            words.of_year(
                BY_KEY[line.key],
                stood_by,
                line.published,
                of_months=line.months is not None,
                is_added=kind is DifferenceKind.ADDED,
            ),
            {"publie": line.published, "compte": stood_by},
            line.key,
        )


def _kind(line: YearLine) -> DifferenceKind:
    if line.months is not None:
        return DifferenceKind.SUM
    if line.false_sum == line.published:
        return DifferenceKind.ADDED
    is_more = _exceeds(line.rows, line.published)
    return DifferenceKind.ROWS if is_more else DifferenceKind.PARTIAL


def _same(months: tuple[MonthLine, ...]) -> Iterator[Difference]:
    """Published months with as many participations, unless the rows make them so."""
    alike: dict[int, list[MonthLine]] = {}
    for line in months:
        if value := line.cells[PARTICIPATIONS.key].published:
            alike.setdefault(value, []).append(line)
    for value, lines in alike.items():
        counted = all(line.cells[PARTICIPATIONS.key].rows == value for line in lines)
        if len(lines) > 1 and not counted:
            numbers = tuple(line.month for line in lines)
            yield Difference(
                "-".join(["identique", *map(str, numbers)]),
                DifferenceKind.SAME,
                words.same(numbers, value),
                {str(number): value for number in numbers},
                PARTICIPATIONS.key,
                numbers,
            )


def _absent(months: tuple[MonthLine, ...], period: Period) -> Iterator[Difference]:
    """Months that are over, between two that are published."""
    published = [line.month for line in months if line.is_published]
    for line in months:
        before = [month for month in published if month < line.month]
        after = [month for month in published if month > line.month]
        is_missing = not line.is_published and line.standing is not MonthStanding.REOPENED
        if is_missing and before and after and period.covers_month(line.month):
            rows = line.cells[MEETINGS.key].rows
            yield Difference(
                f"absent-{line.month}",
                DifferenceKind.ABSENT,
                words.absent(line.month, before[-1], after[0], rows),
                {"rencontres": rows},
                MEETINGS.key,
                (line.month,),
            )


def _reopened(
    months: tuple[MonthLine, ...], reopened: Mapping[int, ReopenedMonth]
) -> Iterator[Difference]:
    """Months that were closed and are not any more: what was said of them last."""
    for number, was in sorted(reopened.items()):
        cells = months[number - 1].cells
        rows, came = cells[MEETINGS.key].rows, cells[PARTICIPATIONS.key]
        told = rows_of(came) if came.rows else None
        yield Difference(
            f"rouvert-{number}",
            DifferenceKind.REOPENED,
            words.reopened(number, was.on, was.figures, rows, told),
            {**was.figures, "rencontres": rows},
            MEETINGS.key,
            (number,),
        )


def _unsaid(months: tuple[MonthLine, ...]) -> Iterator[Difference]:
    published = [line for line in months if line.is_published]
    silent = tuple(line.month for line in published if not line.testimonials)
    said = sum(line.testimonials for line in published)
    if silent:
        yield Difference(
            TESTIMONIALS,
            DifferenceKind.UNSAID,
            words.unsaid(silent, said, len(published)),
            {"temoignages": said, "mois": len(published), **{str(month): 0 for month in silent}},
            months=silent,
        )


def _of_months(months: tuple[MonthLine, ...]) -> Iterator[Difference]:
    """A month whose rows are not what was published: one difference, whatever the figures."""
    for line in months:
        apart = [i for i in OF_THE_MONTH if line.cells[i.key].differs]
        if apart:
            is_closed = line.standing is MonthStanding.CLOSED
            cells = [(i, line.cells[i.key]) for i in apart]
            told = [(i, cell.published, rows_of(cell)) for i, cell in cells]
            yield Difference(
                f"mois-{line.month}",
                DifferenceKind.RECTIFIED if is_closed else DifferenceKind.ROWS,
                words.of_month(line.month, told, is_closed=is_closed),
                {
                    f"{i.key}-{name}": value
                    for i, cell in cells
                    for name, value in (("publie", cell.published), ("compte", cell.rows))
                },
                apart[0].key,
                (line.month,),
            )
