"""Read what may be one person, or one organisation, entered twice, and what was made of it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db.models import Account, Merge, NotADouble, Organisation, Person, utc_now
from db.queries.directory import lines
from db.queries.meeting_detail import full_name
from domain.directory import Line, MergeLine, PersonLine, RemovedLine, by_name
from domain.entry import plain
from domain.likeness import near_pairs
from domain.meeting_life import RESTORABLE
from domain.vocabulary import EntryKind

MERGES_SHOWN = 50
TABLES: dict[EntryKind, type[Person] | type[Organisation]] = {
    EntryKind.PERSON: Person,
    EntryKind.ORGANISATION: Organisation,
}


def doubles(session: Session, *, centre_id: int, kind: EntryKind) -> tuple[tuple[Line, Line], ...]:
    """Two by two, the lines that may be one and were not judged to be two.

    Near names; for people, the same e-mail too.
    """
    known = {line.id: line for line in lines(session, centre_id=centre_id, kind=kind)}
    alike = {*_near(tuple(sorted((key, line.name) for key, line in known.items())))}
    alike |= _same_email(known.values())
    statement = select(col(NotADouble.first_id), col(NotADouble.second_id)).where(
        col(NotADouble.centre_id) == centre_id, col(NotADouble.kind) == kind
    )
    judged = {(first, second) for first, second in session.execute(statement)}
    pairs = ((known[first], known[second]) for first, second in alike - judged)
    return tuple(sorted(pairs, key=lambda pair: (by_name(pair[0]), pair[0].id, pair[1].id)))


def merges(session: Session, *, centre_id: int, kind: EntryKind) -> tuple[MergeLine, ...]:
    """The last merges, latest first, those undone included."""
    table = TABLES[kind]
    kept, merged = aliased(table), aliased(table)
    statement = (
        select(Merge, kept, merged, col(Account.name))
        .join(kept, col(kept.id) == col(Merge.kept_id))
        .join(merged, col(merged.id) == col(Merge.merged_id))
        .outerjoin(Account, col(Account.id) == col(Merge.merged_by))
        .where(col(Merge.centre_id) == centre_id, col(Merge.kind) == kind)
        .order_by(col(Merge.id).desc())
        .limit(MERGES_SHOWN)
    )
    return tuple(
        MergeLine(
            id=row.id,
            kept_id=row.kept_id,
            kept=_name(into),
            merged=_name(gone),
            merged_at=row.merged_at,
            merged_by=who,
            undone_at=row.undone_at,
        )
        for row, into, gone, who in session.execute(statement)
    )


def removed(session: Session, *, centre_id: int, kind: EntryKind) -> tuple[RemovedLine, ...]:
    """What was deleted by hand and may still be brought back; a merge is undone instead."""
    table = TABLES[kind]
    merged = select(col(Merge.merged_id)).where(
        col(Merge.centre_id) == centre_id,
        col(Merge.kind) == kind,
        col(Merge.undone_at).is_(None),
    )
    statement = (
        select(table, col(table.deleted_at))
        .where(
            col(table.centre_id) == centre_id,
            col(table.deleted_at) > utc_now() - RESTORABLE,
            col(table.id).not_in(merged),
        )
        .order_by(col(table.deleted_at).desc(), col(table.id))
    )
    return tuple(
        RemovedLine(row.id, _name(row), deleted_at)
        for row, deleted_at in session.execute(statement)
    )


def _name(row: Person | Organisation) -> str:
    return full_name(row) if isinstance(row, Person) else row.name


@lru_cache(maxsize=8)
def _near(names: tuple[tuple[int, str], ...]) -> list[tuple[int, int]]:
    """Compared anew when a name changes only, not at each write."""
    return near_pairs(dict(names))


def _same_email(known: Iterable[Line]) -> set[tuple[int, int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for line in known:
        if isinstance(line, PersonLine) and line.email:
            holders[plain(line.email)].append(line.id)
    return {pair for ids in holders.values() for pair in combinations(sorted(ids), 2)}
