"""A centre with two writings of one person and of one organisation, and ways to look at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel, select

from db.commands.merging import merge
from db.commands.unmerging import undo
from db.models import Account, Membership
from db.unit_of_work import Author, reading, writing
from domain.directory import PersonValues
from domain.roles import Role
from domain.vocabulary import EntryKind
from tests import factories

PERSON, ORGANISATION = EntryKind.PERSON, EntryKind.ORGANISATION
DAY = date(2024, 3, 12)
# What says that a row was written, not what it says.
TRACES = {"version", "updated_at", "updated_by"}


def member(session: Session, centre: int, username: str, role: Role) -> Author:
    account = Account(username=username, name="Zoé Saisie", password_hash="x")
    session.add(account)
    session.flush()
    session.add(Membership(account_id=account.id or 0, centre_id=centre, role=role))
    return Author(account.id, centre)


class Ground:
    """A centre with its author, two writings of one person, and two of one organisation."""

    def __init__(self, slug: str = "un") -> None:
        with writing() as session:
            self.centre = factories.make_centre(session, slug)
            self.author = member(session, self.centre, slug, Role.EDITOR)
            self.mairie, self.ville = (
                factories.make_organisation(session, self.centre, name)
                for name in ("Mairie de Dole", "Ville de Dole")
            )
            self.claire = factories.make_person(
                session, self.centre, "Martin", first_name="Claire", organisation_id=self.mairie
            )
            self.other_claire = factories.make_person(
                session,
                self.centre,
                "MARTIN",
                first_name="Claire",
                email="claire@ville.fr",
                organisation_id=self.ville,
            )

    def meeting(self, day: date = DAY, **columns: Any) -> int:
        with writing() as session:
            return factories.make_meeting(session, self.centre, day, **columns)

    def came(self, meeting: int, person: int, **columns: Any) -> None:
        with writing() as session:
            factories.make_attendance(session, meeting, person, **columns)

    def add(self, row: SQLModel) -> None:
        with writing() as session:
            session.add(row)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with writing(self.author) as session:
            yield session

    def merge(self, kept: int, merged: int, kind: EntryKind = PERSON) -> int:
        with self.writing() as session:
            return merge(session, kind=kind, kept_id=kept, merged_id=merged)

    def undo(self, merge_id: int) -> None:
        with self.writing() as session:
            undo(session, merge_id=merge_id)


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the journal and the merges, traces of writing left out."""
    apart = {"journal", "journal_head", "merge", "installation"}
    with reading() as session:
        return {
            name: sorted(
                (
                    {key: value for key, value in row._mapping.items() if key not in TRACES}
                    for row in session.execute(table.select())
                ),
                key=repr,
            )
            for name, table in SQLModel.metadata.tables.items()
            if name not in apart
        }


def held(table: type[SQLModel], *conditions: Any) -> list[Any]:
    with reading() as session:
        return list(session.exec(select(table).where(*conditions)))


def person_values(ground: Ground, **changes: Any) -> PersonValues:
    given = {
        "id": ground.claire,
        "version": 1,
        "first_name": "Clara",
        "last_name": "Martin",
        "function": "Cheffe de projet",
        "organisation_id": ground.ville,
        "email": None,
    }
    return PersonValues(**{**given, **changes})
