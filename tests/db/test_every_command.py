"""Each command of entry asks the database for the author's rights, before anything else.

A button pressed runs before the guard of its page. A command added tomorrow is tried as soon as it
is written.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest

from db import commands
from db.commands.entering import ForbiddenError
from db.models import Account, utc_now
from db.unit_of_work import Author, writing
from domain.roles import Role
from tests import factories

# Accounts and centres are the administrator’s; a draft is its author’s; a link is opened, and the
# first account made, without an account; the rest is the ground.
GROUND = {
    *("account_links", "accounts", "centres", "drafts", "entering", "first_start"),
    *("identities", "share_opening"),
}
# Parts of commands, which share their session.
PARTS = {
    *("merging.tell_meetings", "merging.row_at", "directory.living"),
    "anonymising.forget_people",
    *("administering.administered", "administering.centres_of"),
}
# What a reader may do too.
OF_READERS = {"presenting.start", "presenting.move"}


def entry_commands() -> dict[str, Callable[..., Any]]:
    found = {}
    for module in pkgutil.iter_modules(commands.__path__):
        path = f"{commands.__name__}.{module.name}"
        for name, function in inspect.getmembers(importlib.import_module(path)):
            own = inspect.isfunction(function) and function.__module__ == path
            if own and not name.startswith("_") and module.name not in GROUND:
                taken = list(inspect.signature(function).parameters)
                if taken[:1] == ["session"]:
                    found[f"{module.name}.{name}"] = function
    return {name: function for name, function in found.items() if name not in PARTS}


COMMANDS = entry_commands()


def test_inspection_finds_the_commands() -> None:
    assert {"meetings.save_meeting", "attendance.record_attendance", "merging.merge"} <= set(
        COMMANDS
    )


@pytest.fixture
def authors(database: str) -> list[Author]:  # noqa: ARG001
    """An editor of another centre, nobody, an administrator suspended, a reader of this centre."""
    with writing() as session:
        centre, other = factories.make_centre(session), factories.make_centre(session, "autre")
        reader = factories.make_account(session, "lecteur")
        editor = factories.make_account(session, "ailleurs")
        factories.make_member(session, reader, centre, Role.READER)
        factories.make_member(session, editor, other)
        gone = factories.make_account(session, "parti")
        factories.make_member(session, gone, centre, Role.ADMIN)
        session.get_one(Account, gone).suspended_at = utc_now()
    return [
        *(Author(editor, centre), Author(None), Author(gone, centre)),
        Author(reader, centre),
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_rights_are_asked_before_anything_else(name: str, authors: list[Author]) -> None:
    parameters = list(inspect.signature(COMMANDS[name]).parameters.values())[1:]
    given = [1 for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    named = {p.name: 1 for p in parameters if p.kind is p.KEYWORD_ONLY}
    for author in authors[:3] if name in OF_READERS else authors:
        with writing(author) as session, pytest.raises(ForbiddenError):
            COMMANDS[name](session, *given, **named)
