"""What the fictional centre hands out: publications, testimonials, audience, targets."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from db.demo.centre import CentreLoader, Row
from db.demo.fictional.agenda import MONTHS, first_month
from db.demo.fictional.meetings import SITE, Written
from db.demo.fictional.people import FictionalOrganisation, invented_author
from db.demo.fictional.profiles import SEASONS
from db.demo.fictional.quotes import QUOTES
from db.demo.fictional.words import FUNCTIONS, PLACES_OF_NOWHERE
from db.models import AudienceFigure, Publication, Target, Testimonial, Theme
from domain.formats import NBSP
from domain.periods import add_months
from domain.vocabulary import (
    AudienceKey,
    Consent,
    ConsentChannel,
    Family,
    MeetingStatus,
    ProfileKind,
    PublicationKind,
)

TRACES = {
    PublicationKind.MINUTES: 10,
    PublicationKind.NOTE: 3,
    PublicationKind.VIDEO: 3,
    PublicationKind.PODCAST: 1,
}
# A journal in spring and one in autumn, a sheet every other month.
CALENDAR = {
    2: (PublicationKind.EXPERIENCE_SHEET, "Une expérience de {}"),
    4: (PublicationKind.JOURNAL, "Le journal des quartiers de {}"),
    6: (PublicationKind.EXPERIENCE_SHEET, "Une expérience de {}"),
    9: (PublicationKind.PROGRAMME_SHEET, "Un dispositif expliqué à {}"),
    10: (PublicationKind.EXPERIENCE_SHEET, "Une expérience de {}"),
    11: (PublicationKind.JOURNAL, "Le journal des quartiers de {}"),
}
CONSENTS = (
    *[Consent.PUBLIC] * 5,
    *[Consent.BOARD] * 3,
    *[Consent.TEAM] * 2,
    *[Consent.PENDING] * 2,
)
CHANNELS = (ConsentChannel.WRITTEN, ConsentChannel.EMAIL, ConsentChannel.ORAL)
TARGETS = {
    "meetings": 130,
    "participations": 3600,
    "territories": 20,
    "publications": 70,
    "trace_rate": 50,
}


def add_publications(centre: CentreLoader, written: list[Written], rng: Random) -> None:
    """A trace of every other meeting, and what comes out by itself."""
    held = [w for w in written if w.draft.status is MeetingStatus.HELD]
    traces = [_trace(w, rng) for w in held if rng.random() < 0.52]
    rows = [*traces, *_regular(centre.loaded_on, rng)]
    centre.add(Publication, [row for row in rows if row["published_on"] <= centre.loaded_on])


def add_testimonials(
    centre: CentreLoader,
    written: list[Written],
    organisations: list[FictionalOrganisation],
    rng: Random,
) -> None:
    """One a month, the last months first to be read; one withdrawn, one expired."""
    quotes = rng.sample(QUOTES, MONTHS)
    months = [add_months(first_month(centre.loaded_on), shift) for shift in range(MONTHS)]
    rows = [
        _testimonial(centre, month, quote, written, organisations, rng)
        for month, quote in zip(months, quotes, strict=True)
    ]
    _end_two_consents(rows, centre.loaded_on)
    centre.add(Testimonial, rows)


def add_audience(centre: CentreLoader, rng: Random) -> None:
    """The months that have ended."""
    months = [add_months(first_month(centre.loaded_on), shift) for shift in range(MONTHS - 1)]
    rows = [
        {"year": month.year, "month": month.month, "key": key, "value": value}
        for rank, month in enumerate(months)
        for key, value in _audience(rank, rng).items()
    ]
    centre.add(AudienceFigure, rows)


def add_targets(centre: CentreLoader) -> None:
    """The years known whole, and the running one; meetings follow the seasons, the rest is even."""
    years = range(first_month(centre.loaded_on).year + 1, centre.loaded_on.year + 1)
    seasons = {"profile_kind": ProfileKind.TYPED, "profile": list(SEASONS)}
    even = {"profile_kind": ProfileKind.EVEN, "profile": None}
    rows = [
        {"year": year, "key": key, "value": value, **(seasons if key == "meetings" else even)}
        for year in years
        for key, value in TARGETS.items()
    ]
    centre.add(Target, rows)


def _trace(written: Written, rng: Random) -> Row:
    kind = rng.choices(list(TRACES), list(TRACES.values()))[0]
    out = written.draft.held_on + timedelta(days=rng.randint(2, 35))
    return {
        "kind": kind,
        "title": f"{kind.label}{NBSP}: {written.draft.subject}",
        "published_on": out,
        "url": f"{SITE}/ressources/{written.draft.held_on:%Y-%m-%d}"
        if rng.random() < 0.7
        else None,
        "meeting_id": written.id,
    }


def _regular(today: date, rng: Random) -> Iterator[Row]:
    for shift in range(MONTHS):
        month = add_months(first_month(today), shift)
        if month.month in CALENDAR:
            kind, title = CALENDAR[month.month]
            yield {
                "kind": kind,
                "title": title.format(rng.choice(PLACES_OF_NOWHERE)),
                "published_on": month + timedelta(days=rng.randint(3, 24)),
                "url": None,
                "meeting_id": None,
            }


def _testimonial(
    centre: CentreLoader,
    month: date,
    quote: tuple[str, Family, str],
    written: list[Written],
    organisations: list[FictionalOrganisation],
    rng: Random,
) -> Row:
    theme, family, body = quote
    home = rng.choice([one for one in organisations if one.family is family])
    meeting = _meeting_of(month, written, rng)
    return {
        "body": body,
        "author": invented_author(rng),
        "function": rng.choice(FUNCTIONS[family]),
        "organisation": home.name,
        "family": family,
        "year": month.year,
        "month": month.month,
        "meeting_id": meeting.id if meeting else None,
        "territory_id": home.contrat.id if home.contrat else None,
        "theme_id": centre.id_of(Theme, theme),
        **_consent(month, centre.loaded_on, rng),
    }


def _meeting_of(month: date, written: list[Written], rng: Random) -> Written | None:
    held = [
        w
        for w in written
        if w.draft.status is MeetingStatus.HELD and w.draft.held_on.replace(day=1) == month
    ]
    return rng.choice(held) if held and rng.random() < 0.7 else None


def _consent(month: date, today: date, rng: Random) -> Row:
    consent = rng.choice(CONSENTS)
    given = consent is not Consent.PENDING
    return {
        "consent": consent,
        "consent_on": min(month + timedelta(days=rng.randint(10, 40)), today) if given else None,
        "consent_channel": rng.choice(CHANNELS) if given else None,
        "consent_until": None,
        "withdrawn_on": None,
    }


def _end_two_consents(rows: list[Row], today: date) -> None:
    """A withdrawn consent and an expired one: neither may be shown any more."""
    given = [row for row in rows if row["consent"] in (Consent.PUBLIC, Consent.BOARD)]
    withdrawn, expired = given[len(given) // 2], given[0]
    withdrawn["withdrawn_on"] = today - timedelta(days=30)
    expired["consent_until"] = today - timedelta(days=12)


def _audience(rank: int, rng: Random) -> dict[AudienceKey, int]:
    users = rng.randint(300, 420) + 3 * rank
    return {
        AudienceKey.WEBSITE_USERS: users,
        AudienceKey.WEBSITE_VIEWS: users * 3 - rng.randint(0, 150),
        AudienceKey.NEWSLETTER_SUBSCRIBERS: 1800 + 14 * rank + rng.randint(0, 12),
        AudienceKey.NEWSLETTER_ISSUES: rng.randint(2, 4),
        AudienceKey.PODCAST_EPISODES: rng.choice((0, 0, 1)),
        AudienceKey.SOCIAL_FOLLOWERS: 950 + 21 * rank + rng.randint(0, 15),
    }
