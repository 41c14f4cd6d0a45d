"""Forget who a person is, and nothing of what was counted. It cannot be undone.

The row stays, with its organisation, its family and its presences. What the journal said of it is
erased, as the chain allows (``domain.chain``), and no new line says it again: rows are changed past
the journal, which is told in one line.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, event, null, or_, select, update
from sqlmodel import Session, col

from db.bulk import change_rows, tell
from db.commands.entering import own_row, require_role
from db.models import Draft, Journal, Merge, Person, PersonWriting, utc_now
from db.unit_of_work import moment
from domain.chain import ANONYMISE
from domain.directory import anonymous_name
from domain.entry import EntryError, plain
from domain.formats import NBSP
from domain.roles import Role
from domain.vocabulary import EntryKind


def anonymise(session: Session, *, person_id: int, version: int | None = None) -> None:
    """Done again, it changes nothing. Raise EntryError for who was merged into someone else."""
    account_id, centre_id = require_role(session, Role.DIRECTOR)
    person = own_row(session, Person, person_id, version=version)
    if person.anonymised_at is not None:
        return
    merges = _merges(session, centre_id)
    if any(row.merged_id == person_id and row.undone_at is None for row in merges):
        raise EntryError(
            {"": f"Cette fiche a été fusionnée{NBSP}: anonymisez celle qui a été gardée."}
        )
    everyone = _with_those_merged(person_id, merges)
    _drop_drafts(session, centre_id, everyone)
    _erase_lines(session, centre_id, everyone, merges)
    change_rows(session, delete(PersonWriting).where(col(PersonWriting.person_id).in_(everyone)))
    for one in everyone:
        change_rows(session, _forgetting(one, account_id))
    tell(session, ANONYMISE, table="person", row_id=person_id)
    if session.get_bind().dialect.name == "sqlite":
        event.listen(session, "after_commit", _empty_log, once=True)


def _empty_log(session: Session) -> None:
    """The write-ahead log still holds the pages of before: have them overwritten in the file.

    A reader at work may delay it to the next checkpoint: nothing is refused for that.
    """
    with session.get_bind().engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _merges(session: Session, centre_id: int) -> list[Merge]:
    statement = select(Merge).where(
        col(Merge.centre_id) == centre_id, col(Merge.kind) == EntryKind.PERSON
    )
    return list(session.scalars(statement))


def _with_those_merged(person_id: int, merges: list[Merge]) -> set[int]:
    """The person, and all the rows that were made one with this one, step by step."""
    found, known = {person_id}, set[int]()
    while found != known:
        known = set(found)
        standing = (row for row in merges if row.undone_at is None and row.kept_id in known)
        found |= {row.merged_id for row in standing}
    return found


def _forgetting(person_id: int, account_id: int) -> Any:
    now = utc_now()
    return (
        update(Person)
        .where(col(Person.id) == person_id)
        .values(
            first_name="",
            last_name=anonymous_name(person_id),
            function=None,
            email=None,
            anonymised_at=now,
            updated_at=now,
            updated_by=account_id,
            version=col(Person.version) + 1,
        )
    )


def _erase_lines(session: Session, centre_id: int, everyone: set[int], merges: list[Merge]) -> None:
    """Erase what the journal says of these people, and of others what was once taken from them."""
    about = or_(
        _of_rows("person", everyone),
        _of_writings(session, everyone),
        *(_borrowed(session, row) for row in merges if row.merged_id in everyone),
    )
    erased = update(Journal).values(
        before=null(), after=null(), salt=null(), erased_at=moment(session)
    )
    kept = col(Journal.erased_at).is_(None)
    # The database lets nothing else of a line be changed.
    session.connection().execute(erased.where(col(Journal.centre_id) == centre_id, kept, about))


def _of_rows(table: str, keys: Iterable[int]) -> ColumnElement[bool]:
    return and_(col(Journal.row_table) == table, col(Journal.row_id).in_(map(str, keys)))


def _of_writings(session: Session, everyone: set[int]) -> ColumnElement[bool]:
    """Lines of what was recognised as these people: now, or when the line was written."""
    now = select(col(PersonWriting.id)).where(col(PersonWriting.person_id).in_(everyone))
    then = (
        and_(
            col(Journal.row_table) == PersonWriting.__tablename__,
            side["person_id"].as_integer().in_(everyone),
        )
        for side in (col(Journal.before), col(Journal.after))
    )
    return or_(_of_rows(str(PersonWriting.__tablename__), session.scalars(now)), *then)


def _borrowed(session: Session, row: Merge) -> ColumnElement[bool]:
    """What the kept row took by this merge, then gave back: its lines of those two moments."""
    its_own = select(col(Journal.at)).where(
        col(Journal.row_table) == Merge.__tablename__, col(Journal.row_id) == str(row.id)
    )
    return and_(
        _of_rows("person", [row.kept_id]), col(Journal.at).in_(list(session.scalars(its_own)))
    )


def _drop_drafts(session: Session, centre_id: int, everyone: set[int]) -> None:
    """Forms being typed that name one of these people, whoever types them."""
    people = list(session.scalars(select(Person).where(col(Person.id).in_(everyone))))
    sheets = {f"{EntryKind.PERSON.value}-{key}" for key in everyone}
    drafts = session.scalars(select(Draft).where(col(Draft.centre_id) == centre_id))
    for draft in drafts.all():
        typed = plain(" ".join(_texts(draft.body)))
        if draft.form in sheets or any(_is_named(person, typed) for person in people):
            session.delete(draft)


def _texts(body: Any) -> list[str]:
    """All that a form holds, whatever its shape."""
    if isinstance(body, dict):
        return [text for key, value in body.items() for text in (str(key), *_texts(value))]
    if isinstance(body, list):
        return [text for value in body for text in _texts(value)]
    return [str(body)]


def _is_named(person: Person, typed: str) -> bool:
    names = [plain(name) for name in (person.first_name, person.last_name) if name]
    by_name = bool(names) and all(name in typed for name in names)
    return by_name or bool(person.email and plain(person.email) in typed)
