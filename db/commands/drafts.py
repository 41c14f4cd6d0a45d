"""Keep what is being typed, one draft a person and a form."""

from typing import Any

from sqlmodel import Session, col, delete, select

from db.models import Draft, utc_now


def keep(
    session: Session, *, account_id: int, centre_id: int, form: str, body: dict[str, Any]
) -> None:
    row = session.exec(_draft(account_id, centre_id, form)).one_or_none()
    if row is None:
        row = Draft(account_id=account_id, centre_id=centre_id, form=form, body=body)
    row.body, row.updated_at = body, utc_now()
    session.add(row)


def drop(session: Session, *, account_id: int, centre_id: int, form: str) -> None:
    session.exec(
        delete(Draft).where(
            col(Draft.account_id) == account_id,
            col(Draft.centre_id) == centre_id,
            col(Draft.form) == form,
        )
    )


def _draft(account_id: int, centre_id: int, form: str) -> Any:
    return select(Draft).where(
        col(Draft.account_id) == account_id,
        col(Draft.centre_id) == centre_id,
        col(Draft.form) == form,
    )
