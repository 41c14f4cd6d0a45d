"""A section a month, in the order of the report of 2023: its figures, what marked it, what was
said of it, then the words of partners.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain import commentary_activity, deck_months, month_words
from domain.board import Board, month_values
from domain.formats import MONTHS
from domain.formats import month as month_name
from domain.indicators import MEETINGS, OF_THE_MONTH
from domain.listings import Card
from domain.month_spread import MonthSpread
from domain.report import Block, Bullets, Note, Paragraph, Section, Tiles, Words
from domain.scene_text import lines_of
from domain.scene_words import capital, is_one_month

# How much of a page months may take under their chapter, in lines of LINE letters.
PAGE, TILES, HEADING, LINE = 52, 6, 2, 90
NOT_BEGUN = "Ce mois n’a pas commencé."
NO_MONTH = "Aucun de ces mois n’a d’activité enregistrée."
NOTHING = "Rien n’est enregistré pour ce mois."


def months(board: Board) -> list[Section]:
    """Every month of the period, those that have not begun too."""
    period = board.scope.period
    spreads = {spread.month: spread for spread in board.months}
    if len(period.months) > 1 and all(_is_silent(board, spread) for spread in board.months):
        return [Section(1, "Mois par mois", (Paragraph(NO_MONTH),))]
    told = [_month(board, number, spreads.get(number)) for number in period.months]
    found = [Section(1, "Le mois en détail" if is_one_month(period) else "Mois par mois")]
    first = _first_of_pages([_lines(month) for month in told])
    for index, (opening, *rest) in enumerate(told):
        opens = index > 0 and index in first
        found += [replace(opening, starts_page=opens, is_spaced=True), *rest]
    return found


def _month(board: Board, number: int, spread: MonthSpread | None) -> list[Section]:
    title = capital(month_name(board.scope.period.year, number))
    if spread is None:
        return [Section(2, title, (Paragraph(NOT_BEGUN),))]
    if _is_silent(board, spread):
        silence = Paragraph(_silence(board, spread))
        return [Section(2, title, (silence, *_standing(board, spread)))]
    return [Section(2, title, _figures(board, spread)), *_marks(board, spread)]


def _first_of_pages(lines: Sequence[int]) -> tuple[int, ...]:
    """Which months open a page: on as few pages as can be, as many months on each."""
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    for end in range(1, len(lines) + 1):
        fitting = [s for s in range(end) if sum(lines[s:end]) <= PAGE or s == end - 1]
        best.append(
            min((best[s][0] + 1, best[s][1] + (end - s) ** 2, (*best[s][2], s)) for s in fitting)
        )
    return best[-1][2]


def _lines(month: list[Section]) -> int:
    """About how many lines of a page a month takes."""
    blocks = [block for section in month for block in section.blocks]
    told = sum(max(1, len(lines_of(text, LINE))) for block in blocks for text in _texts(block))
    tiles = TILES * any(isinstance(block, Tiles) for block in blocks)
    return tiles + HEADING * len(month) + told


def _texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Words):
        return *block.paragraphs, block.organisation, ""
    return (block.text,) if isinstance(block, Paragraph | Note) else ()


def _is_silent(board: Board, spread: MonthSpread) -> bool:
    values = month_values(board, spread)
    return not (values[MEETINGS.key] or spread.highlights or spread.testimonials)


def _silence(board: Board, spread: MonthSpread) -> str:
    """A zero that is known is not an unknown."""
    if spread.in_part:
        return f"En {MONTHS[spread.month - 1]}, aucune rencontre connue."
    if month_values(board, spread)[MEETINGS.key] is None:
        return NOTHING
    return commentary_activity.month(board, spread)


def _figures(board: Board, spread: MonthSpread) -> tuple[Block, ...]:
    # What they count is said once, with the key figures.
    tiles = tuple(
        replace(deck_months.tile_of(board, spread, i), definition="") for i in OF_THE_MONTH
    )
    return Tiles(tiles), *_standing(board, spread)


def _standing(board: Board, spread: MonthSpread) -> tuple[Note, ...]:
    """Under filters nothing is published, which the key figures say once."""
    if board.scope.is_narrowed:
        return ()
    return (Note(month_words.standing(spread, board.timezone)),)


def _marks(board: Board, spread: MonthSpread) -> Iterator[Section]:
    if spread.highlights:
        yield Section(3, "Les actions emblématiques du mois", (Bullets(spread.highlights),))
    kept = spread.published.commentary if spread.published else None
    told = kept or commentary_activity.month(board, spread)
    yield Section(3, "Le mois en quelques mots", tuple(paragraphs(told)))
    words = tuple(_words(card) for card in reversed(spread.testimonials) if card.body.strip())
    if words:
        yield Section(3, "Parole à…", words)


def paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _words(card: Card) -> Words:
    return Words(
        paragraphs=tuple(one.text for one in paragraphs(card.body)),
        is_summary=card.is_summary,
        author=card.author,
        function=card.function,
        organisation=card.organisation,
    )
