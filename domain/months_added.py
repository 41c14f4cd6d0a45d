"""Why the months of a figure that does not add up are not added: the same rows come back."""

from collections import defaultdict
from dataclasses import dataclass

from domain.facts import Facts


@dataclass(frozen=True, slots=True)
class Reached:
    """A contrat and the months whose rows reach it, in order."""

    name: str
    code: str
    months: tuple[int, ...]


def months_of_contrats(facts: Facts) -> dict[int, tuple[int, ...]]:
    """The months that reach each contrat, by its id, for facts of one year."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for meeting in facts.counted:
        for contrat in meeting.contrats:
            found[contrat].add(meeting.held_on.month)
    return {contrat: tuple(sorted(months)) for contrat, months in found.items()}
