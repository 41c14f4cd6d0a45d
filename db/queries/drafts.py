"""Read what someone was typing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.models import Draft


@dataclass(frozen=True)
class KeptDraft:
    body: dict[str, Any]
    updated_at: datetime


def draft(session: Session, *, account_id: int, centre_id: int, form: str) -> KeptDraft | None:
    """The draft of this person for this form of this centre."""
    row = session.exec(
        select(Draft).where(
            col(Draft.account_id) == account_id,
            col(Draft.centre_id) == centre_id,
            col(Draft.form) == form,
        )
    ).one_or_none()
    return KeptDraft(row.body, row.updated_at) if row else None
