"""What the centre’s channels reach: the definition of each measure, and how its months are read.

The catalogue of indicators tells of what the centre does; this one of who hears of it, which is
typed month by month, or once for a year whose months were not kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.formats import NBSP
from domain.periods import Period
from domain.vocabulary import AudienceKey

# What is known of a measure in one year, by month, or whole when it was given so.
Known = Mapping[int, int]
WHOLE, YEAR = 0, tuple(range(1, 13))


class Gathering(Enum):
    """How the months of a measure make its year; the value is the sentence that says so."""

    SUM = "S’additionne d’un mois à l’autre."
    OF_A_MONTH = f"Compté dans chaque mois, sans s’additionner{NBSP}: on lit le dernier connu."
    AT_ITS_END = f"Ne s’additionne pas{NBSP}: on lit la fin du dernier mois connu."


@dataclass(frozen=True, slots=True)
class Measure:
    definition: str  # one sentence; it stands beside the number
    gathering: Gathering


MEASURES = {
    AudienceKey.WEBSITE_USERS: Measure("Visiteurs différents du site.", Gathering.OF_A_MONTH),
    AudienceKey.WEBSITE_VIEWS: Measure(
        "Pages du site affichées, chacune autant de fois qu’elle l’a été.", Gathering.SUM
    ),
    AudienceKey.NEWSLETTER_SUBSCRIBERS: Measure(
        "Adresses inscrites à la lettre d’information.", Gathering.AT_ITS_END
    ),
    AudienceKey.NEWSLETTER_ISSUES: Measure(
        "Numéros de la lettre d’information envoyés.", Gathering.SUM
    ),
    AudienceKey.PODCAST_EPISODES: Measure("Épisodes de podcast mis en ligne.", Gathering.SUM),
    AudienceKey.SOCIAL_FOLLOWERS: Measure(
        "Abonnés aux comptes du centre sur les réseaux sociaux.", Gathering.AT_ITS_END
    ),
}


class Standing(Enum):
    """What a month is to the figure of its year; the value is how the screen says it."""

    READ = "Lu"
    EARLIER = f"Connu, non lu{NBSP}: un mois plus récent l’est"
    OF_THE_YEAR = "Chiffre donné pour l’année entière, non par mois"
    BY_MONTH = "Chiffre donné par mois"
    NOT_TYPED = "Non saisi"
    AHEAD = "À venir"


@dataclass(frozen=True, slots=True)
class Heard:
    """A measure over a year, and what made it."""

    key: AudienceKey
    year: int
    value: int
    months: tuple[int, ...]  # those the value is made of; all twelve when the year was given
    previous: int | None  # the same months last year; None unless all of them are known
    known: Known
    known_before: Known

    @property
    def is_given(self) -> bool:
        """Whether the figure was given for the year as a whole."""
        return WHOLE in self.known

    @property
    def readings(self) -> int:
        """How many of the numbers typed make the value."""
        return 1 if self.is_given else len(self.months)

    def standing(self, part: int, today: date) -> Standing:
        """What a month, or the year as given, is to the value."""
        if part == WHOLE:
            return Standing.READ if self.is_given else Standing.BY_MONTH
        if self.is_given:
            return Standing.OF_THE_YEAR
        if part in self.months:
            return Standing.READ
        if part in self.known:
            return Standing.EARLIER
        is_ahead = Period.of_month(self.year, part).start > today
        return Standing.AHEAD if is_ahead else Standing.NOT_TYPED


def heard(key: AudienceKey, year: int, known: Known, known_before: Known) -> Heard:
    """The year as given, or else made from its months. ``known`` is not empty."""
    gathering = MEASURES[key].gathering
    typed = tuple(sorted(rank for rank in known if rank != WHOLE))
    made_of = typed if gathering is Gathering.SUM else typed[-1:]
    months = YEAR if WHOLE in known else made_of
    value = _over(gathering, known, months)
    before = _over(gathering, known_before, months)
    return Heard(key, year, value or 0, months, before, known, known_before)


def _over(gathering: Gathering, known: Known, months: tuple[int, ...]) -> int | None:
    """The measure over those months, all of which must be known."""
    if months == YEAR and WHOLE in known:
        return known[WHOLE]
    if gathering is not Gathering.SUM and len(months) > 1:
        return None  # a year given as a whole is not its last month
    values = [known[rank] for rank in months if rank in known]
    return sum(values) if len(values) == len(months) else None
