"""Words on a slide: how they look, the room they take, and writing them.

Sizes are in points; a slide is 960 by 540. Fonts that are not embedded may be replaced: words are
measured in one as wide as DejaVu Sans, an eighth wider than ours, so that they hold in either.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.shapes.autoshape import Shape
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from domain.scene_text import lines_of

# Nothing but what stands at the foot of a slide is smaller than READ.
READ, FOOT = 18, 14
# Of the size of letters: the width of one, and the distance of lines.
LETTER, BOLD_LETTER, LINE = 0.52, 0.585, 1.22
INK, MUTED, BRAND, WARM = (
    MSO_THEME_COLOR.TEXT_1,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.TEXT_2,
    MSO_THEME_COLOR.ACCENT_2,
)
# The fonts of the theme: of titles, of the rest.
DISPLAY, PLAIN = "+mj-lt", "+mn-lt"
BULLET = "•"
# Digits and signs are as wide as capitals where they stand among letters.
_WIDE = str.maketrans(dict.fromkeys("0123456789%▲▼=−+", "M"))
# What XML cannot hold.
_INVALID = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, all of one look."""

    text: str
    size: float = READ
    bold: bool = False
    colour: MSO_THEME_COLOR = INK
    display: bool = False  # in the font of titles
    align: PP_ALIGN = PP_ALIGN.LEFT
    before: float = 0  # points left above
    bullet: bool = False

    def lines(self, width: float) -> int:
        letter = (BOLD_LETTER if self.bold else LETTER) * self.size
        room = width - (self.indent if self.bullet else 0)
        text = self.text if self.display else self.text.translate(_WIDE)
        return len(lines_of(text, int(room / letter))) or 1

    def height(self, width: float) -> float:
        return self.lines(width) * LINE * self.size + self.before

    @property
    def indent(self) -> float:
        return self.size


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    width: float
    height: float

    def below(self, used: float) -> "Area":
        """What is left under the first points."""
        return replace(self, top=self.top + used, height=self.height - used)

    def high(self, height: float) -> "Area":
        return replace(self, height=height)

    def wide(self, width: float) -> "Area":
        return replace(self, width=width)

    def from_left(self, used: float) -> "Area":
        """What is left beside the first points."""
        return replace(self, left=self.left + used, width=self.width - used)

    def columns(self, count: int, gap: float) -> list["Area"]:
        width = (self.width - gap * (count - 1)) / count
        lefts = (self.left + (width + gap) * index for index in range(count))
        return [replace(self, left=left, width=width) for left in lefts]


def height(paragraphs: Iterable[Words], width: float) -> float:
    return sum(words.height(width) for words in paragraphs)


def set_bare(frame: TextFrame, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> None:
    """Words start where their box does, and are never made smaller."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def write_words(frame: TextFrame, paragraphs: Sequence[Words]) -> None:
    """In place of what the frame holds."""
    for index, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        _write(paragraph, words)


def say(shape: Shape, text: str) -> None:
    """A text in the look its placeholder has."""
    shape.text_frame.text = printable(text)


def printable(text: str) -> str:
    return _INVALID.sub("", text.replace("\v", " "))


def _write(paragraph: _Paragraph, words: Words) -> None:
    paragraph.alignment = words.align
    paragraph.space_before = Pt(words.before)
    _mark(paragraph, words)
    run = paragraph.add_run()
    run.text = printable(words.text)
    run.font.size, run.font.bold = Pt(words.size), words.bold
    run.font.color.theme_color = words.colour
    run.font.name = DISPLAY if words.display else PLAIN


def _mark(paragraph: _Paragraph, words: Words) -> None:
    """A real list: its mark is not a letter of the text."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(words.indent) if words.bullet else 0))
    properties.set("indent", str(-Pt(words.indent) if words.bullet else 0))
    if not words.bullet:
        properties.append(OxmlElement("a:buNone"))
        return
    colour, mark = OxmlElement("a:buClr"), OxmlElement("a:buChar")
    scheme = OxmlElement("a:schemeClr")
    scheme.set("val", "accent2")
    colour.append(scheme)
    mark.set("char", BULLET)
    properties.extend([colour, mark])
