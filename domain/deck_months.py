"""The months as the activity report spreads them, and the words of partners."""

from domain import (
    attendance_words,
    commentary,
    commentary_activity,
    comparison_words,
    scene_figures,
    wording,
)
from domain.board import Board, are_participations_approximate, is_approximate, month_values
from domain.deck_figures import APPROXIMATE, tile
from domain.formats import MONTHS, enumeration, month
from domain.indicators import MEETINGS, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.listings import Card
from domain.month_spread import MonthSpread
from domain.scene_text import cut, lines_of, quote_parts
from domain.scene_words import (
    capital,
    is_one_month,
    is_whole_year,
    key_of,
    over_period,
    part_detail,
)
from domain.scenes import LeftOut, MonthPage, Quote, Scene, SceneKind, Tile

# The page of a month, in em of the design unit: the column of highlights under its tiles.
COLUMN, COLUMN_UNDER_TILES = 32.0, 23.0
FIRST_LINE, NEXT_LINE = 2.2, 1.75
HIGHLIGHT_WIDTH = 55
# The column of the quote beside them.
QUOTE_WIDTH, QUOTE_LINES = 34, 10
# Who speaks: a line of it.
AUTHOR_WIDTH, ORGANISATION_WIDTH = 60, 100


def months(board: Board) -> list[Scene | LeftOut]:
    """A page or several for each month that left something."""
    found: list[Scene | LeftOut] = []
    for spread in board.months:
        found += _month(board, spread)
    ahead = [MONTHS[number - 1] for number in board.scope.period.months[len(board.months) :]]
    if ahead:
        verb = "n’a" if len(ahead) == 1 else "n’ont"
        found.append(LeftOut(enumeration(ahead), f"{verb} pas commencé"))
    return found


def quotes(board: Board, told: frozenset[int]) -> list[Scene | LeftOut]:
    """Each testimonial large, but those that ``told`` says are so elsewhere."""
    kind = SceneKind.QUOTES
    if not board.testimonials:
        return [LeftOut(kind.label, "aucun témoignage que ses lecteurs puissent voir")]
    left = [card for card in board.testimonials if card.id not in told]
    if not left:
        return [LeftOut(kind.label, "les témoignages sont déjà avec leur mois")]
    return [
        Scene(
            kind,
            key_of(board, kind, card.id, *part_detail(quote.part)),
            "Parole à…",
            capital(month(card.year, card.month)),
            quote,
            commentary.quote(quote),
        )
        for card in left
        for quote in _large(card)
    ]


def told_with_their_month(board: Board) -> frozenset[int]:
    """The testimonials that need no other scene: large beside their month, or alone in it."""
    small = is_one_month(board.scope.period)
    shown = [card for spread in board.months for card in spread.testimonials[:1]]
    return frozenset(card.id for card in shown if small or not _fits(card))


def _month(board: Board, spread: MonthSpread) -> list[Scene | LeftOut]:
    values = month_values(board, spread)
    card = spread.testimonials[0] if spread.testimonials else None
    if not (values[MEETINGS.key] or spread.highlights or card):
        return [LeftOut(MONTHS[spread.month - 1], "rien d’enregistré")]
    kind, detail = SceneKind.MONTH, f"{spread.month:02d}"
    bodies: list[MonthPage | Quote] = [*_pages(board, spread, card)]
    if card and not _fits(card):
        bodies += _large(card)
    first = commentary_activity.month(board, spread)
    notes = [first, *(commentary.following(body) for body in bodies[1:])]
    return [
        Scene(
            kind,
            key_of(board, kind, detail, *part_detail(part)),
            _title(board, spread),
            over_period(board) if is_one_month(board.scope.period) else kind.label,
            body,
            note,
            scene_figures.of_tiles(body.tiles, spread.month) if isinstance(body, MonthPage) else (),
        )
        for part, (body, note) in enumerate(zip(bodies, notes, strict=True), start=1)
    ]


