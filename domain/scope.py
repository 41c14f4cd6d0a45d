"""What a screen looks at: a centre, a period and, optionally, what narrows them."""

from dataclasses import dataclass, replace

from domain.periods import Period
from domain.vocabulary import MeetingFormat


@dataclass(frozen=True)
class Scope:
    """Every query takes one, so that no row of another centre can be read."""

    centre_id: int
    period: Period
    territory_id: int | None = None
    format: MeetingFormat | None = None
    theme_id: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether figures published for the whole centre say nothing of this scope."""
        return (self.territory_id, self.format, self.theme_id) != (None, None, None)

    def over(self, period: Period) -> "Scope":
        return replace(self, period=period)

    def within(self, territory_id: int) -> "Scope":
        return replace(self, territory_id=territory_id)
