"""Sentences made from figures. None claims more than the figures carry."""

from collections.abc import Sequence

from domain.comparisons import Comparisons, Mean
from domain.coverage import DepartementShare
from domain.formats import (
    MISSING,
    MONTHS,
    NBSP,
    NNBSP,
    count,
    enumeration,
    half_up,
    headcount,
    number,
    of,
    percent,
)
from domain.formats import month as month_name
from domain.glance import Rectified, YearAtAGlance
from domain.indicators import (
    MEETINGS,
    OF_THE_MONTH,
    PARTICIPATIONS,
    PEOPLE,
    PUBLICATIONS,
    TERRITORIES,
    TRACE_RATE,
    Indicator,
)
from domain.listings import MeetingLine
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.vocabulary import MeetingStatus

# Read on meetings that have a row, whatever was published.
ON_ROWS = (TERRITORIES, TRACE_RATE)
# Figures published for the year whose difference with the tile is said.
PUBLISHED_APART = (MEETINGS, PARTICIPATIONS, PUBLICATIONS)
# From here on, a mean is told without decimals.
WHOLE_MEANS = 100
# Months that share the first place and are still named.
TIED = 3


def figure(indicator: Indicator, value: float | None) -> str:
    """The number alone: « 128 », « 62 % », « non disponible »."""
    return percent(value) if indicator.is_share else number(value)


def with_unit(indicator: Indicator, value: float | None) -> str:
    """« 128 rencontres », « 62 % »."""
    if value is None:
        return MISSING
    return percent(value) if indicator.is_share else count(value, indicator.unit)


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


def more(apart: float) -> str:
    return "de plus" if apart > 0 else "de moins"


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


def published_beside(indicator: Indicator, published: int | None) -> str | None:
    """« Publié pour l’année : 127 »."""
    if published is None:
        return None
    return f"Publié pour l’année{NBSP}: {figure(indicator, published)}"


def difference(glance: YearAtAGlance, indicator: Indicator) -> str | None:
    """« Les mois additionnent 128 rencontres ; l’année publiée en compte 127, soit 1 de moins. »"""
    if not glance.difference(indicator):
        return None
    tile = glance.figures[indicator.key]
    of_months = indicator in OF_THE_MONTH
    return against_year(indicator, tile.value or 0, tile.published or 0, of_months=of_months)


def differences(glance: YearAtAGlance) -> list[str]:
    """What was published for the year and is not what is computed; rows in part are no fault."""
    told = [difference(glance, i) for i in PUBLISHED_APART if not glance.is_partial(i)]
    return [sentence for sentence in told if sentence]


def against_year(indicator: Indicator, value: float, published: int, *, of_months: bool) -> str:
    """``of_months``: the months make the value, which is not the one published; else the rows."""
    if not value:
        none = "les mois n’en comptent pas" if of_months else "la base n’en recense pas"
        return f"L’année publiée compte {with_unit(indicator, published)}{NNBSP}; {none}."
    source = "Les mois additionnent" if of_months else "La base recense"
    apart = published - value
    return (
        f"{source} {with_unit(indicator, value)}{NNBSP}; l’année publiée en compte "
        f"{number(published)}, soit {number(abs(apart))} {more(apart)}."
    )


def rows_behind(glance: YearAtAGlance) -> str | None:
    """What the figures rest on, where that is not all the centre did or published."""
    if glance.is_narrowed:
        return (
            f"Sous ces filtres, les chiffres viennent des rencontres de la base{NBSP}: ce qui est "
            "publié vaut pour tout le centre."
        )
    if not glance.is_detailed:
        return (
            f"La base détaille {count(glance.detailed, 'rencontre')}{NBSP}: territoires, personnes "
            "et traces se lisent sur elles seules."
        )
    return rectified(glance.rectified) if glance.is_rectified else None


def in_part(year: int) -> str:
    """Of a month that rows alone tell of, in a year that they do not detail whole."""
    part = f"La base ne détaille qu’une partie des rencontres de {year}"
    return f"{part}{NBSP}: ce mois ne se compare à aucun autre."


