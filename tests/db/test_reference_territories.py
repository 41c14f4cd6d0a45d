"""Bourgogne-Franche-Comté as it is shipped: exact numbers, and what is not certain said so."""

from collections import Counter

import pytest
from sqlmodel import Session, col, select

from db.models import Territory
from db.reference.territories import ensure_territories
from domain.vocabulary import Certainty, TerritoryLevel


@pytest.fixture
def territories(session: Session) -> dict[str, Territory]:
    ensure_territories(session)
    return {row.code: row for row in session.exec(select(Territory))}


def test_every_level_is_complete(territories: dict[str, Territory]) -> None:
    assert Counter((row.level, row.vintage) for row in territories.values()) == {
        (TerritoryLevel.REGION, None): 1,
        (TerritoryLevel.DEPARTEMENT, None): 8,
        (TerritoryLevel.CONTRAT_DE_VILLE, None): 23,
        # 37 of them hold a quartier of 2024; Beaune only held one in 2015.
        (TerritoryLevel.COMMUNE, None): 38,
        (TerritoryLevel.QPV, 2024): 62,
        (TerritoryLevel.QPV, 2015): 58,
    }


def test_four_quartiers_are_deduced_and_say_that_their_name_is_unknown(
    territories: dict[str, Territory],
) -> None:
    deduced = {c: t.name for c, t in territories.items() if t.certainty is Certainty.DEDUCED}

    assert deduced == {
        "QP021001": "QP021001 (Beaune, nom inconnu)",
        "QP025002": "QP025002 (Besançon, nom inconnu)",
        "QP071002": "QP071002 (Chalon-sur-Saône, nom inconnu)",
        "QP071010": "QP071010 (Le Creusot ou Montceau-les-Mines, nom inconnu)",
    }


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("QN02101M", ["21166", "CV066", "21", "27"]),
        ("QP021001", ["21054", "21", "27"]),  # Beaune has no contrat
        ("QN09004M", ["CV334", "90", "27"]),  # over two communes
        ("27", []),
    ],
)
def test_parents(territories: dict[str, Territory], code: str, chain: list[str]) -> None:
    by_id = {row.id: row for row in territories.values()}
    found, row = [], territories[code]
    while row.parent_id is not None:
        row = by_id[row.parent_id]
        found.append(row.code)

    assert found == chain


@pytest.mark.parametrize(
    ("code", "contrat"),
    [("CV066", "CV066"), ("21166", "CV066"), ("QN02101M", "CV066"), ("21", None), ("21054", None)],
)
def test_what_a_territory_counts_for(
    territories: dict[str, Territory], code: str, contrat: str | None
) -> None:
    expected = territories[contrat].id if contrat else None

    assert territories[code].contrat_id == expected


def test_both_geographies_are_linked(territories: dict[str, Territory]) -> None:
    assert territories["QP025003"].successor_code == "QN02502M"
    assert territories["QN02502M"].successor_code == "QP025003"
    assert territories["QN02106N"].successor_code is None  # new in 2024


def test_contrats_keep_the_name_and_the_siren_of_who_carries_them(
    territories: dict[str, Territory],
) -> None:
    dole = territories["CV129"]

    assert (dole.name, dole.epci_siren) == ("Grand Dole", "200010650")
    assert dole.epci_name == "Communauté d’agglomération du Grand Dole"
    assert (dole.latitude, dole.longitude) == (47.08925, 5.48784)


def test_loading_again_adds_nothing(session: Session) -> None:
    first = ensure_territories(session)

    assert ensure_territories(session) == first
    assert len(session.exec(select(col(Territory.id))).all()) == 190
