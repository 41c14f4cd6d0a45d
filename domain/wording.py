"""Sentences made from figures. None claims more than the figures carry."""

from collections.abc import Sequence

from domain.coverage import DepartementShare
from domain.formats import (
    MISSING,
    MONTHS,
    NBSP,
    NNBSP,
    count,
    enumeration,
    headcount,
    number,
    percent,
)
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
from domain.vocabulary import MeetingStatus

# Read on meetings that have a row, whatever was published.
ON_ROWS = (TERRITORIES, TRACE_RATE)
# Figures published for the year whose difference with the tile is said.
PUBLISHED_APART = (MEETINGS, PARTICIPATIONS, PUBLICATIONS)
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


def more(apart: float) -> str:
    return "de plus" if apart > 0 else "de moins"


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
