"""What the form of a meeting starts from: choices, what was last used, a meeting as it is typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.models import (
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    Organisation,
    Programme,
    Series,
    Territory,
    Theme,
)
from db.queries.territories import region
from domain.entry import doubt
from domain.formats import headcount, short_date
from domain.meeting_entry import BLANK, ROLES, typed_clock
from domain.places import Place
from domain.searching import alphabetical
from domain.vocabulary import Family, MeetingFormat, TerritoryLevel


@dataclass(frozen=True)
class Choices:
    """What may be chosen in the form; anything else may be added."""

    series: dict[str, int]  # with the last number used, 0 when there is none
    programmes: tuple[str, ...]
    themes: tuple[str, ...]
    organisations: dict[str, Family]


@dataclass(frozen=True)
class LastUsed:
    """What the last meeting entered by this account says of the next one."""

    format: MeetingFormat | None = None
    departement: str | None = None  # its code


def choices(session: Session, *, centre_id: int) -> Choices:
    numbers = session.exec(
        select(Series.name, func.max(Meeting.series_number))
        .outerjoin(
            Meeting,
            (col(Meeting.series_id) == col(Series.id)) & col(Meeting.deleted_at).is_(None),
        )
        .where(Series.centre_id == centre_id, col(Series.deleted_at).is_(None))
        .group_by(Series.name)
    )
    organisations = session.exec(
        select(Organisation.name, Organisation.family).where(
            Organisation.centre_id == centre_id, col(Organisation.deleted_at).is_(None)
        )
    )
    return Choices(
        series={name: last or 0 for name, last in _by_name(numbers)},
        programmes=_names(session, Programme, centre_id),
        themes=_names(session, Theme, centre_id),
        organisations={name: Family(family) for name, family in _by_name(organisations)},
    )


def last_used(session: Session, *, centre_id: int, account_id: int) -> LastUsed:
    meeting = session.exec(
        select(Meeting)
        .where(Meeting.centre_id == centre_id, Meeting.created_by == account_id)
        .where(col(Meeting.deleted_at).is_(None))
        .order_by(col(Meeting.created_at).desc(), col(Meeting.id).desc())
        .limit(1)
    ).first()
    if meeting is None:
        return LastUsed()
    chosen = session.exec(
        select(MeetingTerritory.territory_id).where(MeetingTerritory.meeting_id == meeting.id)
    )
    places = region(session, centre_id=centre_id)
    return LastUsed(meeting.format, _departement(chosen, {p.id: p for p in places}))


def as_typed(session: Session, *, centre_id: int, meeting_id: int) -> dict[str, Any] | None:
    """The meeting as its form shows it, with its id and version; None when there is none."""
    row = session.exec(
        select(Meeting).where(
            Meeting.id == meeting_id,
            Meeting.centre_id == centre_id,
            col(Meeting.deleted_at).is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    return {
        **BLANK,
        "title": row.title,
        "format": row.format.value,
        "held_on": short_date(row.held_on, row.date_precision),
        "status": row.status.value,
        "scope": row.scope.value,
        "announced": row.announced,
        "modality": row.modality.value if row.modality else None,
        "headcount": _headcount(row),
        "start": typed_clock(row.start_time),
        "end": typed_clock(row.end_time),
        "half_days": f"{row.half_days:g}".replace(".", ",") if row.half_days else "",
        **{
            field: getattr(row, field) or ""
            for field in ("place", "registration_url", "replay_url", "highlight", "notes")
        },
        "series": _name(session, Series, row.series_id),
        "series_number": str(row.series_number or ""),
        "programme": _name(session, Programme, row.programme_id),
        **_parts(session, meeting_id),
        "numbered": _name(session, Series, row.series_id),
        "id": row.id,
        "version": row.version,
        "large": doubt(row.headcount) is not None,
        "proposed": None,
    }


def _parts(session: Session, meeting_id: int) -> dict[str, Any]:
    territories = session.exec(
        select(Territory.name, Territory.code)
        .join(MeetingTerritory, col(MeetingTerritory.territory_id) == col(Territory.id))
        .where(MeetingTerritory.meeting_id == meeting_id)
    )
    themes = session.exec(
        select(Theme.name)
        .join(MeetingTheme, col(MeetingTheme.theme_id) == col(Theme.id))
        .where(MeetingTheme.meeting_id == meeting_id)
    )
    organisations = session.exec(
        select(Organisation.name, MeetingOrganisation.role)
        .join(MeetingOrganisation, col(MeetingOrganisation.organisation_id) == col(Organisation.id))
        .where(MeetingOrganisation.meeting_id == meeting_id)
    )
    in_order = _by_name(organisations)
    return {
        "territories": [code for _, code in _by_name(territories)],
        "themes": sorted(themes, key=alphabetical),
        **{
            field: [name for name, held in in_order if held is role]
            for field, role in ROLES.items()
        },
    }


def _departement(chosen: Iterable[int], places: dict[int, Place]) -> str | None:
    """The département that the first of these territories lies in."""
    for territory in chosen:
        place = places.get(territory)
        while place is not None and place.level is not TerritoryLevel.DEPARTEMENT:
            place = places.get(place.parent_id or 0)
        if place is not None:
            return place.code
    return None


def _names(session: Session, table: type[Programme | Theme], centre_id: int) -> tuple[str, ...]:
    names = session.exec(
        select(table.name).where(table.centre_id == centre_id, col(table.deleted_at).is_(None))
    )
    return tuple(sorted(names, key=alphabetical))


def _by_name(rows: Iterable[Any]) -> list[Any]:
    """Rows that begin with a name."""
    return sorted(rows, key=lambda row: alphabetical(row[0]))


def _name(session: Session, table: type[Series | Programme], row_id: int | None) -> str | None:
    return session.exec(select(table.name).where(table.id == row_id)).one_or_none()


def _headcount(row: Meeting) -> str:
    if row.headcount is None:
        return ""
    return headcount(row.headcount, row.headcount_precision)
