"""Tables of a Word document: those of figures, and key figures side by side."""

from collections.abc import Iterator, Sequence
from math import ceil

from documents.docx_columns import PAGE, widths
from documents.docx_xml import Node, node, paragraph, run
from documents.slide_text import printable
from domain.report import Table
from domain.scenes import Tile

# A table of more columns, or of more rows, has smaller letters; one of fewer lines is never on two
# pages.
FEW_COLUMNS, FEW_ROWS, SHORT = 6, 24, 10
# Letters of a line of a cell, where it is one of a few.
CELL = 40
DENSE = 8 / 9  # of the size of other letters
# Key figures on a line, and the letters from which one is set smaller.
SIDE_BY_SIDE, LONG = 3, 6
# Twentieths of a point: of a line of them over another, on a page that has nothing else.
TALL = 4600
# What Word calls the parts of a table it sets apart.
FIRST_ROW, LAST_ROW, FIRST_COLUMN, NO_BANDS = 0x20, 0x40, 0x80, 0x600


def table(block: Table) -> Node:
    """Its first row is repeated on each page, and no row is on two pages."""
    is_dense = len(block.head) > FEW_COLUMNS or len(block.rows) > FEW_ROWS
    columns = widths(block, DENSE if is_dense else 1)
    rows = [_row(block, block.head, columns, "CellHead", is_dense=is_dense, head=True)]
    lines = [*block.rows, *([block.total] if block.total else [])]
    is_short = sum(map(_height, lines)) <= SHORT
    for index, line in enumerate(lines):
        keep = is_short and index < len(lines) - 1
        bold = block.total is not None and index == len(lines) - 1
        rows.append(_row(block, line, columns, "Cell", is_dense=is_dense, keep=keep, bold=bold))
    look = FIRST_ROW | FIRST_COLUMN | NO_BANDS | (LAST_ROW if block.total else 0)
    return _table("MaillageTable", block.caption, columns, look, rows)


def tiles(found: Sequence[Tile]) -> Node:
    """Three on a line."""
    width = PAGE // SIDE_BY_SIDE
    columns = [PAGE - width * (SIDE_BY_SIDE - 1), *[width] * (SIDE_BY_SIDE - 1)]
    rows = []
    for start in range(0, len(found), SIDE_BY_SIDE):
        line = [list(_tile(tile)) for tile in found[start : start + SIDE_BY_SIDE]]
        line += [[paragraph("Cell")]] * (SIDE_BY_SIDE - len(line))
        cells = [_cell(width, *inside) for width, inside in zip(columns, line, strict=True)]
        high = (
            [node("trHeight", val=TALL, hRule="atLeast")] if found[start + SIDE_BY_SIDE :] else []
        )
        rows.append(node("tr", node("trPr", node("cantSplit"), *high), *cells))
    return _table("FiguresTable", "Chiffres côte à côte", columns, NO_BANDS, rows)


def _height(line: Sequence[str]) -> int:
    """About how many lines the row takes."""
    return max(ceil(len(text) / CELL) or 1 for text in line)


def side_by_side(*columns: Sequence[Node]) -> Node:
    """What stands beside one another, in as many columns of one width."""
    width = PAGE // len(columns)
    cells = [_cell(width, *inside) for inside in columns]
    row = node("tr", node("trPr", node("cantSplit")), *cells)
    return _table("FiguresTable", "Graphiques côte à côte", [width] * len(columns), NO_BANDS, [row])


def set_low(height: int, words: Node) -> Node:
    """Words at the bottom of a room of that height, however many lines they take."""
    low = node("tcPr", node("tcW", w=PAGE, type="dxa"), node("vAlign", val="bottom"))
    about = node("trPr", node("cantSplit"), node("trHeight", val=height, hRule="exact"))
    row = node("tr", about, node("tc", low, words))
    return _table("FiguresTable", "Période", [PAGE], NO_BANDS, [row])


def _table(style: str, title: str, columns: Sequence[int], look: int, rows: Sequence[Node]) -> Node:
    about = node(
        "tblPr",
        node("tblStyle", val=style),
        node("tblW", w=PAGE, type="dxa"),
        node("tblLayout", type="fixed"),
        _look(look),
        node("tblCaption", val=printable(title)),
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in columns))
    return node("tbl", about, grid, *rows)


def _look(flags: int) -> Node:
    """Said twice: programs read one or the other."""
    named = {"firstRow": FIRST_ROW, "lastRow": LAST_ROW, "firstColumn": FIRST_COLUMN}
    told = {name: int(bool(flags & flag)) for name, flag in named.items()}
    return node("tblLook", val=f"{flags:04X}", **told, lastColumn=0, noHBand=1, noVBand=1)


def _row(
    block: Table,
    texts: Sequence[str],
    columns: Sequence[int],
    style: str,
    *,
    is_dense: bool,
    head: bool = False,
    keep: bool = False,
    bold: bool = False,
) -> Node:
    cells = []
    for index, (text, width) in enumerate(zip(texts, columns, strict=True)):
        look = f"{style}{'Number' * (index in block.numeric)}{'Dense' * is_dense}"
        words = [run(text, "Strong" if bold else None)] if text else []
        cells.append(_cell(width, paragraph(look, *words, keep=keep)))
    about = node("trPr", node("cantSplit"), *([node("tblHeader")] if head else []))
    return node("tr", about, *cells)


def _cell(width: int, *inside: Node) -> Node:
    return node("tc", node("tcPr", node("tcW", w=width, type="dxa")), *inside)


def _tile(tile: Tile) -> Iterator[Node]:
    """The key figures say what they count; those of a month are smaller."""
    kind = "Figure" if tile.definition else "Month"
    yield paragraph(f"{kind}Label", run(tile.label))
    yield paragraph(_value_style(kind, tile), run(tile.value))
    for text in (tile.beside, tile.change):
        if text:
            yield paragraph(f"{kind}Beside", run(text))
    if tile.definition:
        yield paragraph("FigureDefinition", run(tile.definition))


def _value_style(kind: str, tile: Tile) -> str:
    if tile.missing:
        return f"{kind}ValueMissing"
    is_long = kind == "Figure" and len(tile.value) >= LONG
    return f"{kind}Value{'Long' * is_long}"
