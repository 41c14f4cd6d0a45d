"""The table of contents, and the headings it leads to.

It is a field of Word, filled in advance: right as it opens, without a question asked. Its lines
are links. It tells no page: only what lays the pages out knows them, and a wrong page would be
worse than none. « Mettre à jour la table » in Word adds them.
"""

from documents.docx_draft import Draft
from documents.docx_xml import (
    Node,
    bookmark,
    field_end,
    field_start,
    node,
    paragraph,
    run,
)
from domain.report import Section

TITLE = "Sommaire"
DEEPEST = 2
CODE = f'TOC \\o "1-{DEEPEST}" \\h'


def contents(draft: Draft, sections: tuple[Section, ...]) -> None:
    told = [(i, section) for i, section in enumerate(sections) if section.level <= DEEPEST]
    lines = [_line(index, section) for index, section in told]
    if not lines:
        return
    for mark in reversed(field_start(CODE)):
        lines[0].pPr.addnext(mark)
    lines[-1].append(field_end())
    heading = paragraph("TOCHeading", run(TITLE))
    draft.add(_as_table_of_contents(heading, *lines))


def heading(index: int, section: Section) -> Node:
    """The first level opens a page by its style, unless the report says otherwise."""
    is_chapter = section.level == 1
    new_page = None if section.starts_page == is_chapter else section.starts_page
    words = bookmark(_name(index), index, run(section.title))
    return paragraph(f"Heading{section.level}", *words, new_page=new_page)


def _line(index: int, section: Section) -> Node:
    link = node("hyperlink", run(section.title, "Hyperlink"), anchor=_name(index), history=1)
    return paragraph(f"TOC{section.level}", link)


def _as_table_of_contents(*inside: Node) -> Node:
    """What makes Word offer to bring it up to date."""
    kind = node(
        "docPartObj", node("docPartGallery", val="Table of Contents"), node("docPartUnique")
    )
    return node("sdt", node("sdtPr", kind), node("sdtContent", *inside))


def _name(index: int) -> str:
    return f"_Toc{index + 1:09d}"
