"""When the fictional meetings take place, of which kind, where, and what they are about."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from db.demo.fictional.ground import LEFT_ASIDE, Contrat, Ground
from db.demo.fictional.profiles import PROFILES, SEASONS, Profile, Reach
from db.demo.fictional.words import SUBJECTS, VENUES
from domain.formats import NBSP
from domain.periods import Period, add_months
from domain.vocabulary import MeetingFormat, MeetingScope, MeetingStatus, Modality

MONTHS = 36
PLANNED_MEETINGS = 10
PLANNED_DAYS = 42
# The last months, in which some contrats are left aside.
LATE_MONTHS = 15
PROGRAMMES = {"Éducation": "Cité éducative", "Emploi": "Cité de l’emploi"}
STARTS = (time(9), time(9, 30), time(10), time(13, 30), time(14), time(17, 30))
# (days, weights) of the week: few meetings on a Monday or a Friday.
WEEK = (1, 3, 2, 4, 2, 0, 0)


@dataclass
class Draft:
    """A meeting to be written, before the database has given it a number."""

    profile: Profile
    held_on: date
    status: MeetingStatus
    scope: MeetingScope
    modality: Modality
    theme: str
    subject: str
    second_theme: str | None
    programme: str | None
    starts_at: time
    contrats: list[Contrat] = field(default_factory=list)
    territories: list[int] = field(default_factory=list)
    place: str | None = None
    series_number: int | None = None
    headcount: int | None = None
    names: int = 0  # how many are written down
    highlight: bool = False

    @property
    def title(self) -> str:
        return self.profile.title.format(
            subject=self.subject, number=self.series_number, colon=f"{NBSP}: "
        )

    @property
    def ends_at(self) -> time:
        hours = 7 if self.profile.half_days > 1 else 3
        return time(min(self.starts_at.hour + hours, 21), self.starts_at.minute)


def draw_agenda(ground: Ground, today: date, rng: Random) -> list[Draft]:
    """Meetings of the 36 months up to today and of the coming six weeks, by date."""
    drafts = [_draft(day, today, ground, rng) for day in sorted(_days(today, rng))]
    _visit_left_aside(drafts, ground)
    _number_series(drafts)
    return drafts


def first_month(today: date) -> date:
    return add_months(today, 1 - MONTHS)


def _days(today: date, rng: Random) -> Iterator[date]:
    for shift in range(MONTHS):
        month = Period.of_month(*_year_month(add_months(first_month(today), shift)))
        held = max(0, SEASONS[month.start.month - 1] + rng.randint(-1, 1))
        yield from (day for day in _draw_days(month, held, rng) if day <= today)
    coming = Period(today + timedelta(days=1), today + timedelta(days=PLANNED_DAYS))
    yield from _draw_days(coming, PLANNED_MEETINGS, rng)


def _draw_days(period: Period, count: int, rng: Random) -> list[date]:
    days = [period.start + timedelta(n) for n in range((period.end - period.start).days + 1)]
    return rng.choices(days, [WEEK[day.weekday()] for day in days], k=count)


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _draft(day: date, today: date, ground: Ground, rng: Random) -> Draft:
    profile = rng.choices(PROFILES, [profile.weight for profile in PROFILES])[0]
    theme = rng.choice(list(SUBJECTS))
    draft = Draft(
        profile=profile,
        held_on=day,
        status=_status(day, today, rng),
        scope=_scope(profile, rng),
        modality=_modality(profile, rng),
        theme=theme,
        subject=rng.choice(SUBJECTS[theme]),
        second_theme=rng.choice([*(t for t in SUBJECTS if t != theme), *[None] * 20]),
        programme=PROGRAMMES.get(theme) if rng.random() < 0.6 else None,
        starts_at=STARTS[0] if profile.half_days > 1 else rng.choice(STARTS),
    )
    _place(draft, ground, late=day >= add_months(today, -LATE_MONTHS), rng=rng)
    _count(draft, rng)
    return draft


def _status(day: date, today: date, rng: Random) -> MeetingStatus:
    if day > today:
        return MeetingStatus.PLANNED
    return MeetingStatus.CANCELLED if rng.random() < 0.03 else MeetingStatus.HELD


def _scope(profile: Profile, rng: Random) -> MeetingScope:
    scope, share = profile.elsewhere
    return scope if rng.random() < share else MeetingScope.REGIONAL


def _modality(profile: Profile, rng: Random) -> Modality:
    if rng.random() < profile.remote:
        return Modality.REMOTE
    return Modality.HYBRID if rng.random() < 0.06 else Modality.ON_SITE


def _place(draft: Draft, ground: Ground, *, late: bool, rng: Random) -> None:
    """Where it is, and the territories it touches: none outside the région."""
    if draft.scope is not MeetingScope.REGIONAL or draft.profile.reach is Reach.NONE:
        return
    home = ground.pick(rng, late=late)
    draft.contrats = _reached(draft.profile.reach, home, ground, late=late, rng=rng)
    draft.territories = _territories(draft, home, rng)
    if draft.modality is not Modality.REMOTE:
        draft.place = f"{rng.choice(VENUES)}, {rng.choice(home.communes)[1]}"


def _reached(
    reach: Reach, home: Contrat, ground: Ground, *, late: bool, rng: Random
) -> list[Contrat]:
    if reach is Reach.DEPARTEMENT:
        return ground.neighbours(home, late=late)
    if reach is Reach.REGION:
        others = [ground.pick(rng, late=late) for _ in range(rng.randint(1, 4))]
        return list(dict.fromkeys([home, *others]))
    return [home]


def _territories(draft: Draft, home: Contrat, rng: Random) -> list[int]:
    """A quartier, a commune or whole contrats; now and then nobody wrote it down."""
    chance = rng.random()
    if chance < 0.04:
        draft.contrats = []
        return []
    if len(draft.contrats) > 1:
        return [contrat.id for contrat in draft.contrats]
    if draft.profile.reach is Reach.QUARTIER or chance < 0.3:
        return rng.sample(home.qpv, min(len(home.qpv), 2 if chance > 0.85 else 1))
    return [rng.choice(home.communes)[0]] if chance < 0.45 else [home.id]


def _count(draft: Draft, rng: Random) -> None:
    """Names, or a headcount, or both when some did not sign."""
    came = rng.randint(*draft.profile.people)
    if draft.status is not MeetingStatus.HELD:
        draft.names = rng.randint(0, 12) if draft.status is MeetingStatus.PLANNED else 0
    elif rng.random() < draft.profile.named:
        draft.names = came
        draft.headcount = came + rng.randint(1, 9) if rng.random() < 0.12 else None
    else:
        draft.headcount = came


def _visit_left_aside(drafts: list[Draft], ground: Ground) -> None:
    """The contrats that are no longer visited were, at the start: they are late, not unknown."""
    early = [
        d
        for d in drafts
        if d.profile.format is MeetingFormat.COTEC and d.status is MeetingStatus.HELD
    ]
    left = [contrat for contrat in ground.contrats if contrat.code in LEFT_ASIDE]
    for draft, contrat in zip(early, left, strict=False):
        draft.contrats, draft.territories = [contrat], [contrat.id]
        draft.place = f"{VENUES[0]}, {contrat.communes[0][1]}"
        draft.scope, draft.modality = MeetingScope.REGIONAL, Modality.ON_SITE


def _number_series(drafts: list[Draft]) -> None:
    numbers: Counter[str] = Counter()
    for draft in drafts:
        if draft.profile.series:
            numbers[draft.profile.series] += 1
            draft.series_number = numbers[draft.profile.series]
