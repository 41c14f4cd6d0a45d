"""The slides a scene takes. What is planned for a wall is broken again for slides, whose words
are larger: never smaller letters, another slide instead. In points.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from documents import slide_plans
from documents.slide_charts import is_drawn
from documents.slide_heights import (
    WIDTH,
    agenda_height,
    listed_heights,
    listed_widths,
    name_columns,
    rows_of_names,
    sentences_height,
    table_heights,
)
from documents.slide_text import Area, Words
from domain import commentary
from domain.formats import NBSP
from domain.scenes import (
    Agenda,
    BarGroup,
    Bars,
    Body,
    Deck,
    Differences,
    Figures,
    MapPage,
    MonthPage,
    Names,
    Quote,
    Scene,
    Tile,
)

T = TypeVar("T")
B = TypeVar("B", bound=Body)

# The body of a slide under a title of one line, and what each line more takes.
LEFT, TOP, BOTTOM = 48.0, 108.0, 486.0
TITLE_SIZE, TITLE_LINE = 30, 36.0
# Bars stand beside other ones while their names are no longer, in letters.
LABEL_BESIDE = 24
# What stands over bars.
BAR_HEAD = 32.0
SHARES = "Contrats touchés, par département"


@dataclass(frozen=True, slots=True)
class Page:
    """A slide: ``part`` of the ``parts`` of one thing."""

    scene: Scene
    keys: tuple[str, ...]  # of the scenes it opens
    part: int = 1
    parts: int = 1


def pages(deck: Deck) -> list[Page]:
    """All the slides, in their order."""
    made = [
        Page(scene, keys if place == 0 else ())
        for whole, keys in _joined(deck.scenes)
        for place, scene in enumerate(_broken(whole))
    ]
    return _numbered(made)


def title_lines(scene: Scene) -> int:
    return Words(scene.title, TITLE_SIZE, bold=True).lines(WIDTH)


def body_area(scene: Scene) -> Area:
    top = TOP + TITLE_LINE * (title_lines(scene) - 1)
    return Area(LEFT, top, WIDTH, BOTTOM - top)


def _joined(scenes: Iterable[Scene]) -> list[tuple[Scene, tuple[str, ...]]]:
    """What the wall broke into several scenes as one again, with the keys of all of them."""
    found: list[tuple[Scene, tuple[str, ...]]] = []
    for scene in scenes:
        before, keys = found[-1] if found else (scene, ())
        body = _added(before.body, scene.body) if _goes_on(before.key, scene.key) else None
        if keys and body:
            found[-1] = (replace(before, body=body), (*keys, scene.key))
        else:
            found.append((scene, (scene.key,)))
    return found


def _added(first: Body, then: Body) -> Body | None:
    """None where one is not more of the other."""
    if isinstance(first, MonthPage) and isinstance(then, MonthPage):
        return replace(first, highlights=first.highlights + then.highlights)
    if isinstance(first, Names) and isinstance(then, Names):
        return replace(first, names=first.names + then.names)
    if isinstance(first, Agenda) and isinstance(then, Agenda):
        return replace(first, items=first.items + then.items)
    return None


def _broken(scene: Scene) -> list[Scene]:
    """The scene as it holds first; then what is left, each with words to say."""
    body, area = scene.body, body_area(scene)
    if isinstance(body, Figures):
        return _with(scene, _figures(body, area), lambda _: "Suite des chiffres.")
    if isinstance(body, MonthPage):
        return _with(scene, _month(body, area), commentary.following)
    if isinstance(body, Names):
        return _with(scene, _names(body, area), _from_the_name)
    if isinstance(body, Agenda):
        return _with(scene, _agenda(body, area), lambda a: commentary.agenda_goes_on(a.items[0]))
    if isinstance(body, Differences):
        return _with(scene, _differences(body, area), lambda _: "Suite du tableau.")
    if isinstance(body, MapPage):
        return _with_shares(scene, body)
    if isinstance(body, Bars):
        return _with_bars(scene, _bars(body, area))
    return [scene]


def _with(scene: Scene, bodies: Sequence[B], note: Callable[[B], str]) -> list[Scene]:
    first, *others = bodies
    rest = [replace(scene, body=body, note=note(body)) for body in others]
    return [replace(scene, body=first), *rest]


def _figures(body: Figures, area: Area) -> list[Figures]:
    if slide_plans.figures(body, area) or len(body.tiles) < 4:
        return [body]
    return [replace(body, tiles=body.tiles[:3]), Figures(body.tiles[3:])]


def _month(body: MonthPage, area: Area) -> list[MonthPage | Quote]:
    """Figures with the first highlights, then the others, then who speaks."""
    if slide_plans.month(body, area):
        return [body]
    texts = list(body.highlights)
    made: list[MonthPage | Quote] = []
    tiles = body.tiles
    while tiles or texts:
        page = MonthPage(tiles, _fitting(texts, tiles, area), None)
        made.append(page)
        texts, tiles = texts[len(page.highlights) :], ()
    return [*made, body.quote] if body.quote else made


def _fitting(texts: list[str], tiles: tuple[Tile, ...], area: Area) -> tuple[str, ...]:
    """As many of the first texts as hold; one at least where there are no figures."""
    for count in range(len(texts), 0, -1):
        page = MonthPage(tiles, tuple(texts[:count]), None)
        if slide_plans.month(page, area):
            return page.highlights
    return () if tiles else tuple(texts[:1])


def _names(body: Names, area: Area) -> list[Names]:
    """In columns: the tallest of what they hold, as many times as there is room for."""
    each = rows_of_names(body, area, slide_plans.NAMES[-1]) * name_columns(body)
    return [replace(body, names=page) for page in _chunks(body.names, each)]


def _agenda(body: Agenda, area: Area) -> list[Agenda]:
    sizes = [agenda_height(item) for item in body.items]
    return [replace(body, items=page) for page in _filled(body.items, sizes, area.height)]


def _differences(body: Differences, area: Area) -> list[Differences]:
    """The sentences are under the first rows."""
    head, *sizes = table_heights(body, slide_plans.TABLES[-1])
    found = _filled(body.rows, sizes, area.height - sentences_height(body) - head)
    return [
        replace(body, rows=rows, sentences=() if place else body.sentences)
        for place, rows in enumerate(found or [()])
    ]


def _bars(body: Bars, area: Area) -> list[Bars]:
    """Side by side while the names of the bars are short, and lists no longer than a slide."""
    bars = [bar for group in body.groups for bar in group.bars if is_drawn(bar)]
    longest = max((len(bar.label) for bar in bars), default=0)
    part = area.columns(len(body.groups), 2 * slide_plans.GAP)[0]
    hold = all(_holds(group, part.below(BAR_HEAD)) for group in body.groups)
    if len(body.groups) == 1 or (longest <= LABEL_BESIDE and hold):
        return [body]
    return [Bars((group,)) for group in body.groups]


def _holds(group: BarGroup, area: Area) -> bool:
    if any(is_drawn(bar) for bar in group.bars):
        return True
    return sum(listed_heights(group, listed_widths(area.width)[0])) <= area.height


def _with_bars(scene: Scene, bodies: Sequence[Bars]) -> list[Scene]:
    """A group on a slide of its own gives it its title."""
    first, *others = bodies
    titles = [body.groups[0].title for body in others]
    return [replace(scene, body=first)] + [
        replace(scene, body=body, title=title, note=f"Suite{NBSP}: {title}.")
        for body, title in zip(others, titles, strict=True)
    ]


def _with_shares(scene: Scene, body: MapPage) -> list[Scene]:
    """The map takes the whole slide, with its names around it."""
    if not body.shares:
        return [scene]
    shares = MapPage((), body.shares, "", body.note)
    told = replace(scene, title=SHARES, body=shares, note=f"Suite{NBSP}: {SHARES.lower()}.")
    return [replace(scene, body=replace(body, shares=())), told]


def _from_the_name(body: Names) -> str:
    return commentary.list_goes_on(body.names[0][0])


def _chunks(items: Sequence[T], size: int) -> list[tuple[T, ...]]:
    return [tuple(items[start : start + size]) for start in range(0, len(items), max(size, 1))]


def _filled(items: Sequence[T], sizes: Sequence[float], room: float) -> list[tuple[T, ...]]:
    """The items in their order, on as few slides as have room for them; one at least on each."""
    pages = _poured(items, sizes, room)
    even = -(-len(items) // max(len(pages), 1))
    evener = _chunks(items, even)
    high = [sum(page) for page in _chunks(sizes, even)]
    return evener if max(high, default=0) <= room else pages


def _poured(items: Sequence[T], sizes: Sequence[float], room: float) -> list[tuple[T, ...]]:
    found: list[list[T]] = []
    left = 0.0
    for item, size in zip(items, sizes, strict=True):
        if not found or size > left:
            found.append([])
            left = room
        found[-1].append(item)
        left -= size
    return [tuple(page) for page in found]


def _numbered(made: Iterable[Page]) -> list[Page]:
    """What goes on over several slides says at which of them it is."""
    runs: list[list[Page]] = []
    for page in made:
        if runs and _goes_on(runs[-1][0].scene.key, page.scene.key):
            runs[-1].append(page)
        else:
            runs.append([page])
    return [
        replace(page, part=part, parts=len(run))
        for run in runs
        for part, page in enumerate(run, start=1)
    ]


def _goes_on(first: str, key: str) -> bool:
    return key == first or key.startswith(f"{first}/")
