"""Undo a merge: put back what was, once it is sure that nothing has moved since."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.commands.directory import TABLES, Row
from db.commands.entering import own_row, require_role
from db.commands.merging import TABLE_NAMED, Change, image_of, key_of, row_at, tell_meetings
from db.models import Meeting, Merge, Organisation, Person, utc_now
from domain.entry import EntryError
from domain.formats import NBSP, short_date
from domain.roles import Role


def undo(session: Session, *, merge_id: int) -> None:
    """Put back what was before the merge; undone already, it stays so.

    Raise EntryError, saying why, when what changed since makes it impossible.
    """
    account_id, centre_id = require_role(session, Role.EDITOR)
    row = session.get(Merge, merge_id, with_for_update=True)
    if row is None or row.centre_id != centre_id:
        raise EntryError({"": "Cette fusion n’existe pas dans ce centre."})
    if row.undone_at is not None:
        return
    table = TABLES[row.kind]
    kept, merged = own_row(session, table, row.kept_id), own_row(session, table, row.merged_id)
    if sentence := next(_obstacles(session, row, kept, merged), None):
        raise EntryError({"": f"Cette fusion ne peut plus être annulée{NBSP}: {sentence}"})
    tell_meetings(session, row.moved["changes"])
    for change in reversed(row.moved["changes"]):
        _restore(session, change)
    for name in row.moved["filled"]:
        setattr(kept, name, "" if name == "first_name" else None)
    merged.deleted_at = None
    row.undone_at, row.undone_by = utc_now(), account_id


def _restore(session: Session, change: Change) -> None:
    table, before, after = TABLE_NAMED[change["table"]][0], change["before"], change["after"]
    if after is None:
        session.add(table(**before))
        return
    row = row_at(session, table, after)
    for name, value in before.items():
        if value != after[name]:
            setattr(row, name, value)


def _obstacles(session: Session, row: Merge, kept: Row, merged: Row) -> Iterator[str]:
    """What has changed since the merge and would be lost, or made wrong, by undoing it."""
    if later := _later(session, row):
        yield f"annulez d’abord la fusion plus récente de {_quoted(later)}."
    if kept.deleted_at is not None:
        yield f"{_quoted(kept)} a été supprimée depuis."
    if isinstance(kept, Person) and kept.anonymised_at is not None:
        yield "la personne a été anonymisée depuis."
    for name in row.moved["filled"]:
        if getattr(kept, name) != getattr(merged, name):
            yield f"la fiche de {_quoted(kept)} a été corrigée depuis."
    for change in row.moved["changes"]:
        if not _is_as_left(session, change):
            yield _told(session, change)
    yield from _lost_homes(session, row, merged)


def _later(session: Session, row: Merge) -> Row | None:
    """Who was merged by a standing merge that came after, on rows that this one touched."""
    statement = select(Merge).where(
        col(Merge.centre_id) == row.centre_id,
        col(Merge.id) > row.id,
        col(Merge.undone_at).is_(None),
    )
    for other in session.scalars(statement.order_by(col(Merge.id).desc())):
        if _touched(row) & _touched(other):
            return own_row(session, TABLES[other.kind], other.merged_id)
    return None


def _touched(row: Merge) -> set[tuple[Any, ...]]:
    """The keys of the rows that a merge moved, before and after."""
    table = str(TABLES[row.kind].__tablename__)
    images = [
        (change["table"], image)
        for change in row.moved["changes"]
        for image in (change["before"], change["after"])
        if image is not None
    ]
    return {
        (table, row.kept_id),
        (table, row.merged_id),
        *((name, *key_of(TABLE_NAMED[name][0], image)) for name, image in images),
    }


def _is_as_left(session: Session, change: Change) -> bool:
    """Whether the row is as the merge left it, and the place it had is free."""
    table, before, after = TABLE_NAMED[change["table"]][0], change["before"], change["after"]
    if after is not None:
        row = row_at(session, table, after)
        if row is None or image_of(row) != after:
            return False
    moved = after is None or key_of(table, before) != key_of(table, after)
    return not moved or row_at(session, table, before) is None


def _lost_homes(session: Session, row: Merge, merged: Row) -> Iterator[str]:
    """Organisations that would be named again and were removed meanwhile."""
    named = {change["before"].get("organisation_id") for change in row.moved["changes"]}
    if isinstance(merged, Person):
        named.add(merged.organisation_id)
    else:
        named.discard(merged.id)
    for organisation_id in named - {None}:
        home = session.get_one(Organisation, organisation_id)
        if home.deleted_at is not None:
            yield f"la structure {_quoted(home)} a été supprimée depuis."


def _told(session: Session, change: Change) -> str:
    """What moved since, named so that it can be found."""
    image = change["before"]
    if "meeting_id" in image:
        meeting = session.get_one(Meeting, image["meeting_id"])
        when = short_date(meeting.held_on, meeting.date_precision)
        return f"la rencontre «{NBSP}{meeting.title}{NBSP}» ({when}) a changé depuis."
    if change["table"] == Person.__tablename__:
        person = session.get_one(Person, image["id"])
        return f"{_quoted(person)} a changé de structure depuis."
    return "ses accords ou ses écritures reconnues ont changé depuis."


def _quoted(row: Row) -> str:
    name = row.name if isinstance(row, Organisation) else f"{row.first_name} {row.last_name}"
    return f"«{NBSP}{name.strip()}{NBSP}»"
