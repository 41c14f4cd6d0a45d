"""The figures of a workbook: every indicator month by month, and how each was come by."""

from collections.abc import Iterator, Mapping

from domain.audience import MEASURES, WHOLE, Heard
from domain.board import Board, are_participations_approximate, is_approximate
from domain.counted import CountedRows
from domain.formats import NBSP, enumeration
from domain.glance import MonthLine, MonthState
from domain.indicators import ALL, MEETINGS, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.month_spread import MonthSpread
from domain.month_words import origin
from domain.report_reading import ReportReading
from domain.scene_words import capital, is_one_month, is_whole_year, over_period
from domain.sheets import BLANK, Cell, Column, Kind, Row, Share, Sheet, month_cell, yes_or_no

PUBLISHED, CLOSED, COMPUTED = "publié", "arrêté", "calculé"
TYPED, AHEAD, UNKNOWN = "saisi", "à venir", "non disponible"

# The figures of the whole period as each indicator explains them, by its key.
Counted = Mapping[str, CountedRows]

MONTH = Column(
    "Mois", Kind.DATE, 30, "Le mois, une vraie date (son premier jour) que l’on peut trier."
)
STATE = Column(
    "État",
    Kind.TEXT,
    18,
    f"Publié{NBSP}: paru dans un rapport. Arrêté{NBSP}: par le centre, ici. Calculé{NBSP}: lu sur "
    "les rencontres de la base. Non publié, à venir ou hors période sinon.",
)
APPROXIMATE = Column(
    "Participations approchées",
    Kind.TEXT,
    16,
    "Oui quand un effectif dit «\u00a0environ\u00a0» ou «\u00a0plus de\u00a0» entre dans la somme.",
)
DETAILED = Column(
    "Rencontres détaillées",
    Kind.NUMBER,
    14,
    "Combien de rencontres comptées ont une ligne dans la base. C’est sur elles seules que se lit "
    "tout chiffre qui n’est ni publié ni arrêté, dans un mois publié ou arrêté aussi.",
)
# Said under the figures wherever some of them were published or closed.
TODAY = (
    "D’un mois publié ou arrêté, les rencontres, les participations et les territoires sont ceux "
    "qui l’ont été. Le reste, demi-journées comprises, se lit sur les lignes de la base telles "
    f"qu’elles étaient au moment de la lecture{NBSP}: la colonne «{NBSP}{DETAILED.title}{NBSP}» "
    "dit combien."
)
NO_FIGURE = "Rien n’est enregistré pour cette période."


def indicators(board: Board) -> Sheet:
    """A line a month of the period, and the period itself under them."""
    heard = _audience(board)
    lines = [line for line in board.glance.months if line.month in board.scope.period.months]
    period = (capital(over_period(board)), *_period_cells(board, heard))
    return Sheet(
        "Indicateurs par mois",
        (MONTH, STATE, *_indicator_columns(), *(_measure(one) for one in heard)),
        tuple(_month(board, line, heard) for line in lines),
        NO_FIGURE,
        total=None if is_one_month(board.scope.period) else period,
        note=TODAY if any(month.published for month in board.months) else None,
    )


def side_by_side(reading: ReportReading, counted: Counted) -> Sheet:
    """Each figure of each month, then of the period: retained, published, computed."""
    board = reading.board
    rows = [row for indicator in ALL for row in _compared(reading, indicator, counted)]
    rows += [row for one in _audience(board) for row in _heard(board, one)]
    return Sheet("Publié et calculé", _COMPARED, tuple(rows), NO_FIGURE, held=2)


_COMPARED = (
    Column("Chiffre", Kind.TEXT, 26, "L’indicateur, ou la mesure d’audience."),
    Column("Période", Kind.DATE, 30, "Un mois, puis la période entière."),
    Column("Retenu", Kind.NUMBER, 12, "Le chiffre que montrent les écrans et les rapports."),
    Column(
        "Publié",
        Kind.NUMBER,
        12,
        "Ce qui a été publié ou arrêté. Vide quand rien ne l’a été.",
    ),
    Column(
        "Calculé",
        Kind.NUMBER,
        12,
        "Ce que donnent aujourd’hui les lignes de la base, même quand un chiffre publié fait foi.",
    ),
    Column("Publié moins calculé", Kind.NUMBER, 14, "Vide quand l’un des deux manque."),
    Column(
        "Origine du chiffre retenu",
        Kind.TEXT,
        20,
        "Publié, arrêté ou calculé\u202f; plusieurs quand la période a des mois de plusieurs "
        "sortes. Une audience est saisie.",
    ),
    Column("Unité", Kind.TEXT, 16, "Ce que l’on compte."),
)


def _indicator_columns() -> Iterator[Column]:
    for one in ALL:
        yield Column(one.label, Kind.NUMBER, 16, f"{one.formula} {one.reading}")
        if one is MEETINGS:
            yield DETAILED
        if one is PARTICIPATIONS:
            yield APPROXIMATE


def _measure(one: Heard) -> Column:
    told = MEASURES[one.key]
    return Column(one.key.label, Kind.NUMBER, 13, f"{told.definition} {told.gathering.value}")


def _audience(board: Board) -> tuple[Heard, ...]:
    """Of the whole centre: not read under filters."""
    return () if board.scope.is_narrowed else board.glance.audience


def _month(board: Board, line: MonthLine, heard: tuple[Heard, ...]) -> Row:
    cells: list[Cell] = [month_cell(board.scope.period.year, line.month), origin(board, line)]
    for one in ALL:
        cells.append(_of_month(board, one, line))
        if one is MEETINGS:
            cells.append(_detailed(board, line))
        if one is PARTICIPATIONS:
            cells.append(_about(board, line))
    return (*cells, *(_blank_ahead(one.known.get(line.month), line) for one in heard))


