"""Forget who people are, and nothing of what was counted. It cannot be undone.

The rows stay, with their organisation, their family and their presences. What the journal said of
these people is erased, as the chain allows (``domain.chain``), and no new line says it again: rows
are changed past the journal, which is told in one line for each person. Texts that people wrote are
not rewritten: ``db.naming`` says which, for someone to correct them. Only those nobody is shown any
more are emptied, for nobody could.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, event, null, or_, select, update
from sqlmodel import Session, col

from db.bulk import change_rows, tell
from db.commands.entering import own_row, require_role
from db.models import (
    Draft,
    Journal,
    Merge,
    Person,
    PersonWriting,
    Presentation,
    Testimonial,
    utc_now,
)
from db.naming import HIDING, TEXTS, known_as, lines_with_contents, person_merges, with_those_merged
from db.unit_of_work import moment
from domain.chain import ANONYMISE
from domain.directory import anonymous_name
from domain.entry import EntryError
from domain.formats import NBSP
from domain.naming import Directory, texts
from domain.roles import Role
from domain.vocabulary import EntryKind

# How many people, or lines, one statement tells of.
_AT_ONCE = 300


def anonymise(session: Session, *, person_id: int, version: int | None = None) -> None:
    """Done again, it changes nothing. Raise EntryError for who was merged into someone else."""
    account_id, centre_id = require_role(session, Role.DIRECTOR)
    person = own_row(session, Person, person_id, version=version)
    if person.anonymised_at is not None:
        return
    merges = person_merges(session, centre_id)
    if any(row.merged_id == person_id and row.undone_at is None for row in merges):
        raise EntryError(
            {"": f"Cette fiche a été fusionnée{NBSP}: anonymisez celle qui a été gardée."}
        )
    forget_people(session, account_id, centre_id, [person_id])


def forget_people(
    session: Session, account_id: int, centre_id: int, people: Collection[int]
) -> None:
    """Rows of the centre that are kept: those merged into them are forgotten with them."""
    merges = person_merges(session, centre_id)
    alone = {key: with_those_merged([key], merges) for key in people}
    directory = Directory(known_as(session, alone).values())
    everyone = sorted(set().union(*alone.values()))
    _drop_copies(session, centre_id, everyone, directory)
    _erase_naming(session, centre_id, directory)
    _empty_hidden(session, centre_id, directory)
    for start in range(0, len(everyone), _AT_ONCE):
        some = set(everyone[start : start + _AT_ONCE])
        _erase_lines(session, centre_id, some, merges)
        change_rows(session, delete(PersonWriting).where(col(PersonWriting.person_id).in_(some)))
    for one in everyone:
        change_rows(session, _forgetting(one, account_id))
    for key in people:
        tell(session, ANONYMISE, table="person", row_id=key)
    if session.get_bind().dialect.name == "sqlite":
        event.listen(session, "after_commit", _empty_log, once=True)


def _empty_log(session: Session) -> None:
    """The write-ahead log still holds the pages of before: have them overwritten in the file.

    A reader at work may delay it to the next checkpoint: nothing is refused for that.
    """
    with session.get_bind().engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


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
    _erase(session, centre_id, about)


def _erase_naming(session: Session, centre_id: int, directory: Directory) -> None:
    """Erase what else of the journal names them: the texts of a meeting before it was corrected."""
    naming = [
        line.id
        for line in lines_with_contents(session, centre_id)
        if directory.names_one(" ".join(texts([line.before, line.after])))
    ]
    for start in range(0, len(naming), _AT_ONCE):
        _erase(session, centre_id, col(Journal.id).in_(naming[start : start + _AT_ONCE]))


def _erase(session: Session, centre_id: int, about: ColumnElement[bool]) -> None:
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


def _empty_hidden(session: Session, centre_id: int, directory: Directory) -> None:
    for model, columns in TEXTS.items():
        hidden = [getattr(model, name).is_not(None) for name in HIDING if hasattr(model, name)]
        if not hidden:
            continue
        for row in session.scalars(select(model).where(model.centre_id == centre_id, or_(*hidden))):
            held = row.model_dump(include=set(columns))
            named = [name for name in columns if directory.names_one(str(held[name] or ""))]
            # The words of who is forgotten go with his name.
            emptied = named and (("author", "function", "body") if model is Testimonial else named)
            if emptied:
                # With its number: some names are unique.
                said = dict.fromkeys({*named, *emptied}, f"(effacé {row.id})")
                change_rows(session, update(model).where(model.id == row.id).values(said))


def _drop_copies(
    session: Session, centre_id: int, everyone: Collection[int], directory: Directory
) -> None:
    """Forms being typed and running presentations that name them, whoever’s they are."""
    sheets = {f"{EntryKind.PERSON.value}-{key}" for key in everyone}
    drafts = session.scalars(select(Draft).where(col(Draft.centre_id) == centre_id)).all()
    boards = select(Presentation).where(col(Presentation.centre_id) == centre_id)
    for draft in drafts:
        if draft.form in sheets or directory.names_one(" ".join(texts(draft.body))):
            session.delete(draft)
    for running in session.scalars(boards).all():
        if directory.names_one(running.board):
            session.delete(running)