def rectified(months: Sequence[Rectified]) -> str:
    """« Rectifié depuis l’arrêté : août (2 rencontres à l’arrêté, 3 dans la base). »"""
    return f"Rectifié depuis l’arrêté{NBSP}: {enumeration([_change(month) for month in months])}."


def months_sentence(glance: YearAtAGlance) -> str:
    """The year’s strongest months and its silent ones, from the months that have begun."""
    parts = [_strongest_months(glance)]
    silent = [line.month for line in glance.months if line.values.get(MEETINGS.key) == 0]
    if silent:
        names = enumeration([MONTHS[number_of_month - 1] for number_of_month in silent])
        parts.append(f"Aucune rencontre connue en {names}.")
    return " ".join(part for part in parts if part)


def attendance(line: MeetingLine) -> str:
    """« environ 40 », « 12 », « non disponible »; « – » for a meeting that is not held."""
    if line.status is not MeetingStatus.HELD:
        return "–"
    if line.headcount is not None:
        return headcount(line.headcount, line.headcount_precision)
    return number(line.participations)


def reached(share: DepartementShare) -> str:
    """« 75 % (3 sur 4) »; « – » where no meeting is known and some have no row."""
    if not share.is_known:
        return "–"
    return f"{percent(share.share)} ({share.visited} sur {share.contrats})"


def rests_on(glance: YearAtAGlance, indicator: Indicator) -> str | None:
    """« Sur 26 rencontres détaillées »: how much of what took place the figure rests on."""
    if indicator is PEOPLE:
        read = rows_of_today(glance)
        named = coverage(glance.named_share)
        return f"{read}{NNBSP}; {named}" if read else named
    if indicator in ON_ROWS and not glance.is_detailed:
        return f"Sur {count(glance.detailed, 'rencontre détaillée', 'rencontres détaillées')}"
    return rows_of_today(glance) if indicator in ON_ROWS else None


def rows_of_today(glance: YearAtAGlance) -> str | None:
    """« Sur les 111 rencontres de la base », where closed months make another number of them."""
    if not glance.rectified or glance.detailed == glance.figures[MEETINGS.key].value:
        return None
    return f"Sur les {count(glance.detailed, 'rencontre')} de la base"


def coverage(named_share: float | None) -> str:
    """« 62 % des participations sont nominatives »."""
    if named_share is None:
        return "Aucune participation nominative connue"
    return f"{percent(named_share)} des participations sont nominatives"


def strongest(glance: YearAtAGlance, indicator: Indicator) -> list[int]:
    """The months where a figure is the largest; none where all are zero or unknown."""
    known = [(line.values.get(indicator.key) or 0, line.month) for line in glance.months]
    largest = max((value for value, _ in known), default=0)
    return [number_of_month for value, number_of_month in known if value == largest > 0]


def _strongest_months(glance: YearAtAGlance) -> str | None:
    """« Le mois le plus fort en rencontres est juin (17), en participations octobre (745). »"""
    told: list[str] = []
    before = ""
    for indicator in (MEETINGS, PARTICIPATIONS):
        found = strongest(glance, indicator)
        if not found or len(found) > TIED:
            continue
        name = _months_tied([MONTHS[number_of_month - 1] for number_of_month in found])
        largest = max(line.values.get(indicator.key) or 0 for line in glance.months)
        verb = "" if told else "est "
        named = "aussi" if name == before else name
        told.append(f"en {indicator.label.lower()} {verb}{named} ({number(largest)})")
        before = name
    return f"Le mois le plus fort {', '.join(told)}." if told else None


def _months_tied(names: list[str]) -> str:
    """« juin », « juin à égalité avec juillet »."""
    first, *others = names
    return f"{first} à égalité avec {enumeration(others)}" if others else first


def _change(month_: Rectified) -> str:
    """« août (2 rencontres publiées, 3 dans la base) », by the first figure that differs."""
    return f"{MONTHS[month_.month - 1]} ({', '.join(closed_and_today(month_))})"


def closed_and_today(month_: Rectified) -> tuple[str, str]:
    """« 2 rencontres à l’arrêté », « 3 dans la base »."""
    indicator = month_.indicator
    published = with_unit(indicator, month_.published[indicator.key])
    today = figure(indicator, month_.computed[indicator.key])
    return f"{published} à l’arrêté", f"{today} dans la base"
