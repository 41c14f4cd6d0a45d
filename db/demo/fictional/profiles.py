"""How each kind of meeting usually goes: how often, how many people, how long, how far."""

from dataclasses import dataclass
from enum import Enum, auto

from domain.vocabulary import MeetingFormat as F
from domain.vocabulary import MeetingScope as S


class Reach(Enum):
    """Which territories a meeting touches."""

    QUARTIER = auto()
    CONTRAT = auto()
    DEPARTEMENT = auto()
    REGION = auto()
    NONE = auto()


@dataclass(frozen=True)
class Profile:
    format: F
    weight: int  # about how many in a year
    people: tuple[int, int]
    half_days: int
    named: float  # how often the names are taken rather than a headcount
    reach: Reach
    title: str
    elsewhere: tuple[S, float] = (S.REGIONAL, 0.0)  # another scope, and how often
    remote: float = 0.05
    series: str | None = None


PROFILES = (
    Profile(F.GAP, 8, (24, 46), 2, 0.95, Reach.REGION, "GAP{colon}{subject}", remote=0.3),
    Profile(
        F.OXYGENE, 6, (24, 46), 1, 0.9, Reach.REGION,
        "Oxygène n°\u00a0{number}{colon}{subject}", remote=0.4, series="Oxygène",
    ),
    Profile(F.SEMINAR, 12, (38, 86), 2, 0.5, Reach.CONTRAT, "Séminaire{colon}{subject}"),
    Profile(
        F.RESIDENTS_WORKSHOP, 18, (14, 33), 1, 0.15, Reach.QUARTIER,
        "Atelier habitants{colon}{subject}", remote=0,
    ),
    Profile(F.WORKSHOP, 20, (10, 22), 1, 0.95, Reach.CONTRAT, "Atelier{colon}{subject}"),
    Profile(
        F.REGIONAL_MEETING, 3, (70, 120), 2, 0.8, Reach.REGION,
        "Rencontre régionale{colon}{subject}", remote=0,
    ),
    Profile(
        F.DEPARTMENT_NETWORK, 14, (8, 16), 1, 1, Reach.DEPARTEMENT,
        "Réseau départemental{colon}{subject}", remote=0.15,
    ),
    Profile(F.COTEC, 16, (7, 15), 1, 1, Reach.CONTRAT, "COTEC{colon}{subject}", remote=0.2),
    Profile(
        F.WEBINAR, 9, (22, 52), 1, 0.85, Reach.REGION,
        "Midi de la ville n°\u00a0{number}{colon}{subject}",
        (S.NATIONAL, 0.2), remote=1, series="Les midis de la ville",
    ),
    Profile(F.TRAINING, 9, (12, 20), 2, 1, Reach.CONTRAT, "Formation{colon}{subject}"),
    Profile(
        F.TALK_IN_TRAINING, 5, (18, 36), 1, 0.1, Reach.NONE,
        "Intervention en formation{colon}{subject}", (S.OUTSIDE, 0.3),
    ),
    Profile(F.CONFERENCE, 4, (35, 75), 1, 0.35, Reach.CONTRAT, "Conférence{colon}{subject}"),
    Profile(
        F.STUDY_DAY, 3, (30, 60), 2, 0.8, Reach.CONTRAT,
        "Journée d’étude{colon}{subject}", (S.NATIONAL, 0.3),
    ),
    Profile(F.HALF_DAY, 4, (30, 60), 1, 0.8, Reach.CONTRAT, "Demi-journée{colon}{subject}"),
    Profile(
        F.GATHERING, 1, (40, 80), 4, 0, Reach.NONE,
        "Regroupement national{colon}{subject}", (S.NATIONAL, 1), remote=0,
    ),
    Profile(
        F.INTERNAL_SEMINAR, 2, (9, 14), 2, 1, Reach.NONE,
        "Séminaire d’équipe{colon}{subject}", (S.INTERNAL, 1), remote=0,
    ),
    Profile(F.OTHER, 3, (5, 14), 1, 0.9, Reach.QUARTIER, "Visite de quartier{colon}{subject}"),
)  # fmt: skip

# Meetings held in each month of a year: quiet in August, strong in October.
SEASONS = (9, 10, 13, 11, 11, 15, 6, 1, 13, 17, 14, 10)
