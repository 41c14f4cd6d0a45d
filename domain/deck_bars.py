"""The scenes of bars: formats and themes, families, publications and audience."""

from collections.abc import Callable

from domain import commentary, scene_figures, wording
from domain.audience import Heard
from domain.audience_words import days_read
from domain.board import Board, Tally
from domain.formats import count, number, percent
from domain.indicators import PUBLICATIONS
from domain.scene_text import cut
from domain.scene_words import is_whole_year, key_of, over_period
from domain.scenes import Bar, BarGroup, Bars, ExplainedGroup, LeftOut, Scene, SceneKind

# Bars of a group, the one of all others among them.
BARS, LABEL_WIDTH = 12, 40


def shares(board: Board) -> list[Scene | LeftOut]:
    kind, part = SceneKind.SHARES, commentary.detailed(board.coverage)
    groups = [
        ranking("Formats", board.formats, part),
        ranking("Thèmes", board.themes, "Une rencontre compte pour chacun de ses thèmes."),
    ]
    reason = "aucune rencontre détaillée sur la période"
    explained = scene_figures.of_shares(board)
    note = commentary.shares(board)
    return _scene(board, kind, "Formats et thèmes", groups, note, explained, reason)


def families(board: Board) -> list[Scene | LeftOut]:
    total = sum(tally.count for tally in board.families)
    named = wording.coverage(board.glance.named_share)
    drawn = ranking(
        "Participations nominatives, par famille",
        board.families,
        named,
        lambda n: f"{number(n)} ({percent(n / total)})",
    )
    title = f"Qui participe\u00a0: {commentary.named(total)}"
    reason = "aucune participation nominative sur la période"
    explained = scene_figures.of_families(board, total)
    note = commentary.families(board)
    return _scene(board, SceneKind.FAMILIES, title, [drawn], note, explained, reason)


def reach(board: Board) -> list[Scene | LeftOut]:
    """Publications of the period; audience, which is told by year, with whole years only."""
    glance = board.glance
    whole_year = is_whole_year(board.scope.period)
    audience = glance.audience if whole_year else ()
    groups = [
        ranking("Publications", board.publications, wording.difference(glance, PUBLICATIONS)),
        _heard(f"Audience en {glance.year}", audience),
    ]
    published = sum(tally.count for tally in board.publications)
    title = count(published, "publication") if published else "Audience"
    reason = "aucune publication connue sur la période"
    explained = scene_figures.of_reach(board, audience)
    note = commentary.reach(board)
    return _scene(board, SceneKind.REACH, title, groups, note, explained, reason)


def _scene(
    board: Board,
    kind: SceneKind,
    title: str,
    groups: list[BarGroup | None],
    note: str,
    explained: tuple[ExplainedGroup, ...],
    reason: str,
) -> list[Scene | LeftOut]:
    known = tuple(group for group in groups if group)
    if not known:
        return [LeftOut(kind.label, reason)]
    over = over_period(board)
    return [Scene(kind, key_of(board, kind), title, over, Bars(known), note, explained)]


def ranking(
    title: str,
    tallies: tuple[Tally, ...],
    note: str | None = None,
    words: Callable[[int], str] = number,
    most: int = BARS,
) -> BarGroup | None:
    """The ``most`` largest, all others as one of them; None when there is nothing to draw."""
    if not tallies:
        return None
    kept = tallies if len(tallies) <= most else tallies[: most - 1]
    largest = max(tally.count for tally in kept) or 1
    bars = [
        Bar(
            cut(tally.label, LABEL_WIDTH),
            words(tally.count),
            tally.count / largest,
            value=tally.count,
        )
        for tally in kept
    ]
    # A bar for several would be longer than those it comes after.
    if others := tallies[len(kept) :]:
        rest = sum(tally.count for tally in others)
        bars.append(Bar(f"{len(others)} autres", words(rest), 0, value=rest))
    return BarGroup(title, tuple(bars), note)


def _heard(title: str, audience: tuple[Heard, ...]) -> BarGroup | None:
    """Numbers without bars: readers, subscribers and issues have no scale in common."""
    bars = tuple(
        Bar(h.key.label, number(h.value), 0, value=h.value, detail=days_read(h)) for h in audience
    )
    return BarGroup(title, bars) if bars else None
