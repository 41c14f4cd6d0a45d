"""The blocks of a report as Word: one function a kind."""

from collections.abc import Iterator, Sequence

from documents import docx_charts, docx_pictures
from documents.docx_draft import Draft
from documents.docx_pictures import Shown
from documents.docx_tables import side_by_side, table, tiles
from documents.docx_xml import FIGURE, TABLE, Node, paragraph, run
from documents.pictures import MARGIN, png, region_svg
from documents.region_drawing import WIDTH, height
from documents.slide_charts import is_drawn
from domain.formats import MISSING, NBSP
from domain.report import (
    Block,
    Bullets,
    Chart,
    Note,
    Paragraph,
    RegionMap,
    Table,
    Tiles,
    Words,
)
from domain.report_figures import alternative
from domain.scene_words import capital
from domain.scenes import BarGroup

# Millimetres: the width of a page’s text, of one of two columns of it, of a map; a chart of months,
# a bar of a ranking, what is around bars, a legend.
PAGE, HALF, MAP, MONTHS, BAR, AROUND, LEGEND = 170.0, 83.0, 146.0, 28.0, 5.2, 3.0, 6.0
PIXELS = 1800  # of a map
# Items of a list, and letters of an item, that two columns hold.
MANY, BRIEF = 8, 60


def add_blocks(draft: Draft, told: Sequence[Block]) -> None:
    """All of a section; two rankings that follow one another stand side by side."""
    left = list(told)
    while left:
        pair = [one for one in left[:2] if isinstance(one, Chart) and len(one.groups) == 1]
        if len(pair) > 1:
            draft.add(side_by_side(*(_captioned(draft, one, HALF) for one in pair)))
        else:
            draft.add(*_nodes(draft, left[0], left[1] if left[1:] else None))
        del left[: 2 if len(pair) > 1 else 1]


def _captioned(draft: Draft, block: Chart, width: float) -> list[Node]:
    return [_ranking(draft, block, width), draft.caption(FIGURE, block.caption)]


def _nodes(draft: Draft, block: Block, following: Block | None) -> list[Node]:
    match block:
        case Paragraph(text):
            # What introduces a picture stays with it.
            return [paragraph("Normal", run(text), keep=isinstance(following, Chart))]
        case Note(text):
            return [paragraph("Note", run(text))]
        case Bullets(items):
            return _bullets(draft, items)
        case Tiles(found):
            return [tiles(found)]
        case Table():
            return [draft.caption(TABLE, block.caption), table(block)]
        case Chart():
            return [*_charts(draft, block), draft.caption(FIGURE, block.caption)]
        case RegionMap():
            return [_map(draft, block), draft.caption(FIGURE, block.caption)]
        case Words():
            return _words(block)


def _bullets(draft: Draft, items: tuple[str, ...]) -> list[Node]:
    """Many short ones stand in two columns."""
    told = [paragraph("ListBullet", run(item)) for item in items]
    if len(items) >= MANY and all(len(item) < BRIEF for item in items):
        draft.set_in_columns(told[-1])
    return told


def _charts(draft: Draft, block: Chart) -> Iterator[Node]:
    if len(block.groups) == 1:
        yield _ranking(draft, block, PAGE)
        return
    hatched = [group for group in block.groups if docx_charts.has_computed(group.bars)]
    for group in block.groups:
        yield paragraph("ChartTitle", run(group.title))
        if any(map(is_drawn, group.bars)):
            yield _months(draft, group, legend=group in hatched[-1:])
        else:
            yield paragraph("Note", run(f"{capital(MISSING)}."), keep=True)


def _ranking(draft: Draft, block: Chart, width: float) -> Node:
    bars = block.groups[0].bars
    shown = Shown(
        draft.next("shown"),
        f"Graphique{NBSP}: {block.caption}",
        block.alternative,
        width,
        BAR * len(bars) + AROUND,
    )
    drawn = draft.add_chart(*docx_charts.lengths(bars, width))
    return paragraph("Figure", docx_pictures.chart(shown, drawn))


def _months(draft: Draft, group: BarGroup, *, legend: bool) -> Node:
    shown = Shown(
        draft.next("shown"),
        f"Graphique{NBSP}: {group.title}",
        alternative((group,)),
        PAGE,
        MONTHS + LEGEND * legend,
    )
    made = docx_charts.columns(group.bars, legend=legend)
    return paragraph("Figure", docx_pictures.chart(shown, draft.add_chart(*made)))


def _map(draft: Draft, block: RegionMap) -> Node:
    drawn = png(region_svg(block.points), PIXELS)
    high = MAP * (height() + 2 * MARGIN) / (WIDTH + 2 * MARGIN)
    shown = Shown(
        draft.next("shown"), f"Carte{NBSP}: {block.caption}", block.alternative, MAP, high
    )
    return paragraph("Figure", docx_pictures.picture(shown, draft.add_picture(drawn)))


def _words(block: Words) -> list[Node]:
    """« Parole à… », all of it on one page."""
    texts = list(block.paragraphs)
    if texts and not block.is_summary:
        texts[0] = f"«{NBSP}{texts[0]}"
        texts[-1] = f"{texts[-1]}{NBSP}»"
    who = [name for name in (block.author, block.function, block.organisation) if name]
    said = [run(who[0], "Strong")]
    said += [run(f", {', '.join(who[1:])}", "Quiet")] if who[1:] else []
    said += [run(" · Résumé", "Tag")] if block.is_summary else []
    return [*(paragraph("Quote", run(text)) for text in texts), paragraph("QuoteAuthor", *said)]
