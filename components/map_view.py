"""The map’s screen: map and table of all contrats, one territory, and where nobody went."""

from typing import Any

import streamlit as st

from components.compared import Told, rows_of_days
from components.data import once, read
from components.filters import (
    MONTH,
    TERRITORY,
    Selection,
    asked,
    asked_place,
    available_years,
    region,
)
from components.links import here
from components.list_export import offer_list, offer_sheet
from components.maps import (
    KEY,
    MEASURES,
    chosen_on_map,
    map_specification,
)
from components.rows_view import READING
from components.templates import show
from db.queries import dashboard
from domain import (
    attendance_words,
    comparison_words,
    list_sheets,
    table_sheets,
    wording,
    workbook_places,
)
from domain.counted import Reading
from domain.coverage import Coverage, CoverageLine, LastVisit, is_white
from domain.formats import count, number, short_date
from domain.indicators import MEETINGS, PARTICIPATIONS, TERRITORIES, Indicator
from domain.listings import MeetingLine
from domain.places import Place, neighbours
from domain.roles import User

MEASURE, SPAN = "mesure", "depuis"
MEETINGS_SHOWN = 5
# Where rows tell a part of the meetings, none is not zero.
NONE_KNOWN = "–"
SPANS = {"6": "six mois", "12": "douze mois", "24": "vingt-quatre mois"}


def show_map(coverage: Coverage, selection: Selection, user: User) -> None:
    measure = asked(MEASURE, MEASURES) or "rencontres"
    place = asked_place(user)
    picture, table = st.columns([11, 9], gap="medium")
    with picture:
        show(
            "measures.html",
            measures=_measures(measure),
            sentence=_sentence(coverage, measure),
            compared=_compared(selection, user),
        )
        st.vega_lite_chart(
            once(map_specification, coverage, measure, place.code if place else None),
            key=KEY,
            on_select=_follow_click if measure != "couverture" else "ignore",
            alt=_sentence(coverage, measure),
        )
        show(
            "map_note.html",
            rows=_rows(None, TERRITORIES),
            without=coverage.without_territory,
            link_to=_without_territory(),
            detailed=_detailed(coverage),
        )
    with table:
        show(
            "coverage.html",
            lines=[_line(line, place, coverage) for line in coverage.lines],
            shares=[
                (item.place.name, wording.reached(item), _rows(item.place, TERRITORIES))
                for item in coverage.by_departement
            ],
        )
        listed = workbook_places.territories(coverage)
        offer_sheet(user, "territoires", listed, selection.year)
        shares = table_sheets.departements(coverage)
        offer_list(user, "departements", *shares, selection.year, what="les départements")


def _compared(selection: Selection, user: User) -> Told:
    """The contrats reached beside those of the same days last year, and the way to these."""
    glance = read(dashboard.year_at_a_glance, scope=selection.scope, today=selection.today)
    figure = glance.figures[TERRITORIES.key]
    beside = comparison_words.compared_period(glance)
    told = comparison_words.change(TERRITORIES, figure.value, figure.previous, beside)
    days = glance.period.a_year_before()
    if figure.previous is None or days.year not in available_years(user):
        return told, None
    gone = {MEASURE, SPAN, MONTH}
    kept = {key: one for key, one in st.query_params.to_dict().items() if key not in gone}
    return told, rows_of_days(TERRITORIES, {**kept, "indicateur": TERRITORIES.key}, days)


def show_place(
    place: Place, meetings: tuple[MeetingLine, ...], coverage: Coverage, user: User
) -> None:
    """One territory: its counted meetings, its quartiers, its neighbours."""
    places = region(user)
    counted = [line for line in meetings if line.is_counted_by(coverage.at)]
    inside = [(p, last) for p, last in coverage.qpv if _lies_in(p, place, places)]
    show(
        "place.html",
        place=place,
        meetings=counted[:MEETINGS_SHOWN],
        all_meetings=(
            (len(counted), here("rencontres", territoire=place.code))
            if len(counted) > MEETINGS_SHOWN
            else None
        ),
        qpv=[_quartier(p, last) for p, last in inside],
        neighbours=[(p.name, here("carte", territoire=p.code)) for p in neighbours(place, places)],
        close=here("carte", territoire=None),
    )
    with st.container(horizontal=True):
        listed, year = list_sheets.meetings(counted, coverage.at), coverage.at.year
        offer_list(
            *(user, "rencontres-du-territoire", *listed, year), what="les rencontres du territoire"
        )
        listed = table_sheets.quartiers(inside)
        offer_list(user, "quartiers-du-territoire", *listed, year, what="ses quartiers")


