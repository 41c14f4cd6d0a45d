"""Read the journal of a centre: who changed what and when. Directors and administrators only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlmodel import Session, col

from db.models import (
    Account,
    AudienceFigure,
    DifferenceNote,
    Journal,
    MonthClosing,
    SilencedRule,
    Target,
    YearFigure,
)
from db.queries.names import names
from domain.history import CHANGED, Line
from domain.journal import (
    ACTIONS,
    NATURES,
    Page,
    Place,
    Save,
    Wanted,
    references,
    tell,
    whole_silence,
)
from domain.journal_rows import PARTS
from domain.roles import Role
from domain.searching import alphabetical

PLACED: Mapping[str, Any] = {
    str(model.__tablename__): model
    for model in (
        *(AudienceFigure, DifferenceNote, MonthClosing),
        *(SilencedRule, Target, YearFigure),
    )
}
SILENCED = str(SilencedRule.__tablename__)
PER_PAGE = 50
# A statement on many rows is one line: no save of ours has as many.
MOST_LINES = 5000


def page(session: Session, *, centre_id: int, role: Role, wanted: Wanted, page: int) -> Page:
    """The page of that number, from 1: so many saves, the last first."""
    if role < Role.DIRECTOR:
        return Page((), is_last=True)
    saves = _saves(session, centre_id, wanted, page)
    shown = saves[:PER_PAGE]
    if not shown:
        return Page((), is_last=True)
    within = and_(col(Journal.at) <= shown[0].at, col(Journal.at) >= shown[-1].at)
    asked = _lines(centre_id, wanted).where(within).limit(MOST_LINES)
    kept = {(save.at, save.account_id) for save in shown}
    rows = [
        row for row in session.execute(asked) if (row.Journal.at, row.Journal.account_id) in kept
    ]
    return Page(_told(session, centre_id, rows), is_last=len(saves) <= PER_PAGE)


def everything(session: Session, *, centre_id: int, role: Role, wanted: Wanted) -> tuple[Save, ...]:
    """All that the filters let through, to be taken away."""
    if role < Role.DIRECTOR:
        return ()
    return _told(session, centre_id, session.execute(_lines(centre_id, wanted)))


def authors(session: Session, *, centre_id: int, role: Role) -> tuple[tuple[int, str], ...]:
    """Who wrote in this centre, by name."""
    if role < Role.DIRECTOR:
        return ()
    wrote = select(col(Journal.account_id)).where(col(Journal.centre_id) == centre_id).distinct()
    statement = select(col(Account.id), col(Account.name)).where(col(Account.id).in_(wrote))
    found = session.execute(statement.order_by(col(Account.id)))
    return tuple((key, name) for key, name in sorted(found, key=lambda row: alphabetical(row.name)))


def _saves(session: Session, centre_id: int, wanted: Wanted, page: int) -> list[Row[Any]]:
    """The moments and the authors of a page, and one more when another page follows."""
    at, author = col(Journal.at), col(Journal.account_id)
    # Where no one signed, each database would put that first or last as it likes.
    statement = (
        select(at, author)
        .where(*_conditions(centre_id, wanted))
        .group_by(at, author)
        .order_by(at.desc(), func.coalesce(author, 0).desc())
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )
    return list(session.execute(statement))


def _lines(centre_id: int, wanted: Wanted) -> Select[Journal, str]:
    return (
        select(Journal, col(Account.name))
        .outerjoin(Account, col(Account.id) == col(Journal.account_id))
        .where(*_conditions(centre_id, wanted))
        .order_by(col(Journal.at).desc(), col(Journal.id).desc())
    )


def _conditions(centre_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [col(Journal.centre_id) == centre_id]
    if wanted.author is not None:
        found.append(col(Journal.account_id).is_not_distinct_from(wanted.author or None))
    if wanted.nature is not None:
        found.append(_of_nature(NATURES[wanted.nature].tables, wanted.row))
    if wanted.action is not None:
        found.append(col(Journal.action).startswith(ACTIONS[wanted.action][1]))
    if wanted.since is not None:
        found.append(col(Journal.at) >= wanted.since)
    if wanted.until is not None:
        found.append(col(Journal.at) < wanted.until)
    return found


def _of_nature(tables: tuple[str, ...], row: int | None) -> ColumnElement[bool]:
    """Rows of these tables; or one of the first of them, with its parts."""
    table, key = col(Journal.row_table), col(Journal.row_id)
    if row is None:
        return table.in_(tables)
    parts = [name for name in tables if name in PARTS]
    itself = and_(table == tables[0], key == str(row))
    return or_(itself, and_(table.in_(parts), key.startswith(f"{row}/")))


def _told(
    session: Session, centre_id: int, rows: Iterable[tuple[Journal, str]]
) -> tuple[Save, ...]:
    found = [(row, _line(row, author)) for row, author in rows]
    held = _silences_held(session, centre_id, [row for row, _ in found])
    lines = [whole_silence(line, held[row.id]) if row.id in held else line for row, line in found]
    lines.reverse()
    keys = references(lines)
    known, living = names(session, centre_id=centre_id, keys=keys)
    return tell(lines, known, living, _places(session, centre_id, keys))


def _places(
    session: Session, centre_id: int, keys: Mapping[str, Collection[int]]
) -> dict[tuple[str, int], Place]:
    """Of the rows that the screen of a year or of a month shows: which one."""
    return {
        (table, row.id): Place(
            getattr(row, "year", None),
            getattr(row, "month", None),
            row.rule if table == SILENCED else getattr(row, "key", None),
        )
        for table, model in PLACED.items()
        if table in keys
        for row in session.scalars(
            select(model).where(model.centre_id == centre_id, model.id.in_(keys[table]))
        )
    }


def _silences_held(
    session: Session, centre_id: int, rows: Iterable[Journal]
) -> dict[int | None, dict[str, Any]]:
    """What the silences that these lines end, or begin again, held before, by line."""
    of_silences = [row for row in rows if row.row_table == SILENCED]
    told = {row.id for row in of_silences if "deleted_at" in (row.after or {})}
    if not told:
        return {}
    statement = (
        select(Journal)
        .where(
            col(Journal.centre_id) == centre_id,
            col(Journal.row_table) == SILENCED,
            col(Journal.row_id).in_({row.row_id for row in of_silences}),
        )
        .order_by(col(Journal.id))
    )
    held: defaultdict[str | None, dict[str, Any]] = defaultdict(dict)
    found = {}
    for row in session.scalars(statement):
        if row.id in told and row.action == CHANGED:
            found[row.id] = dict(held[row.row_id])
        held[row.row_id].update(row.after or {})
    return found


def _line(row: Journal, author: str | None) -> Line:
    return Line(
        row.at,
        author,
        row.action,
        row.row_table or "",
        row.row_id or "",
        row.before or {},
        row.after or {},
        is_erased=row.erased_at is not None,
    )
