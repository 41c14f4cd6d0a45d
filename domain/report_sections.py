"""The activity report out of what was read: its chapters, in their order."""

from dataclasses import fields, is_dataclass, replace
from itertools import takewhile
from typing import Any, TypeVar, cast
from unicodedata import category

from domain.report import Paragraph, Report, Section
from domain.report_figures import differences, key_figures
from domain.report_figures import months as side_by_side
from domain.report_method import annex, method
from domain.report_months import months
from domain.report_places import places
from domain.report_public import families, reach, shares
from domain.report_reading import ReportReading
from domain.scene_words import FICTIONAL, figures_read_at, over_period

T = TypeVar("T")
# Blocks of a chapter that has nothing to show: why, for each of its parts.
BARE = 3


def report(reading: ReportReading) -> Report:
    board = reading.board
    return _readable(
        Report(
            title="Rapport d’activité",
            centre=board.centre,
            region=board.region,
            period=over_period(board).removeprefix("Année "),
            moment=figures_read_at(board),
            sections=_paged(
                *key_figures(board),
                *side_by_side(board),
                *places(board),
                *months(board),
                *shares(board),
                *families(board),
                *reach(board, reading.publications),
                *differences(board, reading.differences, reading.notes),
                *method(board),
                *annex(board),
            ),
            filters=board.filters,
            warning=FICTIONAL if board.fictional else None,
        )
    )


def _paged(*sections: Section) -> tuple[Section, ...]:
    """The same, each chapter that has something to show on a page of its own."""
    told = _folded(sections) if _is_bare(sections, 0) else sections
    return tuple(
        replace(section, starts_page=index == 0 or not _is_bare(told, index))
        if section.level == 1
        else section
        for index, section in enumerate(told)
    )


def _folded(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same, without headings inside of a chapter that only says why it is empty."""
    found: list[Section] = []
    for index, section in enumerate(sections):
        if section.level == 1:
            is_bare = _is_bare(sections, index)
        if section.level > 1 and is_bare:
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, *section.blocks))
        else:
            found.append(section)
    return tuple(found)


def _is_bare(sections: tuple[Section, ...], chapter: int) -> bool:
    """Whether a chapter holds a sentence or two, and no more."""
    rest = takewhile(lambda section: section.level > 1, sections[chapter + 1 :])
    blocks = [block for section in (sections[chapter], *rest) for block in section.blocks]
    return len(blocks) <= BARE and all(isinstance(block, Paragraph) for block in blocks)


def _readable(value: T) -> T:
    """The same, each control character of its texts being a space: files cannot hold them."""
    made: Any = value
    if isinstance(value, str):
        made = "".join(" " if category(letter) in ("Cc", "Cs") else letter for letter in value)
    elif isinstance(value, tuple):
        made = tuple(_readable(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _readable(getattr(value, field.name)) for field in fields(value)}
        made = replace(value, **changed)
    return cast(T, made)
