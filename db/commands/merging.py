"""Make one of two people, or of two organisations.

What named the one is pointed at the other, row by row, and each row is kept as it was and as it
became: undoing (``db.commands.unmerging``) needs no more.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import inspect, select
from sqlmodel import Session, SQLModel, col

from db.commands.directory import Row, living
from db.commands.entering import require_role
from db.models import (
    Attendance,
    Meeting,
    MeetingOrganisation,
    Merge,
    Person,
    PersonConsent,
    PersonWriting,
    utc_now,
)
from domain.entry import EntryError
from domain.roles import Role
from domain.vocabulary import AttendanceRole, AttendanceState, EntryKind

# A row by its columns, as JSON holds it.
Image: TypeAlias = dict[str, Any]
# « table », « before », and « after », None when the row went away.
Change: TypeAlias = dict[str, Any]

# Each column that names a person, or an organisation.
REFERENCES: dict[EntryKind, tuple[tuple[type[SQLModel], str], ...]] = {
    EntryKind.PERSON: (
        (Attendance, "person_id"),
        (PersonConsent, "person_id"),
        (PersonWriting, "person_id"),
    ),
    EntryKind.ORGANISATION: (
        (Attendance, "organisation_id"),
        (MeetingOrganisation, "organisation_id"),
        (Person, "organisation_id"),
    ),
}
TABLE_NAMED = {
    str(table.__tablename__): (table, column)
    for references in REFERENCES.values()
    for table, column in references
}
# What is filled in from the row that goes, where the one kept says nothing.
FILLED = {
    EntryKind.PERSON: ("first_name", "function", "organisation_id", "email"),
    EntryKind.ORGANISATION: ("territory_id",),
}
# Of two attendances of one person at one meeting, what is told is the strongest.
STATES = (AttendanceState.PRESENT, AttendanceState.EXCUSED, AttendanceState.REGISTERED)
ROLES = (AttendanceRole.SPEAKER, AttendanceRole.FACILITATOR, AttendanceRole.PARTICIPANT)


def merge(
    session: Session,
    *,
    kind: EntryKind,
    kept_id: int,
    merged_id: int,
    kept_version: int | None = None,
    merged_version: int | None = None,
) -> int:
    """Keep the one, delete the other, and remember all that undoing needs. The merge’s id.

    Sent twice, it is made once. Raise EntryError when one of the two cannot be merged.
    """
    account_id, centre_id = require_role(session, Role.EDITOR)
    if again := _standing(session, centre_id, kind, kept_id, merged_id):
        return again
    if kept_id == merged_id:
        raise EntryError({"": "C’est deux fois la même fiche."})
    kept = living(session, kind, kept_id, version=kept_version)
    merged = living(session, kind, merged_id, version=merged_version)
    changes = [
        change
        for table, column in REFERENCES[kind]
        for change in _repoint(session, table, column, merged_id, kept_id)
    ]
    filled = _fill(kept, merged, FILLED[kind])
    merged.deleted_at = utc_now()
    tell_meetings(session, changes)
    row = Merge(
        centre_id=centre_id,
        kind=kind,
        kept_id=kept_id,
        merged_id=merged_id,
        moved={"filled": filled, "changes": changes},
        merged_by=account_id,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def _standing(
    session: Session, centre_id: int, kind: EntryKind, kept_id: int, merged_id: int
) -> int | None:
    """The merge of these two that is already made and not undone."""
    statement = select(col(Merge.id)).where(
        col(Merge.centre_id) == centre_id,
        col(Merge.kind) == kind,
        col(Merge.kept_id) == kept_id,
        col(Merge.merged_id) == merged_id,
        col(Merge.undone_at).is_(None),
    )
    return session.execute(statement).scalar_one_or_none()


def _repoint(
    session: Session, table: type[SQLModel], column: str, old: int, new: int
) -> Iterator[Change]:
    """Point at ``new`` the rows that point at ``old``, saying what each was and became.

    Where the key would then be that of another row, the two are joined in that one.
    """
    named = select(table).where(getattr(table, column) == old)
    for row in session.scalars(named).all():
        before = image_of(row)
        twin = row_at(session, table, {**before, column: new}) if _in_key(table, column) else None
        if twin is None:
            setattr(row, column, new)
            yield _change(table, before, image_of(row))
            continue
        was = image_of(twin)
        _join(twin, row)
        yield _change(table, was, image_of(twin))
        yield _change(table, before, None)
        session.delete(row)


def _join(kept: SQLModel, gone: SQLModel) -> None:
    """Tell in one attendance what two of them told; other rows say no more than their key."""
    if isinstance(kept, Attendance) and isinstance(gone, Attendance):
        kept.state = min(kept.state, gone.state, key=STATES.index)
        kept.role = min(kept.role, gone.role, key=ROLES.index)
        kept.organisation_id = kept.organisation_id or gone.organisation_id


def _fill(kept: Row, merged: Row, names: tuple[str, ...]) -> list[str]:
    """Take from the row that goes what the kept one does not say; the columns taken."""
    taken = [name for name in names if not getattr(kept, name) and getattr(merged, name)]
    for name in taken:
        setattr(kept, name, getattr(merged, name))
    return taken


def tell_meetings(session: Session, changes: list[Change]) -> None:
    """Attendances are parts of their meeting: who has it open must know (decision 0008)."""
    ids = {change["before"].get("meeting_id") for change in changes} - {None}
    for meeting in session.scalars(select(Meeting).where(col(Meeting.id).in_(ids))):
        meeting.updated_at = utc_now()


def _change(table: type[SQLModel], before: Image, after: Image | None) -> Change:
    return {"table": str(table.__tablename__), "before": before, "after": after}


def image_of(row: SQLModel) -> Image:
    """The row’s columns; of a row with a life of its own, its key and what names another."""
    table, column = TABLE_NAMED[str(row.__tablename__)]
    linked = _in_key(table, "meeting_id")
    names = table.model_fields if linked else {"id", column}
    return row.model_dump(mode="json", include=set(names))


def row_at(session: Session, table: type[SQLModel], image: Image) -> SQLModel | None:
    return session.get(table, key_of(table, image))


def key_of(table: type[SQLModel], image: Image) -> tuple[Any, ...]:
    return tuple(image[name] for name in _key_names(table))


def _in_key(table: type[SQLModel], column: str) -> bool:
    return column in _key_names(table)


def _key_names(table: type[SQLModel]) -> list[str]:
    return [column.name for column in inspect(table).primary_key]
