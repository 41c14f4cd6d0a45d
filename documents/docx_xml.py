"""Pieces of a Word document, as XML. How they look is a style of ``report_parts/styles.xml``."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from documents.slide_text import printable
from domain.formats import NBSP

Node = BaseOxmlElement

FIGURE, TABLE = "Figure", "Tableau"


def node(tag: str, *children: Node, **values: str | int) -> Node:
    """An element of Word, its attributes and children in the order given."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, style: str | None = None) -> Node:
    words = node("t")
    words.text = printable(text)
    words.set(qn("xml:space"), "preserve")
    look = [node("rPr", node("rStyle", val=style))] if style else []
    return node("r", *look, words)


def paragraph(
    style: str,
    *children: Node,
    keep: bool = False,
    new_page: bool | None = None,
    above: int | None = None,
) -> Node:
    """``keep``: on the page of what follows. ``new_page`` and ``above``, the room over it in
    twentieths of a point, where these are not as the style says.
    """
    about = [node("pStyle", val=style)]
    about += [node("keepNext")] if keep else []
    about += [] if new_page is None else [node("pageBreakBefore", val=int(new_page))]
    about += [] if above is None else [node("spacing", before=above)]
    return node("p", node("pPr", *about), *children)


def tab() -> Node:
    return node("r", node("tab"))


def field(code: str, *shown: Node) -> list[Node]:
    """A field, and what it shows until the program that opens the file reckons it anew."""
    return [*field_start(code), *shown, field_end()]


def field_start(code: str) -> list[Node]:
    said = node("instrText")
    said.text = f" {code} "
    said.set(qn("xml:space"), "preserve")
    return [_mark("begin"), node("r", said), _mark("separate")]


def field_end() -> Node:
    return _mark("end")


def _mark(kind: str) -> Node:
    return node("r", node("fldChar", fldCharType=kind))


def bookmark(name: str, number: int, *inside: Node) -> list[Node]:
    start = node("bookmarkStart", id=number, name=name)
    return [start, *inside, node("bookmarkEnd", id=number)]


def caption(label: str, number: int, text: str) -> Node:
    """« Tableau 3. Les définitions », its number counted by Word once a caption is added."""
    counted = field(f"SEQ {label} \\* ARABIC", run(str(number), "Strong"))
    return paragraph("Caption", run(f"{label}{NBSP}", "Strong"), *counted, run(f". {text}"))
