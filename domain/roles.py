"""Who may do what. Roles are ordered: each one can do what the previous ones can."""

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    READER = 1
    EDITOR = 2
    DIRECTOR = 3
    ADMIN = 4

    @property
    def label(self) -> str:
        return ("Lecture", "Saisie", "Direction", "Administration")[self - 1]


@dataclass(frozen=True)
class Membership:
    """A centre as one of its members sees it."""

    centre_id: int
    slug: str
    name: str
    region: str
    fictional: bool
    timezone: str
    role: Role


@dataclass(frozen=True)
class User:
    """A signed-in person, acting in one of his centres.

    Every reading takes its scope from ``centre``, never from the address: a centre that is not
    among ``centres`` cannot be reached.
    """

    id: int
    username: str
    name: str
    centre: Membership
    centres: tuple[Membership, ...]

    @property
    def role(self) -> Role:
        return self.centre.role

    def can_act_as(self, role: Role) -> bool:
        return self.role >= role
