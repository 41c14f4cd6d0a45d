"""Correct, remove, bring back and judge the people and organisations of a centre."""

from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from db.commands.deleting import delete_row, refuse_deleted, restore_row
from db.commands.entering import own_row, require_role
from db.models import (
    Attendance,
    MeetingOrganisation,
    Merge,
    NotADouble,
    Organisation,
    Person,
)
from domain.directory import OrganisationValues, PersonValues
from domain.entry import EntryError
from domain.formats import NBSP
from domain.roles import Role
from domain.vocabulary import EntryKind, Family

Row: TypeAlias = Person | Organisation
TABLES: dict[EntryKind, type[Person] | type[Organisation]] = {
    EntryKind.PERSON: Person,
    EntryKind.ORGANISATION: Organisation,
}
# While any row of these names it, a row is not removed.
USES: dict[EntryKind, tuple[tuple[type[SQLModel], str], ...]] = {
    EntryKind.PERSON: ((Attendance, "person_id"),),
    EntryKind.ORGANISATION: (
        (Attendance, "organisation_id"),
        (MeetingOrganisation, "organisation_id"),
    ),
}


def save_person(session: Session, values: PersonValues) -> int:
    """Raise EntryError when the person, or the organisation, cannot be written."""
    require_role(session, Role.EDITOR)
    row = living(session, EntryKind.PERSON, values.id, version=values.version)
    if values.organisation_id is not None:
        living(session, EntryKind.ORGANISATION, values.organisation_id)
    for name in ("first_name", "last_name", "function", "organisation_id", "email"):
        setattr(row, name, getattr(values, name))
    return values.id


def save_organisation(session: Session, values: OrganisationValues) -> int:
    require_role(session, Role.EDITOR)
    row = living(session, EntryKind.ORGANISATION, values.id, version=values.version)
    for name in ("name", "family"):
        setattr(row, name, getattr(values, name))
    return values.id


def save_families(session: Session, families: Mapping[int, Family]) -> int:
    """Give their families to organisations; how many of them changed."""
    require_role(session, Role.EDITOR)
    changed = 0
    for organisation_id, family in families.items():
        row = own_row(session, Organisation, organisation_id)
        if row.deleted_at is None and row.family is not family:
            row.family = family
            changed += 1
    return changed


def remove(session: Session, *, kind: EntryKind, row_id: int) -> None:
    """Delete what no meeting names; it can be brought back for 30 days."""
    require_role(session, Role.EDITOR)
    own_row(session, TABLES[kind], row_id)
    for table, column in USES[kind]:
        _refuse_used(session, table, column, row_id, "Une rencontre au moins")
    if kind is EntryKind.ORGANISATION:
        _refuse_used(session, Person, "organisation_id", row_id, "Une personne au moins")
    delete_row(session, TABLES[kind], row_id)


def bring_back(session: Session, *, kind: EntryKind, row_id: int) -> None:
    """Raise EntryError for what was merged: its merge is undone instead."""
    _, centre_id = require_role(session, Role.EDITOR)
    row = own_row(session, TABLES[kind], row_id)
    statement = select(func.count()).where(
        col(Merge.centre_id) == centre_id,
        col(Merge.kind) == kind,
        col(Merge.merged_id) == row_id,
        col(Merge.undone_at).is_(None),
    )
    if session.execute(statement).scalar_one():
        raise EntryError({"": f"Cette fiche a été fusionnée{NBSP}: annulez la fusion."})
    restore_row(session, TABLES[kind], row_id)
    # Its organisation may have been removed meanwhile.
    if isinstance(row, Person) and row.organisation_id is not None:
        home = session.get_one(Organisation, row.organisation_id)
        row.organisation_id = home.id if home.deleted_at is None else None


def judge_different(session: Session, *, kind: EntryKind, one_id: int, other_id: int) -> None:
    """Remember that two rows that look alike are two. Said twice, it is remembered once."""
    _, centre_id = require_role(session, Role.EDITOR)
    first, second = sorted((one_id, other_id))
    for row_id in (first, second):
        own_row(session, TABLES[kind], row_id)
    judged = NotADouble(centre_id=centre_id, kind=kind, first_id=first, second_id=second)
    same = judged.model_dump(exclude={"id"})
    known = select(func.count()).select_from(NotADouble).filter_by(**same)
    if first != second and not session.execute(known).scalar_one():
        session.add(judged)


def living(session: Session, kind: EntryKind, row_id: int, *, version: int | None = None) -> Row:
    """The row of the author’s centre, neither removed nor anonymised, else EntryError."""
    row = own_row(session, TABLES[kind], row_id, version=version)
    if isinstance(row, Person) and row.anonymised_at is not None:
        raise EntryError({"": "Cette personne a été anonymisée."})
    return refuse_deleted(row)


def _refuse_used(
    session: Session, table: type[SQLModel], column: str, row_id: int, who: str
) -> None:
    conditions = [getattr(table, column) == row_id]
    if table is Person:
        conditions.append(col(Person.deleted_at).is_(None))
    statement = select(func.count()).select_from(table).where(*conditions)
    if session.execute(statement).scalar_one():
        raise EntryError(
            {"": f"{who} s’en sert{NBSP}: cette fiche se fusionne, elle ne se supprime pas."}
        )
