"""Chapters of figures: the key figures, the months side by side, published beside computed."""

from collections.abc import Iterator
from dataclasses import replace

from domain import attendance_words, commentary, deck_figures, wording
from domain.board import Board, are_participations_approximate, is_approximate
from domain.difference_entry import DifferenceState, KeptNote, Standing, standings
from domain.differences import MonthLine as DifferenceMonth
from domain.differences import YearDifferences, YearLine, rows_of
from domain.formats import MISSING, NBSP, number
from domain.glance import MonthLine, MonthState
from domain.indicators import BY_KEY, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.month_words import origin
from domain.report import Block, Bullets, Chart, Note, Paragraph, Section, Table, Tiles
from domain.scene_words import capital, is_one_month, is_whole_year, month_title, name_of, sentences
from domain.scenes import BarGroup, Figures, LeftOut, TwelveMonths

UNKNOWN = "–"
# What was answered to a difference.
ANSWERED = (DifferenceState.EXPLAINED, DifferenceState.ACCEPTED, DifferenceState.CORRECTED)
NOT_COUNTED = (MonthState.FUTURE, MonthState.OUTSIDE)
MONTHS_TITLE = "Les mois côte à côte"
DIFFERENCES_TITLE = "Ce qui est publié et ce qui est calculé"


def key_figures(board: Board) -> list[Section]:
    title = f"{capital(name_of(board.scope.period))} en chiffres"
    found = deck_figures.figures(board)[0]
    if isinstance(found, LeftOut):
        return [Section(1, title, (Paragraph(reason(found)),))]
    if not isinstance(found.body, Figures):
        raise TypeError(found.body)
    below = found.body.note
    note = [Note(below)] if below and below not in found.note else []
    return [Section(1, title, (Paragraph(found.note), Tiles(found.body.tiles), *note))]


def months(board: Board) -> list[Section]:
    """The chart of each figure, then all of them as a table."""
    if is_one_month(board.scope.period):
        return []
    found = deck_figures.months(board)[0]
    if isinstance(found, LeftOut):
        return [Section(1, MONTHS_TITLE, (Paragraph(reason(found)),))]
    if not isinstance(found.body, TwelveMonths):
        raise TypeError(found.body)
    groups = tuple(_of_the_period(board, group) for group in found.body.groups)
    told: list[Block] = [Paragraph(found.note)]
    names = ", ".join(group.title.lower() for group in groups)
    told += [
        Chart(f"{capital(names)}, mois par mois", alternative(groups), groups),
        _months_table(board),
    ]
    told += [Note(group.note) for group in groups if group.note]
    return [Section(1, MONTHS_TITLE, tuple(told))]


def differences(board: Board, known: YearDifferences, kept: tuple[KeptNote, ...]) -> list[Section]:
    """The year three ways, its months, and what was said of each difference. Names nobody."""
    if board.scope.is_narrowed:
        return [Section(1, DIFFERENCES_TITLE, (Paragraph(reason(deck_figures.UNDER_FILTERS)),))]
    whole = is_whole_year(board.scope.period)
    months = [line for line in known.months if line.month in board.scope.period.months]
    published = any(line.is_published for line in months)
    of_year = whole and any(line.published is not None for line in known.lines)
    every = [one for one in standings(known.found, kept) if whole or _is_within(one, board)]
    if not (published or of_year):
        none = f"Rien n’a été publié pour {_the(board)}{NBSP}: il n’y a rien à comparer."
        return [Section(1, DIFFERENCES_TITLE, (Paragraph(none),))]
    blocks: list[Block] = [Paragraph(_opening(board, every))]
    blocks += _said_and_left(every)
    blocks += _year(board, known.lines) if whole else []
    blocks += [_beside(months)] if published else []
    return [Section(1, DIFFERENCES_TITLE, tuple(blocks))]


def reason(left: LeftOut | str) -> str:
    """Why there is nothing to show, as a sentence."""
    return f"{capital(left if isinstance(left, str) else left.reason)}."


def alternative(groups: tuple[BarGroup, ...]) -> str:
    """Every value that is known, for who cannot see the bars."""
    return " ".join(f"{group.title}{NBSP}: {_values(group)}." for group in groups)


def _values(group: BarGroup) -> str:
    return ", ".join(f"{bar.label} {bar.text}" for bar in group.bars if bar.known) or MISSING


def _the(board: Board) -> str:
    return name_of(board.scope.period)


def _of_the_period(board: Board, group: BarGroup) -> BarGroup:
    months = board.scope.period.months
    return replace(group, bars=group.bars[months[0] - 1 : months[-1]])


