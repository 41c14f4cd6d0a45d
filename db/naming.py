"""Where someone may be named besides his row of the directory: texts, accounts, the journal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import (
    DifferenceNote,
    Journal,
    Meeting,
    Merge,
    MonthClosing,
    Organisation,
    Person,
    Programme,
    Publication,
    Scenario,
    Series,
    ShareLink,
    SilencedRule,
    SpeakerNote,
    Testimonial,
    Theme,
    YearFigure,
)
from domain.naming import Known, known
from domain.vocabulary import EntryKind

# What people write as they like, by table. All have a centre.
TEXTS: Mapping[Any, tuple[str, ...]] = {
    Meeting: ("title", "highlight", "notes", "place", "registration_url", "replay_url"),
    Testimonial: ("author", "function", "organisation", "body", "consent_reference"),
    Publication: ("title", "url"),
    DifferenceNote: ("note", "told"),
    SilencedRule: ("reason",),
    SpeakerNote: ("text",),
    ShareLink: ("recipient",),
    Organisation: ("name",),
    Scenario: ("name",),
    Series: ("name",),
    Programme: ("name",),
    Theme: ("name",),
    YearFigure: ("source",),
    MonthClosing: ("frozen", "source", "reopened_because"),
}
# Since when a row is shown to nobody: nobody can correct it either.
HIDING = ("deleted_at", "withdrawn_on")
# Rows, or lines of the journal, read at once.
_AT_ONCE = 1000


def is_hidden(row: Any) -> bool:
    """Deleted, or a testimonial whose consent was taken back."""
    return any(getattr(row, name, None) is not None for name in HIDING)


def person_merges(session: Session, centre_id: int) -> list[Merge]:
    statement = select(Merge).where(
        col(Merge.centre_id) == centre_id, col(Merge.kind) == EntryKind.PERSON
    )
    return list(session.scalars(statement))


def with_those_merged(people: Iterable[int], merges: Iterable[Merge]) -> set[int]:
    """These people, and all the rows that were made one with them, step by step."""
    standing = [row for row in merges if row.undone_at is None]
    found, reached = set(people), set[int]()
    while found != reached:
        reached = set(found)
        found |= {row.merged_id for row in standing if row.kept_id in reached}
    return found


def known_as(session: Session, people: Mapping[int, Iterable[int]]) -> dict[int, Known]:
    """What each is called in these rows, and was before they were corrected."""
    owners = {row: person for person, rows in people.items() for row in rows}
    said: dict[int, list[Mapping[str, Any]]] = {person: [] for person in people}
    ids = sorted(owners)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for row in session.scalars(select(Person).where(col(Person.id).in_(some))):
            said[owners[row.id or 0]].append(row.model_dump())
        lines = select(col(Journal.row_id), col(Journal.before), col(Journal.after)).where(
            col(Journal.row_table) == Person.__tablename__,
            col(Journal.row_id).in_([str(key) for key in some]),
        )
        for key, *sides in session.execute(lines):
            said[owners[int(key)]] += [side for side in sides if side]
    return {person: known(rows) for person, rows in said.items()}


def lines_with_contents(session: Session, centre_id: int) -> Iterator[Journal]:
    """Those that hold something, the oldest first.

    Those of closings are left aside: with their frozen copies, they prove what was published.
    """
    statement = (
        select(Journal)
        .where(
            col(Journal.centre_id) == centre_id,
            col(Journal.erased_at).is_(None),
            col(Journal.before).is_not(None) | col(Journal.after).is_not(None),
            col(Journal.row_table) != MonthClosing.__tablename__,
        )
        .order_by(col(Journal.id))
        .execution_options(yield_per=_AT_ONCE)
    )
    yield from session.scalars(statement)
