"""The faults of real life, put on purpose where the screens must find them."""

from datetime import date, time
from random import Random

from db.demo.fictional.agenda import Draft
from db.demo.fictional.ground import Ground
from db.demo.fictional.profiles import PROFILES
from domain.periods import add_months
from domain.vocabulary import MeetingFormat, MeetingScope, MeetingStatus, Modality

# Months, counted back from the present one.
OPEN_MONTHS = (0, -1, -6)  # the sixth was forgotten among closed ones
UNCOUNTED_MONTHS = (-1, -1, -3, -9)  # held, and nobody wrote down who or how many came
UNDERCOUNTED_MONTH = -4
REOPENED_MONTH = -10
CHANGED_MONTH = -3  # closed, then completed: published and computed differ


def spoil(drafts: list[Draft], today: date, rng: Random) -> None:
    for shift in UNCOUNTED_MONTHS:
        _forget_who_came(_some(drafts, add_months(today, shift), rng))
    _count_too_few(_some(drafts, add_months(today, UNDERCOUNTED_MONTH), rng))


def late_meeting(ground: Ground, today: date) -> Draft:
    """A meeting of a closed month that was entered once the month was published."""
    workshop = next(p for p in PROFILES if p.format is MeetingFormat.RESIDENTS_WORKSHOP)
    home = ground.open_to(late=True)[0]
    return Draft(
        profile=workshop,
        held_on=add_months(today, CHANGED_MONTH).replace(day=20),
        status=MeetingStatus.HELD,
        scope=MeetingScope.REGIONAL,
        modality=Modality.ON_SITE,
        theme="Cadre de vie",
        subject="la gestion urbaine de proximité",
        second_theme=None,
        programme=None,
        starts_at=time(17, 30),
        contrats=[home],
        territories=[home.id],
        headcount=24,
    )


def _some(drafts: list[Draft], month: date, rng: Random) -> Draft:
    """A regional meeting held in the month whose attendees signed, or at worst any held before."""
    signed = [
        d
        for d in drafts
        if d.names > 3 and d.status is MeetingStatus.HELD and d.scope is MeetingScope.REGIONAL
    ]
    in_month = [d for d in signed if d.held_on.replace(day=1) == month]
    return rng.choice(in_month or signed)


def _forget_who_came(draft: Draft) -> None:
    draft.headcount, draft.names = None, 0


def _count_too_few(draft: Draft) -> None:
    draft.headcount = draft.names - 3
