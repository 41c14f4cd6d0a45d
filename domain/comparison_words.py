"""What a figure is compared with, in words: the days before it, the mean of years."""

from collections.abc import Sequence

from domain.comparisons import Comparisons, Mean
from domain.formats import MISSING, NBSP, enumeration, half_up, number, of
from domain.formats import month as month_name
from domain.glance import YearAtAGlance
from domain.indicators import Indicator
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.wording import figure, more

# From here on, a mean is told without decimals.
WHOLE_MEANS = 100


def change(indicator: Indicator, value: float | None, previous: float | None, beside: str) -> str:
    """« ▲ 12 de plus que sur les mêmes jours de 2025 (116) ». ``beside`` names what is compared."""
    if value is None or previous is None:
        return f"{beside[0].upper()}{beside[1:]}{NBSP}: {figure(indicator, previous)}"
    told = compared(indicator, value, previous, beside)
    if told.startswith("autant"):
        return f"= {told[0].upper()}{told[1:]}"
    return f"{'▲' if value > previous else '▼'} {told}"


def compared(indicator: Indicator, value: float, previous: float, beside: str) -> str:
    """« 12 de plus que 2022 (116) », « autant que 2022 (128) »."""
    # Points are told between the percentages shown, so that the reader can check them.
    apart = (
        half_up(100 * value) - half_up(100 * previous) if indicator.is_share else value - previous
    )
    known = figure(indicator, previous)
    if apart == 0:
        return f"autant {than(beside)} ({known})"
    unit = f"{NBSP}point{'s' if abs(apart) > 1 else ''}" if indicator.is_share else ""
    return f"{number(abs(apart))}{unit} {more(apart)} {than(beside)} ({known})"


def than(name: str) -> str:
    """« que mars 2025 », « qu’août 2025 »."""
    return f"qu’{name}" if name[:1].lower() in "aeiouéèêàâîôûœ" else f"que {name}"


def compared_period(glance: YearAtAGlance) -> str:
    """« 2022 » for a whole year, « les mêmes jours de 2025 » for a part of one."""
    return beside(glance.period.a_year_before())


def compared_month(spread: MonthSpread) -> str:
    """« octobre 2025 », or « les mêmes jours d’octobre 2025 » while the month runs."""
    return beside(spread.compared)


def beside(days: Period) -> str:
    """Days a figure is compared with: « 2022 », « octobre 2025 », « les mêmes jours de 2025 »."""
    if days == Period.of_year(days.year):
        return str(days.year)
    if len(days.months) > 1:
        return f"les mêmes jours de {days.year}"
    name = month_name(days.year, days.start.month)
    return name if _is_named(days) else f"les mêmes jours {of(name)}"


def _is_named(days: Period) -> bool:
    """A whole year, or a whole month: days that need not be told."""
    first = days.start.month
    return days in (Period.of_year(days.year), Period.of_month(days.year, first))


def comparisons(indicator: Indicator, value: float | None, found: Comparisons) -> list[str]:
    """Beside the same days last year, those of the month before a month, the mean of years."""
    other = [(found.last_year, found.period.a_year_before())]
    if len(found.period.months) == 1:
        other.append((found.month_before, found.period.a_month_before()))
    told = [change(indicator, value, known, beside(days)) for known, days in other]
    return [*told, mean(indicator, found.mean, found.period)]


def mean(indicator: Indicator, known: Mean, days: Period) -> str:
    """« Moyenne des trois dernières années : 112 », « Moyenne 2024 et 2025 (2023 …) : 110 ».

    ``days`` are those of the figure, which the mean reads in each year.
    """
    return f"{mean_of(known, days)}{NBSP}: {mean_value(indicator, known)}"


def mean_value(indicator: Indicator, known: Mean) -> str:
    """Rounded as a mean deserves."""
    value = known.value
    if value is not None and not indicator.is_share:
        value = half_up(value) if value >= WHOLE_MEANS else half_up(10 * value) / 10
    return figure(indicator, value)


def mean_made(values: Sequence[float], indicator: Indicator) -> str | None:
    """« (101 + 116) ÷ 2 »: how a mean comes out of its years; None of one year alone."""
    if len(values) == 1:
        return None
    told = " + ".join(figure(indicator, value) for value in values)
    return f"({told}) ÷ {len(values)}"


def mean_of(known: Mean, days: Period) -> str:
    """Which years the mean is of, where it is not all three, and whether of a part of them."""
    same = "" if _is_named(days) else "mêmes jours"
    if not known.missing:
        return f"Moyenne des {same and f'{same} des '}trois dernières années"
    missing = f"{enumeration([str(year) for year in known.missing])} {MISSING}"
    if known.years == 1:
        return f"Seule année connue{same and f' aux {same}'}, {known.known[0]} ({missing}s)"
    years = enumeration([str(year) for year in known.known])
    return f"Moyenne {same and f'des {same} de '}{years} ({missing})"