def show_white_zones(coverage: Coverage, user: User) -> None:
    span = asked(SPAN, SPANS) or "12"
    at, months = coverage.at, int(span)
    show(
        "white_zones.html",
        spans=[(label, here("carte", depuis=key), key == span) for key, label in SPANS.items()],
        words=SPANS[span],
        detailed=_detailed(coverage),
        contrats=[
            (line.place.name, _last(line.last), here("carte", territoire=line.place.code))
            for line in coverage.lines
            if is_white(line.last, at, months)
        ],
        qpv=[_quartier(p, last) for p, last in coverage.qpv if is_white(last, at, months)],
        totals=(len(coverage.lines), len(coverage.qpv)),
    )
    listed = table_sheets.white_zones(coverage, months)
    offer_list(user, "zones-blanches", *listed, at.year, what="les zones blanches")


def _follow_click() -> None:
    code = chosen_on_map()
    if code is None:
        st.query_params.pop(TERRITORY, None)
    else:
        st.query_params[TERRITORY] = code


def _measures(current: str) -> list[tuple[str, str, bool]]:
    return [
        (label, here("carte", mesure=None if key == "rencontres" else key), key == current)
        for key, label in MEASURES.items()
    ]


def _sentence(coverage: Coverage, measure: str) -> str:
    visited = count(coverage.visited, "contrat de ville", "contrats de ville")
    verb = "ont été touchés" if coverage.visited > 1 else "a été touché"
    seen = f"{visited} sur {len(coverage.lines)} {verb}"
    best = max(coverage.lines, key=lambda line: _amount(line, measure) or 0, default=None)
    most = _amount(best, measure) if best else None
    if measure == "couverture" or not best or not most:
        return f"{seen}."
    unit = "rencontre" if measure == "rencontres" else "participation"
    return f"{seen}, {best.place.name} le plus ({count(most, unit)})."


def _detailed(coverage: Coverage) -> dict[str, str] | None:
    """A map of a part of the meetings says so, with the lines of both numbers."""
    if not coverage.is_partial:
        return None
    kept = {MEASURE: None, SPAN: None, MONTH: None, TERRITORY: None, "indicateur": MEETINGS.key}
    return {
        "known": count(coverage.detailed, "rencontre"),
        "known_rows": here("lignes", **kept | {READING: Reading.ROWS.value}),
        "total": number(coverage.total),
        "total_rows": here("lignes", **kept),
    }


def _amount(line: CoverageLine, measure: str) -> int | None:
    return line.meetings if measure == "rencontres" else line.participations


def _line(line: CoverageLine, chosen: Place | None, coverage: Coverage) -> dict[str, Any]:
    known = coverage.tells(line.meetings)
    return {
        "name": line.place.name,
        "departement": line.departement.name if line.departement else "",
        "meetings": number(line.meetings) if known else NONE_KNOWN,
        "participations": _participations(line) if known else NONE_KNOWN,
        "unknown": line.unknown,
        "last": _last(line.last),
        "href": here("carte", territoire=line.place.code),
        "rows": [_rows(line.place, indicator) for indicator in (MEETINGS, PARTICIPATIONS)],
        "chosen": chosen is not None and line.place.id in (chosen.id, chosen.contrat_id),
        "empty": line.meetings == 0,
    }


def _rows(place: Place | None, indicator: Indicator) -> str:
    """The lines of a number of the map: of one contrat, or of them all."""
    kept = {"mesure": None, "depuis": None, "mois": None}
    code = place.code if place else None
    return here("lignes", **kept, indicateur=indicator.key, territoire=code)


def _participations(line: CoverageLine) -> str:
    if line.participations is None:
        return "n. d."
    return attendance_words.came(line)


def _last(last: LastVisit | None) -> str:
    return short_date(last.on, last.precision) if last else "aucune connue"


def _quartier(place: Place, last: LastVisit | None) -> tuple[str, str, str]:
    return place.name, _last(last), here("carte", territoire=place.code)


def _lies_in(quartier: Place, place: Place, places: tuple[Place, ...]) -> bool:
    parents = {p.id: p.parent_id for p in places}
    step: int | None = quartier.id
    while step is not None:
        if step == place.id:
            return True
        step = parents.get(step)
    return False


def _without_territory() -> str:
    gone = dict.fromkeys(("territoire", "mesure", "depuis", "mois"))
    return here("rencontres", **gone, manque="territoire")
