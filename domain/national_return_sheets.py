"""The yearly return as the sheets of a file, each number leading to the rows that make it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from domain.formats import NBSP
from domain.indicators import HALF_DAYS, MEETINGS, PUBLICATIONS, TERRITORIES
from domain.national_return import APART as MODES_APART
from domain.national_return import (
    Line,
    Mode,
    NationalReturn,
    Table,
    Total,
)
from domain.national_return_details import (
    EMPTY,
    LEFT_OUT,
    PLACES,
    Place,
    Spans,
    contrats_sheet,
    counted_sheet,
    left_out_sheet,
    untimed_sheet,
    whole_number,
)
from domain.national_return_words import IN_MODE, RULES, SEVERAL, differences, durations, period
from domain.report_reading import Published
from domain.scene_words import FICTIONAL, NOT_REAL
from domain.sheets import BLANK, Cell, Column, Kind, KnownDate, Leading, Row, Sheet
from domain.workbook_guide import guide

PAPERS, RULES_SHEET = "Détail des publications", "Règles"
APPROXIMATE = f"Approché{NBSP}: un effectif dit «{NBSP}environ{NBSP}» ou «{NBSP}plus de{NBSP}»."
NO_PAPER = "Aucune publication n’est comptée pour cette année."

APART = "Publié et compté ici"

# A cell that counts nothing opens what was left out, at its top.
NOWHERE: Place = (LEFT_OUT, 0, 0)


def sheets(found: NationalReturn, read_at: str) -> tuple[Sheet, ...]:
    detail, spans = counted_sheet(found)
    untimed, without = untimed_sheet(found)
    spans = {**spans, **without}
    papers, kinds = _papers(found)
    about = tuple(_about(found, read_at))
    said = next((n for n, (name, _) in enumerate(about, start=1) if name == APART), 0)
    made = (
        _summary(found, spans, len(papers.rows), (RULES_SHEET, said, said)),
        *(_table(table, found.whole, spans) for table in found.tables),
        _publications(found, kinds),
        detail,
        untimed,
        contrats_sheet(found),
        papers,
        left_out_sheet(found),
    )
    return (*made, replace(guide(about, made), name=RULES_SHEET))


def _about(found: NationalReturn, read_at: str) -> Iterator[tuple[str, str]]:
    yield "Centre", f"{found.centre}."
    if found.fictional:
        yield FICTIONAL, NOT_REAL
    yield "Période", f"{period(found)}. {read_at}."
    yield from RULES
    yield "Ce que la base connaît", durations(found)
    if told := differences(found):
        yield APART, " ".join(told)
    yield (
        "Liens",
        f"Un nombre souligné ouvre ses lignes dans une feuille de détail\u202f; la trier déplace "
        "les lignes et défait ces liens, la filtrer non. Un zéro ouvre la feuille "
        f"«{NBSP}{LEFT_OUT}{NBSP}», un chiffre publié ce qui en est dit ici.",
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


def _summary(found: NationalReturn, spans: Spans, papers: int, said: Place) -> Sheet:
    rows = chain.from_iterable(_total(found, one, spans, papers, said) for one in found.totals)
    empty = "Rien n’est enregistré pour cette année."
    return Sheet("Remontée", _SUMMARY, tuple(rows), empty)


def _total(
    found: NationalReturn, total: Total, spans: Spans, papers: int, said: Place
) -> Iterator[Row]:
    """``said`` is where what was published is set beside what is counted."""
    one, value = total.indicator, whole_number(total.rows)
    place = spans.get(found.whole.address(Mode.ALL))
    if one is PUBLICATIONS:
        place = (PAPERS, min(papers, 1), papers)
    elif one is TERRITORIES:
        place = (PLACES, min(len(found.contrats), 1), len(found.contrats))
    yield (
        one.label,
        _leading(value, place),
        BLANK if total.retained == total.rows else _leading(total.retained, said),
        BLANK if total.published in (None, total.rows) else _leading(total.published, said),
        f"{one.formula} {APPROXIMATE}" if total.is_approximate else one.formula,
    )
    if one in (HALF_DAYS, MEETINGS):
        for mode in MODES_APART:
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
    return (line.label, *cells, _leading(line.total.unknown, spans.get(line.untimed_address)))


def _numbers(line: Line, mode: Mode, spans: Spans) -> tuple[Cell, Cell]:
    cell, span = line.cells[mode], spans.get(line.address(mode))
    return _leading(whole_number(cell.half_days), span), _leading(len(cell.meetings), span)


def _leading(value: float | None, place: Place | None) -> Leading:
    return Leading(value, *(place or NOWHERE))


def listed(found: NationalReturn) -> tuple[tuple[str, ...], list[Row]]:
    """The tables of the screen, one under another; the line of the whole once."""
    headings = ("Tableau", "Ligne", *(column.title for column in _modes()))
    lines = [(table.axis.label, line) for table in found.tables for line in table.lines]
    whole_ = ("Ensemble", found.whole)
    return headings, [(name, *_line(line, {})) for name, line in (*lines, whole_)]


def kinds(found: NationalReturn) -> tuple[tuple[str, ...], list[Row]]:
    return ("Nature", "Publications"), [
        (kind.label, len(papers)) for kind, papers in found.publications.items()
    ]


def papers_of(papers: Sequence[Published]) -> tuple[tuple[str, ...], list[Row]]:
    return ("Parution", "Titre", "Lien"), [
        (KnownDate(one.on, one.precision), one.title, one.url or BLANK) for one in papers
    ]


_KINDS = (
    Column("Nature", Kind.TEXT, 30, "Compte rendu, vidéo, podcast, fiche, journal, note…"),
    Column("Publications", Kind.NUMBER, 14, f"{PUBLICATIONS.formula} {PUBLICATIONS.reading}"),
)


def _publications(found: NationalReturn, spans: Mapping[str, tuple[int, int]]) -> Sheet:
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


def _papers(found: NationalReturn) -> tuple[Sheet, Mapping[str, tuple[int, int]]]:
    rows: list[Row] = []
    spans: dict[str, tuple[int, int]] = {}
    for kind, papers in found.publications.items():
        spans[kind.value] = (len(rows) + 1, len(rows) + len(papers))
        rows.extend(
            (kind.label, KnownDate(one.on, one.precision), one.title, one.url or BLANK)
            for one in papers
        )
    return Sheet(PAPERS, _PAPERS, tuple(rows), NO_PAPER), spans
