"""The date of the meeting, among the dates of its announcement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import pairwise

import dateparser  # type: ignore[import-untyped]

from domain.announcement.source import Source, one_line
from domain.announcement.words import MONTHS, WEEKDAY, WEEKDAYS
from domain.entry import FIRST_YEAR, YEARS_AHEAD
from domain.formats import DAYS, NBSP, day, month, weekday

# No invitation names more days; a calendar that does is not read to its end.
MOST_DATES = 100

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAMED_DAY = rf"(?:\b(?P<weekday>{WEEKDAY})\.?,? ?(?:le )?)?"
_WORDED = re.compile(
    rf"{_NAMED_DAY}(?<![\d/.,:])(?<!\d )(?P<day>\d\d?)(?: ?er)?[ -]?(?P<month>{_MONTH})\b\.?"
    r"(?:,?[ -]?(?P<year>\d{4})\b)?"
)
_NUMERIC = re.compile(
    rf"{_NAMED_DAY}(?<![\d/.-])(?P<day>\d\d?)(?P<by> ?/ ?|\.|-)(?P<month>\d\d?)(?P=by)"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![/.-]?\d)"
)
_NUMERIC_NO_YEAR = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY})\.?,? ?(?:le )?|\b(?:le|du) )"
    r"(?P<day>\d\d?)[/.](?P<month>\d\d?)(?![/.]?\d)"
)
_ISO = re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/-])")
# Days that share the month of the next: « les 5 et », « du lundi 3 au ».
_DAY_BEFORE = re.compile(
    rf"{_NAMED_DAY}(?<![\d/.:h])(?<!h )(?P<day>\d\d?)(?:er)? ?(?P<joiner>au|et|ou|puis|[,/&-]) ?"
    r"(?:le )?$"
)
_OFFERED = re.compile(r"(?:er)? ?ou\b")
_LIST_OPENS = re.compile(rf"(?:\b(?:les?|du|entre le|{WEEKDAY})|^|[:(|-]) ?$")
_JOINED = re.compile(r" ?(?:,? ?(?:au|et(?: le)?|ou(?: le)?)|[,/&-]) ?(?:le )?")
_MONTH_ONLY = re.compile(
    rf"\b(?:debut|mi|fin|courant|en|au mois de|dans le courant de) ?-?(?:de |d')?(?:{_MONTH})\b"
    r"(?: \d{4})?"
)
_UNREADABLE = re.compile(rf"\b{WEEKDAY}\b[^\n:]{{0,15}}\b(?:{_MONTH})\b(?: \w{{4}}\b)?")


@dataclass(frozen=True)
class SaidDate:
    """A date as the text says it. ``last`` ends the run of days it opens: « du 3 au 5 juin »."""

    start: int
    end: int
    text: str
    day: int
    month: str
    year: int | None
    weekday: int | None
    last: int | None = None

    @property
    def key(self) -> tuple[int, str]:
        return self.day, self.month


def said_dates(source: Source) -> list[SaidDate]:
    """The days the text names, in its order."""
    found = sorted(_named(source), key=lambda said: said.start)[:MOST_DATES]
    return _with_years(_with_shared_months(source, found), source)


def value(said: SaidDate, today: date) -> date | None:
    """The date; the next such one when the year is not said. None when there is none."""
    if said.year is not None:
        read = _calendar(said.day, said.month, said.year)
        return read if read and FIRST_YEAR <= read.year <= today.year + YEARS_AHEAD else None
    # Nine years hold a 29 February, even around 2100.
    tried = (_calendar(said.day, said.month, today.year + ahead) for ahead in range(9))
    return next((read for read in tried if read and read >= today), None)


def is_impossible(said: SaidDate) -> bool:
    """A day that no year has, or not that year: « 31 juin »."""
    years = (said.year,) if said.year is not None else (2024,)
    return all(_calendar(said.day, said.month, year) is None for year in years)


def date_warnings(said: SaidDate, read: date) -> Iterator[str]:
    """What the user must know of the date that was kept."""
    if said.year is None:
        yield (
            f"L’année n’est pas dite{NBSP}: la prochaine date possible, le {weekday(read)}, est "
            "retenue."
        )
    if said.weekday is not None and said.weekday != read.weekday():
        yield (
            f"Le {day(read)} est un {DAYS[read.weekday()]}, le texte dit "
            f"«{NBSP}{DAYS[said.weekday]}{NBSP}»{NBSP}: vérifiez la date."
        )
    if said.last is not None:
        yield f"Le texte donne plusieurs jours{NBSP}: le premier, le {day(read)}, est retenu."


def month_only(source: Source) -> str | None:
    """« début juin », « jeudi l0 décembre »: a month without its day, as it is written."""
    found = _MONTH_ONLY.search(source.folded) or _UNREADABLE.search(source.folded)
    return one_line(source.text[found.start() : found.end()]) if found else None


@cache
def _calendar(day_of_month: int, month_name: str, year: int) -> date | None:
    """Read by dateparser, which may take a 13th month for a day: then it is no date."""
    read: datetime | None = dateparser.parse(
        f"{day_of_month} {month_name} {year}",
        languages=["fr"],
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    if (
        read is None
        or read.day != day_of_month
        or month(year, read.month) != f"{month_name} {year}"
    ):
        return None
    return read.date()


def _named(source: Source) -> Iterator[SaidDate]:
    taken: set[int] = set()
    for pattern in (_ISO, _WORDED, _NUMERIC, _NUMERIC_NO_YEAR):
        for found in pattern.finditer(source.folded):
            said = _said(source, found)
            if said and not {found.start(), found.end() - 1} & taken:
                taken.update(range(found.start(), found.end()))
                yield said


def _said(source: Source, found: re.Match[str]) -> SaidDate | None:
    parts = found.groupdict()
    name = MONTHS.get(parts["month"]) or _month_of_number(int(parts["month"]))
    if name is None or not 1 <= int(parts["day"]) <= 31:
        return None
    year = int(parts["year"]) if parts.get("year") else None
    return SaidDate(
        start=found.start(),
        end=found.end(),
        text=_text(source, found.start(), found.end()),
        day=int(parts["day"]),
        month=name,
        year=year + 2000 if year is not None and year < 100 else year,
        weekday=_weekday(parts.get("weekday")),
    )


def _month_of_number(number: int) -> str | None:
    return list(dict.fromkeys(MONTHS.values()))[number - 1] if 1 <= number <= 12 else None


def _weekday(word: str | None) -> int | None:
    return next((i for i, name in enumerate(WEEKDAYS) if word and name.startswith(word)), None)


def _with_shared_months(source: Source, found: list[SaidDate]) -> list[SaidDate]:
    """« les 5 et 12 juin » is a run that its first day opens; « le 5 ou le 12 » offers two."""
    dates: list[SaidDate] = []
    for said in found:
        first, floor = said, dates[-1].end if dates else 0
        offered: list[SaidDate] = []
        while before := _day_before(source, first, floor):
            if _OFFERED.match(source.folded, before.end):
                offered.insert(0, first)
                first = before
            else:
                first = replace(before, end=first.end, text=_text(source, before.start, first.end))
        if first is not said and not offered:
            first = replace(first, last=said.end)
        dates += [first, *offered]
    return dates


def _day_before(source: Source, said: SaidDate, floor: int) -> SaidDate | None:
    line = source.folded.rfind("\n", 0, said.start) + 1
    floor = max(floor, line, said.start - 60)
    before = _DAY_BEFORE.search(source.folded[floor : said.start])
    if not before or not 1 <= int(before["day"]) <= 31:
        return None
    opened = _LIST_OPENS.search(source.folded[floor : floor + before.start()])
    if not before["weekday"] and not opened and before["joiner"] in ",/&-":
        return None
    start, end = floor + before.start(), floor + before.end("day")
    return replace(
        said,
        start=start,
        end=end,
        text=_text(source, start, end),
        day=int(before["day"]),
        weekday=_weekday(before["weekday"]),
    )


def _text(source: Source, start: int, end: int) -> str:
    return one_line(source.text[start:end]).rstrip(".")


def _with_years(dates: list[SaidDate], source: Source) -> list[SaidDate]:
    """« du 28 avril au 2 mai 2025 », or one day said twice and once with its year."""
    years = {said.key: said.year for said in dates if said.year is not None}
    dates = [replace(said, year=said.year or years.get(said.key)) for said in dates]
    for index, (said, following) in enumerate(pairwise(dates)):
        between = source.folded[said.end : following.start]
        if said.month != following.month and _JOINED.fullmatch(between):
            order = list(dict.fromkeys(MONTHS.values()))
            earlier = order.index(said.month) > order.index(following.month)
            year = following.year - earlier if following.year else None
            dates[index] = replace(said, year=said.year or year, last=following.end)
    runs = [range(said.start + 1, said.last) for said in dates if said.last]
    return [said for said in dates if not any(said.start in run for run in runs)]
