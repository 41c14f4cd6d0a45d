"""The map is read on a light ground and on a dark one, with the same colours."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components.maps import map_specification
from domain.coverage import Coverage, CoverageLine
from domain.places import Place
from domain.vocabulary import TerritoryLevel

ROOT = Path(__file__).parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
# WCAG 2.1, 1.4.11: what is needed to understand a picture.
LEAST_CONTRAST = 3

Colour = tuple[float, ...]


@pytest.fixture(scope="module")
def layers() -> list[dict[str, Any]]:
    """Two contrats, one of them without a meeting, over the départements."""
    level = TerritoryLevel.CONTRAT_DE_VILLE
    lines = tuple(
        CoverageLine(Place(n, level, f"CV{n}", f"Contrat {n}"), None, n, n, None) for n in (0, 1)
    )
    coverage = Coverage(date(2023, 12, 31), lines, (), 0)
    drawn: list[dict[str, Any]] = map_specification(coverage, "rencontres", None)["layer"]
    return drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["point", "circle"])
def test_bubbles_stand_out_from_paper_and_land(
    layers: list[dict[str, Any]], mark: str, scheme: str
) -> None:
    bubble, land = _layer(layers, mark), _layer(layers, "geoshape")["mark"]
    paper = _rgb(THEME[scheme]["backgroundColor"])
    color = bubble["encoding"]["color"]

    for ground in (paper, _over(_rgb(land["fill"]), paper, land["fillOpacity"])):
        for told in (color["value"], color["condition"]["value"]):
            # Said, for its default is fainter than one.
            seen = _over(_rgb(told), ground, bubble["mark"]["opacity"])
            assert _contrast(seen, ground) >= LEAST_CONTRAST


def _layer(layers: list[dict[str, Any]], mark: str) -> dict[str, Any]:
    return next(layer for layer in layers if layer["mark"]["type"] == mark)


def _rgb(told: str) -> Colour:
    return tuple(int(told[start : start + 2], 16) / 255 for start in (1, 3, 5))


def _over(colour: Colour, ground: Colour, opacity: float) -> Colour:
    pairs = zip(colour, ground, strict=True)
    return tuple(opacity * above + (1 - opacity) * below for above, below in pairs)


def _contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
