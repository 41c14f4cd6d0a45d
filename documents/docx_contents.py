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
from domain.report import Bullets, Note, Paragraph, Section, Table

TITLE = "Sommaire"
DEEPEST = 2
# What is set in lines, and may begin anywhere on a page.
PLAIN = (Paragraph, Note, Bullets, Table)
# Twentieths of a point: over a chapter, or a month, that goes on a page.
ABOVE = 640
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


def heading(sections: tuple[Section, ...], index: int) -> Node:
    """A chapter opens a page by its style; one of words and tables goes on where others end.

    A page would be left nearly empty else, and nobody knows where pages end but who opens them.
    """
    section, before = sections[index], sections[index - 1]
    is_chapter = section.level == 1
    opens = section.starts_page and not (index and _is_plain(section))
    goes_on = not opens and (is_chapter or (section.is_spaced and before.level > 1))
    words = bookmark(_name(index), index, run(section.title))
    return paragraph(
        f"Heading{section.level}",
        *words,
        new_page=None if opens == is_chapter else opens,
        above=ABOVE if goes_on else None,
    )


def _is_plain(section: Section) -> bool:
    return bool(section.blocks) and all(isinstance(one, PLAIN) for one in section.blocks)


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
