"""The yearly return as the sheets of a file, each number leading to the rows that make it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from domain.formats import NBSP
from domain.indicators import HALF_DAYS, MEETINGS, PUBLICATIONS
from domain.national_return import (
    APART,
    Activity,
    Line,
    Mode,
    NationalReturn,
    Table,
    Total,
)
from domain.national_return_words import IN_MODE, RULES, SEVERAL, differences, durations, period
from domain.scene_words import FICTIONAL, NOT_REAL
from domain.sheets import BLANK, Cell, Column, Kind, KnownDate, Leading, Row, Sheet
from domain.workbook_guide import guide

DETAIL, PAPERS, RULES_SHEET = "Détail", "Détail des publications", "Règles"
EMPTY = "Aucune rencontre n’est comptée pour cette année."
APPROXIMATE = f"Approché{NBSP}: un effectif dit «{NBSP}environ{NBSP}» ou «{NBSP}plus de{NBSP}»."
NO_PAPER = "Aucune publication n’est comptée pour cette année."

# Where the rows of each cell are, by its address: first and last, the headings apart.
Spans = Mapping[str, tuple[int, int]]


def sheets(found: NationalReturn, read_at: str) -> tuple[Sheet, ...]:
    detail, spans = _detail(found)
    papers, kinds = _papers(found)
    made = (
        _summary(found, spans, len(papers.rows)),
        *(_table(table, found.whole, spans) for table in found.tables),
        _publications(found, kinds),
        detail,
        papers,
    )
    return (*made, replace(guide(tuple(_about(found, read_at)), made), name=RULES_SHEET))


def _about(found: NationalReturn, read_at: str) -> Iterator[tuple[str, str]]:
    yield "Centre", f"{found.centre}."
    if found.fictional:
        yield FICTIONAL, NOT_REAL
    yield "Période", f"{period(found)}. {read_at}."
    yield from RULES
    yield "Ce que la base connaît", durations(found)
    if told := differences(found):
        yield "Publié et compté ici", " ".join(told)
    yield (
        "Liens",
        f"Un nombre souligné ouvre ses lignes dans la feuille «{NBSP}{DETAIL}{NBSP}»\u202f; la "
        "trier déplace les lignes et défait ces liens, la filtrer non.",
    )


_SUMMARY = (
    Column("Chiffre", Kind.TEXT, 34, "Ce que la remontée demande pour l’année."),
    Column("Lignes du jour", Kind.NUMBER, 14, "Compté sur les lignes d’aujourd’hui."),
    Column(
        "Mois publiés",
        Kind.NUMBER,
        14,
        "Le même chiffre en retenant les mois publiés ou arrêtés. Vide quand il est le même.",
    ),
    Column(
        "Publié pour l’année",
        Kind.NUMBER,
        14,
        "Le chiffre publié pour l’année entière. Vide quand rien ne l’a été, ou quand c’est le "
        "même.",
    ),
    Column("Comment il est fait", Kind.LONG, 90, "La règle de calcul."),
)


def _summary(found: NationalReturn, spans: Spans, papers: int) -> Sheet:
    rows = chain.from_iterable(_total(found, one, spans, papers) for one in found.totals)
    empty = "Rien n’est enregistré pour cette année."
    return Sheet("Remontée", _SUMMARY, tuple(rows), empty)


def _total(found: NationalReturn, total: Total, spans: Spans, papers: int) -> Iterator[Row]:
    one, value = total.indicator, _whole(total.rows)
    shown: Cell = value
    if one in (HALF_DAYS, MEETINGS):
        shown = _leading(value, spans.get(found.whole.address(Mode.ALL)))
    elif one is PUBLICATIONS and papers:
        shown = Leading(value, PAPERS, 1, papers)
    yield (
        one.label,
        shown,
        BLANK if total.retained == total.rows else total.retained,
        BLANK if total.published in (None, total.rows) else total.published,
        f"{one.formula} {APPROXIMATE}" if total.is_approximate else one.formula,
    )
    if one in (HALF_DAYS, MEETINGS):
        for mode in APART:
            half_days, meetings = _numbers(found.whole, mode, spans)
            part = half_days if one is HALF_DAYS else meetings
            yield (f"   dont {IN_MODE[mode]}", part, BLANK, BLANK, BLANK)
    if one is MEETINGS:
        _, unknown = _numbers(found.untimed, Mode.ALL, spans)
        yield ("   dont sans durée connue", unknown, BLANK, BLANK, BLANK)


def _table(table: Table, whole: Line, spans: Spans) -> Sheet:
    several = SEVERAL[table.axis]
    return Sheet(
        f"Par {table.axis.label.lower()}",
        (Column(table.axis.label, Kind.TEXT, 34, several), *_modes()),
        tuple(_line(line, spans) for line in table.lines),
        EMPTY,
        total=_line(whole, spans) if table.lines else None,
    )


def _modes() -> Iterator[Column]:
    for mode in Mode:
        where = IN_MODE[mode]
        yield Column(
            f"{mode.label}, demi-journées", Kind.NUMBER, 14, f"Somme des durées connues, {where}."
        )
        yield Column(
            f"{mode.label}, rencontres", Kind.NUMBER, 14, f"Nombre de rencontres, {where}."
        )
    yield Column(
        "Sans durée connue",
        Kind.NUMBER,
        14,
        f"Rencontres comptées qui n’ajoutent rien{NBSP}: «{NBSP}n. d.{NBSP}» dans leur bloc.",
    )


def _line(line: Line, spans: Spans) -> Row:
    cells = chain.from_iterable(_numbers(line, mode, spans) for mode in Mode)
    return (line.label, *cells, line.total.unknown)


def _numbers(line: Line, mode: Mode, spans: Spans) -> tuple[Cell, Cell]:
    cell, span = line.cells[mode], spans.get(line.address(mode))
    return _leading(_whole(cell.half_days), span), _leading(len(cell.meetings), span)


def _leading(value: float | None, span: tuple[int, int] | None) -> Cell:
    """Where there are no rows there is nothing to open."""
    return Leading(value, DETAIL, *span) if span else value


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value


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


def _detail(found: NationalReturn) -> tuple[Sheet, Spans]:
    """A block of rows for each line, modality after modality: a cell is a part of its block."""
    rows: list[Row] = []
    spans: dict[str, tuple[int, int]] = {}
    for line, table in _blocks(found):
        block = len(rows)
        for mode in APART:
            begin = len(rows)
            kept = (found.activities[one] for one in line.cells[mode].meetings)
            rows.extend((table, line.label, *_activity(one)) for one in kept)
            if len(rows) > begin:
                spans[line.address(mode)] = (begin + 1, len(rows))
        if len(rows) > block:
            spans[line.address(Mode.ALL)] = (block + 1, len(rows))
    return Sheet(DETAIL, _DETAIL, tuple(rows), EMPTY), spans


def _blocks(found: NationalReturn) -> Iterator[tuple[Line, str]]:
    yield found.whole, "Ensemble"
    yield found.untimed, "Durée"
    for table in found.tables:
        yield from ((line, table.axis.label) for line in table.lines)


def rows_of(activities: Sequence[Activity]) -> tuple[tuple[str, ...], list[Row]]:
    """The rows of one cell, under their headings."""
    headings = tuple(column.title for column in _DETAIL[2:])
    return headings, [_activity(one) for one in activities]


def _activity(one: Activity) -> Row:
    line = one.line
    return (
        one.mode.label,
        KnownDate(line.held_on, line.date_precision),
        line.title,
        line.format.label,
        _whole(one.half_days),
        line.participations,
        line.id,
    )


_KINDS = (
    Column("Nature", Kind.TEXT, 30, "Compte rendu, vidéo, podcast, fiche, journal, note…"),
    Column("Publications", Kind.NUMBER, 14, f"{PUBLICATIONS.formula} {PUBLICATIONS.reading}"),
)


def _publications(found: NationalReturn, spans: Spans) -> Sheet:
    rows = tuple(
        (kind.label, Leading(len(papers), PAPERS, *spans[kind.value]))
        for kind, papers in found.publications.items()
    )
    every = sum(len(papers) for papers in found.publications.values())
    total = ("Toutes les publications", Leading(every, PAPERS, 1, every)) if rows else None
    return Sheet("Publications", _KINDS, rows, NO_PAPER, total=total)


_PAPERS = (
    Column("Nature", Kind.TEXT, 22, "Sa nature."),
    Column("Parution", Kind.DATE, 15, "Une vraie date, aussi précise qu’on la connaît."),
    Column("Titre", Kind.LONG, 70, "Le titre de la publication."),
    Column("Lien", Kind.LINK, 48, "Où la lire."),
)


def _papers(found: NationalReturn) -> tuple[Sheet, Spans]:
    rows: list[Row] = []
    spans: dict[str, tuple[int, int]] = {}
    for kind, papers in found.publications.items():
        spans[kind.value] = (len(rows) + 1, len(rows) + len(papers))
        rows.extend(
            (kind.label, KnownDate(one.on, one.precision), one.title, one.url or BLANK)
            for one in papers
        )
    return Sheet(PAPERS, _PAPERS, tuple(rows), NO_PAPER), spans
