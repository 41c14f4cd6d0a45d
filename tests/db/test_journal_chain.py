"""The journal is a chain a centre: whatever is done to its lines by hand, ``check`` names it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from db import schema, walls
from db.engine import get_engine
from db.journaling import keep
from db.models import Journal, JournalHead, Theme, utc_now
from db.queries.integrity import faults
from db.unit_of_work import Author, reading, writing
from domain.chain import ANONYMISE
from domain.formats import NBSP
from tests import factories

FIVE = "abcde"
ABOUT = f"Journal (essai){NBSP}: "


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    """A centre whose journal has five lines; another has its own, and some have none."""
    with writing() as session:
        centre = factories.make_centre(session, "essai")
        other = factories.make_centre(session, "autre")
    for name in FIVE:
        for at in (centre, other):
            with writing(Author(None, at)) as session:
                factories.make_theme(session, at, name)
    return centre


def of_centre(centre: int) -> list[Journal]:
    with reading() as session:
        its_own = select(Journal).where(Journal.centre_id == centre).order_by(col(Journal.id))
        return list(session.exec(its_own))


def _dropping(connection: Connection) -> tuple[list[str], list[str]]:
    made = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    triggers = made.all()
    return [f"DROP TRIGGER {name}" for name, _ in triggers], [sql for _, sql in triggers]


def _disabling(_connection: Connection) -> tuple[list[str], list[str]]:
    away, back = (f"ALTER TABLE journal {word} TRIGGER USER" for word in ("DISABLE", "ENABLE"))
    return [away], [back]


# How triggers are taken away, and given back.
TAKING = {"sqlite": _dropping, "postgresql": _disabling}


def tamper(*statements: str, **values: object) -> None:
    """As someone does who has the database in hand: he takes the triggers away, and back."""
    with get_engine().begin() as connection:
        walls.tell(connection)
        away, back = TAKING[connection.dialect.name](connection)
        for statement in (*away, *statements, *back):
            connection.execute(text(statement), values)


def found() -> list[str]:
    with reading() as session:
        return faults(session)


def nth(centre: int, rank: int) -> int:
    return of_centre(centre)[rank - 1].id or 0


def test_lines_follow_one_another_in_each_centre(centre: int) -> None:
    lines = of_centre(centre)

    assert [line.rank for line in lines] == [1, 2, 3, 4, 5]
    assert len({line.digest for line in lines} | {line.salt for line in lines}) == 10
    with reading() as session:
        head = session.get_one(JournalHead, centre)
    assert (head.lines, head.digest) == (5, lines[-1].digest)
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "after = '{\"label\": \"Sport\"}', action = 'modifier'",
        'after = \'{"label": "z"}\'',
        "before = '{}'",
        "after = NULL",
        "account_id = NULL, at = '2020-01-01 00:00:00.000000'",
        "row_id = '999'",
        "row_table = 'meeting'",
        "digest = content_digest",
        "salt = NULL",
        "action = 'supprimer'",
    ],
)
def test_a_line_changed_is_named(centre: int, change: str) -> None:
    line = nth(centre, 3)
    tamper(f"UPDATE journal SET {change} WHERE id = :id", id=line)  # noqa: S608

    assert found() == [
        f"{ABOUT}la ligne 3 (n°{NBSP}{line}{NBSP}de la table) a été modifiée, ou écrite par un "
        "autre programme."
    ]


def test_an_author_changed_is_named(centre: int) -> None:
    with writing() as session:
        account = factories.make_account(session)
    tamper(
        "UPDATE journal SET account_id = :author WHERE id = :id", author=account, id=nth(centre, 2)
    )

    (fault,) = found()
    assert fault.startswith(f"{ABOUT}la ligne 2 ")


def test_a_line_taken_out_of_the_middle_is_missed(centre: int) -> None:
    tamper("DELETE FROM journal WHERE id = :id", id=nth(centre, 2))

    assert found() == [f"{ABOUT}la ligne 2 manque, ou n’est plus à sa place."]


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (4, f"il manque 1{NBSP}ligne à la fin, dernière écrite."),
        (2, f"il manque 3{NBSP}lignes à la fin, dernières écrites."),
        (0, f"il manque 5{NBSP}lignes à la fin, dernières écrites."),
    ],
)
def test_the_last_lines_are_missed_too(centre: int, kept: int, told: str) -> None:
    tamper(
        "DELETE FROM journal WHERE centre_id = :centre AND rank > :kept", centre=centre, kept=kept
    )

    assert found() == [ABOUT + told]


COPIED = (
    "INSERT INTO journal (at, centre_id, action, row_table, rank, content_digest, digest, salt) "
    "SELECT at, centre_id, action, row_table, rank + :shift, content_digest, digest, salt "
    "FROM journal WHERE id = :id"
)


@pytest.mark.parametrize(("shift", "rank"), [(0, 5), (1, 6)])
def test_a_line_added_by_hand_is_named(centre: int, shift: int, rank: int) -> None:
    tamper(COPIED, id=nth(centre, 5), shift=shift)

    added = of_centre(centre)[-1].id
    assert found() == [
        f"{ABOUT}la ligne {rank} (n°{NBSP}{added}{NBSP}de la table) a été ajoutée, ou n’est plus à "
        "sa place."
    ]


def test_a_line_put_between_two_is_named(centre: int) -> None:
    """Twice the third line, at the number of the fourth, the others after it."""
    third = nth(centre, 3)
    tamper("UPDATE journal SET id = id + 1000 WHERE id > :id", COPIED, id=third, shift=0)

    (fault,) = found()[:1]
    assert fault.endswith("a été ajoutée, ou n’est plus à sa place.")
    assert fault.startswith(f"{ABOUT}la ligne 3 ")


def test_two_lines_swapped_are_named(centre: int) -> None:
    tamper(
        "UPDATE journal SET id = -1 WHERE id = :one",
        "UPDATE journal SET id = :one WHERE id = :other",
        "UPDATE journal SET id = :other WHERE id = -1",
        one=nth(centre, 2),
        other=nth(centre, 4),
    )

    assert found() == [f"{ABOUT}la ligne 2 manque, ou n’est plus à sa place."]


def test_contents_swapped_are_named(centre: int) -> None:
    one, other = nth(centre, 2), nth(centre, 4)
    tamper(
        "UPDATE journal SET after = (SELECT after FROM journal j WHERE j.id = :other) "
        "WHERE id = :one",
        one=one,
        other=other,
    )

    (fault,) = found()
    assert fault.startswith(f"{ABOUT}la ligne 2 ")


def test_a_line_given_to_another_centre_is_missed_in_both(centre: int) -> None:
    tamper("UPDATE journal SET centre_id = centre_id + 1 WHERE id = :id", id=nth(centre, 3))

    first, second = found()
    assert first == f"{ABOUT}la ligne 3 manque, ou n’est plus à sa place."
    assert second.startswith(f"Journal (autre){NBSP}: la ligne 3 ")


@pytest.mark.parametrize("change", ["lines = 4", "digest = 'x'"])
def test_a_head_changed_is_found(centre: int, change: str) -> None:
    tamper(f"UPDATE journal_head SET {change} WHERE chain = :chain", chain=centre)  # noqa: S608

    (fault,) = found()
    assert fault.startswith(ABOUT)


def test_a_head_taken_away_is_found(centre: int) -> None:
    tamper("DELETE FROM journal_head WHERE chain = :chain", chain=centre)

    assert found() == [f"{ABOUT}le compte de ses lignes manque."]


ERASE = (
    "UPDATE journal SET before = NULL, after = NULL, salt = NULL, erased_at = :at WHERE id = :id"
)


def kept(at: datetime) -> str:
    """The moment, in the words of the database."""
    zone = "" if get_engine().dialect.name == "sqlite" else "Z"
    return f"{at.replace(tzinfo=None)}{zone}"


def test_a_content_erased_with_a_person_verifies_and_another_does_not(centre: int) -> None:
    at = utc_now()
    with writing(Author(None, centre)) as session:
        session.execute(text(ERASE), {"at": kept(at), "id": nth(centre, 3)})
        keep(
            session,
            [
                {
                    "at": at,
                    "action": ANONYMISE,
                    "account_id": None,
                    "centre_id": centre,
                    "row_table": "person",
                    "row_id": "1",
                }
            ],
        )
    assert found() == []

    other = at + timedelta(seconds=1)
    tamper(ERASE, at=kept(other), id=nth(centre, 2))
    assert found() == [
        f"{ABOUT}la ligne 2 (n°{NBSP}{nth(centre, 2)}{NBSP}de la table) a été effacée sans qu’une "
        "personne ait été anonymisée."
    ]


@pytest.mark.parametrize("name", ["journal_delete", "journal_update"])
@pytest.mark.usefixtures("centre")
def test_a_trigger_taken_away_is_a_fault(name: str) -> None:
    with get_engine().begin() as connection:
        on_journal = "" if connection.dialect.name == "sqlite" else " ON journal"
        connection.execute(text(f"DROP TRIGGER {name}{on_journal}"))

    assert found() == [
        f"Journal{NBSP}: la base ne refuse plus que ses lignes soient changées ou effacées "
        f"(le déclencheur {name} manque)."
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET after = '{}' WHERE id = 1",
        "UPDATE journal SET account_id = 1",
        "UPDATE journal SET erased_at = at WHERE id = 1",
        "UPDATE journal SET before = NULL, after = NULL, salt = NULL, erased_at = at, rank = 9",
        "DELETE FROM journal WHERE id = 1",
    ],
)
@pytest.mark.usefixtures("centre")
def test_the_database_refuses_to_change_a_line(session: Session, statement: str) -> None:
    with pytest.raises(DBAPIError, match="Le journal ne se modifie pas"):
        session.execute(text(statement))


def test_writers_at_once_make_one_sound_chain(centre: int) -> None:
    def write(number: int) -> None:
        with writing(Author(None, centre)) as session:
            session.add(Theme(centre_id=centre, name=f"thème {number}"))
            session.flush()
            session.add(Theme(centre_id=centre, name=f"encore {number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))

    assert [line.rank for line in of_centre(centre)] == list(range(1, 86))
    assert found() == []


def test_ten_thousand_lines_are_verified_and_the_changed_one_named(centre: int) -> None:
    line = {"account_id": None, "centre_id": centre, "action": "créer", "row_table": "theme"}
    with writing(Author(None, centre)) as session:
        after = {"name": "Culture", "id": 1}
        keep(session, [{**line, "at": utc_now(), "after": after} for _ in range(10_000)])
    assert found() == []

    tamper("UPDATE journal SET row_id = '7' WHERE id = :id", id=nth(centre, 9_999))
    (fault,) = found()
    assert fault.startswith(f"{ABOUT}la ligne 9999 ")


def test_lines_written_before_the_chain_are_chained(centre: int) -> None:
    """Down to the schema of before, and up again: the migration chains what is there."""
    command.downgrade(schema.config(), "0003")
    schema.upgrade()

    assert [line.rank for line in of_centre(centre)] == [1, 2, 3, 4, 5]
    assert found() == []
