"""Board mode: presentations that run, a centre’s own scenarios, what its speakers will say."""

from datetime import datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from db.models.base import JSON_COLUMN, Edited, unique_where, utc_now


class Presentation(SQLModel, table=True):
    """The figures of a presentation, frozen as it starts. One an account and an address.

    Not the centre’s data: nothing is journaled, and what is two days old goes.
    """

    __table_args__ = (
        UniqueConstraint("account_id", "centre_id", "address"),
        Index(None, "started_at"),
        # The number of one that has gone never comes back: a window may still be open on it.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    centre_id: int = Field(foreign_key="centre.id")
    # Scenario, period and filters, as the address of the page gives them.
    address: str = Field(max_length=500)
    # A domain.board.Board as JSON, which the database has no business to look into.
    board: str
    scene: int = 1
    started_at: datetime = Field(default_factory=utc_now)


class Scenario(Edited, table=True):
    """Scenes a centre chose, in its order, under a name of its own."""

    # A deleted one leaves its name free.
    __table_args__ = (unique_where("deleted_at IS NULL", "centre_id", "slug"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    name: str = Field(max_length=80)
    slug: str = Field(max_length=80)
    # Values of domain.scenes.SceneKind.
    scenes: list[str] = Field(sa_type=JSON_COLUMN)


class SpeakerNote(Edited, table=True):
    """What the team means to say on a scene, instead of what is proposed."""

    __tablename__ = "speaker_note"
    __table_args__ = (UniqueConstraint("centre_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    centre_id: int = Field(foreign_key="centre.id")
    key: str = Field(max_length=80)
    text: str
