"""The room lists and tables take on a slide: the same to break them and to draw them. In points."""

from documents import slide_plans, slide_words
from documents.slide_text import Area, Words, height
from domain.scenes import AgendaItem, BarGroup, Differences, Names

# How wide the body of a slide is.
WIDTH = 864.0
# Of a table: what a row takes besides its words.
ROW = 10.0
DATE_WIDTH = 236.0
NUMBER_WIDTH = 170.0


def names_height(sentence: str) -> float:
    """What the sentence over a list of names takes."""
    return Words(sentence, slide_words.SENTENCE).height(WIDTH) + 12


def name_columns(body: Names) -> int:
    return 1 if len(body.names) <= 4 else 2


def rows_of_names(body: Names, area: Area, size: int) -> int:
    """How many surely hold, one under the other."""
    width = area.columns(name_columns(body), slide_plans.GAP)[0].width
    tallest = max(height(slide_words.name(*one, size), width) for one in body.names)
    return int((area.height - names_height(body.sentence)) / tallest)


def names_size(body: Names, area: Area) -> int:
    each = -(-len(body.names) // name_columns(body))
    sizes = slide_plans.NAMES
    return next((size for size in sizes if rows_of_names(body, area, size) >= each), sizes[-1])


def table_size(body: Differences, area: Area) -> int:
    sizes, room = slide_plans.TABLES, area.height - sentences_height(body)
    return next((size for size in sizes if sum(table_heights(body, size)) <= room), sizes[-1])


def table_heights(body: Differences, size: int) -> list[float]:
    """Of its headings, then of each row."""
    heads = slide_words.compared(body.head, size, heads=True)
    rows = [heads, *(slide_words.compared(row, size) for row in body.rows)]
    widths = table_widths(body)
    return [
        max(words.height(wide - 12) for words, wide in zip(row, widths, strict=True)) + ROW
        for row in rows
    ]


def table_widths(body: Differences) -> list[float]:
    """What a row is of takes the room its numbers leave."""
    numbers = len(body.head) - 1
    return [WIDTH - NUMBER_WIDTH * numbers, *[NUMBER_WIDTH] * numbers]


def sentences_height(body: Differences) -> float:
    told = (Words(text, slide_words.SENTENCE, before=8) for text in body.sentences)
    return height(told, WIDTH) + 12


def agenda_height(item: AgendaItem) -> float:
    told = height(slide_words.agenda(item), WIDTH - DATE_WIDTH - 12)
    return max(told, Words(item.on, bold=True).height(DATE_WIDTH - 12)) + ROW


def listed_widths(width: float) -> tuple[float, float]:
    """Of what numbers are of, and of the numbers."""
    value = min(150.0, width / 3)
    return width - value, value


def listed_heights(group: BarGroup, width: float) -> list[float]:
    """A row a number without a bar."""
    return [height(slide_words.listed(bar), width - 12) + ROW + 4 for bar in group.bars]
