"""Who is attacked, and in whose name."""

import pytest
from sqlmodel import col, select

from db.models import Account
from db.unit_of_work import Author, reading
from domain import passwords
from tests.security import ground


@pytest.fixture
def chief(database: str, monkeypatch: pytest.MonkeyPatch) -> Author:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    return ground.people()


@pytest.fixture
def lea(chief: Author) -> int:  # noqa: ARG001
    with reading() as session:
        found = session.exec(select(Account.id).where(col(Account.username) == "lea")).one()
    return found or 0
