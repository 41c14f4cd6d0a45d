"""The names that rows of a centre have today, to tell what the journal says of them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from db.models import (
    Account,
    AudienceFigure,
    Centre,
    DifferenceNote,
    Meeting,
    Membership,
    MonthClosing,
    Organisation,
    Person,
    Programme,
    Publication,
    Scenario,
    Series,
    ShareLink,
    Target,
    Territory,
    Testimonial,
    Theme,
    YearFigure,
)
from db.queries.meeting_detail import full_name
from domain.formats import month
from domain.indicators import BY_KEY

NAMED: Mapping[str, type[SQLModel]] = {
    str(model.__tablename__): model
    for model in (
        *(Account, AudienceFigure, Centre, DifferenceNote, Meeting, MonthClosing, Organisation),
        *(Person, Programme, Publication, Scenario, Series, ShareLink, Target, Territory),
        *(Testimonial, Theme, YearFigure),
    )
}
# How many identifiers one statement may carry.
_AT_ONCE = 500

Key = tuple[str, int]


def names(
    session: Session, *, centre_id: int, keys: Mapping[str, Collection[int]]
) -> tuple[dict[Key, str], frozenset[Key]]:
    """The names of these rows, and which of them are not deleted.

    That of a person anonymised since is told to nobody.
    """
    rows = {
        (table, row.id): row
        for table, ids in keys.items()
        if table in NAMED
        for row in _rows(session, NAMED[table], centre_id, sorted(ids))
    }
    living = (key for key, row in rows.items() if getattr(row, "deleted_at", None) is None)
    return {key: _name(row) for key, row in rows.items()}, frozenset(living)


def _rows(session: Session, model: Any, centre_id: int, ids: list[int]) -> Iterable[Any]:
    statement = select(model)
    if model is Account:
        statement = statement.join(Membership).where(col(Membership.centre_id) == centre_id)
    elif model is Centre:
        statement = statement.where(col(Centre.id) == centre_id)
    elif model is not Territory:
        statement = statement.where(col(model.centre_id) == centre_id)
    for start in range(0, len(ids), _AT_ONCE):
        yield from session.scalars(statement.where(model.id.in_(ids[start : start + _AT_ONCE])))


def _name(row: Any) -> str:
    if isinstance(row, Person):
        return full_name(row)
    if isinstance(row, Meeting | Publication):
        return row.title
    if isinstance(row, ShareLink):
        return row.recipient
    if isinstance(row, DifferenceNote):
        return f"{row.year} · {row.told}"
    if isinstance(row, MonthClosing | Testimonial):
        return month(row.year, row.month)
    if isinstance(row, Target | YearFigure):
        return f"{BY_KEY[row.key].label if row.key in BY_KEY else row.key}, {row.year}"
    if isinstance(row, AudienceFigure):
        return f"{row.key.label}, {month(row.year, row.month) if row.month else row.year}"
    return str(row.name)
