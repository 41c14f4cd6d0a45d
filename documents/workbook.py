"""The workbook of a period: its figures and its lists, a sheet each."""

from sqlmodel import Session

from db.queries import agenda, choices, meetings, rows, territories, testimonials
from db.queries.facts import read_facts
from db.queries.report import report_reading
from documents.making import Tell
from documents.sheet_file import About, write
from domain.document_kinds import Order
from domain.indicators import ALL
from domain.listings import Card, MeetingLine
from domain.roles import Role
from domain.scene_words import capital, figures_read_at, over_period
from domain.sheets import Sheet
from domain.workbook import WorkbookReading, workbook


def make(session: Session, order: Order, tell: Tell) -> bytes:
    tell("Lecture des chiffres")
    reading = _read(session, order)
    tell("Écriture du classeur")
    board = reading.report.board
    about = About(
        title=f"{board.centre}, {capital(over_period(board))}",
        subject=f"Classeur de données. {figures_read_at(board)}.",
        author=board.centre,
        at=order.now,
    )
    return write(workbook(reading), about)


def sheets(session: Session, order: Order) -> tuple[Sheet, ...]:
    """What the file holds, before it is written."""
    return workbook(_read(session, order))


def _read(session: Session, order: Order) -> WorkbookReading:
    scope, centre_id = order.scope, order.scope.centre_id
    lines = meetings.listing(session, scope=scope)
    return WorkbookReading(
        report=report_reading(session, scope=scope, filters=(), today=order.today, now=order.now),
        counted={
            one.key: rows.counted_rows(
                session, scope=scope, key=one.key, role=Role.READER, today=order.today
            )
            for one in ALL
        },
        meetings=lines,
        hours={one.id: one for one in agenda.agenda(session, scope=scope, role=Role.READER)},
        facts={one.id: one for one in read_facts(session, scope=scope).meetings},
        cards=_cards(session, order, lines),
        places=territories.region(session, centre_id=centre_id),
        themes=choices.themes(session, centre_id=centre_id),
    )


def _cards(session: Session, order: Order, lines: tuple[MeetingLine, ...]) -> tuple[Card, ...]:
    """What a board may read, whoever makes the file: it is handed on.

    Of the months of the period; of its meetings only where something narrows it.
    """
    scope, period = order.scope, order.scope.period
    wall = testimonials.wall(
        session, centre_id=scope.centre_id, role=Role.READER, today=order.today, year=period.year
    )
    said_at = {line.id for line in lines}
    return tuple(
        card
        for card in wall.cards
        if card.month in period.months and (not scope.is_narrowed or card.meeting_id in said_at)
    )
