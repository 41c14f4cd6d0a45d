"""Whoever guesses a password: how many he may try, and that he keeps nobody else out.

What is told to who must wait: components/test_shell.py. Clocks that move: faults/test_clock.py.
"""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select, update
from streamlit.testing.v1 import AppTest

from components.authenticator import check_password
from db.commands.accounts import TooManyTriesError
from db.models import SignInThrottle, utc_now
from db.unit_of_work import Author, reading, writing
from tests.people import PASSWORD
from tests.security.ground import KNOWN, NEW, asked, browser_of, reset
from tests.signing_in import sign_in

pytestmark = pytest.mark.usefixtures("chief")

ROOT = Path(__file__).parents[2]
WRONG = "pas celle-là du tout"
FREE = 5  # tries before the first wait


@contextmanager
def guesser(clients: int) -> Iterator["subprocess.Popen[str]"]:
    """Another server, where so many wait to try the name of léa."""
    command = [sys.executable, "-m", "tests.security.guessing", "lea", str(clients)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process


def test_tries_of_many_at_once_by_two_servers_are_counted_together() -> None:
    with guesser(10) as one, guesser(10) as two, ThreadPoolExecutor(2) as pool:
        tried = pool.map(lambda process: int(process.communicate("go\n")[0]), (one, two))

        assert sum(tried) == FREE

    with reading() as session:
        counted = session.exec(select(SignInThrottle)).one()
    assert (counted.failures, counted.waits) == (FREE, 1), "what was refused lengthens no wait"


def is_looked_at(password: str) -> bool:
    """Whether this password of léa was tried, right or wrong."""
    try:
        check_password("lea", password)
    except TooManyTriesError:
        return False
    return True


def wait_until_it_ends() -> None:
    with writing() as session:
        session.execute(update(SignInThrottle).values(waits_until=utc_now() - timedelta(seconds=1)))


def test_twenty_at_once_have_five_tries_and_the_owner_comes_in_after_the_wait() -> None:
    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(is_looked_at, [WRONG] * 20)) == FREE
    assert not is_looked_at(PASSWORD), "nobody learns that it was the right one"

    wait_until_it_ends()

    assert check_password("lea", PASSWORD)
    assert is_looked_at(WRONG), "all is forgotten"


def test_after_the_wait_there_is_one_try_and_a_longer_wait() -> None:
    for _ in range(FREE):
        is_looked_at(WRONG)
    wait_until_it_ends()

    assert [is_looked_at(WRONG) for _ in range(3)] == [True, False, False]
    with reading() as session:
        until = session.exec(select(col(SignInThrottle.waits_until))).one() or utc_now()
    assert timedelta(seconds=110) < until - utc_now() <= timedelta(minutes=2)


def test_who_guesses_a_name_keeps_nobody_else_out(chief: Author, lea: int) -> None:
    """Neither a colleague behind the same address, nor léa where she is signed in or by a link."""
    here = browser_of("lea")
    for _ in range(FREE + 1):
        is_looked_at(WRONG)

    assert check_password("paul", PASSWORD)
    assert asked(here) == KNOWN
    reset(chief, lea)
    assert asked(browser_of("lea")) == KNOWN


def test_who_sits_at_an_open_session_does_not_guess_its_password_at_leisure() -> None:
    page = AppTest.from_file(ROOT / "pages" / "account.py", default_timeout=20)
    sign_in(page, "lea")
    page.run()
    told = []
    for _ in range(FREE + 1):
        for box, typed in zip(page.text_input, (WRONG, NEW, NEW), strict=True):
            box.set_value(typed)
        next(one for one in page.button if one.label == "Changer le mot de passe").click().run()
        told += [box.value for box in page.error]

    assert told[:FREE] == ["Le mot de passe actuel n’est pas le bon."] * FREE
    assert told[FREE].startswith("Trop d’essais.")
