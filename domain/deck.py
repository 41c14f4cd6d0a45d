"""A presentation out of what was read: its scenes in their order, and what they leave out."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from domain import commentary, deck_bars, deck_figures, deck_months, deck_places
from domain.board import Board
from domain.formats import DAYS, day, day_in_year, known_date
from domain.listings import MeetingLine
from domain.scene_text import chunks, cut
from domain.scene_words import (
    capital,
    footer,
    is_running,
    key_of,
    over_period,
    part_detail,
    read_at,
    the_period,
)
from domain.scenes import (
    Agenda,
    AgendaItem,
    Cover,
    Deck,
    End,
    LeftOut,
    Scene,
    SceneKind,
)
from domain.vocabulary import DatePrecision

# Meetings to come on a scene; a title takes two lines, the rest one.
ITEMS, ITEM_WIDTH = 6, 70
CENTRE_WIDTH = 40


class Scenario(NamedTuple):
    title: str
    kinds: tuple[SceneKind, ...]


# What is offered to every centre, by the name addresses give it.
BUILT_IN: Mapping[str, Scenario] = {
    "annee": Scenario("Conseil d’administration\u00a0: l’année", tuple(SceneKind)),
    "mois": Scenario(
        "Le mois",
        (
            SceneKind.COVER,
            SceneKind.FIGURES,
            SceneKind.MONTH,
            SceneKind.MAP,
            SceneKind.QUOTES,
            SceneKind.NEXT,
            SceneKind.END,
        ),
    ),
    "territoires": Scenario(
        "Territoires",
        (
            SceneKind.COVER,
            SceneKind.MAP,
            SceneKind.WHITE,
            SceneKind.SHARES,
            SceneKind.FAMILIES,
            SceneKind.END,
        ),
    ),
}


def deck(board: Board, kinds: Sequence[SceneKind]) -> Deck:
    """The scenes of these kinds, in their order. One without data is told, not shown."""
    found = [item for kind in kinds for item in _made(board, kind, kinds)]
    return Deck(
        scenes=tuple(item for item in found if isinstance(item, Scene)),
        left_out=tuple(item for item in found if isinstance(item, LeftOut)),
        footer=footer(board),
        moment=read_at(board),
    )


def _made(board: Board, kind: SceneKind, kinds: Sequence[SceneKind]) -> list[Scene | LeftOut]:
    if kind is SceneKind.QUOTES:
        with_months = SceneKind.MONTH in kinds
        told = deck_months.told_with_their_month(board) if with_months else frozenset[int]()
        return deck_months.quotes(board, told)
    return _MAKERS[kind](board)


def _cover(board: Board) -> list[Scene | LeftOut]:
    kind = SceneKind.COVER
    centre = cut(board.centre, CENTRE_WIDTH, lines=2)
    body = Cover(centre, board.region, read_at(board))
    title = capital(the_period(board.scope.period))
    until = f", au {day_in_year(board.today)}" if is_running(board) else ""
    return [Scene(kind, key_of(board, kind), f"{title}{until}", "", body, commentary.cover(board))]


def _next(board: Board) -> list[Scene | LeftOut]:
    kind = SceneKind.NEXT
    if not board.planned:
        return [LeftOut(kind.label, "aucune rencontre prévue")]
    pages = chunks([_item(board, line) for line in board.planned], ITEMS)
    return [
        Scene(
            kind,
            key_of(board, kind, *part_detail(part)),
            "Ce qui vient",
            f"À partir du {day(board.today)}",
            Agenda(page, part, len(pages)),
            commentary.coming(board) if part == 1 else commentary.agenda_goes_on(page[0]),
        )
        for part, page in enumerate(pages, start=1)
    ]


def _item(board: Board, line: MeetingLine) -> AgendaItem:
    where = line.place or ", ".join(line.territories)
    told = f"{line.format.label}, {where}" if where else line.format.label
    return AgendaItem(_on(board, line), cut(line.title, ITEM_WIDTH, lines=2), cut(told, ITEM_WIDTH))


def _on(board: Board, line: MeetingLine) -> str:
    """« jeudi 3 décembre »; the year where it is another, no day where none is known."""
    if line.date_precision is not DatePrecision.DAY:
        return known_date(line.held_on, line.date_precision)
    year = "" if line.held_on.year == board.today.year else f" {line.held_on.year}"
    return f"{DAYS[line.held_on.weekday()]} {day_in_year(line.held_on)}{year}"


def _end(board: Board) -> list[Scene | LeftOut]:
    kind = SceneKind.END
    body = End(f"{cut(board.centre, CENTRE_WIDTH, lines=2)}, {the_period(board.scope.period)}")
    return [Scene(kind, key_of(board, kind), "Merci", over_period(board), body, commentary.END)]


_MAKERS: Mapping[SceneKind, Callable[[Board], list[Scene | LeftOut]]] = {
    SceneKind.COVER: _cover,
    SceneKind.FIGURES: deck_figures.figures,
    SceneKind.MONTHS: deck_figures.months,
    SceneKind.MONTH: deck_months.months,
    SceneKind.MAP: deck_places.map_of_the_period,
    SceneKind.WHITE: deck_places.white,
    SceneKind.SHARES: deck_bars.shares,
    SceneKind.FAMILIES: deck_bars.families,
    SceneKind.REACH: deck_bars.reach,
    SceneKind.DIFFERENCES: deck_figures.differences,
    SceneKind.NEXT: _next,
    SceneKind.END: _end,
}
