"""The kinds of differences of a year, and where each of its months stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.vocabulary import Labelled


class DifferenceKind(Labelled):
    SUM = "somme", "Les mois et l’année"
    PARTIAL = "detail", "Détail partiel"
    ROWS = "lignes", "Publié et calculé"
    ADDED = "addition", "Mois additionnés"
    RECTIFIED = "rectifie", "Rectifié depuis l’arrêté"
    SAME = "identique", "Deux mois identiques"
    ABSENT = "absent", "Mois absent"
    REOPENED = "rouvert", "Mois rouvert"
    UNSAID = "sans-parole", "Mois sans témoignage"


class MonthStanding(Labelled):
    PUBLISHED = "publie", "publié"
    CLOSED = "arrete", "arrêté"
    REOPENED = "rouvert", "rouvert"
    OPEN = "ouvert", "non publié"
    RUNNING = "en-cours", "en cours"
    FUTURE = "a-venir", "à venir"


@dataclass(frozen=True)
class ReopenedMonth:
    """A month that was closed, and is not any more."""

    on: date  # in the time of the centre
    figures: Mapping[str, int | None]  # of its last closing
