"""The territories of Bourgogne-Franche-Comté, from the files beside this one.

Where each file comes from, and what is deduced: docs/sources.md.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import update
from sqlmodel import Session, col, select

from db.bulk import change_rows, insert_rows, tell
from db.models import Territory
from domain.vocabulary import Certainty, TerritoryLevel

Row: TypeAlias = dict[str, Any]
Ids: TypeAlias = dict[str, int]

FOLDER = Path(__file__).parent
REGION_CODE = "27"
REGION_NAME = "Bourgogne-Franche-Comté"


def ensure_territories(session: Session) -> Ids:
    """Load the territories unless they are there; the identifier of each, by its code."""
    if not session.exec(select(Territory).where(col(Territory.code) == REGION_CODE)).first():
        _load(session)
    return dict(session.execute(select(col(Territory.code), col(Territory.id))).all())


def _load(session: Session) -> None:
    """Level by level: each one hangs on the identifiers of the levels above."""
    ids: Ids = {}
    for rows in (_region, _departements, _contrats, _communes, _qpv):
        level = [_complete(row) for row in rows(ids)]
        found = insert_rows(session, Territory, level)
        ids |= dict(zip((row["code"] for row in level), found, strict=True))
    _let_contrats_count_for_themselves(session)
    tell(session, "charger les territoires", table="territory")


def _region(_ids: Ids) -> Iterator[Row]:
    yield {"level": TerritoryLevel.REGION, "code": REGION_CODE, "name": REGION_NAME}


def _departements(ids: Ids) -> Iterator[Row]:
    for line in _read("departements.csv"):
        yield {
            "level": TerritoryLevel.DEPARTEMENT,
            "code": line["code"],
            "name": line["name"],
            "parent_id": ids[REGION_CODE],
        }


def _contrats(ids: Ids) -> Iterator[Row]:
    for line in _read("contrats.csv"):
        yield {
            "level": TerritoryLevel.CONTRAT_DE_VILLE,
            "code": line["code"],
            "name": line["name"],
            "parent_id": ids[line["departement"]],
            "epci_siren": line["epci_siren"],
            "epci_name": line["epci_name"],
            **_point(line),
        }


def _communes(ids: Ids) -> Iterator[Row]:
    for line in _read("communes.csv"):
        yield {
            "level": TerritoryLevel.COMMUNE,
            "code": line["code"],
            "name": line["name"],
            # Beaune had a quartier in 2015 and has no contrat de ville of its own today.
            "parent_id": ids[line["contrat"] or line["departement"]],
            "contrat_id": ids.get(line["contrat"]),
            **_point(line),
        }


def _qpv(ids: Ids) -> Iterator[Row]:
    communes = {line["code"]: line["name"] for line in _read("communes.csv")}
    for line in _read("qpv.csv"):
        places = line["communes"].split()
        yield {
            "level": TerritoryLevel.QPV,
            "code": line["code"],
            "name": line["name"] or _nameless(line["code"], [communes[code] for code in places]),
            "vintage": int(line["vintage"]),
            # A quartier that straddles communes hangs on its contrat.
            "parent_id": ids[places[0] if len(places) == 1 else line["contrat"]],
            "contrat_id": ids.get(line["contrat"]),
            # Two quartiers were merged and one was split: the file keeps every link.
            "successor_code": next(iter(line["linked_codes"].split()), None),
            "certainty": Certainty(line["certainty"]),
            **_point(line),
        }


def _nameless(code: str, communes: list[str]) -> str:
    return f"{code} ({' ou '.join(communes)}, nom inconnu)"


def _let_contrats_count_for_themselves(session: Session) -> None:
    contrats = col(Territory.level) == TerritoryLevel.CONTRAT_DE_VILLE
    itself = update(Territory).where(contrats).values(contrat_id=col(Territory.id))
    change_rows(session, itself)


def _complete(row: Row) -> Row:
    """Every column said, so that a level goes in one statement."""
    names = [name for name in Territory.model_fields if name != "id"]
    defaults = {name: Territory.model_fields[name].default for name in names}
    return {name: row.get(name, defaults[name]) for name in names}


def _point(line: dict[str, str]) -> Row:
    return {key: float(line[key]) if line[key] else None for key in ("latitude", "longitude")}


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
