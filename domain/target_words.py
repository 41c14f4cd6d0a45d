"""What is said of a target. Nothing is said that the figures do not carry."""

from collections.abc import Sequence
from datetime import date

from domain.formats import (
    MISSING,
    MONTHS,
    NBSP,
    NNBSP,
    count,
    day_in_year,
    decimal,
    half_up,
    number,
    percent,
)
from domain.indicators import QPV, TERRITORIES, Indicator
from domain.periods import Period
from domain.targets import Goal, Phase, Standing
from domain.vocabulary import ProfileKind
from domain.wording import figure, more, with_unit

# Of these units, what is aimed at is « visés »; of the others « visées ».
MASCULINE = (TERRITORIES, QPV)


def reached(standing: Standing) -> tuple[str, str]:
    """The number, and what it is set against: « 118 », « rencontres sur 130 visées »."""
    goal, indicator = standing.goal, standing.goal.indicator
    if indicator.is_share:
        return figure(indicator, standing.realised), f"pour un objectif de {percent(goal.amount)}"
    aimed = f"{'visé' if indicator in MASCULINE else 'visée'}{'s' if goal.value > 1 else ''}"
    if standing.realised is None:
        return MISSING, f"pour {with_unit(indicator, goal.amount)} {aimed}"
    _, unit = with_unit(indicator, standing.realised).rsplit(NBSP, 1)
    return number(standing.realised), f"{unit} sur {number(goal.value)} {aimed}"


def state(standing: Standing) -> tuple[str, str] | None:
    """A sign and a word, never a colour alone; None where nothing can be judged."""
    if standing.realised is None:
        return None
    if standing.is_reached:
        return "✓", "Atteint"
    if standing.phase is Phase.OVER:
        return "✗", "Non atteint"
    if standing.gap is None:
        return None
    if standing.gap == 0:
        return "=", "Au rythme prévu"
    return ("▲", "En avance") if standing.gap > 0 else ("▼", "En retard")


def pace(standing: Standing) -> str | None:
    """« À fin septembre, 74 % de l’objectif pour 75 % de l’année. »; how it ended, once over."""
    if standing.phase is Phase.TO_COME:
        return f"{standing.goal.year} n’a pas commencé."
    if standing.realised is None:
        return None
    if standing.phase is Phase.OVER:
        return f"Année finie{NBSP}: {_progress(standing)}{_end(standing)}."
    told = f"{at_date(standing.at)}, {_progress(standing)}"
    if standing.expected is None:
        return f"{told}."
    share = percent(standing.goal.expected_share(standing.at))
    even = standing.goal.kind is ProfileKind.EVEN
    beside = f"{share} de l’année" if even else f"{share} attendus à cette date"
    return f"{told} pour {beside}{_gap(standing)}."


def forecast(standing: Standing) -> str | None:
    """« À ce rythme, l’année finirait vers 143 rencontres, 110 % de l’objectif. »"""
    if standing.forecast is None:
        return None
    end = with_unit(standing.goal.indicator, round(standing.forecast))
    of_goal = percent(standing.forecast / standing.goal.amount)
    return f"À ce rythme, l’année finirait vers {end}, {of_goal} de l’objectif."


def method(standing: Standing) -> str | None:
    """How the forecast is made, or why there is none; None where none is to be awaited."""
    goal = standing.goal
    if not goal.indicator.additive:
        return (
            "Ce chiffre ne s’additionne pas d’un mois à l’autre et se lit sur l’année entière"
            f"{NBSP}: ni rythme, ni prévision."
        )
    if standing.phase is not Phase.RUNNING:
        return None
    if standing.realised is None:
        return f"Le réalisé n’est pas connu{NBSP}: ni rythme, ni prévision."
    if not standing.is_whole:
        return (
            f"Le centre n’a pas de chiffres depuis le début de {goal.year}{NBSP}: ni rythme, ni "
            "prévision."
        )
    if standing.forecast is None:
        return "Pas de prévision avant qu’un quart de l’objectif soit attendu."
    share = number(round(100 * goal.expected_share(standing.at), 1))
    return (
        f"Méthode{NBSP}: le réalisé, {number(standing.realised)}, divisé par la part de l’objectif "
        f"attendue à cette date, {share}{NNBSP}%."
    )


