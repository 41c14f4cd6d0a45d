"""The scenes of territories: where the team has been, and where it has not."""

from domain import commentary, scene_figures, wording
from domain.board import Board
from domain.commentary import WHITE_MONTHS
from domain.coverage import Coverage, CoverageLine, is_white
from domain.formats import NBSP, short_date
from domain.scene_text import chunks, cut
from domain.scene_words import key_of, over_period, part_detail
from domain.scenes import LeftOut, MapPage, MapPoint, Names, Scene, SceneKind
from domain.searching import plain

# Names written on the map, where there have been the most meetings; all of them when they are few.
NAMED, ALL_NAMED = 8, 12
NAMES_SHOWN, NAME_WIDTH = 24, 60
NOT_ALL = f"Nommés{NBSP}: {NAMED} contrats parmi ceux où il y a eu le plus de rencontres."


def map_of_the_period(board: Board) -> list[Scene | LeftOut]:
    kind, coverage = SceneKind.MAP, board.coverage
    points = _points(coverage)
    if not coverage.detailed:
        return [LeftOut(kind.label, "aucune rencontre détaillée sur la période")]
    if not points:
        return [LeftOut(kind.label, "aucun contrat de ville n’est placé sur la carte")]
    shares = tuple((share.place.name, wording.reached(share)) for share in coverage.by_departement)
    body = MapPage(
        points,
        shares,
        commentary.most_visited(coverage),
        commentary.detailed(coverage),
        NOT_ALL if coverage.visited > sum(point.named for point in points) else None,
    )
    title, note = commentary.visited(coverage), commentary.map_of_the_period(coverage)
    explained = scene_figures.of_the_map(coverage)
    return [Scene(kind, key_of(board, kind), title, over_period(board), body, note, explained)]


def white(board: Board) -> list[Scene | LeftOut]:
    """The contrats without a known meeting in the twelve months before the period ended."""
    kind, coverage = SceneKind.WHITE, board.coverage
    if all(line.last is None for line in coverage.lines):
        return [LeftOut(kind.label, "aucune rencontre n’est encore rattachée à un territoire")]
    lines = [line for line in coverage.lines if is_white(line.last, coverage.at, WHITE_MONTHS)]
    if not lines:
        return [LeftOut(kind.label, "tous les contrats de ville ont eu une rencontre")]
    partial = coverage.is_partial
    pages = chunks([_name(line, is_partial=partial) for line in lines], NAMES_SHOWN)
    names = [line.place.name for line in lines]
    narrowed = board.scope.is_narrowed
    sentence = commentary.unvisited(coverage, len(lines), is_narrowed=narrowed)
    return [
        Scene(
            kind,
            key_of(board, kind, *part_detail(part)),
            commentary.white_title(len(lines), is_partial=partial),
            over_period(board),
            Names(sentence, page, part, len(pages)),
            commentary.white(sentence, names) if part == 1 else commentary.list_goes_on(page[0][0]),
            scene_figures.of_white(coverage, len(lines)),
        )
        for part, page in enumerate(pages, start=1)
    ]


def _points(coverage: Coverage) -> tuple[MapPoint, ...]:
    shown = coverage.visited if coverage.visited <= ALL_NAMED else NAMED
    busiest = sorted(coverage.lines, key=lambda line: (-line.meetings, plain(line.place.name)))[
        :shown
    ]
    named = {line.place.id for line in busiest}
    return tuple(
        MapPoint(place.name, place.longitude, place.latitude, line.meetings, place.id in named)
        for line in coverage.lines
        if (place := line.place).longitude is not None and place.latitude is not None
    )


def _name(line: CoverageLine, *, is_partial: bool) -> tuple[str, str]:
    """Where rows detail a part only, nobody knows that there was none."""
    last = line.last
    never = "" if is_partial else "aucune rencontre connue"
    seen = f"dernière connue{NBSP}: {short_date(last.on, last.precision)}" if last else never
    return cut(line.place.name, NAME_WIDTH), seen
