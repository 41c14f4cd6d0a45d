"""Read the rules a centre silenced."""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from db.models import Account, SilencedRule
from db.queries.facts import Statement
from domain.desk import Silence


def silences(session: Session, *, centre_id: int, today: date) -> tuple[Silence, ...]:
    """Those in force that day, the first to end first."""
    statement: Statement = (
        select(
            col(SilencedRule.id),
            col(SilencedRule.version),
            col(SilencedRule.rule),
            col(SilencedRule.until),
            col(SilencedRule.reason),
            col(Account.name).label("author"),
        )
        .outerjoin(Account, col(Account.id) == col(SilencedRule.updated_by))
        .where(
            col(SilencedRule.centre_id) == centre_id,
            col(SilencedRule.until) >= today,
            col(SilencedRule.deleted_at).is_(None),
        )
        .order_by(col(SilencedRule.until), col(SilencedRule.id))
    )
    return tuple(Silence(**row._mapping) for row in session.execute(statement))
