"""The real territories on which the fictional meetings take place, and where they never do."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sqlmodel import Session, col, select

from db.models import Territory
from domain.vocabulary import TerritoryLevel

NEVER_VISITED = "CV332"
# Visited once, then left aside for more than twelve months.
LEFT_ASIDE = ("CV189", "CV254", "CV131")
VINTAGE = 2024


@dataclass(frozen=True)
class Contrat:
    id: int
    code: str
    departement: int
    communes: tuple[tuple[int, str], ...]  # identifier, name
    qpv: tuple[int, ...]


@dataclass(frozen=True)
class Ground:
    """The contrats de ville, with the communes and quartiers that lie in each."""

    contrats: tuple[Contrat, ...]

    def open_to(self, *, late: bool) -> list[Contrat]:
        """Where a meeting may go; ``late`` once some contrats have been left aside."""
        closed = {NEVER_VISITED, *(LEFT_ASIDE if late else ())}
        return [contrat for contrat in self.contrats if contrat.code not in closed]

    def pick(self, rng: Random, *, late: bool) -> Contrat:
        """A contrat, the likelier the more quartiers it has."""
        possible = self.open_to(late=late)
        return rng.choices(possible, [len(contrat.qpv) for contrat in possible])[0]

    def neighbours(self, contrat: Contrat, *, late: bool) -> list[Contrat]:
        """The contrats of its département that are visited, itself included."""
        return [c for c in self.open_to(late=late) if c.departement == contrat.departement]


def read_ground(session: Session) -> Ground:
    rows = session.exec(select(Territory).order_by(col(Territory.code))).all()
    return Ground(
        tuple(_contrat(row, rows) for row in rows if row.level is TerritoryLevel.CONTRAT_DE_VILLE)
    )


def _contrat(contrat: Territory, rows: Sequence[Territory]) -> Contrat:
    inside = [row for row in rows if row.contrat_id == contrat.id]
    communes = [row for row in inside if row.level is TerritoryLevel.COMMUNE]
    quartiers = [row for row in inside if row.vintage == VINTAGE]
    return Contrat(
        id=contrat.id or 0,
        code=contrat.code,
        departement=contrat.parent_id or 0,
        communes=tuple((row.id or 0, row.name) for row in communes),
        qpv=tuple(row.id or 0 for row in quartiers),
    )
