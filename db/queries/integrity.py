"""Faults of the data themselves: nothing of this should ever be found.

Generic where it can be: a table added tomorrow is checked as soon as its model says its keys.
"""

from collections.abc import Iterator
from itertools import combinations

from sqlalchemy import ForeignKey, Table, func, select
from sqlmodel import Session, SQLModel, col

import db.models  # noqa: F401 -- fills the metadata
from db.models import Territory
from db.queries.closing_faults import closing_faults
from db.queries.journal_chain import chains, lost_triggers
from domain.chain import first_fault
from domain.formats import NBSP, count
from domain.vocabulary import TerritoryLevel

COLON = f"{NBSP}:"


def faults(session: Session) -> list[str]:
    """One French sentence a fault; none when the database is sound."""
    return [
        *_orphans(session),
        *_strangers(session),
        *_split_links(session),
        *_wrong_contrats(session),
        *closing_faults(session),
        *_journal(session),
    ]


def _orphans(session: Session) -> Iterator[str]:
    """Rows that point at a row that is not there."""
    for table, key in _foreign_keys():
        target = key.column.table.alias()
        found = (
            select(func.count())
            .select_from(table.outerjoin(target, key.parent == target.c[key.column.name]))
            .where(key.parent.is_not(None), target.c[key.column.name].is_(None))
        )
        if lost := session.scalar(found):
            yield (
                f"{table.name}.{key.parent.name}{COLON} {count(lost, 'ligne')} sans "
                f"correspondance dans {key.column.table.name}."
            )


def _strangers(session: Session) -> Iterator[str]:
    """Rows of a centre that point at a row of another."""
    for table, key in _foreign_keys():
        target = key.column.table.alias()
        if "centre_id" not in table.c or "centre_id" not in target.c:
            continue
        found = (
            select(func.count())
            .select_from(table.join(target, key.parent == target.c[key.column.name]))
            .where(table.c.centre_id != target.c.centre_id)
        )
        if strangers := session.scalar(found):
            yield (
                f"{table.name}.{key.parent.name}{COLON} {count(strangers, 'ligne')} d’un centre "
                f"vers une ligne d’un autre ({key.column.table.name})."
            )


def _split_links(session: Session) -> Iterator[str]:
    """Links between rows of two centres, in tables that have no centre of their own."""
    for table in _tables():
        keys = [key for key in _keys(table) if "centre_id" in key.column.table.c]
        if "centre_id" in table.c:
            continue
        for one, other in combinations(keys, 2):
            if split := _split(session, table, one, other):
                yield (
                    f"{table.name}{COLON} {count(split, 'ligne')} qui relie deux centres "
                    f"({one.parent.name}, {other.parent.name})."
                )


def _split(session: Session, table: Table, one: ForeignKey, other: ForeignKey) -> int:
    first, second = one.column.table.alias(), other.column.table.alias()
    joined = table.join(first, one.parent == first.c[one.column.name]).join(
        second, other.parent == second.c[other.column.name]
    )
    found = select(func.count()).select_from(joined)
    return session.scalar(found.where(first.c.centre_id != second.c.centre_id)) or 0


def _wrong_contrats(session: Session) -> Iterator[str]:
    """A territory counts for the contrat it lies in, by way of its parents."""
    every = select(Territory).order_by(col(Territory.code))
    rows = {row.id: row for row in session.scalars(every)}
    for row in rows.values():
        if row.contrat_id != _contrat_above(row, rows):
            yield (
                f"Territoire {row.code} ({row.name}){COLON} le contrat de ville n’est pas celui "
                "de ses parents."
            )


def _contrat_above(row: Territory, rows: dict[int | None, Territory]) -> int | None:
    seen: Territory | None = row
    for _ in TerritoryLevel:  # a chain has no more steps than there are levels
        if seen is None or seen.level is TerritoryLevel.CONTRAT_DE_VILLE:
            return seen.id if seen else None
        seen = rows.get(seen.parent_id)
    return None


def _journal(session: Session) -> Iterator[str]:
    """The first line, of each centre, that is not as it was written; what should refuse it."""
    for name in lost_triggers(session):
        yield (
            f"Journal{COLON} la base ne refuse plus que ses lignes soient changées ou effacées "
            f"(le déclencheur {name} manque)."
        )
    for name, links, head in chains(session):
        if fault := first_fault(links, head):
            yield f"Journal ({name}){COLON} {fault}"


def _foreign_keys() -> Iterator[tuple[Table, ForeignKey]]:
    for table in _tables():
        for key in _keys(table):
            yield table, key


def _tables() -> list[Table]:
    return SQLModel.metadata.sorted_tables


def _keys(table: Table) -> list[ForeignKey]:
    return sorted(table.foreign_keys, key=lambda key: key.parent.name)
