"""The map of the region. Its specification is built once for its figures, then remembered."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.charts import FRENCH
from components.static_files import url
from domain import wording
from domain.coverage import Coverage, CoverageLine
from domain.formats import number

# Served as a file: drawn inline, it would be walked through and sent at each rerun.
OUTLINE = url("departements-bfc.topo.json")
SELECTION, KEY = "contrat", "carte"

MEASURES = {
    "rencontres": "Rencontres",
    "participations": "Participations",
    "couverture": "Part des contrats visités",
}
LAND, COAST = "#8a9bb0", "#7d8da1"
# The server does not know by which ground, light or dark, it is read: three to one on both.
BUBBLE, CHOSEN, BUBBLE_OPACITY = "#3a80c4", "#c95c1c", 0.92
SHARES = ["#f3d9c4", "#e9b48c", "#d98a55", "#b9602a", "#8a3f12"]


def map_specification(coverage: Coverage, measure: str, chosen: str | None) -> dict[str, Any]:
    """A Vega-Lite specification: bubbles for counts, coloured départements for a share only."""
    land = _shares(coverage) if measure == "couverture" else _land()
    layers = [land] if measure == "couverture" else [land, *_bubbles(coverage, measure, chosen)]
    chart: alt.LayerChart = (
        alt.layer(*layers).project("mercator").properties(height=520).configure_view(stroke=None)
    )
    return {**chart.to_dict(), "config": {"view": {"stroke": None}, "locale": FRENCH}}


def chosen_on_map() -> str | None:
    """The code of the contrat that was clicked, None when the choice was cleared."""
    points = st.session_state[KEY]["selection"][SELECTION]
    return str(points[0]["code"]) if points else None


def _outline() -> alt.UrlData:
    return alt.topo_feature(OUTLINE, "departements")


def _land() -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(_outline())
        .mark_geoshape(fill=LAND, fillOpacity=0.16, stroke=COAST, strokeWidth=1, aria=False)
        .encode(tooltip=alt.Tooltip("properties.nom:N", title="Département"))
    )
    return chart


def _shares(coverage: Coverage) -> alt.Chart:
    table = pd.DataFrame(
        [
            {"code": item.place.code, "share": item.share, "text": wording.reached(item)}
            for item in coverage.by_departement
        ]
    )
    chart: alt.Chart = (
        alt.Chart(_outline())
        .mark_geoshape(stroke="#ffffff", strokeWidth=1, aria=False)
        .transform_lookup(
            lookup="properties.code",
            from_=alt.LookupData(table, "code", ["share", "text"]),
        )
        .encode(
            color=alt.Color(
                "share:Q",
                title="Contrats visités",
                scale=alt.Scale(domain=[0, 1], range=SHARES),
                legend=alt.Legend(format=".0%", orient="bottom", aria=False),
            ),
            tooltip=[
                alt.Tooltip("properties.nom:N", title="Département"),
                alt.Tooltip("text:N", title="Contrats visités"),
            ],
        )
    )
    return chart


def _bubbles(coverage: Coverage, measure: str, chosen: str | None) -> list[alt.Chart]:
    table = _points(coverage, measure, chosen)
    click = alt.selection_point(name=SELECTION, fields=["code"], on="click", clear="dblclick")
    base = alt.Chart(table).encode(
        longitude="lon:Q",
        latitude="lat:Q",
        # What a screen reader says of a bubble; coordinates otherwise.
        description="label:N",
        tooltip=[
            alt.Tooltip("name:N", title="Contrat de ville"),
            alt.Tooltip("text:N", title=MEASURES[measure]),
        ],
    )
    some = base.transform_filter("datum.value > 0").mark_circle(
        opacity=BUBBLE_OPACITY, stroke="#ffffff", strokeWidth=1.5, cursor="pointer"
    )
    # Vega-Lite fades points unless told otherwise.
    none = base.transform_filter("!(datum.value > 0)").mark_point(
        shape="circle", size=70, strokeWidth=2.5, filled=False, opacity=1, cursor="pointer"
    )
    color = alt.condition("datum.chosen", alt.value(CHOSEN), alt.value(BUBBLE))
    size = alt.Size(
        "value:Q",
        title=MEASURES[measure],
        scale=alt.Scale(range=[90, 1800], zero=True),
        legend=alt.Legend(
            format=",.0f",
            symbolFillColor=BUBBLE,
            values=_legend_values(table),
            orient="bottom",
            aria=False,
        ),
    )
    return [none.encode(color=color), some.encode(size=size, color=color).add_params(click)]


def _words(line: CoverageLine, measure: str) -> str:
    return number(line.meetings if measure == "rencontres" else line.participations)


def _legend_values(table: pd.DataFrame) -> list[int]:
    """The largest bubble, its half and its tenth: enough to read the others by."""
    largest = int(table["value"].max()) if table["value"].notna().any() else 0
    return sorted({value for value in (largest, largest // 2, largest // 10) if value})


def _points(coverage: Coverage, measure: str, chosen: str | None) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "code": line.place.code,
                "name": line.place.name,
                "lon": line.place.longitude,
                "lat": line.place.latitude,
                "value": line.meetings if measure == "rencontres" else line.participations,
                "text": _words(line, measure),
                "label": f"{line.place.name}, {MEASURES[measure].lower()} {_words(line, measure)}",
                "chosen": line.place.code == chosen,
            }
            for line in coverage.lines
        ]
    )
