"""The scenes of a presentation: what stands on each, in words ready to show.

A screen draws them, a slide file writes them. What does not fit on one scene goes on the next:
nothing is ever made smaller.
"""

from dataclasses import dataclass
from typing import TypeAlias

from domain.counted import Reading
from domain.vocabulary import Labelled, MeetingFormat, PublicationKind

# Characters in a line of a quote, which eyes follow from eight metres.
LINE_OF_A_QUOTE = 60
# A figure that counts nothing.
ZEROS = ("0", "0\u202f%")


class SceneKind(Labelled):
    COVER = "couverture", "Couverture"
    FIGURES = "chiffres", "Les chiffres"
    MONTHS = "douze-mois", "Les douze mois"
    MONTH = "mois", "Mois par mois"
    MAP = "carte", "La carte"
    WHITE = "absences", "Où nous n’avons pas été"
    SHARES = "formats-themes", "Formats et thèmes"
    FAMILIES = "familles", "Qui participe"
    QUOTES = "paroles", "Parole à…"
    REACH = "publications", "Publications et audience"
    DIFFERENCES = "ecarts", "Publié et calculé"
    NEXT = "a-venir", "Ce qui vient"
    END = "fin", "Fin"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure, large."""

    key: str  # of its indicator
    label: str
    value: str  # « 3 492 », « 62 % », « non disponible »
    missing: bool
    beside: str | None  # « sur 24 », or what share of the meetings it rests on
    change: str  # « ▲ 12 de plus que 2022 (116) »; empty when nothing can be compared
    definition: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    text: str  # the value in words
    share: float  # of the largest bar of its group, 0 to 1
    known: bool = True  # False: « – », no bar
    published: bool = True  # False: computed on the rows of the day, drawn hatched
    value: float | None = None  # what a chart draws
    detail: str = ""  # under the label


@dataclass(frozen=True, slots=True)
class BarGroup:
    title: str
    bars: tuple[Bar, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    centre: str
    region: str
    moment: str  # « Données arrêtées le 22 novembre 2026 à 10 h 02 »


@dataclass(frozen=True, slots=True)
class Figures:
    tiles: tuple[Tile, ...]  # six at most
    note: str | None = None  # what holds of all of them


@dataclass(frozen=True, slots=True)
class TwelveMonths:
    groups: tuple[BarGroup, ...]  # of twelve bars, January to December
    sentence: str


@dataclass(frozen=True, slots=True)
class Quote:
    lines: tuple[str, ...]  # at most LINE_OF_A_QUOTE characters each
    is_summary: bool
    author: str | None
    function: str | None
    organisation: str
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month’s spread: its figures on the first page only."""

    tiles: tuple[Tile, ...]
    highlights: tuple[str, ...]
    quote: Quote | None  # None when it needs a scene of its own, or there is none
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class MapPoint:
    name: str
    longitude: float
    latitude: float
    meetings: int
    named: bool  # whether its name is written on the map


@dataclass(frozen=True, slots=True)
class MapPage:
    points: tuple[MapPoint, ...]
    shares: tuple[tuple[str, str], ...]  # département, « 75 % (3 sur 4) »
    sentence: str
    note: str | None  # said when rows detail a part of the meetings only
    named: str | None = None  # which of them bear their name, when not all do


@dataclass(frozen=True, slots=True)
class Names:
    sentence: str
    names: tuple[tuple[str, str], ...]  # a place, and when the team last was there
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Bars:
    groups: tuple[BarGroup, ...]  # one or two, side by side


@dataclass(frozen=True, slots=True)
class Differences:
    """Published against computed."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    on: str  # « jeudi 3 décembre »
    title: str
    where: str  # format, place or territories


@dataclass(frozen=True, slots=True)
class Agenda:
    items: tuple[AgendaItem, ...]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class End:
    sentence: str


Body: TypeAlias = (
    Cover
    | Figures
    | TwelveMonths
    | Quote
    | MonthPage
    | MapPage
    | Names
    | Bars
    | Differences
    | Agenda
    | End
)


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """The rows that make a number, within the period and the filters of its presentation."""

    key: str  # of an indicator, of an audience, of a family, or of a part of the map
    month: int | None = None  # 1 to 12, of the presentation’s year; None for its period
    reading: Reading = Reading.RETAINED
    territory: str | None = None  # its code
    format: MeetingFormat | None = None
    theme: str | None = None  # its name
    publication: PublicationKind | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A number of a scene as it is frozen, and its rows; None where no page can list them."""

    label: str
    value: str
    rows: RowsAsked | None


@dataclass(frozen=True, slots=True)
class ExplainedGroup:
    title: str  # empty for the figures of the whole scene
    figures: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    kind: SceneKind
    key: str  # the same from one reading to the next: a speaker’s note is kept under it
    title: str
    over: str  # what stands above the title: « Juin 2023 »
    body: Body
    note: str  # the commentary proposed to the speaker
    explained: tuple[ExplainedGroup, ...] = ()  # every number of the body


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A scene that would have been empty."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deck:
    scenes: tuple[Scene, ...]
    left_out: tuple[LeftOut, ...]
    footer: str  # centre, period and filters in force
    moment: str  # « Données arrêtées le 22 novembre 2026 à 10 h 02 »

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left but a cover, an end, and figures all zero or unknown."""
        return all(_is_bare(scene.body) for scene in self.scenes)


def _is_bare(body: Body) -> bool:
    if isinstance(body, Figures):
        return all(tile.missing or tile.value in ZEROS for tile in body.tiles)
    if isinstance(body, TwelveMonths):
        return not any(bar.share for group in body.groups for bar in group.bars)
    return isinstance(body, Cover | End)
