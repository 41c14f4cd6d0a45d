"""What closings say, against the copy frozen with each and the lines that the journal keeps."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Centre, Journal, MonthClosing
from domain.closing import digest
from domain.formats import NBSP, month, number, of
from domain.history import REMOVED
from domain.indicators import OF_THE_MONTH

# The figures are held by the frozen copy, the copy by its digest, and the digest by the journal.
TRACED = {
    "centre_id": "le centre",
    "year": "l’année",
    "month": "le mois",
    "revision": "le numéro de révision",
    "digest": "l’empreinte",
    "source": "la source",
    "closed_at": "la date de l’arrêté",
    "closed_by": "l’auteur de l’arrêté",
    "reopened_at": "la date de la réouverture",
    "reopened_by": "l’auteur de la réouverture",
    "reopened_because": "le motif de la réouverture",
}


def closing_faults(session: Session) -> Iterator[str]:
    """Closings altered, unknown to the journal, or that it knows and that are gone."""
    told, slugs = _told(session), _slugs(session)
    every = select(MonthClosing).order_by(
        col(MonthClosing.centre_id),
        col(MonthClosing.year),
        col(MonthClosing.month),
        col(MonthClosing.revision),
    )
    for row in session.scalars(every):
        values = row.model_dump()
        name = _name(values, slugs)
        yield from (f"{name}{NBSP}: {fault}" for fault in _altered(row))
        yield from (f"{name}{NBSP}: {fault}" for fault in _untrue(values, told.pop(row.id, None)))
    for lost in told.values():
        yield f"{_name(lost, slugs)}{NBSP}: elle est au journal, et n’est plus dans la base."


def _told(session: Session) -> dict[int | None, Mapping[str, Any]]:
    """Each closing as the lines of the journal leave it; none for one that they remove."""
    statement = (
        select(Journal)
        .where(col(Journal.row_table) == MonthClosing.__tablename__)
        .order_by(col(Journal.id))
    )
    found: dict[int | None, Mapping[str, Any]] = {}
    for line in session.scalars(statement):
        key = int(line.row_id or 0)
        if line.action == REMOVED:
            found.pop(key, None)
        else:
            found[key] = {**found.get(key, {}), **(line.after or {})}
    return found


def _slugs(session: Session) -> dict[int | None, str]:
    return dict(session.execute(select(col(Centre.id), col(Centre.slug))).all())


def _altered(closing: MonthClosing) -> Iterator[str]:
    figures = closing.frozen.get("figures") or {}
    for indicator in OF_THE_MONTH:
        shown, kept = getattr(closing, indicator.key), figures.get(indicator.key)
        if shown != kept:
            yield f"{indicator.label.lower()} {number(shown)}, {number(kept)} dans la copie figée."
    if digest(closing.frozen) != closing.digest:
        yield "la copie figée a changé depuis la clôture."


def _untrue(values: Mapping[str, Any], told: Mapping[str, Any] | None) -> Iterator[str]:
    """Who closed and reopened the month, when and why, set against the journal."""
    if told is None:
        yield "aucune ligne du journal ne la dit."
        return
    for field, label in TRACED.items():
        if values[field] != _value(field, told.get(field)):
            yield f"{label} n’est pas ce que dit le journal."


def _value(field: str, kept: Any) -> Any:
    """A value as its column holds it: JSON has no moment."""
    return datetime.fromisoformat(kept) if kept and field.endswith("_at") else kept


def _name(values: Mapping[str, Any], slugs: Mapping[int | None, str]) -> str:
    when = month(values["year"], values["month"])
    centre = slugs.get(values["centre_id"], "centre disparu")
    return f"Clôture {of(when)} ({centre}, révision {values['revision']})"
