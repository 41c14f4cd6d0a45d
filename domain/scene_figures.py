"""The numbers of each scene and the rows that make them, in the order they are read in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from domain import families, wording
from domain.audience import Heard
from domain.board import Board, Tally
from domain.counted import Reading
from domain.coverage import Coverage
from domain.formats import MONTHS, number
from domain.glance import YearAtAGlance
from domain.indicators import MEETINGS, OF_THE_YEAR, PUBLICATIONS, TERRITORIES, Indicator
from domain.scene_words import capital
from domain.scenes import BarGroup, Explained, ExplainedGroup, RowsAsked, Tile
from domain.vocabulary import Labelled, MeetingFormat, PublicationKind

Listed = TypeVar("Listed", bound=Labelled)
Groups = tuple[ExplainedGroup, ...]

# What the screen of the map lists.
CONTRATS, WHITE = "contrats", "zones-blanches"
PUBLISHED = "publié pour l’année"
IN_THE_BASE = RowsAsked(MEETINGS.key, reading=Reading.ROWS)


def of_tiles(tiles: Iterable[Tile], month: int | None = None) -> Groups:
    """The figures of the period, or those of a month of it."""
    return _groups(("", [_tile(tile, month) for tile in tiles]))


def of_the_period(glance: YearAtAGlance, tiles: Sequence[Tile]) -> Groups:
    """The tiles, then what stands beside them: published for the year, and what they rest on."""
    apart = [i for i in OF_THE_YEAR if glance.difference(i)]
    published = [_published(glance, indicator) for indicator in apart]
    contrats = Explained("Contrats de ville", number(glance.contrats), RowsAsked(CONTRATS))
    base = Explained("Rencontres de la base", number(glance.detailed), IN_THE_BASE)
    on_part = any(wording.rests_on(glance, i) for i in wording.ON_ROWS)
    beside = [contrats, base] if on_part else [contrats]
    return (*of_tiles(tiles), *_groups(("À côté", [*published, *beside])))


def of_months(glance: YearAtAGlance, groups: Iterable[tuple[Indicator, BarGroup]]) -> Groups:
    """Those that are known, month by month."""
    return _groups(
        *(
            (
                group.title,
                [
                    Explained(capital(MONTHS[line.month - 1]), bar.text, rows)
                    for line, bar in zip(glance.months, group.bars, strict=True)
                    if bar.known
                    for rows in [RowsAsked(indicator.key, month=line.month)]
                ],
            )
            for indicator, group in groups
        )
    )


def of_the_map(coverage: Coverage) -> Groups:
    """The contrats reached, by département, and the meetings of each."""
    reached = RowsAsked(TERRITORIES.key, reading=Reading.ROWS)
    alone = len(coverage.lines) == 1  # that of the filter, or what it holds of it
    shares = [
        Explained(share.place.name, wording.reached(share), _at(reached, share.place.code, alone))
        for share in coverage.by_departement
    ]
    contrats = [
        Explained(place.name, number(line.meetings), _at(IN_THE_BASE, place.code, alone))
        for line in coverage.lines
        if (place := line.place) and line.meetings
    ]
    return _groups(
        (
            "",
            [
                Explained("Contrats de ville touchés", number(coverage.visited), reached),
                Explained("Contrats de ville", number(len(coverage.lines)), RowsAsked(CONTRATS)),
                *_in_part(coverage),
            ],
        ),
        ("Contrats touchés, par département", shares),
        ("Rencontres, par contrat de ville", contrats),
    )


def of_white(coverage: Coverage, found: int) -> Groups:
    """The contrats without a meeting, whatever the filters: the map lists them."""
    return _groups(
        (
            "",
            [
                Explained("Contrats sans rencontre", number(found), RowsAsked(WHITE)),
                Explained("Contrats de ville", number(len(coverage.lines)), RowsAsked(CONTRATS)),
                *_in_part(coverage),
            ],
        )
    )


def of_shares(board: Board) -> Groups:
    formats = [_tallied(tally, _of_format(tally.label)) for tally in board.formats]
    themes = [_tallied(tally, _of_theme(board, tally.label)) for tally in board.themes]
    return _groups(("", _in_part(board.coverage)), ("Formats", formats), ("Thèmes", themes))


def of_families(board: Board, total: int) -> Groups:
    rows = [_tallied(tally, _of_family(tally.label)) for tally in board.families]
    whole = Explained(families.ASKED[families.WHOLE], number(total), RowsAsked(families.WHOLE))
    return _groups(("", [whole]), ("Par famille", rows))


def of_reach(board: Board, audience: Sequence[Heard]) -> Groups:
    kinds = [_tallied(tally, _of_publications(tally.label)) for tally in board.publications]
    total = number(sum(tally.count for tally in board.publications))
    whole = [Explained(PUBLICATIONS.label, total, RowsAsked(PUBLICATIONS.key))] if kinds else []
    apart = bool(kinds) and board.glance.difference(PUBLICATIONS)
    published = [_published(board.glance, PUBLICATIONS)] if apart else []
    heard = [Explained(h.key.label, number(h.value), RowsAsked(f"audience-{h.key.value}"))
             for h in audience]  # fmt: skip
    return _groups(("", [*whole, *published]), ("Publications", kinds), ("Audience", heard))


def of_the_year(glance: YearAtAGlance, indicators: Iterable[Indicator]) -> Groups:
    """Published for the year, and what stands beside it."""
    return _groups(
        *(
            (
                indicator.label,
                [
                    Explained("Calculé", number(glance.figures[indicator.key].value), rows),
                    _published(glance, indicator, "Publié pour l’année"),
                ],
            )
            for indicator in indicators
            for rows in [RowsAsked(indicator.key)]
        )
    )


def of_a_closed_month(
    indicator: Indicator, month: int, computed: float | None, published: float | None
) -> ExplainedGroup:
    rows = RowsAsked(indicator.key, month=month)
    return ExplainedGroup(
        f"{capital(MONTHS[month - 1])}, {indicator.label.lower()}",
        (
            Explained("Calculé", number(computed), replace(rows, reading=Reading.ROWS)),
            Explained("Publié à l’arrêté", number(published), rows),
        ),
    )


def _groups(*groups: tuple[str, Sequence[Explained]]) -> Groups:
    return tuple(ExplainedGroup(title, tuple(figures)) for title, figures in groups if figures)


def _tile(tile: Tile, month: int | None) -> Explained:
    return Explained(tile.label, tile.value, RowsAsked(tile.key, month=month))


def _published(glance: YearAtAGlance, indicator: Indicator, label: str = "") -> Explained:
    value = number(glance.figures[indicator.key].published)
    rows = RowsAsked(indicator.key, reading=Reading.PUBLISHED)
    return Explained(label or f"{indicator.label}, {PUBLISHED}", value, rows)


def _in_part(coverage: Coverage) -> list[Explained]:
    """The meetings the scene rests on, where they are not all of them."""
    if coverage.total is None or coverage.detailed >= coverage.total:
        return []
    return [
        Explained("Rencontres détaillées", number(coverage.detailed), IN_THE_BASE),
        Explained(MEETINGS.label, number(coverage.total), RowsAsked(MEETINGS.key)),
    ]


def _at(rows: RowsAsked, code: str, alone: bool) -> RowsAsked:
    return rows if alone else replace(rows, territory=code)


def _tallied(tally: Tally, rows: RowsAsked | None) -> Explained:
    return Explained(tally.label, number(tally.count), rows)


def _of_theme(board: Board, name: str) -> RowsAsked | None:
    """An address names one theme: under a filter, others are not told apart."""
    other = board.scope.theme_id is not None and name not in board.filters
    return None if other else replace(IN_THE_BASE, theme=name)


def _of_family(label: str) -> RowsAsked | None:
    key = families.key_of(label)
    return RowsAsked(key) if key else None


def _of_format(label: str) -> RowsAsked | None:
    found = _labelled(MeetingFormat, label)
    return replace(IN_THE_BASE, format=found) if found else None


def _of_publications(label: str) -> RowsAsked | None:
    found = _labelled(PublicationKind, label)
    return RowsAsked(PUBLICATIONS.key, publication=found) if found else None


def _labelled(listed: type[Listed], label: str) -> Listed | None:
    """None for a label of another time: figures may have been frozen before an upgrade."""
    return next((one for one in listed if one.label == label), None)
