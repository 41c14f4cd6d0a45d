"""Read presentations that run, a centre’s own scenarios, what its speakers will say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.models import Presentation, Scenario, SpeakerNote
from domain.scenario_entry import NoteEntry, ScenarioEntry
from domain.scenes import SceneKind
from domain.searching import alphabetical


@dataclass(frozen=True)
class Running:
    """A presentation that was started. ``board`` is its frozen figures, as JSON."""

    id: int
    address: str
    board: str
    scene: int


@dataclass(frozen=True)
class Where:
    """The scene a presentation is at, and the centre it is of."""

    centre_id: int
    scene: int


def running(
    session: Session, *, account_id: int, centre_id: int, since: datetime, address: str | None
) -> Running | None:
    """The account’s presentation of this address, or its last one; if started after ``since``."""
    conditions: list[Any] = [
        col(Presentation.account_id) == account_id,
        col(Presentation.centre_id) == centre_id,
        col(Presentation.started_at) > since,
    ]
    if address is not None:
        conditions.append(col(Presentation.address) == address)
    latest = (col(Presentation.started_at).desc(), col(Presentation.id).desc())
    row = session.exec(select(Presentation).where(*conditions).order_by(*latest)).first()
    return Running(row.id or 0, row.address, row.board, row.scene) if row else None


def where_is(session: Session, *, presentation_id: int, account_id: int) -> Where | None:
    """None unless the presentation is the account’s."""
    statement = select(Presentation.centre_id, Presentation.scene).where(
        col(Presentation.id) == presentation_id, col(Presentation.account_id) == account_id
    )
    found = session.exec(statement).one_or_none()
    return Where(*found) if found else None


def scenarios(session: Session, *, centre_id: int) -> tuple[ScenarioEntry, ...]:
    """The centre’s own, by name."""
    statement = (
        select(Scenario)
        .where(col(Scenario.centre_id) == centre_id, col(Scenario.deleted_at).is_(None))
        .order_by(col(Scenario.id))
    )
    found = sorted(session.exec(statement), key=lambda row: alphabetical(row.name))
    return tuple(
        ScenarioEntry(
            row.name, row.slug, tuple(SceneKind(kind) for kind in row.scenes), row.id, row.version
        )
        for row in found
    )


def notes(session: Session, *, centre_id: int) -> tuple[NoteEntry, ...]:
    """What the centre keeps to be said, by key of scene."""
    statement = (
        select(SpeakerNote)
        .where(col(SpeakerNote.centre_id) == centre_id, col(SpeakerNote.deleted_at).is_(None))
        .order_by(col(SpeakerNote.id))
    )
    return tuple(NoteEntry(row.key, row.text, row.version) for row in session.exec(statement))
