"""Smallest valid rows. A test names only what matters to it; each function returns the key."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlmodel import Session, SQLModel

from db.commands.accounts import digest as digest_of
from db.models import (
    Account,
    Attendance,
    AudienceFigure,
    Centre,
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    Membership,
    Merge,
    MonthClosing,
    Organisation,
    Person,
    Publication,
    ShareLink,
    Target,
    Territory,
    Theme,
    YearFigure,
    utc_now,
)
from db.models import Testimonial as Quote
from domain.closing import digest, frozen_month
from domain.roles import Role
from domain.vocabulary import (
    AttendanceState,
    AudienceKey,
    Consent,
    EntryKind,
    Family,
    MeetingFormat,
    OrganisationRole,
    PublicationKind,
    TerritoryLevel,
)

_numbers = count(1)


def make_territory(
    session: Session,
    name: str = "Dole",
    *,
    level: TerritoryLevel = TerritoryLevel.CONTRAT_DE_VILLE,
    within: int | None = None,
    **columns: Any,
) -> int:
    """A territory that counts for itself when it is a contrat, else for its parent’s contrat."""
    parent = session.get_one(Territory, within) if within else None
    row = Territory(
        level=level,
        code=columns.pop("code", f"T{next(_numbers)}"),
        name=name,
        parent_id=within,
        contrat_id=parent.contrat_id if parent else None,
        **columns,
    )
    key = _add(session, row)
    if level is TerritoryLevel.CONTRAT_DE_VILLE:
        row.contrat_id = key
        session.flush()
    return key


def make_region(session: Session) -> int:
    return make_territory(session, "Région", level=TerritoryLevel.REGION)


def make_centre(
    session: Session, slug: str = "un", *, region: int | None = None, **columns: Any
) -> int:
    region_id = region or make_region(session)
    return _add(session, Centre(slug=slug, name=f"Centre {slug}", region_id=region_id, **columns))


def make_account(session: Session, username: str = "quelqu-un") -> int:
    return _add(session, Account(username=username, name="Quelqu’un", password_hash="x"))


def make_member(session: Session, account: int, centre: int, role: Role = Role.EDITOR) -> None:
    session.add(Membership(account_id=account, centre_id=centre, role=role))
    session.flush()


def make_theme(session: Session, centre: int, name: str = "Santé") -> int:
    return _add(session, Theme(centre_id=centre, name=name))


def make_themes(session: Session, centre: int, *names: str) -> list[int]:
    return [make_theme(session, centre, name) for name in names]


def make_meeting(
    session: Session,
    centre: int,
    held_on: date,
    *,
    people: Sequence[int] = (),
    territories: Sequence[int] = (),
    themes: Sequence[int] = (),
    **columns: Any,
) -> int:
    """A regional meeting that was held; ``people`` were marked present."""
    row = Meeting(
        centre_id=centre,
        held_on=held_on,
        **{"title": "Petit-déjeuner du réseau", "format": MeetingFormat.WORKSHOP, **columns},
    )
    key = _add(session, row)
    session.add_all(MeetingTerritory(meeting_id=key, territory_id=t) for t in territories)
    session.add_all(MeetingTheme(meeting_id=key, theme_id=t) for t in themes)
    for person in people:
        make_attendance(session, key, person)
    session.flush()
    return key


def make_person(session: Session, centre: int, last_name: str = "Martin", **columns: Any) -> int:
    return _add(session, Person(centre_id=centre, last_name=last_name, **columns))


def make_people(session: Session, centre: int, how_many: int) -> list[int]:
    return [make_person(session, centre, f"Personne {n}") for n in range(how_many)]


def make_attendance(
    session: Session,
    meeting: int,
    person: int,
    state: AttendanceState = AttendanceState.PRESENT,
    **columns: Any,
) -> None:
    session.add(Attendance(meeting_id=meeting, person_id=person, state=state, **columns))
    session.flush()


def make_organisation(
    session: Session,
    centre: int,
    name: str = "Mairie",
    family: Family = Family.LOCAL_AUTHORITY,
    *,
    organises: int | None = None,
) -> int:
    key = _add(session, Organisation(centre_id=centre, name=name, family=family))
    if organises:
        role = OrganisationRole.ORGANISER
        session.add(MeetingOrganisation(meeting_id=organises, organisation_id=key, role=role))
        session.flush()
    return key


def make_doubles(session: Session, centre: int, name: str) -> None:
    """People, then organisations: two that look alike, a third merged, a fourth removed."""
    kinds: list[tuple[EntryKind, type[Person] | type[Organisation], Any]] = [
        (EntryKind.PERSON, Person, make_person),
        (EntryKind.ORGANISATION, Organisation, make_organisation),
    ]
    for kind, table, make in kinds:
        kept, _, merged, removed = (make(session, centre, name) for _ in range(4))
        for gone in (merged, removed):
            session.get_one(table, gone).deleted_at = utc_now()
        _add(session, Merge(centre_id=centre, kind=kind, kept_id=kept, merged_id=merged, moved={}))


def make_publication(session: Session, centre: int, published_on: date, **columns: Any) -> int:
    given = {"kind": PublicationKind.MINUTES, "title": "Compte rendu", **columns}
    return _add(session, Publication(centre_id=centre, published_on=published_on, **given))


def make_closing(
    session: Session, centre: int, year: int, month: int, *, revision: int = 1, **columns: Any
) -> int:
    """A month as it was published: ``meetings``, ``participations``, ``territories``."""
    keys = ("meetings", "participations", "territories")
    figures = {key: columns.pop(key, None) for key in keys}
    words = {key: columns.pop(key) for key in ("highlights", "meeting_ids") if key in columns}
    frozen = frozen_month(figures, **words)
    row = MonthClosing(
        centre_id=centre,
        year=year,
        month=month,
        revision=revision,
        **figures,
        frozen=frozen,
        digest=digest(frozen),
        **{"closed_at": datetime(year + 1, 1, 15, tzinfo=UTC), **columns},
    )
    return _add(session, row)


def make_year_figure(session: Session, centre: int, year: int, key: str, value: int) -> int:
    return _add(session, YearFigure(centre_id=centre, year=year, key=key, value=value))


def make_target(
    session: Session, centre: int, year: int, key: str, value: int, **columns: Any
) -> int:
    return _add(session, Target(centre_id=centre, year=year, key=key, value=value, **columns))


def make_audience(
    session: Session, centre: int, key: AudienceKey, year: int, value: int, month: int | None = None
) -> int:
    """What a channel reached in a year, or in one of its months."""
    row = AudienceFigure(centre_id=centre, key=key, year=year, month=month, value=value)
    return _add(session, row)


def make_share_link(session: Session, centre: int, token: str, **columns: Any) -> int:
    """A link to the page of 2024 that ends with that year."""
    given = {
        "recipient": "Préfecture",
        "year": 2024,
        "ends_on": date(2024, 12, 31),
        **columns,
    }
    return _add(session, ShareLink(centre_id=centre, token_digest=digest_of(token), **given))


def make_testimonial(session: Session, centre: int, year: int, month: int, **columns: Any) -> int:
    given = {
        "body": "Nous avons avancé ensemble.",
        "organisation": "Mairie",
        "family": Family.LOCAL_AUTHORITY,
        "consent": Consent.PUBLIC,
        **columns,
    }
    return _add(session, Quote(centre_id=centre, year=year, month=month, **given))


def _add(session: Session, row: SQLModel) -> int:
    session.add(row)
    session.flush()
    key: int = row.id  # type: ignore[attr-defined]
    return key