def _months_table(board: Board) -> Table:
    lines = [line for line in board.glance.months if line.month in board.scope.period.months]
    figures = board.glance.figures
    about = is_approximate(board)
    whole = [
        attendance_words.about(
            figures[i.key].value, approximate=about, unknown=board.glance.unknown_attendance
        )
        if i is PARTICIPATIONS
        else wording.figure(i, figures[i.key].value)
        for i in OF_THE_MONTH
    ]
    return Table(
        caption="Les chiffres de chaque mois",
        head=("Mois", *(i.label for i in OF_THE_MONTH), "Origine"),
        rows=tuple(_month_row(board, line) for line in lines),
        numeric=frozenset({1, 2, 3}),
        total=(capital(_the(board)), *whole, ""),
    )


def _month_row(board: Board, line: MonthLine) -> tuple[str, ...]:
    cells = (_month_figure(board, line, i) for i in OF_THE_MONTH)
    return month_title(line.month), *cells, capital(origin(board, line))


def _month_figure(board: Board, line: MonthLine, indicator: Indicator) -> str:
    if line.state in NOT_COUNTED:
        return UNKNOWN
    if line.values[indicator.key] is None and line.in_part:
        return UNKNOWN
    spread = next((one for one in board.months if one.month == line.month), None)
    value = line.values[indicator.key]
    if indicator is not PARTICIPATIONS or spread is None:
        return number(value)
    about = are_participations_approximate(spread)
    return attendance_words.about(value, approximate=about, unknown=spread.unknown_attendance)


def _is_within(one: Standing, board: Board) -> bool:
    """Whether it is about months of the period, and no other."""
    about = one.difference.months if one.difference else ()
    return bool(about) and set(about) <= set(board.scope.period.months)


def _opening(board: Board, every: list[Standing]) -> str:
    agree = None if every else reason(deck_figures.NO_DIFFERENCE)
    return sentences([agree, wording.rows_behind(board.glance), commentary.SIDE_BY_SIDE])


def _said_and_left(every: list[Standing]) -> Iterator[Block]:
    """Those that were explained, with what was said; then the others: a reader owes no answer."""
    said = [one for one in every if _is_said(one)]
    if said:
        yield _explained(said)
    left = tuple(one.sentence for one in every if not _is_said(one))
    if left:
        yield Bullets(left)


def _is_said(one: Standing) -> bool:
    return one.state in ANSWERED or bool(one.kept and one.kept.entry.note)


def _explained(said: list[Standing]) -> Table:
    return Table(
        caption="Les écarts et leur explication",
        head=("Écart", "État", "Explication"),
        rows=tuple((one.sentence, _state(one), _note(one)) for one in said),
        numeric=frozenset(),
    )


def _state(one: Standing) -> str:
    return one.state.label if one.state in ANSWERED else UNKNOWN


def _note(one: Standing) -> str:
    note = one.kept.entry.note if one.kept else None
    if not (note and one.kept):
        return UNKNOWN
    if one.has_moved:
        told = one.kept.entry.told
        return f"{note} (Note écrite quand on lisait «{NBSP}{told}{NBSP}»)"
    return note


def _year(board: Board, lines: tuple[YearLine, ...]) -> Iterator[Block]:
    yield Table(
        caption=f"L’année {board.scope.period.year}, de trois façons",
        head=("Indicateur", "Somme des mois", "Publié pour l’année", "Lignes de la base"),
        rows=tuple(_year_row(line) for line in lines),
        numeric=frozenset({1, 2, 3}),
    )


def _year_row(line: YearLine) -> tuple[str, ...]:
    indicator = BY_KEY[line.key]
    return (
        indicator.label,
        UNKNOWN if line.months is None else wording.figure(indicator, line.months),
        UNKNOWN if line.published is None else number(line.published),
        rows_of(line),
    )


def _beside(months: list[DifferenceMonth]) -> Table:
    pairs = [(i.label, side) for i in OF_THE_MONTH for side in ("publié", "base")]
    return Table(
        caption="Chaque mois, publié et calculé sur les lignes de la base",
        head=("Mois", "État", *(f"{label}, {side}" for label, side in pairs)),
        rows=tuple(_beside_row(line) for line in months),
        numeric=frozenset(range(2, 8)),
    )


def _beside_row(line: DifferenceMonth) -> tuple[str, ...]:
    cells = [line.cells[i.key] for i in OF_THE_MONTH]
    known = [
        text
        for cell in cells
        for text in (
            UNKNOWN if cell.published is None else number(cell.published),
            UNKNOWN if cell.rows is None else rows_of(cell),
        )
    ]
    return month_title(line.month), capital(line.standing.label), *known
