"""A workbook of a period before it is written: its sheets, then how to read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain import workbook_figures, workbook_lists, workbook_places
from domain.agenda import AgendaMeeting
from domain.difference_entry import Standing, standings
from domain.facts import MeetingFact
from domain.formats import NBSP
from domain.listings import Card, MeetingLine
from domain.places import Place
from domain.report_method import ADDED, CLOSED
from domain.report_reading import ReportReading
from domain.scene_words import (
    FICTIONAL,
    NOT_REAL,
    capital,
    figures_read_at,
    is_whole_year,
    over_period,
    sentences,
)
from domain.sheets import Sheet
from domain.wording import coverage, rows_behind
from domain.workbook_figures import Counted
from domain.workbook_guide import guide


@dataclass(frozen=True)
class WorkbookReading:
    """What a workbook is made of, as it was read at one moment."""

    report: ReportReading
    counted: Counted
    meetings: tuple[MeetingLine, ...]
    hours: Mapping[int, AgendaMeeting]  # of these meetings, by id
    facts: Mapping[int, MeetingFact]
    cards: tuple[Card, ...]  # the words of the period that whoever ordered may read
    places: tuple[Place, ...]  # of the region
    themes: Mapping[str, str]


def workbook(reading: WorkbookReading) -> tuple[Sheet, ...]:
    report, board = reading.report, reading.report.board
    names = {place.id: place.name for place in reading.places}
    sheets = (
        workbook_figures.indicators(board),
        workbook_figures.side_by_side(report, reading.counted),
        workbook_lists.meetings(
            reading.meetings, reading.hours, reading.facts, names, reading.counted["meetings"]
        ),
        workbook_places.territories(board.coverage),
        workbook_places.quartiers(board.coverage, reading.counted["qpv"], reading.places),
        workbook_lists.publications(report.publications),
        workbook_lists.testimonials(_oldest_first(reading.cards), names, reading.themes),
        workbook_lists.differences(_differences(report), board.scope.period.year),
    )
    return (*sheets, guide(_about(reading), sheets))


def _oldest_first(cards: tuple[Card, ...]) -> list[Card]:
    return sorted(cards, key=lambda card: (card.year, card.month, card.id))


def _differences(report: ReportReading) -> Sequence[Standing]:
    """Those of the whole year or, for a part of it, those about its months and no other."""
    board = report.board
    if board.scope.is_narrowed:
        return ()
    every = standings(report.differences.found, report.notes)
    if is_whole_year(board.scope.period):
        return every
    months = set(board.scope.period.months)
    return [
        one
        for one in every
        if one.difference and one.difference.months and set(one.difference.months) <= months
    ]


def _about(reading: WorkbookReading) -> list[tuple[str, str]]:
    board = reading.report.board
    known = sentences([rows_behind(board.glance), f"{coverage(board.glance.named_share)}."])
    filters = ", ".join(board.filters)
    return [
        ("Centre", f"{board.centre}, {board.region}."),
        ("Période", f"{capital(over_period(board))}."),
        ("Moment", f"{figures_read_at(board)}."),
        *([(FICTIONAL, NOT_REAL)] if board.fictional else []),
        *([("Filtres", f"{filters}.")] if filters else []),
        ("Publié et calculé", f"{CLOSED} {ADDED}"),
        ("Ce que la base connaît", known),
        (
            "Noms des participants",
            f"Aucun n’est ici{NBSP}: ils ont leur propre fichier, réservé à la direction et dont "
            "chaque export est noté au journal.",
        ),
    ]
