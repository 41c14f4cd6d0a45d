"""Read links to a page of figures, and what such a page shows."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session, col

from db.models import Account, Centre, Membership, ShareLink, Territory
from db.queries.coverage import coverage
from db.queries.dashboard import year_at_a_glance
from db.queries.facts import Statement
from db.queries.territories import contrats
from domain.glance import Attention, MonthLine, MonthState
from domain.roles import Role
from domain.scope import Scope
from domain.sharing import LinkLine, LinkState, SharedFigures, about, period_of, state_of


@dataclass(frozen=True)
class FoundLink:
    """A link as it is opened, whether or not it still shows anything."""

    id: int
    centre_id: int
    centre: str
    region: str
    website: str | None
    timezone: str
    fictional: bool
    year: int
    month: int | None
    territory_id: int | None
    territory: str | None
    ends_on: date
    revoked: bool
    end_told: bool

    @property
    def scope(self) -> Scope:
        return Scope(self.centre_id, period_of(self.year, self.month), self.territory_id)

    @property
    def about(self) -> str:
        return about(self.year, self.month, self.territory)

    def state(self, today: date) -> LinkState:
        return state_of(revoked=self.revoked, ends_on=self.ends_on, today=today)


def find_link(session: Session, *, token_digest: str) -> FoundLink | None:
    """The link of this token, of a centre that is still there."""
    region = Territory.__table__.alias()  # type: ignore[attr-defined]
    statement: Statement = (
        select(ShareLink, Centre, col(Territory.name), region.c.name)
        .join(Centre, col(Centre.id) == col(ShareLink.centre_id))
        .join(region, region.c.id == col(Centre.region_id))
        .outerjoin(Territory, col(Territory.id) == col(ShareLink.territory_id))
        .where(
            col(ShareLink.token_digest) == token_digest,
            col(ShareLink.deleted_at).is_(None),
            col(Centre.deleted_at).is_(None),
        )
    )
    found = session.execute(statement).one_or_none()
    return _found(*found) if found else None


def links(session: Session, *, centre_id: int, role: Role, today: date) -> tuple[LinkLine, ...]:
    """Every link of the centre, the last made first; for who may make one."""
    if role < Role.DIRECTOR:
        return ()
    statement: Statement = (
        select(ShareLink, Account, col(Membership.role), col(Territory.name))
        .outerjoin(Account, col(Account.id) == col(ShareLink.created_by))
        .outerjoin(
            Membership,
            and_(
                col(Membership.account_id) == col(Account.id),
                col(Membership.centre_id) == centre_id,
            ),
        )
        .outerjoin(Territory, col(Territory.id) == col(ShareLink.territory_id))
        .where(col(ShareLink.centre_id) == centre_id, col(ShareLink.deleted_at).is_(None))
        .order_by(col(ShareLink.id).desc())
    )
    return tuple(_line(row, today) for row in session.execute(statement))


def shared_figures(session: Session, *, scope: Scope, today: date) -> SharedFigures:
    """The figures of the screens, without what the team alone reads: alerts, targets, audience."""
    glance = year_at_a_glance(session, scope=scope, today=today)
    known = coverage(session, scope=scope, today=today)
    kept = {p.id for p in contrats(session, centre_id=scope.centre_id, within=scope.territory_id)}
    lines = tuple(line for line in known.lines if line.place.id in kept)
    return SharedFigures(
        glance=replace(glance, attention=Attention(), audience=(), targets={}),
        closed=_months(glance.months, MonthState.PUBLISHED),
        running=_months(glance.months, MonthState.COMPUTED),
        coverage=replace(known, lines=lines, qpv=()),
    )


def _months(lines: Collection[MonthLine], state: MonthState) -> tuple[int, ...]:
    """Those in this state of which something is known, or was closed on what was not."""
    return tuple(
        line.month
        for line in lines
        if line.state is state
        and (state is MonthState.PUBLISHED or set(line.values.values()) != {None})
    )


def _found(row: ShareLink, centre: Centre, territory: str | None, region: str) -> FoundLink:
    return FoundLink(
        id=row.id or 0,
        centre_id=row.centre_id,
        centre=centre.name,
        region=region,
        website=centre.website,
        timezone=centre.timezone,
        fictional=centre.fictional,
        year=row.year,
        month=row.month,
        territory_id=row.territory_id,
        territory=territory,
        ends_on=row.ends_on,
        revoked=row.revoked_at is not None,
        end_told=row.ended_at is not None,
    )


def _line(found: Any, today: date) -> LinkLine:
    row, maker, membership, territory = found
    left = maker is not None and (membership is None or maker.suspended_at is not None)
    return LinkLine(
        id=row.id or 0,
        version=row.version,
        recipient=row.recipient,
        about=about(row.year, row.month, territory),
        state=state_of(revoked=row.revoked_at is not None, ends_on=row.ends_on, today=today),
        ends_on=row.ends_on,
        made_at=row.created_at,
        made_by=maker.name if maker else None,
        maker_left=left,
        openings=row.openings,
        opened_on=row.opened_on,
    )
