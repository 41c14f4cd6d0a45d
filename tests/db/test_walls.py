"""On PostgreSQL, a transaction reaches the rows of the centres it was begun for, and no other.

Statements here ask for everything: what is not given is held back by the database itself.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import NullPool, Select, Table, create_engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, NoResultFound, ProgrammingError
from sqlmodel import Session, SQLModel

from db import walls
from db.engine import get_engine
from db.models import NotADouble, PersonConsent, PersonWriting, Programme, Series, Submission
from db.unit_of_work import session_on
from domain.vocabulary import ConsentChannel, EntryKind
from tests import factories
from tests.databases import PostgresDatabases, copied, in_use
from tests.db.test_isolation import QUERIES, TODAY, Ground, answers, arguments, asked
from tests.postgres import SUPERUSER

TABLES = SQLModel.metadata.tables
# docs/decisions/0020 says why these have no wall.
OPEN = {
    *("account", "account_link", "installation", "journal_head", "sign_in_session"),
    *("sign_in_throttle", "territory"),
}
# Rights are judged on all of it; written in one’s centres.
READ_BY_ALL = {"membership"}
# By the row it hangs on.
HANGING = {
    "attendance": "meeting",
    "meeting_organisation": "meeting",
    "meeting_territory": "meeting",
    "meeting_theme": "meeting",
    "person_consent": "person",
}
OF_A_CENTRE = {name for name, table in TABLES.items() if "centre_id" in table.c} - OPEN
WALLED = sorted({"centre", *OF_A_CENTRE, *HANGING})
HIDDEN = sorted(set(WALLED) - READ_BY_ALL)


def test_each_table_is_walled_or_said_to_be_open(ground: Ground) -> None:
    forced = text(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        " AND relnamespace = 'public'::regnamespace"
    )

    assert set(WALLED) | OPEN == set(TABLES)
    assert set(ground.session.scalars(forced)) == set(WALLED)


@pytest.fixture(scope="module")
def ground(postgres_databases: PostgresDatabases, postgres_template: str) -> Iterator[Ground]:
    """Two centres with a row of each in every walled table; nothing of it is changed."""
    with (
        copied(postgres_databases, postgres_template) as url,
        in_use(url),
        Session(get_engine()) as session,
    ):
        found = Ground(session)
        found.fill(found.theirs, "voisin")
        for centre in (found.mine, found.theirs):
            _complete(found, centre)
        session.commit()
        session.connection()  # begun before any wall: it sees all that the tests look for
        yield found


def _complete(ground: Ground, centre: int) -> None:
    session = ground.session
    person = factories.make_person(session, centre)
    session.add_all(
        (
            NotADouble(centre_id=centre, kind=EntryKind.PERSON, first_id=1, second_id=2),
            PersonWriting(centre_id=centre, writing="martin", person_id=person),
            Series(centre_id=centre, name="Oxygène"),
            Programme(centre_id=centre, name="Cité éducative"),
            Submission(
                token=f"envoi {centre}", account_id=ground.account, centre_id=centre, row_id=1
            ),
            PersonConsent(
                person_id=person, purpose="image", given_on=TODAY, channel=ConsentChannel.EMAIL
            ),
        )
    )
    factories.make_member(session, ground.account, centre)


@pytest.fixture
def walled(ground: Ground) -> Iterator[Session]:
    """A transaction begun for my centre."""
    with walls.seeing(walls.of_centres([ground.mine])), session_on(get_engine()) as session:
        yield session


def centre_of(table: Table) -> Any:
    """The expression of the centre of a row."""
    if parent := HANGING.get(table.name):
        above = TABLES[parent]
        its_own = above.c.id == table.c[f"{parent}_id"]
        return select(above.c.centre_id).where(its_own).correlate(table).scalar_subquery()
    return table.c.id if table.name == "centre" else table.c.centre_id


def rows_of(centre: int, table: Table) -> Select[Any]:
    return select(table).where(centre_of(table) == centre).order_by(*table.primary_key)


@pytest.mark.parametrize("name", HIDDEN)
def test_without_a_wall_set_no_row_is_given(name: str, ground: Ground) -> None:
    assert ground.session.execute(select(TABLES[name])).first()
    with get_engine().connect() as connection:
        assert connection.execute(select(TABLES[name])).all() == []


@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize("centres", [[], [10**6]])
def test_a_wall_around_nobody_gives_nothing(name: str, centres: list[int], ground: Ground) -> None:  # noqa: ARG001
    with walls.seeing(walls.of_centres(centres)), session_on(get_engine()) as session:
        assert session.execute(select(TABLES[name])).all() == []


@pytest.mark.parametrize("name", HIDDEN)
def test_a_plain_select_gives_the_rows_of_the_centre(
    name: str, ground: Ground, walled: Session
) -> None:
    table = TABLES[name]
    mine = ground.session.execute(rows_of(ground.mine, table)).all()
    theirs = ground.session.execute(rows_of(ground.theirs, table)).all()

    found = walled.execute(select(table).order_by(*table.primary_key)).all()

    assert mine
    assert theirs
    assert found == mine


@pytest.mark.parametrize("name", HIDDEN)
def test_two_centres_are_seen_together(name: str, ground: Ground) -> None:
    table = TABLES[name]
    both = walls.of_centres([ground.theirs, ground.mine])
    with walls.seeing(both), session_on(get_engine()) as session:
        assert set(session.scalars(select(centre_of(table)).select_from(table))) == {
            ground.mine,
            ground.theirs,
        }


@pytest.mark.parametrize("name", WALLED)
def test_no_row_of_others_is_changed_or_deleted(name: str, ground: Ground, walled: Session) -> None:
    table = TABLES[name]
    same = {next(iter(table.columns)): next(iter(table.columns))}
    theirs = ground.session.execute(rows_of(ground.theirs, table)).all()
    this_one = _is(table, theirs[0])
    connection = walled.connection()

    assert connection.execute(update(table).where(this_one).values(same)).rowcount == 0
    assert connection.execute(delete(table).where(this_one)).rowcount == 0


def _is(table: Table, row: Any) -> Any:
    keys = {column.name: getattr(row, column.name) for column in table.primary_key}
    found = [table.c[name] == value for name, value in keys.items()]
    return found[0] if len(found) == 1 else found[0] & found[1]


@pytest.mark.parametrize("name", WALLED)
def test_no_row_is_written_into_the_centre_of_others(
    name: str, ground: Ground, walled: Session
) -> None:
    table = TABLES[name]
    theirs = ground.session.execute(rows_of(ground.theirs, table)).first()
    assert theirs is not None

    with pytest.raises(ProgrammingError, match="row-level security"):
        walled.connection().execute(insert(table).inline(), dict(theirs._mapping))


@pytest.mark.parametrize("name", sorted(set(WALLED) - {"centre"}))
def test_no_row_is_moved_into_the_centre_of_others(
    name: str, ground: Ground, walled: Session
) -> None:
    table = TABLES[name]
    theirs = ground.session.execute(rows_of(ground.theirs, table)).first()
    mine = ground.session.execute(rows_of(ground.mine, table)).first()
    key = f"{HANGING[name]}_id" if name in HANGING else "centre_id"
    moved = update(table).where(_is(table, mine)).values({key: getattr(theirs, key)})

    # The journal is not changed at all, whoever asks.
    with pytest.raises(DBAPIError, match=r"row-level security|Le journal ne se modifie pas"):
        walled.connection().execute(moved)


def test_a_line_of_no_centre_is_written_by_all_and_read_by_none(
    ground: Ground, walled: Session
) -> None:
    journal = TABLES["journal"]
    line = ground.session.execute(rows_of(ground.mine, journal)).first()
    assert line is not None
    fresh = {key: value for key, value in line._mapping.items() if key not in ("id", "centre_id")}

    walled.connection().execute(insert(journal).inline(), fresh)

    assert not walled.scalars(select(journal.c.id).where(journal.c.centre_id.is_(None))).all()


def test_the_wall_ends_with_its_transaction(ground: Ground, walled: Session) -> None:
    assert walled.scalars(select(TABLES["centre"].c.id)).all() == [ground.mine]
    walled.commit()
    with walls.seeing(walls.EVERY):
        assert set(walled.scalars(select(TABLES["centre"].c.id))) == {
            ground.mine,
            ground.theirs,
            ground.empty,
        }


def test_the_role_of_the_application_does_not_pierce_the_wall(ground: Ground) -> None:
    """With TEST_POSTGRES_URL: give the tests a role that is no superuser."""
    assert walls.piercing(ground.session) == []


@pytest.mark.skipif("TEST_POSTGRES_URL" in os.environ, reason="a server whose roles are not ours")
def test_a_superuser_is_told_of(ground: Ground) -> None:
    owner = ground.session.get_bind().engine.url
    engine = create_engine(owner.set(username=SUPERUSER), poolclass=NullPool)
    with walls.seeing(walls.of_centres([])), session_on(engine) as session:
        assert session.scalars(select(TABLES["centre"].c.id)).all()
        assert walls.piercing(session) == [walls.PIERCED]


@pytest.mark.parametrize("name", QUERIES)
def test_behind_my_wall_a_query_asked_for_their_centre_finds_nothing(
    name: str, ground: Ground, walled: Session
) -> None:
    """As if it had lost its scope: all that it is asked for is theirs, and it is not refused."""
    meeting, theme = (
        ground.session.execute(rows_of(ground.theirs, TABLES[table])).first()
        for table in ("meeting", "theme")
    )
    assert meeting is not None
    assert theme is not None
    query, theirs = QUERIES[name], ground.read_by(walled)
    questions = asked(query, arguments(theirs, ground.theirs, meeting.id, theme.id))

    for one in questions:
        with suppress(NoResultFound):  # the centre itself is not there
            assert "voisin" not in repr(answers(query, theirs, [one]))
