"""A section a month, in the order of the report of 2023: its figures, what marked it, what was
said of it, then the words of partners.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain import commentary_activity, deck_months, month_words
from domain.board import Board, month_values
from domain.formats import month as month_name
from domain.indicators import MEETINGS, OF_THE_MONTH
from domain.listings import Card
from domain.month_spread import MonthSpread
from domain.report import Block, Bullets, Note, Paragraph, Section, Tiles, Words
from domain.scene_text import lines_of
from domain.scene_words import capital, is_one_month

# How much of a page a month takes, in lines of LINE letters: two share one when they fit.
PAGE, TILES, HEADING, SILENT, LINE = 54, 6, 2, 5, 90
NOT_BEGUN = "Ce mois n’a pas commencé."
NO_MONTH = "Aucun de ces mois n’a d’activité enregistrée."
NOTHING = "Rien n’est enregistré pour ce mois."


def months(board: Board) -> list[Section]:
    """Every month of the period, those that have not begun too."""
    year, period = board.scope.period.year, board.scope.period
    spreads = {spread.month: spread for spread in board.months}
    if len(period.months) > 1 and all(_is_silent(board, spread) for spread in board.months):
        return [Section(1, "Mois par mois", (Paragraph(NO_MONTH),))]
    found = [Section(1, "Le mois en détail" if is_one_month(period) else "Mois par mois")]
    used = HEADING  # lines of the page the months are on
    for number in period.months:
        title = capital(month_name(year, number))
        spread = spreads.get(number)
        if spread is None or _is_silent(board, spread):
            told = NOT_BEGUN if spread is None else _silence(board, spread)
            where = _standing(board, spread) if spread else ()
            found.append(Section(2, title, (Paragraph(told), *where)))
            used += SILENT
            continue
        month = [Section(2, title, _figures(board, spread)), *_marks(board, spread)]
        used += _lines(month)
        if used > PAGE and len(found) > 1:
            used = _lines(month)
            month[0] = replace(month[0], starts_page=True)
        found += month
    return found


def _lines(month: list[Section]) -> int:
    """About how many lines of a page a month takes."""
    texts = [text for section in month for block in section.blocks for text in _texts(block)]
    told = sum(max(1, len(lines_of(text, LINE))) for text in texts)
    return TILES + HEADING * len(month) + told


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