def _period_cells(board: Board, heard: tuple[Heard, ...]) -> Iterator[Cell]:
    yield _state_of_period(board)
    for one in ALL:
        yield _of_period(board, one)
        if one is MEETINGS:
            yield BLANK if board.glance.is_blank else board.glance.detailed
        if one is PARTICIPATIONS:
            yield yes_or_no(is_approximate(board)) if _of_period(board, one) else BLANK
    yield from (_heard_of_period(board, one) for one in heard)


def _of_month(board: Board, indicator: Indicator, line: MonthLine) -> Cell:
    """A month to come has no figure, which is not an unknown one."""
    value = board.glance.figures[indicator.key].months[line.month - 1]
    return _blank_ahead(_figure(indicator, value), line)


def _of_period(board: Board, indicator: Indicator) -> Cell:
    known = not board.glance.is_blank
    return _figure(indicator, board.glance.figures[indicator.key].value if known else None)


def _blank_ahead(cell: Cell, line: MonthLine) -> Cell:
    return BLANK if cell is None and line.state is MonthState.FUTURE else cell


def _figure(indicator: Indicator, value: float | None) -> Cell:
    return Share(value) if indicator.is_share and value is not None else value


def _detailed(board: Board, line: MonthLine) -> Cell:
    spread = _spread(board, line.month)
    return BLANK if spread is None else spread.computed[MEETINGS.key]


def _spread(board: Board, number: int) -> MonthSpread | None:
    return next((one for one in board.months if one.month == number), None)


def _about(board: Board, line: MonthLine) -> str:
    spread = _spread(board, line.month)
    if spread is None or not line.values[PARTICIPATIONS.key]:
        return BLANK
    return yes_or_no(are_participations_approximate(spread))


def _state_of_period(board: Board) -> str:
    months = board.scope.period.months
    origins = [origin(board, line) for line in board.glance.months if line.month in months]
    words = (PUBLISHED, CLOSED, COMPUTED)
    told = [word for word in words if any(one.startswith(word) for one in origins)]
    return enumeration(told) or AHEAD


def _compared(reading: ReportReading, indicator: Indicator, counted: Counted) -> Iterator[Row]:
    board, period = reading.board, reading.board.scope.period
    for line in board.glance.months:
        if line.month in period.months:
            where = month_cell(period.year, line.month)
            retained = _of_month(board, indicator, line)
            published = _published(board, indicator, line.month)
            computed = _computed(board, indicator, line, retained)
            state = _state(board, retained, published, line)
            yield _line(indicator, where, retained, published, computed, state)
    if not is_one_month(period):
        where_all = capital(over_period(board))
        found, known = counted[indicator.key], not board.glance.is_blank
        retained = _of_period(board, indicator)
        computed = _figure(indicator, found.computed) if known else None
        state = _period_state(board, indicator, retained)
        yield _line(indicator, where_all, retained, found.published, computed, state)


def _line(
    indicator: Indicator,
    where: Cell,
    retained: Cell,
    published: int | None,
    computed: Cell,
    state: str,
) -> Row:
    # A share is published in percent.
    said: Cell = BLANK if published is None else published
    if indicator.is_share and published is not None:
        said = Share(published / 100)
    unit = "%" if indicator.is_share else indicator.unit
    return (indicator.label, where, retained, said, computed, _apart(said, computed), state, unit)


def _apart(published: Cell, computed: Cell) -> Cell:
    if isinstance(published, int) and isinstance(computed, int | float):
        return published - computed
    return BLANK


def _published(board: Board, indicator: Indicator, number: int) -> int | None:
    spread = _spread(board, number)
    closing = spread.published if spread else None
    return closing.figures.get(indicator.key) if closing else None


def _computed(board: Board, indicator: Indicator, line: MonthLine, retained: Cell) -> Cell:
    """Nothing is published for a month but what it closes on: what is retained was computed."""
    spread = _spread(board, line.month)
    is_known = line.values[PARTICIPATIONS.key] is not None or retained is not None
    if indicator not in OF_THE_MONTH or spread is None or not is_known:
        return retained
    return spread.computed[indicator.key]


def _state(board: Board, retained: Cell, published: int | None, line: MonthLine) -> str:
    if line.state is MonthState.FUTURE:
        return AHEAD
    if published is not None:
        return origin(board, line)
    return UNKNOWN if retained is None else COMPUTED


def _period_state(board: Board, indicator: Indicator, retained: Cell) -> str:
    if retained is None:
        return UNKNOWN
    adds_months = indicator in OF_THE_MONTH and indicator.additive
    return _state_of_period(board) if adds_months else COMPUTED


def _heard(board: Board, one: Heard) -> Iterator[Row]:
    """A month of the year that was given whole is blank: its figure is that of the year."""
    year, unit = board.scope.period.year, BLANK
    for number in board.scope.period.months:
        value = one.known.get(number)
        if value is not None:
            where = month_cell(year, number)
            yield (one.key.label, where, value, BLANK, BLANK, BLANK, TYPED, unit)
    if is_whole_year(board.scope.period):
        told = "donné pour l’année" if WHOLE in one.known else "d’après les mois saisis"
        where_all = capital(over_period(board))
        yield (one.key.label, where_all, one.value, BLANK, BLANK, BLANK, told, unit)


def _heard_of_period(board: Board, one: Heard) -> Cell:
    """Read on a whole year, as everywhere."""
    return one.value if is_whole_year(board.scope.period) else BLANK
