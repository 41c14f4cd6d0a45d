"""The rules that find what is missing or odd in a month, each written once.

The checklist of a closing, the alerts of the dashboard and the lists they open ask the same rules,
so that the rows opened are the rows counted.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.formats import MONTHS, NNBSP, count, enumeration, number
from domain.indicators import MEETINGS, OF_THE_MONTH, PARTICIPATIONS
from domain.listings import MeetingLine
from domain.periods import Period
from domain.vocabulary import MeetingStatus

# Figures by key of indicator; None where nothing is known.
Figures = Mapping[str, float | None]

# A figure is far from other years beyond this many times their mean, or below its inverse.
FAR = 2
# How many of the years before must be known.
YEARS_KNOWN = 2


@dataclass(frozen=True)
class MonthGround:
    """What the rules look at."""

    period: Period  # the whole month
    today: date
    meetings: tuple[MeetingLine, ...] = ()  # whatever their status
    figures: Figures = field(default_factory=dict)
    of_the_year: Mapping[int, Figures] = field(default_factory=dict)  # the other months, known
    of_other_years: Mapping[int, Figures] = field(default_factory=dict)  # the same month, known
    testimonials: int = 0
    has_audience: bool = False  # of the month, or of its year
    has_own_audience: bool = False  # of the month itself

    @property
    def month(self) -> int:
        return self.period.start.month

    @property
    def is_active(self) -> bool:
        """Over, with at least a meeting: what is missing from it should be there."""
        return self.period.end < self.today and bool(self.figures.get(MEETINGS.key))


@dataclass(frozen=True)
class Rule:
    """``label`` says what is found; ``sentence`` says when."""

    key: str
    label: str
    sentence: str
    grave: bool = False  # it makes a figure wrong or unknown


@dataclass(frozen=True)
class MeetingRule(Rule):
    """Finds meetings, on a given day. Its key is what the address of their list says."""

    is_found: Callable[[MeetingLine, date], bool] = lambda _line, _today: False


@dataclass(frozen=True)
class MonthRule(Rule):
    """Finds a month, and says what was found; None when there is nothing."""

    find: Callable[[MonthGround], str | None] = lambda _ground: None
    # Why nothing found does not mean that all is well; None when it does.
    unasked: Callable[[MonthGround], str | None] = lambda _ground: None


@dataclass(frozen=True)
class Finding:
    """What a rule found: these meetings, or these months of the year."""

    rule: str
    meetings: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    detail: str = ""

    @property
    def count(self) -> int:
        return len(self.meetings) or len(self.months)


NOTHING_HELD = "sans objet"


def _without_activity(ground: MonthGround) -> str | None:
    return None if ground.is_active else NOTHING_HELD


def _without_participations(ground: MonthGround) -> str | None:
    return None if ground.figures.get(PARTICIPATIONS.key) else NOTHING_HELD


def _without_other_years(ground: MonthGround) -> str | None:
    known = any(_mean(ground.of_other_years, indicator.key) for indicator in OF_THE_MONTH)
    return None if known else "autres années inconnues"


def _audience_of_the_year(ground: MonthGround) -> str | None:
    if ground.has_audience and not ground.has_own_audience:
        return "audience de l’année seulement"
    return _without_activity(ground)


def _same_participations(ground: MonthGround) -> str | None:
    value = ground.figures.get(PARTICIPATIONS.key)
    same = [
        month
        for month, figures in sorted(ground.of_the_year.items())
        if value and figures.get(PARTICIPATIONS.key) == value
    ]
    if not same or ground.period.end >= ground.today:
        return None
    names = enumeration([MONTHS[month - 1] for month in same])
    return f"{count(value, 'participation')}, comme en {names}"


def _far_from_other_years(ground: MonthGround) -> str | None:
    if ground.period.end >= ground.today:
        return None
    told = [
        f"{count(value, indicator.unit)} pour {number(round(mean, 1))} en moyenne"
        for indicator in OF_THE_MONTH
        if (value := ground.figures.get(indicator.key)) is not None
        and (mean := _mean(ground.of_other_years, indicator.key))
        and not mean / FAR <= value <= mean * FAR
    ]
    return f"{NNBSP}; ".join(told) or None


def _mean(others: Mapping[int, Figures], key: str) -> float | None:
    known = [value for figures in others.values() if (value := figures.get(key)) is not None]
    return sum(known) / len(known) if len(known) >= YEARS_KNOWN else None


MEETING_RULES = (
    MeetingRule(
        "effectif",
        "Rencontres tenues sans effectif ni présents",
        "Une rencontre tenue dans la région n’a ni effectif ni personne marquée présente.",
        grave=True,
        is_found=lambda line, _: line.is_counted and line.participations is None,
    ),
    MeetingRule(
        "a-tenir",
        "Rencontres prévues, dont la date est passée",
        "Une rencontre est encore prévue, et sa date est passée.",
        grave=True,
        is_found=lambda line, today: line.status is MeetingStatus.PLANNED and line.held_on < today,
    ),
    MeetingRule(
        "sous-effectif",
        "Rencontres dont l’effectif est inférieur aux noms",
        "L’effectif déclaré est plus petit que le nombre de personnes marquées présentes.",
        grave=True,
        is_found=lambda line, _: line.is_counted and line.is_undercounted,
    ),
    MeetingRule(
        "territoire",
        "Rencontres tenues sans contrat de ville",
        "Une rencontre tenue n’est rattachée à aucun contrat de ville, ni par un quartier ni par "
        "une commune.",
        grave=True,
        # The map opens it, which counts up to today.
        is_found=lambda line, today: line.is_counted_by(today) and not line.reaches_contrat,
    ),
    MeetingRule(
        "theme",
        "Rencontres tenues sans thème",
        "Une rencontre tenue n’a aucun thème.",
        is_found=lambda line, today: line.is_counted_by(today) and not line.themes,
    ),
)
MONTH_RULES = (
    MonthRule(
        "identique",
        "Participations identiques à celles d’un autre mois",
        "Un autre mois de l’année a exactement autant de participations, et plus de zéro.",
        grave=True,
        find=_same_participations,
        unasked=_without_participations,
    ),
    MonthRule(
        "ecart",
        "Chiffres loin de ceux du même mois, les autres années",
        "Un chiffre est inférieur à la moitié, ou supérieur au double, de la moyenne du même mois "
        "des trois années précédentes, quand deux au moins sont connues.",
        find=_far_from_other_years,
        unasked=_without_other_years,
    ),
    MonthRule(
        "temoignage",
        "Mois sans témoignage",
        "Le mois est terminé, il a des rencontres, et aucun témoignage n’y est recueilli.",
        find=lambda ground: (
            "Aucun témoignage" if ground.is_active and not ground.testimonials else None
        ),
        unasked=_without_activity,
    ),
    MonthRule(
        "audience",
        "Mois sans audience saisie",
        "Le mois est terminé, il a des rencontres, et aucun chiffre d’audience n’est saisi, ni "
        "pour lui ni pour l’année.",
        find=lambda ground: (
            "Audience non saisie" if ground.is_active and not ground.has_audience else None
        ),
        unasked=_audience_of_the_year,
    ),
)
# Alerts of the whole year, which the closing of a month does not ask.
TO_CLOSE = Rule("a-arreter", "Mois à arrêter", "Un mois est terminé et n’est pas arrêté.")
UNVISITED = Rule(
    "zones-blanches",
    "Contrats sans rencontre connue en douze mois",
    "Aucune rencontre des douze derniers mois ne touche le contrat de ville.",
)
RULES = {rule.key: rule for rule in (TO_CLOSE, *MEETING_RULES, *MONTH_RULES, UNVISITED)}
# What the address of a list of meetings may ask for.
GAPS = {rule.key: rule for rule in MEETING_RULES}


def among_meetings(
    lines: Iterable[MeetingLine], today: date, silenced: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find among these meetings; nothing for a rule that finds none."""
    known = list(lines)
    found = [
        Finding(rule.key, tuple(sorted(m.id for m in known if rule.is_found(m, today))))
        for rule in MEETING_RULES
        if rule.key not in silenced
    ]
    return tuple(finding for finding in found if finding.meetings)


def of_month(ground: MonthGround, silenced: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything the rules find in a month, meetings first."""
    months = [
        Finding(rule.key, months=(ground.month,), detail=detail)
        for rule in MONTH_RULES
        if rule.key not in silenced and (detail := rule.find(ground))
    ]
    return (*among_meetings(ground.meetings, ground.today, silenced), *months)


def unasked(ground: MonthGround) -> Mapping[str, str]:
    """The rules that had nothing to look at in this month, and why."""
    of_meetings = {} if ground.meetings else {rule.key: NOTHING_HELD for rule in MEETING_RULES}
    return of_meetings | {rule.key: why for rule in MONTH_RULES if (why := rule.unasked(ground))}


def among_months(
    grounds: Iterable[MonthGround], silenced: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The months of a year that each rule finds, told by their names."""
    known = list(grounds)
    found = [
        (rule.key, tuple(ground.month for ground in known if rule.find(ground)))
        for rule in MONTH_RULES
        if rule.key not in silenced
    ]
    return tuple(
        Finding(key, months=months, detail=enumeration([MONTHS[month - 1] for month in months]))
        for key, months in found
        if months
    )
