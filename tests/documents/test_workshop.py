"""Documents made in a process of their own: the file, the steps, what goes wrong, who waits."""

import sys
import threading
from datetime import UTC, date, datetime

import pytest

from documents import workshop
from documents.workshop import AFTER_ANOTHER, DocumentError, prepare
from domain.document_kinds import DocumentKind, Order
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope

TODAY = date(2026, 11, 22)


def an_order(centre_id: int = 1) -> Order:
    scope = Scope(centre_id, Period.of_year(2026))
    now = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
    return Order(DocumentKind.CALENDAR, scope, Role.READER, TODAY, now)


@pytest.mark.usefixtures("demonstration")
def test_hands_out_the_file_and_tells_each_step() -> None:
    told: list[str] = []

    body = prepare(an_order(), told.append)

    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert told
    assert all(told)


@pytest.mark.looks
@pytest.mark.usefixtures("demonstration")
def test_the_same_order_makes_the_same_bytes() -> None:
    assert prepare(an_order(), print) == prepare(an_order(), print)


@pytest.mark.usefixtures("database")
def test_what_cannot_be_made_is_told_in_french(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DocumentError, match="Le document n’a pas pu être préparé"):
        prepare(an_order(centre_id=404), print)

    # The server’s log says where it broke.
    assert "documents/making.py" in capfd.readouterr().err


@pytest.mark.looks
@pytest.mark.usefixtures("demonstration")
def test_one_that_lasts_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "LONGEST", 0)

    with pytest.raises(DocumentError):
        prepare(an_order(), print)


@pytest.mark.looks
@pytest.mark.usefixtures("demonstration")
def test_a_second_one_waits_for_its_turn_and_is_told_so() -> None:
    told: list[str] = []
    waits = threading.Event()

    def tell(step: str) -> None:
        told.append(step)
        waits.set()

    workshop._bench.acquire()
    second = threading.Thread(target=prepare, args=(an_order(), tell))
    second.start()
    assert waits.wait(10)
    assert told == [AFTER_ANOTHER]
    workshop._bench.release()
    second.join(60)

    assert len(told) > 1


@pytest.mark.looks
@pytest.mark.usefixtures("demonstration")
def test_who_stops_waiting_leaves_no_work_behind() -> None:
    class GoneError(Exception):
        pass

    def leave(_step: str) -> None:
        raise GoneError

    with pytest.raises(GoneError):
        prepare(an_order(), leave)

    assert prepare(an_order(), print)  # the bench is free again


@pytest.mark.looks
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.usefixtures("demonstration")
def test_a_document_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is set in the worker’s process: a smaller one ends it, and the server goes on."""
    smaller = "from documents import worker; worker.MEMORY = 2**24; worker.main(*sys.argv[1:])"
    command = [sys.executable, "-c", f"import sys; {smaller}"]
    monkeypatch.setattr(workshop, "WORKER", command)

    with pytest.raises(DocumentError):
        prepare(an_order(), print)
