"""Start and follow a presentation; keep a centre’s scenarios and its speakers’ notes."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, delete, or_, select

from db.commands.entering import own_row, require_role
from db.models import Presentation, Scenario, SpeakerNote, utc_now
from domain.entry import EntryError
from domain.roles import Role
from domain.scenario_entry import NoteEntry, ScenarioEntry

# Nobody comes back to a presentation this old, and its figures weigh.
FORGOTTEN_AFTER = timedelta(days=2)


def start(session: Session, *, address: str, board: str, scene: int) -> int:
    """Freeze the figures of a presentation at this scene; its id.

    The one the account had at the same address goes, with its id: a window still open on it can
    no longer move this one.
    """
    account_id, centre_id = require_role(session, Role.READER)
    same = (
        (col(Presentation.account_id) == account_id)
        & (col(Presentation.centre_id) == centre_id)
        & (col(Presentation.address) == address)
    )
    old = col(Presentation.started_at) < utc_now() - FORGOTTEN_AFTER
    session.execute(delete(Presentation).where(or_(same, old)))
    row = Presentation(
        account_id=account_id, centre_id=centre_id, address=address, board=board, scene=scene
    )
    session.add(row)
    session.flush()
    return row.id or 0


def move(session: Session, *, presentation_id: int, scene: int) -> None:
    """Remember the scene on the wall. Raise EntryError unless the presentation is the author’s."""
    account_id, centre_id = require_role(session, Role.READER)
    row = session.get(Presentation, presentation_id, with_for_update=True)
    if row is None or (row.account_id, row.centre_id) != (account_id, centre_id):
        raise EntryError({"": "Cette présentation n’existe pas."})
    row.scene = scene


def save_scenario(session: Session, entry: ScenarioEntry) -> int:
    """Make the scenario, or change the one the entry names; its id.

    Raise EntryError when another of the centre has its name, StaleError when someone saved it
    meanwhile.
    """
    _, centre_id = require_role(session, Role.EDITOR)
    _refuse_taken(session, centre_id, entry)
    columns: dict[str, Any] = {
        "name": entry.name,
        "slug": entry.slug,
        "scenes": [str(k) for k in entry.scenes],
    }
    if entry.id is None:
        row = Scenario(centre_id=centre_id, **columns)
    else:
        row = own_row(session, Scenario, entry.id, version=entry.version)
        if row.deleted_at is not None:
            raise EntryError({"": "Ce scénario a été supprimé."})
        row.sqlmodel_update(columns)
    session.add(row)
    session.flush()
    return row.id or 0


def delete_scenario(session: Session, *, scenario_id: int, version: int) -> None:
    """Raise StaleError when someone saved it since it was opened."""
    require_role(session, Role.EDITOR)
    row = own_row(session, Scenario, scenario_id, version=version)
    row.deleted_at = row.deleted_at or utc_now()


def keep_note(session: Session, entry: NoteEntry) -> int:
    """Keep what will be said on a scene, or forget it when the entry has no text; the row’s id.

    Raise StaleError when someone kept or forgot another since the entry was opened.
    """
    _, centre_id = require_role(session, Role.EDITOR)
    statement = select(SpeakerNote).where(
        col(SpeakerNote.centre_id) == centre_id, col(SpeakerNote.key) == entry.key
    )
    row = session.exec(statement).one_or_none()
    # A forgotten note is as good as none for who opened none.
    if row and (row.deleted_at is None or entry.version is not None):
        own_row(session, SpeakerNote, row.id or 0, version=entry.version or 0)
    row = row or SpeakerNote(centre_id=centre_id, key=entry.key, text="")
    row.text = entry.text or ""
    row.deleted_at = None if entry.text else utc_now()
    session.add(row)
    session.flush()
    return row.id or 0


def _refuse_taken(session: Session, centre_id: int, entry: ScenarioEntry) -> None:
    """Raise EntryError when another scenario of the centre has this name."""
    taken = select(Scenario.id).where(
        col(Scenario.centre_id) == centre_id,
        col(Scenario.slug) == entry.slug,
        col(Scenario.deleted_at).is_(None),
    )
    if session.exec(taken).first() not in (None, entry.id):
        raise EntryError({"name": "Un scénario de ce centre porte déjà ce nom."})
