"""The log: JSON lines, and nothing of a person in them, whatever breaks."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from db import logs
from db.engine import engine_of, get_engine
from db.models import Account
from tests import factories

PERSON = "Zoé Planté"


@pytest.fixture
def told() -> Iterator[StringIO]:
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.JsonLines())
    logging.root.addHandler(handler)
    yield written
    logging.root.removeHandler(handler)


def lines(told: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_a_line_says_when_where_and_how_bad(told: StringIO) -> None:
    logging.getLogger("components.essai").warning("jeton %s", "abc")

    (line,) = lines(told)
    assert str(line.pop("at")).endswith("+00:00")
    assert line == {"level": "warning", "logger": "components.essai", "message": "jeton abc"}


def test_what_others_put_in_their_words_is_left_out(told: StringIO) -> None:
    logging.getLogger("of.others").error('"GET %s"', "/partage/secret?nom=Planté")

    assert [line["message"] for line in lines(told)] == ['"GET %s"']


def test_an_error_tells_its_kinds_and_places_and_not_its_words(told: StringIO) -> None:
    try:
        try:
            raise KeyError(PERSON)
        except KeyError as error:
            raise ValueError(f"de {PERSON}") from error
    except ValueError:
        logging.getLogger("db.essai").exception("failed")

    (line,) = lines(told)
    assert [one["kind"] for one in line["error"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert line["error"][0]["where"][0].startswith("tests/db/test_logs.py:")
    assert PERSON not in told.getvalue()


def test_a_row_the_database_refuses_is_not_quoted(session: Session, told: StringIO) -> None:
    """PostgreSQL says the values, in its detail and in what it cannot read."""
    factories.make_account(session, username=PERSON)
    session.commit()
    session.add(Account(username=PERSON, name=PERSON, password_hash="x"))
    failing = (session.flush, lambda: session.execute(text("SELECT :w FROM nulle"), {"w": PERSON}))
    for fail in failing:
        try:
            fail()
        except Exception:
            session.rollback()
            logging.getLogger("db.essai").exception("failed")

    refused, unknown = lines(told)
    assert refused["error"][0]["kind"] == "sqlalchemy.exc.IntegrityError"
    assert "account" in str(refused["error"][1])  # the constraint, or its table and column
    assert len(unknown["error"]) == 2
    assert PERSON not in told.getvalue()


@pytest.mark.usefixtures("database")
def test_an_error_of_the_application_s_engine_hides_what_was_sent() -> None:
    with get_engine().connect() as connection, pytest.raises(Exception, match="nulle") as raised:
        connection.execute(text("SELECT :who FROM nulle"), {"who": PERSON})

    assert PERSON not in str(raised.value)


def test_a_database_out_of_reach_says_why(told: StringIO) -> None:
    engine = engine_of("postgresql://maillage:motdepasse@127.0.0.1:1/maillage")
    try:
        engine.connect()
    except Exception:
        logging.getLogger("db.essai").exception("failed")

    (line,) = lines(told)
    assert "refused" in line["error"][1]["words"]
    assert "motdepasse" not in told.getvalue()


@pytest.mark.parametrize(
    "ending",
    ["raise ValueError('Zoé Planté')", "Thread(target=int, args=('Zoé Planté',)).start()"],
    ids=["program", "thread"],
)
def test_an_end_nobody_foresaw_is_a_line_too(ending: str) -> None:
    program = f"from threading import Thread; from db import logs; logs.start(); {ending}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)  # noqa: S603

    (line,) = done.stderr.splitlines()
    assert json.loads(line)["error"][0]["kind"] == "builtins.ValueError"
    assert "Planté" not in line
