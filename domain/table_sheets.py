"""The smaller tables of the screens as tables to take away: the very rows shown, in their order."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from domain.audience import Heard
from domain.audience_words import parts
from domain.comparisons import ReadBefore
from domain.counted import MonthShare
from domain.coverage import Coverage, LastVisit, is_white
from domain.differences import MonthLine, YearLine
from domain.formats import MONTHS
from domain.glance import YearAtAGlance
from domain.indicators import BY_KEY, OF_THE_MONTH, TERRITORIES, Indicator
from domain.list_sheets import Listed
from domain.listings import MeetingLine
from domain.months_added import Reached
from domain.places import Place
from domain.sheets import BLANK, Cell, KnownDate, Row, Share
from domain.vocabulary import TerritoryLevel

NEVER = "aucune connue"


def white_zones(coverage: Coverage, months: int) -> Listed:
    """The contrats and quartiers that no meeting reached in so many months."""
    every = (*((line.place, line.last) for line in coverage.lines), *coverage.qpv)
    kept = [(place, last) for place, last in every if is_white(last, coverage.at, months)]
    return ("Niveau", "Territoire", "Code", "Dernière rencontre"), [
        (place.level.label, *_visited(place, last)) for place, last in kept
    ]


def quartiers(found: Iterable[tuple[Place, LastVisit | None]]) -> Listed:
    headings = (TerritoryLevel.QPV.label, "Code", "Dernière rencontre")
    return headings, [_visited(place, last) for place, last in found]


def _visited(place: Place, last: LastVisit | None) -> Row:
    return place.name, place.code, KnownDate(last.on, last.precision) if last else NEVER


def departements(coverage: Coverage) -> Listed:
    headings = ("Département", "Contrats visités", "Contrats", "Part visitée")
    return headings, [
        (
            one.place.name,
            one.visited if one.is_known else BLANK,
            one.contrats,
            Share(one.share) if one.is_known else BLANK,
        )
        for one in coverage.by_departement
    ]


def audience(found: Heard, today: date) -> Listed:
    headings = ("Mois", str(found.year), str(found.year - 1), "Dans ce chiffre")
    return headings, [
        (
            name,
            found.known.get(part),
            found.known_before.get(part),
            found.standing(part, today).value,
        )
        for part, name in parts(found).items()
    ]


def months(glance: YearAtAGlance) -> Listed:
    """The twelve months of the dashboard."""
    headings = ("Mois", "État", *(one.label for one in OF_THE_MONTH))
    return headings, [
        (MONTHS[line.month - 1], line.state.value, *(line.values[one.key] for one in OF_THE_MONTH))
        for line in glance.months
    ]


def shares(found: Sequence[MonthShare], indicator: Indicator) -> Listed:
    """What each month brings to a figure, and what its rows make of it."""
    headings = ("Mois", indicator.label, "Dans la base", "Origine")

    def value(amount: float | None) -> Cell:
        return Share(amount) if indicator.is_share and amount is not None else amount

    return headings, [
        (
            MONTHS[one.month - 1],
            value(one.value),
            value(one.computed),
            _origin(one),
        )
        for one in found
    ]


def _origin(share: MonthShare) -> str:
    if share.closing:
        return "publié ou arrêté"
    return "non publié" if share.value is None else "calculé"


def publications(found: Iterable[tuple[str, KnownDate, str, bool]]) -> Listed:
    """Of each its title, its date, its kind, and whether it was deleted."""
    headings = ("Publication", "Date", "Nature", "État")
    return headings, [
        (title, on, kind, "supprimée" if is_deleted else BLANK)
        for title, on, kind, is_deleted in found
    ]


def months_added(found: Iterable[MonthLine]) -> Listed:
    """Months whose territories do not add up: as published, and on their rows."""
    cells = ((MONTHS[one.month - 1], one.cells[TERRITORIES.key]) for one in found)
    return ("Mois", "Publié", "Lignes de la base"), [
        (name, cell.published, cell.rows) for name, cell in cells
    ]


def contrats_added(found: Iterable[Reached]) -> Listed:
    return ("Contrat de ville", "Mois des lignes", "Compté"), [
        (one.name, ", ".join(MONTHS[month - 1] for month in one.months), len(one.months))
        for one in found
    ]


def year_three_ways(found: Iterable[YearLine]) -> Listed:
    headings = ("Indicateur", "Mois retenus", "Publié pour l’année", "Lignes de la base")
    return headings, [
        (
            BY_KEY[one.key].label,
            *(_figure(one.key, n) for n in (one.months, one.published, one.rows)),
        )
        for one in found
    ]


def _figure(key: str, value: float | None) -> Cell:
    """Nothing where no figure was made or published."""
    if value is None:
        return BLANK
    return Share(value) if BY_KEY[key].is_share else value


def compared_months(found: Iterable[MonthLine]) -> Listed:
    """Each month as published and on its rows."""
    of_each = ((f"{one.label}, publié", f"{one.label}, lignes") for one in OF_THE_MONTH)
    headings = ("Mois", "État", *chain.from_iterable(of_each), "Témoignages")
    return headings, [
        (
            MONTHS[line.month - 1],
            line.standing.label,
            *chain.from_iterable(
                (_figure(one.key, cell.published), cell.rows)
                for one in OF_THE_MONTH
                for cell in [line.cells[one.key]]
            ),
            line.testimonials,
        )
        for line in found
    ]


def named(found: Iterable[MeetingLine]) -> Listed:
    """Meetings counted, and how many of those who came are named; where nobody knows, not known."""
    return ("Date", "Rencontre", "Participations", "Nommées"), [
        (
            KnownDate(line.held_on, line.date_precision),
            line.title,
            line.participations,
            None if line.participations is None else line.named_shown,
        )
        for line in found
    ]


def mean(indicator: Indicator, years: Iterable[ReadBefore]) -> Listed:
    headings = ("Année", "Du", "Au", indicator.label)
    return headings, [
        (one.days.year, one.days.start, one.days.end, _figure(indicator.key, one.value))
        for one in years
    ]
