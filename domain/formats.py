"""French wording of figures and dates, without touching the locale of the whole process.

Rules: Lexique des règles typographiques en usage à l’Imprimerie nationale.
"""

from datetime import date, datetime, time
from math import floor
from zoneinfo import ZoneInfo

from domain.vocabulary import DatePrecision, HeadcountPrecision

NNBSP = "\u202f"  # narrow no-break space: in numbers, before ; ! ? %
NBSP = "\u00a0"  # no-break space: between a number and its unit, before :
MISSING = "non disponible"

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def number(value: float | None) -> str:
    """« 3 492 », « 12,5 », « non disponible ». A whole number shows no decimal."""
    if value is None:
        return MISSING
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return text.replace("-", "−").replace(",", NNBSP).replace(".", ",")


def decimal(value: float) -> str:
    """« 101,75 », « 8,5 », « 3 600 »: what was typed, three decimals at most."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace(",", NNBSP).replace(".", ",")


def half_up(value: float) -> int:
    """108,5 makes 109, as readers round; ``round`` would make 108 of it."""
    return floor(value + 0.5)


def percent(share: float | None) -> str:
    """A share between 0 and 1 as « 62 % »."""
    return MISSING if share is None else f"{number(half_up(100 * share))}{NNBSP}%"


def signed(value: float) -> str:
    """« +6 », « −12 », « 0 »."""
    return f"+{number(value)}" if value > 0 else number(value)


def count(value: float | None, singular: str, plural: str | None = None) -> str:
    """« 1 rencontre », « 128 rencontres »; below two, French keeps the singular."""
    if value is None:
        return f"{plural or singular + 's'}{NBSP}: {MISSING}"
    word = singular if abs(value) < 2 else plural or f"{singular}s"
    return f"{number(value)}{NBSP}{word}"


def day(value: date) -> str:
    """« 2 février 2023 », « 1er mars 2023 »."""
    return f"{day_in_year(value)} {value.year}"


def day_in_year(value: date) -> str:
    """« 2 février », « 1er mars », where the year goes without saying."""
    return f"{_ordinal(value.day)}{NBSP}{MONTHS[value.month - 1]}"


def weekday(value: date) -> str:
    """« jeudi 2 février 2023 »."""
    return f"{DAYS[value.weekday()]} {day(value)}"


def short_day(value: date) -> str:
    """« 02/02/2023 »."""
    return value.strftime("%d/%m/%Y")


def month(year: int, number_of_month: int) -> str:
    """« février 2023 »."""
    return f"{MONTHS[number_of_month - 1]} {year}"


def known_date(value: date | None, precision: DatePrecision) -> str:
    """A date as precisely as it is known: an unknown day is not invented."""
    if value is None:
        return MISSING
    if precision is DatePrecision.YEAR:
        return str(value.year)
    if precision is DatePrecision.MONTH:
        return f"{month(value.year, value.month)} (jour inconnu)"
    return day(value)


def short_date(value: date, precision: DatePrecision) -> str:
    """« 02/02/2023 », « mai 2023 » when the day is unknown: for the column of a list."""
    if precision is DatePrecision.DAY:
        return short_day(value)
    if precision is DatePrecision.YEAR:
        return str(value.year)
    return month(value.year, value.month)


def clock(value: time) -> str:
    """« 13 h 30 », « 9 h »."""
    minutes = f"{NBSP}{value.minute:02d}" if value.minute else ""
    return f"{value.hour}{NBSP}h{minutes}"


def moment(value: datetime, timezone: str) -> str:
    """An aware moment in the time of the centre: « 2 février 2023 à 13 h 30 »."""
    local = value.astimezone(ZoneInfo(timezone))
    return f"{day(local.date())} à {clock(local.time())}"


def headcount(value: int | None, precision: HeadcountPrecision) -> str:
    """« 40 », « environ 40 », « plus de 100 »."""
    if value is None or precision is HeadcountPrecision.EXACT:
        return number(value)
    return f"{precision.label.lower()} {number(value)}"


def enumeration(items: list[str]) -> str:
    """« Dole, Lons-le-Saunier et Saint-Claude »."""
    *first, last = items or [""]
    return f"{', '.join(first)} et {last}" if first else last


def of(name: str) -> str:
    """« de mars », « d’avril »."""
    return f"d’{name}" if name[:1].lower() in "aeéèêiouyh" else f"de {name}"


def _ordinal(day_of_month: int) -> str:
    return "1er" if day_of_month == 1 else str(day_of_month)
