"""Two centres that hold a row of each kind, known by one number, and what is not of mine."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, select
from sqlmodel import Session, SQLModel, col

from db import walls
from db.models import (
    Account,
    AccountLink,
    Attendance,
    AudienceFigure,
    Centre,
    DifferenceNote,
    Draft,
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    Membership,
    Merge,
    MonthClosing,
    NotADouble,
    Organisation,
    Person,
    PersonConsent,
    PersonWriting,
    Presentation,
    Programme,
    PublicAccess,
    Publication,
    Scenario,
    Series,
    ShareLink,
    SignInSession,
    SilencedRule,
    SpeakerNote,
    Submission,
    Target,
    Theme,
    YearFigure,
    utc_now,
)
from db.models import Testimonial as Quote
from domain.difference_entry import DifferenceState
from domain.roles import Role
from domain.vocabulary import (
    AudienceKey,
    Consent,
    ConsentChannel,
    EntryKind,
    Family,
    MeetingFormat,
    OrganisationRole,
    PublicationKind,
)
from tests import factories
from tests.db.test_walls import OPEN, TABLES, centre_of

# The number of the centre, and of its row in every table that numbers its rows.
MINE, THEIRS = 500, 1000
# Members of mine, one of each role.
AUTHORS = {role: MINE + rank for rank, role in enumerate(Role, 1)}
TODAY, DAY = date(2026, 11, 22), date(2024, 3, 12)
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)

# Open to all centres: by the account, where they are somebody’s.
OF_ACCOUNTS = {"account": "id", "account_link": "account_id", "sign_in_session": "account_id"}


def fill(session: Session) -> None:
    """Both centres, in one région."""
    region = factories.make_region(session)
    for number in (MINE, THEIRS):
        for rows in _rows(number, region):
            session.add_all(rows)
            session.flush()
    for role, account in AUTHORS.items():
        session.add(_account(account))
        session.flush()
        factories.make_member(session, account, MINE, role)


def of_others(session: Session) -> dict[str, list[Row[Any]]]:
    """Every row of every table but those of my centre and of its members, by table.

    Seen past the wall, within the transaction of the session.
    """
    session.flush()
    with walls.seeing(walls.EVERY):
        walls.tell(session.connection())
    return {
        name: list(session.execute(select(table).where(_is_not_mine(table)).order_by(*keys)))
        for name, table in TABLES.items()
        for keys in [tuple(table.primary_key)]
    }


def _is_not_mine(table: Table) -> Any:
    if key := OF_ACCOUNTS.get(table.name):
        members = select(col(Membership.account_id)).where(col(Membership.centre_id) == MINE)
        return table.c[key].not_in(members)
    if table.name == "journal_head":
        return table.c.chain != MINE
    if table.name in OPEN:
        return table.c[next(iter(table.primary_key)).name].is_not(None)
    return centre_of(table).is_distinct_from(MINE)


def unnumbered() -> set[str]:
    """Tables of a centre of which it has no row of its number: each is told in ``_rows``."""
    told = {type(row).__tablename__ for rows in _rows(THEIRS, 0) for row in rows}
    return set(TABLES) - told - OPEN - {"journal"}


def _account(number: int) -> Account:
    return Account(id=number, username=f"compte-{number}", name="Quelqu’un", password_hash="x")


def _rows(number: int, region: int) -> Iterator[list[SQLModel]]:
    """Each list refers to those before it."""
    n, name = number, f"fiche {number}"
    own: dict[str, Any] = {"id": n, "centre_id": n}
    yield [
        Centre(id=n, slug=f"c-{n}", name=name, region_id=region, retention_years=1),
        _account(n),
    ]
    yield [
        Membership(account_id=n, centre_id=n, role=int(Role.ADMIN if n == THEIRS else Role.EDITOR)),
        SignInSession(id=n, account_id=n, expires_at=utc_now() + timedelta(days=1)),
        Theme(**own, name=name),
        Series(**own, name=name),
        Programme(**own, name=name),
        *(
            Organisation(id=n + more, centre_id=n, name=f"{name} {more}", family=Family.HEALTH)
            for more in (0, 1)
        ),
        Meeting(**own, title=name, format=MeetingFormat.WORKSHOP, held_on=DAY),
        Scenario(**own, name=name, slug="essai", scenes=["fin"]),
        SpeakerNote(**own, key="fin", text=name),
        ShareLink(**own, token_digest=name, recipient=name, year=2024, ends_on=TODAY),
        PublicAccess(**own, key_digest=name),
        SilencedRule(**own, rule="audience", until=TODAY, reason=name),
        Target(**own, year=2024, key="meetings", value=n),
        YearFigure(**own, year=2024, key="meetings", value=n),
        AudienceFigure(**own, key=AudienceKey.SOCIAL_FOLLOWERS, year=2024, month=3, value=n),
        MonthClosing(**own, year=2024, month=2, frozen={}, digest=name),
        Presentation(**own, account_id=n, address="scenario=annee", board=f'"{name}"'),
        Draft(**own, account_id=n, form="essai", body={"titre": name}),
        Submission(token=name, account_id=n, centre_id=n, row_id=n),
        NotADouble(**own, kind=EntryKind.MEETING, first_id=n, second_id=n + 1),
        DifferenceNote(
            **own,
            year=2024,
            key="annee-meetings",
            state=DifferenceState.EXPLAINED,
            note=name,
            told=name,
            figures={"publie": n},
        ),
    ]
    # The first has no use, so that it may be removed; the second came to the meeting.
    yield [
        Person(**own, last_name=name, created_at=LONG_AGO),
        Person(id=n + 1, centre_id=n, last_name=f"{name} autre", created_at=LONG_AGO),
    ]
    yield [
        AccountLink(
            account_id=n,
            centre_id=n,
            made_by=n,
            token_digest=name,
            expires_at=utc_now() + timedelta(days=1),
        ),
        Attendance(meeting_id=n, person_id=n + 1, organisation_id=n + 1),
        MeetingTerritory(meeting_id=n, territory_id=region),
        MeetingTheme(meeting_id=n, theme_id=n),
        MeetingOrganisation(meeting_id=n, organisation_id=n + 1, role=OrganisationRole.ORGANISER),
        PersonWriting(**own, writing=name, person_id=n),
        PersonConsent(id=n, person_id=n, purpose=name, given_on=DAY, channel=ConsentChannel.EMAIL),
        Publication(
            **own, kind=PublicationKind.MINUTES, title=name, published_on=DAY, meeting_id=n
        ),
        Quote(
            **own,
            body=name,
            organisation=name,
            family=Family.HEALTH,
            year=2024,
            month=3,
            meeting_id=n,
            theme_id=n,
            consent=Consent.PUBLIC,
        ),
        Merge(
            **own,
            kind=EntryKind.PERSON,
            kept_id=n,
            merged_id=n + 1,
            moved={"filled": [], "changes": []},
        ),
    ]