def aimed(standing: Standing) -> str | None:
    """How what is expected by now is made; None where nothing is."""
    if standing.expected is None:
        return None
    share = decimal(round(100 * standing.goal.expected_share(standing.at), 1))
    day = at_date(standing.at)
    return (
        f"Attendu {day[0].lower()}{day[1:]}{NBSP}: {share}{NNBSP}% de "
        f"{number(standing.goal.amount)}, soit {number(round(standing.expected))}."
    )


def of_target(indicator: Indicator, value: float | None, target: float | None) -> str | None:
    """« 74 % de l’objectif (160) », « 12 points sous l’objectif (50 %) ».

    Nothing without a target, nor without a figure.
    """
    if target is None or value is None:
        return None
    if indicator.is_share:
        told = to_share(value, target)
        return f"{told[0].upper()}{told[1:]} ({percent(target)})"
    return f"{percent(value / target)} de l’objectif ({figure(indicator, target)})"


def to_share(value: float, target: float) -> str:
    """« 12 points sous l’objectif »: a share of a share would be no one’s figure.

    Told between the percentages shown; short of the target is never « l’objectif atteint ».
    """
    apart = half_up(100 * value) - half_up(100 * target)
    if apart == 0:
        return "l’objectif atteint" if value >= target else "moins d’un point sous l’objectif"
    return f"{count(abs(apart), 'point')} {'au-dessus de' if apart > 0 else 'sous'} l’objectif"


def profile(goal: Goal) -> str | None:
    """How the target is spread; None for a figure that does not add up."""
    if not goal.indicator.additive:
        return None
    if goal.kind is ProfileKind.EVEN:
        return "Même part chaque mois."
    if goal.kind is ProfileKind.LAST_YEAR:
        return f"Réparti comme en {goal.year - 1}."
    return f"Réparti mois par mois{NBSP}: {typed_sum(goal.weights)}."


def typed_sum(weights: tuple[float, ...]) -> str:
    """What the twelve numbers typed add up to."""
    return f"total saisi {decimal(sum(weights))}, ramené à 100{NNBSP}%"


def at_date(day: date) -> str:
    """« À fin septembre », « Au 22 novembre »."""
    if day == Period.of_month(day.year, day.month).end:
        return f"À fin {MONTHS[day.month - 1]}"
    return f"Au {day_in_year(day)}"


def whole(indicator: Indicator, value: float | None) -> str:
    """An expected or realised value as tables show it, without decimals it does not deserve."""
    return "–" if value is None else figure(indicator, round(value))


def mark(indicator: Indicator, value: float) -> str:
    """A value beside its mark on the bar."""
    return figure(indicator, value if indicator.is_share else round(value))


def months_listed(indicator: Indicator, year: int, weights: Sequence[float]) -> str:
    """« 2025, rencontres : janvier 9, février 10… »"""
    told = [f"{name}{NBSP}{number(value)}" for name, value in zip(MONTHS, weights, strict=True)]
    return f"{indicator.label} en {year}{NBSP}: {', '.join(told)}."


def _progress(standing: Standing) -> str:
    """« 74 % de l’objectif »: short of it is never « 100 % ». Of a share, in points."""
    if standing.goal.indicator.is_share:
        return to_share(standing.realised or 0, standing.goal.amount)
    progress = standing.progress or 0
    return f"{percent(progress if progress >= 1 else min(progress, 0.99))} de l’objectif"


def _gap(standing: Standing) -> str:
    if not standing.gap:
        return f"{NNBSP}; exactement le rythme prévu"
    apart = with_unit(standing.goal.indicator, abs(standing.gap))
    return f", soit {apart} {more(standing.gap)} que prévu"


def _end(standing: Standing) -> str:
    goal, realised = standing.goal, standing.realised or 0
    if goal.indicator.is_share or realised == goal.amount:
        return ""
    apart = count(abs(realised - goal.amount), goal.indicator.unit)
    return f", {apart} {more(realised - goal.amount)}"
