"""Rules a centre does not want to be told of, until a day."""

from datetime import date

from sqlmodel import Field, UniqueConstraint

from db.models.base import Edited


class SilencedRule(Edited, table=True):
    """No alert of this rule up to that day, which is included. Ended early, it is deleted."""

    __tablename__ = "silenced_rule"
    __table_args__ = (UniqueConstraint("centre_id", "rule"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    # A key of domain.checks.RULES.
    rule: str = Field(max_length=32)
    until: date
    reason: str
