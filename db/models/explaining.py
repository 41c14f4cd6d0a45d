"""What the team says of the differences between its figures."""

from typing import Any

from sqlmodel import Field, UniqueConstraint

from db.models.base import JSON_COLUMN, Edited, coded
from domain.difference_entry import DifferenceState


class DifferenceNote(Edited, table=True):
    """A difference of a year as it was read, and what was said of it."""

    __tablename__ = "difference_note"
    __table_args__ = (UniqueConstraint("centre_id", "year", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    year: int
    # Of domain.differences.Difference.
    key: str = Field(max_length=80)
    state: DifferenceState = Field(sa_type=coded(DifferenceState))
    note: str | None = None
    # Its sentence and its figures then: other figures ask for another explanation.
    told: str
    figures: dict[str, Any] = Field(sa_type=JSON_COLUMN)
