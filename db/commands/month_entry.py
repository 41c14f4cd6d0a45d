"""Write the audience and the highlights of a month, each all at once."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from db.commands.entering import StaleError, require_role
from db.models import AudienceFigure, Centre, Meeting, utc_now
from domain.entry import EntryError
from domain.month_entry import AudienceEntry, HighlightsEntry, highlight_order
from domain.periods import Period
from domain.roles import Role
from domain.vocabulary import AudienceKey


def save_audience(session: Session, entry: AudienceEntry) -> int:
    """Set, change or take away the figures of the month. A number that names the month.

    Raise StaleError when the month no longer holds what the form was opened on.
    """
    centre_id = _one_at_a_time(session)
    rows = {
        row.key: row
        for row in session.exec(
            select(AudienceFigure).where(
                AudienceFigure.centre_id == centre_id,
                AudienceFigure.year == entry.year,
                AudienceFigure.month == entry.month,
            )
        )
    }
    held = {key: _value(rows.get(key)) for key in AudienceKey}
    if held != entry.seen:
        raise StaleError(max((row.version for row in rows.values()), default=0))
    for key, value in entry.values.items():
        if value != held[key]:
            _set(session, rows.get(key) or _blank(centre_id, entry, key), value)
    return _number(entry)


def save_highlights(session: Session, entry: HighlightsEntry) -> int:
    """Make these meetings, in this order, the highlights of their month. A number that names it.

    Raise EntryError for a meeting of another month or centre, StaleError as above.
    """
    centre_id = _one_at_a_time(session)
    period = Period.of_month(entry.year, entry.month)
    meetings = session.exec(
        select(Meeting).where(
            Meeting.centre_id == centre_id,
            col(Meeting.held_on).between(period.start, period.end),
            col(Meeting.deleted_at).is_(None),
        )
    ).all()
    if _held(meetings) != entry.seen:
        raise StaleError(max((meeting.version for meeting in meetings), default=0))
    chosen = {meeting: (rank, text) for rank, (meeting, text) in enumerate(entry.chosen, 1)}
    if not chosen.keys() <= {meeting.id for meeting in meetings}:
        raise EntryError({"": "Un temps fort se choisit parmi les rencontres du mois."})
    for meeting in meetings:
        meeting.highlight_rank, meeting.highlight = chosen.get(meeting.id or 0, (None, None))
    return _number(entry)


def _one_at_a_time(session: Session) -> int:
    """The author’s centre, held: what a month holds does not change while it is written."""
    _, centre_id = require_role(session, Role.EDITOR)
    session.get_one(Centre, centre_id, with_for_update=True)
    return centre_id


def _value(row: AudienceFigure | None) -> int | None:
    return row.value if row and row.deleted_at is None else None


def _blank(centre_id: int, entry: AudienceEntry, key: AudienceKey) -> AudienceFigure:
    return AudienceFigure(centre_id=centre_id, year=entry.year, month=entry.month, key=key, value=0)


def _set(session: Session, row: AudienceFigure, value: int | None) -> None:
    """None is « not known »: the row is kept, deleted, for the day it is known again."""
    row.deleted_at = utc_now() if value is None else None
    row.value = row.value if value is None else value
    session.add(row)


def _held(meetings: Sequence[Meeting]) -> tuple[tuple[int, str], ...]:
    """The highlights of these meetings, as db.queries.highlights orders them."""
    known = [m for m in meetings if m.highlight]
    return tuple((m.id or 0, m.highlight or "") for m in sorted(known, key=highlight_order))


def _number(entry: AudienceEntry | HighlightsEntry) -> int:
    return entry.year * 100 + entry.month
