"""What is remembered is told by the journal when it changes: nothing else makes it old.

Drafts, sessions, presentations, and what is counted without a line are read afresh.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from components.site_map import PAGES
from db import replica
from db.age import Age
from db.engine import get_engine
from db.models import Journal, JournalHead
from db.unit_of_work import NOT_JOURNALED
from tests.signing_in import sign_in

ROOT = Path(__file__).parents[2]
UNTOLD = "|".join(
    (
        *(rf"\b(FROM|JOIN) {model.__tablename__}\b" for model in NOT_JOURNALED),
        r"account\.last_sign_in_at|share_link\.(openings|opened_on)",
    )
)
# Rights of a centre given from another one. Accounts are counted by the age; no screen changes
# a territory.
TOLD_ELSEWHERE = r"\b(FROM|JOIN) (membership|account_link)\b"
TOLD = {Journal.__tablename__, JournalHead.__tablename__}


@pytest.mark.usefixtures("demonstration")
@pytest.mark.only_sqlite(reason="the same statements are sent")
def test_no_page_remembers_what_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    remembered: list[str] = []

    def ask(query: Callable[[Session], Any], asked: Age) -> Any:
        event.listen(get_engine(), "before_cursor_execute", note)
        try:
            return asks(query, asked)
        finally:
            event.remove(get_engine(), "before_cursor_execute", note)

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        remembered.append(statement)

    asks = replica.ask
    monkeypatch.setattr(replica, "ask", ask)
    app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=20)
    sign_in(app, "admin")
    app.run()
    for screen in PAGES:
        assert not app.switch_page(f"../pages/{screen.file}").run().exception

    assert len(remembered) > len(PAGES)
    untold = {found[0] for sent in remembered for found in re.finditer(UNTOLD, sent)}
    assert {name for name in untold if name.rpartition(" ")[2] not in TOLD} == set()
    # A centre remembers until its own chain moves on: what is told in another’s is not for it.
    assert not [sent for sent in remembered if re.search(TOLD_ELSEWHERE, sent)]