def _title(board: Board, spread: MonthSpread) -> str:
    """« Juin 2023, le mois le plus fort », when it is; what was read above is not said again."""
    if is_one_month(board.scope.period):
        return "Le mois en détail"
    first = [i.key for i in (MEETINGS, PARTICIPATIONS) if _is_first(board, spread, i)]
    points = {
        (MEETINGS.key,): ", le plus de rencontres",
        (PARTICIPATIONS.key,): ", le plus de participations",
        (MEETINGS.key, PARTICIPATIONS.key): ", le mois le plus fort",
    }
    return f"{capital(month(spread.year, spread.month))}{points.get(tuple(first), '')}"


def _is_first(board: Board, spread: MonthSpread, indicator: Indicator) -> bool:
    """Whether the month stands alone before the others of a year, none of them unknown."""
    if not is_whole_year(board.scope.period) or len(board.months) == 1:
        return False
    values = [month_values(board, line) for line in board.months]
    known = all(v[indicator.key] is not None for v in values if v[MEETINGS.key] != 0)
    exact = indicator is MEETINGS or not is_approximate(board)
    return known and exact and wording.strongest(board.glance, indicator) == [spread.month]


def _pages(board: Board, spread: MonthSpread, card: Card | None) -> list[MonthPage]:
    texts = _paginated(spread.highlights)
    quote = _quote(card, lines_of(card.body, QUOTE_WIDTH)) if card and _fits(card) else None
    return [
        MonthPage(
            tiles=tuple(tile_of(board, spread, i) for i in OF_THE_MONTH) if part == 1 else (),
            highlights=page,
            quote=quote if part == 1 else None,
            part=part,
            parts=len(texts),
        )
        for part, page in enumerate(texts, start=1)
    ]


def tile_of(board: Board, spread: MonthSpread, indicator: Indicator) -> Tile:
    """A figure of a month."""
    line = board.glance.months[spread.month - 1]
    rests_on = _rests_on(spread, line.values[MEETINGS.key])
    return tile(
        indicator,
        line.values[indicator.key],
        spread.last_year[indicator.key],
        comparison_words.compared_month(spread),
        beside=rests_on if indicator is PARTICIPATIONS else None,
    )


def _rests_on(spread: MonthSpread, meetings: float | None) -> str | None:
    """What its participations are counted on, and how well."""
    known = attendance_words.known(meetings, spread.unknown_attendance)
    approximate = APPROXIMATE if are_participations_approximate(spread) else None
    return " · ".join(words for words in (known, approximate) if words) or None


def _paginated(texts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The texts page by page; one that no page can hold goes on to the next."""
    pages: list[list[str]] = [[]]
    room = COLUMN_UNDER_TILES
    for text in texts:
        lines = lines_of(text, HIGHLIGHT_WIDTH)
        if _height(len(lines)) > room and pages[-1]:
            pages.append([])
            room = COLUMN
        while _height(len(lines)) > room:
            fitting = int((room - FIRST_LINE) / NEXT_LINE) + 1
            pages[-1].append(" ".join(lines[:fitting]))
            lines = lines[fitting:]
            pages.append([])
            room = COLUMN
        pages[-1].append(" ".join(lines))
        room -= _height(len(lines))
    return [tuple(page) for page in pages]


def _height(lines: int) -> float:
    return FIRST_LINE + (lines - 1) * NEXT_LINE


def _fits(card: Card) -> bool:
    """Whether the words stand whole beside the highlights."""
    return len(lines_of(card.body, QUOTE_WIDTH)) <= QUOTE_LINES


def _large(card: Card) -> list[Quote]:
    parts = quote_parts(card.body)
    return [_quote(card, lines, part, len(parts)) for part, lines in enumerate(parts, start=1)]


def _quote(card: Card, lines: tuple[str, ...], part: int = 1, parts: int = 1) -> Quote:
    return Quote(
        lines=lines,
        is_summary=card.is_summary,
        author=cut(card.author, AUTHOR_WIDTH) if card.author else None,
        function=cut(card.function, ORGANISATION_WIDTH) if card.function else None,
        organisation=cut(card.organisation, ORGANISATION_WIDTH),
        part=part,
        parts=parts,
    )
