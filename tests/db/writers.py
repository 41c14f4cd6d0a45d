"""People who enter meetings all at once, in a process that can be killed: ``-m tests.db.writers``.

Each prints the number of a meeting once it is saved: what is read here was acknowledged.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from db.commands.attendance import record_attendance
from db.commands.meetings import save_meeting
from db.unit_of_work import Author, writing
from domain.attending import ListValues, read_list
from domain.matching import match
from domain.meeting_entry import BLANK, read_meeting
from domain.roster import read_roster

TODAY = date(2026, 11, 22)
MOST = 500  # meetings for each, if nobody kills them
# What each meeting has, and must never have a part of only.
PARTS = {
    "meeting_territory": 2,
    "meeting_theme": 2,
    "meeting_organisation": 1,
    "attendance": 3,
}
LETTERS = str.maketrans("0123456789", "ghijklmnop")
TYPED = {
    **BLANK,
    "format": "oxygene",
    "status": "tenue",
    "territories": ["DOLE", "39"],
    "themes": ["Emploi", "Santé"],
    "organisers": ["DREETS"],
    "families": {"DREETS": "etat"},
}


def main(account: int, centre: int, clients: int) -> None:
    author = Author(account, centre)
    with ThreadPoolExecutor(clients) as pool:
        for entering in [pool.submit(_enter, author, client) for client in range(clients)]:
            entering.result()


def _enter(author: Author, client: int) -> None:
    day = TODAY - timedelta(client)
    for _ in range(MOST):
        typed = {**TYPED, "title": _word(), "held_on": f"{day:%d/%m/%Y}"}
        with writing(author) as session:
            meeting = save_meeting(session, read_meeting(typed, TODAY))
            record_attendance(session, _three_people(meeting))
        sys.stdout.write(f"{meeting}\n")
        sys.stdout.flush()


def _three_people(meeting: int) -> ListValues:
    lines = read_roster("\n".join(f"{_word().title()} {_word().upper()}" for _ in range(3)))
    typed: dict[str, Any] = {"state": None, "role": None, "choices": {}, "families": {}}
    return read_list(typed, meeting, match(lines, (), {}), ())


def _word() -> str:
    """Like no other."""
    return uuid4().hex[:12].translate(LETTERS)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
