"""Write a meeting, with its territories, themes and organisations, in one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, col, select

from db.commands.entering import own_row, require_role
from db.models import (
    Centre,
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    NotADouble,
    Organisation,
    Programme,
    Series,
    Territory,
    Testimonial,
    Theme,
    utc_now,
)
from domain.entry import EntryError, plain
from domain.likeness import near
from domain.meeting_entry import MeetingValues
from domain.roles import Role
from domain.vocabulary import EntryKind, Family, TerritoryLevel

Named = TypeVar("Named", Series, Programme, Theme)
COLUMNS = (
    "title",
    "format",
    "held_on",
    "date_precision",
    "status",
    "scope",
    "modality",
    "headcount",
    "headcount_precision",
    "start_time",
    "end_time",
    "half_days",
    "place",
    "announced",
    "registration_url",
    "replay_url",
    "highlight",
    "notes",
    "series_number",
)


class DoubleError(EntryError):
    """The meeting looks like others of the centre. ``meetings`` are their ids."""

    def __init__(self, meetings: tuple[int, ...]) -> None:
        super().__init__({"": "Cette rencontre ressemble à une autre, déjà enregistrée."})
        self.meetings = meetings


def save_meeting(session: Session, values: MeetingValues) -> int:
    """Make the meeting, or change the one ``values`` names, and return its id.

    Raise DoubleError for a likeness nobody judged, StaleError when someone saved it meanwhile.
    """
    _, centre_id = require_role(session, Role.EDITOR)
    _refuse_doubles(session, centre_id, values)
    columns = _columns(session, centre_id, values)
    if values.id is None:
        row = Meeting(centre_id=centre_id, **columns)
        session.add(row)
    else:
        row = own_row(session, Meeting, values.id, version=values.version)
        _move_testimonials(session, row, values.held_on)
        _change(row, columns)
    session.flush()
    assert row.id is not None  # noqa: S101 -- given by the flush
    _set_parts(session, row.id, centre_id, values)
    _remember_others(session, centre_id, row.id, values.other_than)
    return row.id


def _change(row: Meeting, columns: dict[str, Any]) -> None:
    if row.deleted_at is not None:
        raise EntryError({"": "Cette rencontre a été supprimée\u00a0: rétablissez-la d’abord."})
    if row.announced != columns["announced"]:
        row.withdrawn_at = utc_now() if row.announced else None
    for name, value in columns.items():
        setattr(row, name, value)
    row.updated_at = utc_now()  # its parts follow its version


def _move_testimonials(session: Session, meeting: Meeting, to: date) -> None:
    """What was said at a meeting is of its month: it follows when the meeting changes month."""
    told = (
        select(Testimonial)
        .where(Testimonial.meeting_id == meeting.id)
        .where(Testimonial.year == meeting.held_on.year)
        .where(Testimonial.month == meeting.held_on.month)
        .with_for_update()
    )
    for testimonial in session.exec(told):
        testimonial.year, testimonial.month = to.year, to.month


def _columns(session: Session, centre_id: int, values: MeetingValues) -> dict[str, Any]:
    return {
        **{name: getattr(values, name) for name in COLUMNS},
        "series_id": _named(session, Series, centre_id, values.series),
        "programme_id": _named(session, Programme, centre_id, values.programme),
    }


def _named(session: Session, table: type[Named], centre_id: int, name: str | None) -> int | None:
    """The row of that name, made if the centre has none; capitals and accents do not count."""
    if name is None:
        return None
    rows = session.exec(select(table).where(col(table.centre_id) == centre_id))
    row = next((row for row in rows if plain(row.name) == plain(name)), None)
    if row is None:
        row = table(centre_id=centre_id, name=name)
        session.add(row)
    row.deleted_at = None
    session.flush()
    return row.id


def _set_parts(session: Session, meeting_id: int, centre_id: int, values: MeetingValues) -> None:
    key = {"meeting_id": meeting_id}
    _replace(
        session,
        MeetingTerritory,
        meeting_id,
        [
            MeetingTerritory(**key, territory_id=territory)
            for territory in _territories(session, centre_id, values.territories)
        ],
    )
    themes = {_named(session, Theme, centre_id, name) for name in values.themes}
    _replace(
        session, MeetingTheme, meeting_id, [MeetingTheme(**key, theme_id=t or 0) for t in themes]
    )
    organisations = {
        (_organisation(session, centre_id, name, family), role)
        for name, role, family in values.organisations
    }
    _replace(
        session,
        MeetingOrganisation,
        meeting_id,
        [
            MeetingOrganisation(**key, organisation_id=found, role=role)
            for found, role in organisations
        ],
    )


def _replace(
    session: Session,
    table: type[MeetingTerritory | MeetingTheme | MeetingOrganisation],
    meeting_id: int,
    wanted: Iterable[SQLModel],
) -> None:
    """Take away the links that are no longer, add the new ones, leave the others alone."""
    present = {
        _key(row): row
        for row in session.exec(select(table).where(col(table.meeting_id) == meeting_id))
    }
    needed = {_key(row): row for row in wanted}
    for key in present.keys() - needed.keys():
        session.delete(present[key])
    session.add_all(needed[key] for key in sorted(needed.keys() - present.keys()))
    session.flush()


def _key(link: SQLModel) -> tuple[Any, ...]:
    return tuple(inspect(link).mapper.primary_key_from_instance(link))


def _territories(session: Session, centre_id: int, codes: tuple[str, ...]) -> list[int]:
    """Ids of the codes, which must lie in the region of the centre."""
    region = session.get_one(Centre, centre_id).region_id
    parents = dict(session.exec(select(Territory.id, Territory.parent_id)).all())
    rows = session.exec(
        select(Territory).where(
            col(Territory.code).in_(codes), Territory.level != TerritoryLevel.REGION
        )
    ).all()
    found = {row.code: row.id for row in rows if _is_within(row.id, region, parents)}
    if unknown := [code for code in codes if code not in found]:
        raise EntryError({"territories": f"Territoire inconnu\u00a0: {', '.join(unknown)[:80]}."})
    return [found[code] or 0 for code in codes]


def _is_within(territory: int | None, region: int, parents: dict[int | None, int | None]) -> bool:
    while territory is not None and territory != region:
        territory = parents.get(territory)
    return territory == region


def _organisation(session: Session, centre_id: int, name: str, family: Family) -> int:
    """The organisation of that name, made on the fly with its family if the centre has none."""
    rows = session.exec(
        select(Organisation).where(
            Organisation.centre_id == centre_id, col(Organisation.deleted_at).is_(None)
        )
    )
    row = next((row for row in rows if plain(row.name) == plain(name)), None)
    if row is None:
        row = Organisation(centre_id=centre_id, name=name, family=family)
        session.add(row)
        session.flush()
    return row.id or 0


def _refuse_doubles(session: Session, centre_id: int, values: MeetingValues) -> None:
    judged = {*values.other_than, *_judged(session, centre_id, values.id), values.id}
    rows = session.exec(
        select(Meeting)
        .where(Meeting.centre_id == centre_id, col(Meeting.deleted_at).is_(None))
        .where(
            (col(Meeting.held_on) == values.held_on)
            | (col(Meeting.series_number) == values.series_number)
        )
    )
    twins = tuple(
        row.id for row in rows if row.id and row.id not in judged and _is_like(session, row, values)
    )
    if twins:
        raise DoubleError(twins)


def _is_like(session: Session, row: Meeting, values: MeetingValues) -> bool:
    """Same day and a near title, or the same number of the same series."""
    if row.held_on == values.held_on and near(row.title, values.title):
        return True
    if row.series_id is None or values.series is None or values.series_number is None:
        return False
    series = session.get_one(Series, row.series_id)
    return row.series_number == values.series_number and plain(series.name) == plain(values.series)


def _judged(session: Session, centre_id: int, meeting_id: int | None) -> set[int]:
    """The meetings that someone said are not this one."""
    pairs = session.exec(
        select(NotADouble.first_id, NotADouble.second_id).where(
            NotADouble.centre_id == centre_id, NotADouble.kind == EntryKind.MEETING
        )
    )
    return {other for pair in pairs if meeting_id in pair for other in pair}


def _remember_others(
    session: Session, centre_id: int, meeting_id: int, others: tuple[int, ...]
) -> None:
    for other in set(others) - _judged(session, centre_id, meeting_id) - {meeting_id}:
        first, second = sorted((meeting_id, other))
        session.add(
            NotADouble(
                centre_id=centre_id, kind=EntryKind.MEETING, first_id=first, second_id=second
            )
        )
