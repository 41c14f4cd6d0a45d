"""The places of a workbook: contrats de ville and quartiers, those nobody went to included."""

from collections.abc import Sequence

from domain.commentary import detailed
from domain.counted import CountedRows
from domain.coverage import Coverage, CoverageLine, LastVisit
from domain.formats import NBSP
from domain.places import Place
from domain.sheets import BLANK, Cell, Column, Kind, KnownDate, Row, Sheet, yes_or_no

TERRITORIES = (
    Column("Contrat de ville", Kind.TEXT, 38, "Tous ceux de la région, touchés ou non."),
    Column("Département", Kind.TEXT, 24, "Le département du contrat de ville."),
    Column(
        "Rencontres",
        Kind.NUMBER,
        13,
        "Rencontres comptées qui le touchent, d’après la base. Une rencontre qui touche plusieurs "
        "contrats compte pour chacun\u00a0: cette colonne ne s’additionne pas. Vide\u00a0: aucune "
        "connue, la base ne détaillant qu’une partie des rencontres.",
    ),
    Column("Participations", Kind.NUMBER, 14, "À ces rencontres. Ne s’additionne pas non plus."),
    Column("Participations approchées", Kind.TEXT, 16, "Oui quand un effectif approché y entre."),
    Column(
        "Rencontres sans effectif connu",
        Kind.NUMBER,
        16,
        "Celles qui n’ajoutent rien aux participations, faute de savoir combien sont venus.",
    ),
    Column(
        "Dernière venue",
        Kind.DATE,
        16,
        f"La dernière rencontre comptée, même avant la période. Vide{NBSP}: aucune connue.",
    ),
    Column("Code", Kind.TEXT, 12, "L’identifiant du territoire."),
)


def territories(coverage: Coverage) -> Sheet:
    rows = tuple(_contrat(line, known=coverage.tells(line.meetings)) for line in coverage.lines)
    empty = "Aucun contrat de ville n’est connu dans cette région."
    return Sheet("Territoires", TERRITORIES, rows, empty, note=detailed(coverage))


def _contrat(line: CoverageLine, *, known: bool) -> Row:
    return (
        line.place.name,
        line.departement.name if line.departement else BLANK,
        line.meetings if known else BLANK,
        line.participations if known else BLANK,
        yes_or_no(line.is_approximate) if line.participations else BLANK,
        line.unknown if known else BLANK,
        _visit(line.last),
        line.place.code,
    )


def _visit(last: LastVisit | None) -> Cell:
    return KnownDate(last.on, last.precision) if last else BLANK


QUARTIERS = (
    Column("Quartier", Kind.TEXT, 42, "Ceux de la géographie de l’année, et ceux qui sont nommés."),
    Column("Nature", Kind.TEXT, 28, "Quartier prioritaire, et l’année de sa géographie."),
    Column("Contrat de ville", Kind.TEXT, 38, "Celui pour lequel il compte."),
    Column(
        "Rencontres",
        Kind.NUMBER,
        13,
        f"Rencontres comptées qui le nomment. Vide{NBSP}: aucune connue, la base ne détaillant "
        "qu’une partie des rencontres.",
    ),
    Column(
        "Dernière venue",
        Kind.DATE,
        16,
        f"La dernière rencontre comptée qui le nomme. Vide{NBSP}: aucune.",
    ),
    Column("Code", Kind.TEXT, 12, "Le code du quartier."),
)


def quartiers(coverage: Coverage, counted: CountedRows, places: Sequence[Place]) -> Sheet:
    """Those of the geography in force, and those of another that a meeting named."""
    last = {place.id: visit for place, visit in coverage.qpv}
    names = {place.id: place.name for place in places}
    kept = [place for place in places if place.id in last or counted.times.get(place.id)]
    named = {place.id: counted.times.get(place.id, 0) for place in kept}
    rows = (
        (
            place.name,
            f"{place.level.label} {place.vintage}",
            names.get(place.contrat_id or 0, BLANK),
            named[place.id] if coverage.tells(named[place.id]) else BLANK,
            _visit(last[place.id]) if place.id in last else None,
            place.code,
        )
        for place in kept
    )
    empty = "Aucun quartier prioritaire n’est connu dans cette région."
    return Sheet("Quartiers", QUARTIERS, tuple(rows), empty, note=detailed(coverage))
