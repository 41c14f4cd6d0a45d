"""The activity report as a PDF to hand out, and the picture of its first page."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.queries.report import report_reading
from documents import typesetting
from documents.making import Tell
from documents.pictures import land_svg, region_svg
from domain.document_kinds import Order
from domain.report import (
    Block,
    Bullets,
    Chart,
    Note,
    Paragraph,
    RegionMap,
    Report,
    Section,
    Table,
)
from domain.report_sections import report
from domain.scene_text import cut, lines_of

TEMPLATE = "report.typ"
# The cover’s region, on its blue.
COVER_LAND, COVER_BORDER = "#1f5a91", "#5f93c4"
# Letters of the centre’s name at the top of each page.
RUNNING = 50
# Letters of the widest cell of a column: from WIDE on it shares what room is left.
WIDE, NARROWEST, WIDEST = 22, 30, 70
# Lines of a section that no page should cut, and letters of a line, and of a line of a cell.
SHORT, LINE, CELL = 24, 90, 40
# Columns of a table that leave room in the first one.
FEW = 5
# A word longer than this may be broken anywhere: a line would not hold it.
_TOO_LONG = re.compile(r"\S{31,}")
ZERO_WIDTH_SPACE = "\u200b"


def make(session: Session, order: Order, tell: Tell) -> bytes:
    made = _read(session, order, tell)
    tell("Mise en page du PDF")
    return write(made, order.now)


def first_page(session: Session, order: Order, tell: Tell) -> bytes:
    """Its cover, as a PNG picture."""
    made = _read(session, order, tell)
    tell("Dessin de la première page")
    return preview(made)


def write(made: Report, at: datetime) -> bytes:
    """``at`` dates the file: the same report gives the same bytes."""
    return typesetting.pdf(TEMPLATE, _values(made), at)


def preview(made: Report) -> bytes:
    values = {"report": json.dumps(_cover(replace(made, sections=())))}
    return typesetting.png(TEMPLATE, values, typesetting.PREVIEW_PPI)


def _read(session: Session, order: Order, tell: Tell) -> Report:
    tell("Lecture des chiffres")
    reading = report_reading(
        session, scope=order.scope, filters=(), today=order.today, now=order.now
    )
    return report(reading)


def _values(made: Report) -> dict[str, str]:
    told = {
        **_cover(made),
        "sections": [_section(section) for section in made.sections],
    }
    return {"report": json.dumps(_breakable(told))}


def _cover(made: Report) -> dict[str, Any]:
    return {
        "title": made.title,
        "centre": made.centre,
        "region": made.region,
        "period": made.period,
        "moment": made.moment,
        "warning": made.warning,
        "foot": made.foot,
        "running": f"{cut(made.centre, RUNNING)} · {made.title} {made.period}",
        "filters": list(made.filters),
        "land": land_svg(COVER_LAND, COVER_BORDER),
        "sections": [],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "title": section.title,
        "starts_page": section.starts_page,
        "is_spaced": section.is_spaced,
        "is_short": _lines(section) <= SHORT,
        "blocks": list(_blocks(section.blocks)),
    }


def _lines(section: Section) -> int:
    """About how many lines it takes; a picture takes more than a short section has."""
    return sum(_lines_of(block) for block in section.blocks)


def _lines_of(block: Block) -> int:
    match block:
        case Paragraph(text) | Note(text):
            return len(lines_of(text, LINE)) + 1
        case Bullets(items):
            return sum(len(lines_of(text, LINE)) for text in items)
        case Table():
            return 3 + sum(max(len(lines_of(cell, CELL)) for cell in row) for row in block.rows)
        case _:
            return SHORT + 1


def _blocks(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """Two rankings that follow one another stand side by side."""
    left = list(blocks)
    while left:
        pair = [block for block in left[:2] if isinstance(block, Chart) and len(block.groups) == 1]
        if len(pair) > 1:
            yield {"kind": "Pair", "charts": [_block(block) for block in pair]}
        else:
            yield _block(left[0])
        del left[: 2 if len(pair) > 1 else 1]


def _block(block: Block) -> dict[str, Any]:
    values = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, RegionMap):
        return {**values, "points": [], "svg": region_svg(block.points)}
    if isinstance(block, Table):
        return {**values, "numeric": sorted(block.numeric), "shares": _shares(block)}
    return values


def _shares(table: Table) -> list[float]:
    """What each column takes of the room: 0, just its own; else a part of what the others leave."""
    longest = [max((len(row[i]) for row in table.rows), default=0) for i in range(len(table.head))]
    wide = [i for i, length in enumerate(longest) if i not in table.numeric and length >= WIDE]
    if wide:
        return [_part(length) if i in wide else 0 for i, length in enumerate(longest)]
    if len(table.head) > FEW:
        return [float(i in table.numeric) for i in range(len(table.head))]
    return [1, *(0 for _ in table.head[1:])]


def _part(length: int) -> float:
    """A column twice as long is not twice as wide: it takes more lines."""
    return float(min(max(length, NARROWEST), WIDEST) ** 0.7)


def _breakable(value: Any) -> Any:
    """The same, with places to break the words that no line holds; drawings are left alone."""
    if isinstance(value, dict):
        return {
            key: item if key in ("svg", "land") else _breakable(item) for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_breakable(item) for item in value]
    if isinstance(value, str):
        return _TOO_LONG.sub(lambda word: ZERO_WIDTH_SPACE.join(word[0]), value)
    return value
