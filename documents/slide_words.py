"""What stands on a slide, as paragraphs: the same are measured, then written."""

from collections.abc import Iterable, Sequence
from functools import reduce

from pptx.enum.text import PP_ALIGN

from documents.slide_text import BRAND, FOOT, INK, MUTED, READ, WARM, Words
from domain.formats import MONTHS, NBSP
from domain.scene_words import capital
from domain.scenes import AgendaItem, Bar, LeftOut, Quote, Tile

HEADING, SENTENCE = 20, 20
# A value that is not known is a word: smaller than figures are.
MISSING_SIZE = 24
# Letters of a word that was broken.
PIECE = 24


def heading(text: str) -> Words:
    return Words(text, HEADING, bold=True, display=True)


def value(one: Tile, size: int) -> Words:
    if one.missing:
        return Words(one.value, MISSING_SIZE, bold=True, colour=MUTED, display=True)
    return Words(one.value, size, bold=True, display=True)


def tile(one: Tile, size: int, *, defined: bool = False) -> list[Words]:
    """A figure: what it is, how much, what it rests on, how it changed, what it counts."""
    told = [Words(one.label, READ, bold=True, colour=MUTED), value(one, size)]
    if one.beside:
        told.append(Words(one.beside))
    if one.change:
        told.append(Words(one.change, READ, colour=BRAND))
    if defined:
        told.append(Words(one.definition, FOOT, colour=MUTED, before=6))
    return told


def highlights(texts: Iterable[str], size: int) -> list[Words]:
    listed = [Words(text, size, before=size / 3, bullet=True) for text in texts]
    return [heading("Actions emblématiques"), *listed] if listed else []


def quote(said: Quote, size: int, caption: int) -> list[Words]:
    """The words as one text, so that they may be edited; then who said them."""
    tag = [Words("Résumé", caption, bold=True, colour=WARM)] if said.is_summary else []
    who = [text for text in (said.function, said.organisation) if text]
    author = [Words(said.author, caption, bold=True, before=caption / 2)] if said.author else []
    first = 0 if author else caption / 2
    rest = [Words(text, caption, before=0 if place else first) for place, text in enumerate(who)]
    return [*tag, Words(_said(said), size, display=True), *author, *rest]


def name(place: str, last: str, size: int) -> list[Words]:
    """A place, and when the team was there last."""
    told = [Words(place, size, bold=True, before=size * 0.6)]
    return [*told, Words(last, size, colour=MUTED)] if last else told


def compared(row: Sequence[str], size: int, *, heads: bool = False) -> list[Words]:
    """What a row is of, then its numbers."""
    colour, size = (MUTED, READ) if heads else (INK, size)
    first, *numbers = row
    return [
        Words(first, size, colour=colour),
        *(Words(text, size, heads, colour, align=PP_ALIGN.RIGHT) for text in numbers),
    ]


def listed(bar: Bar) -> list[Words]:
    """What a number is of, and when it was read."""
    told = [Words(bar.label)]
    return [*told, Words(capital(bar.detail), FOOT, colour=MUTED)] if bar.detail else told


def agenda(item: AgendaItem) -> list[Words]:
    return [Words(item.title, READ, bold=True), Words(item.where, READ, colour=MUTED)]


def months_left_out(left_out: Iterable[LeftOut]) -> str | None:
    """« Sans diapositive : août (rien d’enregistré), décembre (n’a pas commencé). »"""
    told = [
        f"{one.label} ({one.reason})"
        for one in left_out
        if one.label.split()[0].rstrip(",") in MONTHS
    ]
    return f"Sans diapositive{NBSP}: {', '.join(told)}." if told else None


def _joined(text: str, line: str) -> str:
    """A word that no line of the wall holds was broken there: here it is one again."""
    return f"{text}{line}" if len(text.split(" ")[-1]) >= PIECE else f"{text} {line}"


def _said(said: Quote) -> str:
    """Between its marks, open where it goes on; a summary has none."""
    text = reduce(_joined, said.lines)
    if said.is_summary:
        return text
    opened = f"«{NBSP}" if said.part == 1 else ""
    return f"{opened}{text}{f'{NBSP}»' if said.part == said.parts else f'{NBSP}…'}"
