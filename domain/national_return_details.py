"""The rows behind the yearly return’s cells, as sheets of its file: where each cell opens."""

from collections.abc import Iterator, Mapping, Sequence

from domain.left_out import Reason
from domain.national_return import APART as MODES_APART
from domain.national_return import Activity, Line, Mode, NationalReturn
from domain.sheets import BLANK, Column, Kind, KnownDate, Row, Sheet

DETAIL, UNTIMED, PLACES = "Détail", "Détail sans durée", "Détail des territoires"
LEFT_OUT = "Laissées de côté"
EMPTY = "Aucune rencontre n’est comptée pour cette année."
ALL_COUNTED = "Toutes les rencontres de l’année sont comptées."
NO_PLACE = "Aucun contrat de ville n’est touché cette année."

# Where the rows of each cell are, by its address: a sheet, first and last, the headings apart.
Place = tuple[str, int, int]
Spans = Mapping[str, Place]

_DETAIL = (
    Column("Tableau", Kind.TEXT, 12, "Le tableau dont la ligne est détaillée."),
    Column(
        "Ligne", Kind.TEXT, 32, "La ligne de ce tableau. Une rencontre est à chacune des siennes."
    ),
    Column("Modalité", Kind.TEXT, 14, "La colonne où la rencontre est comptée, outre le total."),
    Column(
        "Date",
        Kind.DATE,
        15,
        "Le jour n’est pas montré quand on ne connaît que le mois ou l’année.",
    ),
    Column("Titre", Kind.LONG, 56, "Le titre de la rencontre."),
    Column("Format", Kind.TEXT, 24, "Son format."),
    Column("Demi-journées", Kind.NUMBER, 14, "Sa durée."),
    Column(
        "Participations", Kind.NUMBER, 14, "L’effectif déclaré ou, à défaut, les présents nommés."
    ),
    Column("N° de rencontre", Kind.NUMBER, 12, "Le numéro de la fiche."),
)


def counted_sheet(found: NationalReturn) -> tuple[Sheet, Spans]:
    """A block of rows for each line, modality after modality: a cell is a part of its block."""
    rows: list[Row] = []
    spans: dict[str, Place] = {}
    for line, table in _blocks(found):
        block = len(rows)
        for mode in MODES_APART:
            begin = len(rows)
            kept = (found.activities[one] for one in line.cells[mode].meetings)
            rows.extend((table, line.label, *_activity(one)) for one in kept)
            if len(rows) > begin:
                spans[line.address(mode)] = (DETAIL, begin + 1, len(rows))
        if len(rows) > block:
            spans[line.address(Mode.ALL)] = (DETAIL, block + 1, len(rows))
    return Sheet(DETAIL, _DETAIL, tuple(rows), EMPTY), spans


def untimed_sheet(found: NationalReturn) -> tuple[Sheet, Spans]:
    """The same, of the meetings of each line that have no known duration."""
    rows: list[Row] = []
    spans: dict[str, Place] = {}
    for line, table in _blocks(found):
        begin = len(rows)
        kept = (found.activities[one] for one in found.untimed_of(line).meetings)
        rows.extend((table, line.label, *_activity(one)) for one in kept)
        if len(rows) > begin:
            spans[line.untimed_address] = (UNTIMED, begin + 1, len(rows))
    empty = "Toutes les rencontres comptées ont une durée connue."
    return Sheet(UNTIMED, _DETAIL, tuple(rows), empty), spans


def contrats_sheet(found: NationalReturn) -> Sheet:
    columns = (
        Column("Contrat de ville", Kind.TEXT, 40, "Un contrat touché, chacun une fois."),
        Column("Rencontres", Kind.NUMBER, 14, "Les rencontres comptées qui l’ont touché."),
    )
    return Sheet(PLACES, columns, found.contrats, NO_PLACE)


def left_out_sheet(found: NationalReturn) -> Sheet:
    columns = (*_DETAIL[2:], Column("Pourquoi", Kind.LONG, 60, "Ce qui la laisse de côté."))
    rows = tuple((*_activity(one), why.value[2]) for one, why in found.uncounted.values())
    return Sheet(LEFT_OUT, columns, rows, ALL_COUNTED)


def _blocks(found: NationalReturn) -> Iterator[tuple[Line, str]]:
    yield found.whole, "Ensemble"
    yield found.untimed, "Durée"
    for table in found.tables:
        yield from ((line, table.axis.label) for line in table.lines)


def rows_of(
    activities: Sequence[Activity], left_out: Sequence[tuple[Activity, Reason]]
) -> tuple[tuple[str, ...], list[Row]]:
    """The rows of one cell, under their headings, then those it leaves out."""
    headings = ("Comptée", *(column.title for column in _DETAIL[2:]), "Pourquoi")
    return headings, [
        *(("oui", *_activity(one), BLANK) for one in activities),
        *(("non", *_activity(one), why.value[2]) for one, why in left_out),
    ]


def _activity(one: Activity) -> Row:
    line = one.line
    return (
        one.mode.label,
        KnownDate(line.held_on, line.date_precision),
        line.title,
        line.format.label,
        whole_number(one.half_days),
        line.participations,
        line.id,
    )


def whole_number(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value
