"""Named participations, by the family people came from that day: how addresses ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.board import NO_FAMILY
from domain.counted import CountedMeeting, LastChange
from domain.vocabulary import Family

WHOLE = "familles"
ASKED: Mapping[str, str] = {
    WHOLE: "Participations nominatives",
    **{f"famille-{family.value}": family.label for family in Family},
    "famille-non-precisee": NO_FAMILY,
}


@dataclass(frozen=True)
class CountedFamily:
    """How many came from a family, and the meetings they came to; no name of anyone."""

    label: str
    value: int
    meetings: tuple[CountedMeeting, ...]  # ``amount``: how many of them were there
    last_change: LastChange | None

    @property
    def is_whole(self) -> bool:
        return self.label == ASKED[WHOLE]

    @property
    def title(self) -> str:
        """« Participations nominatives, santé »."""
        whole = ASKED[WHOLE]
        return whole if self.is_whole else f"{whole}, {self.label[0].lower()}{self.label[1:]}"


def key_of(label: str) -> str | None:
    """How an address asks for the family of this label; None for one there is no more."""
    return next((key for key, known in ASKED.items() if known == label), None)
