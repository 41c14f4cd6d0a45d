"""The month, the map, the meetings and the rows, on the real year 2023."""

import re
from datetime import date
from typing import Any

import pytest

from components.filters import PERIODS
from domain.indicators import BY_KEY
from tests.pages.opening import (
    FICTIONAL,
    REAL,
    links,
    markup,
    month_figures,
    open_page,
    table_rows,
    text,
    tiles,
)

pytestmark = pytest.mark.usefixtures("standing_demonstration")


@pytest.mark.parametrize(
    ("month", "figures"),
    [
        (1, ["3", "35", "3"]),
        (7, ["6", "216", "4"]),
        (10, ["15", "745", "10"]),
        (11, ["10", "390", "7"]),
        (12, ["12", "390", "8"]),
    ],
)
def test_a_month_is_shown_as_published(month: int, figures: list[str]) -> None:
    page = open_page("mois", annee=2023, mois=month)

    assert list(month_figures(page).values()) == figures
    assert "Rapport d’activité 2023" in text(page)


def test_august_says_that_nothing_was_published_and_is_not_zero() -> None:
    page = open_page("mois", annee=2023, mois=8)

    assert "Rien n’a été publié" in text(page)
    unknown = "non disponible"
    assert month_figures(page) == {
        "meetings": unknown,
        "participations": unknown,
        "territories": unknown,
    }


def test_a_month_tells_what_it_is_remembered_for_and_who_spoke() -> None:
    told = text(open_page("mois", annee=2023, mois=2))

    assert "Appui à la Cité de l’emploi de Belfort" in told
    assert "Résumé" in told


@pytest.mark.parametrize(("month", "around"), [(1, {"2"}), (7, {"6", "8"}), (12, {"11"})])
def test_a_month_turns_to_its_neighbours_within_the_years_known(
    month: int, around: set[str]
) -> None:
    body = markup(open_page("mois", annee=2023, mois=month))
    turns = re.findall(r'rel="(?:prev|next)" href="[^"]*mois=(\d+)', body)

    assert set(turns) == around


def test_a_published_figure_stands_before_what_the_rows_say() -> None:
    told = text(open_page("mois", annee=2023, mois=7))

    detailed = re.findall(r"Dans la base\s: (\d+|non disponible) ", told)
    assert detailed == ["1", "non disponible", "1"]


def test_the_map_lists_the_twenty_three_contrats_zeros_included() -> None:
    page = open_page("carte", annee=2023)
    section = markup(page).split('id="contrats"')[1].split("<details")[0]
    lines = table_rows(section)

    assert len(lines) == 23
    assert sum(line[1] == "–" for line in lines) == 12
    assert {line[3] for line in lines if line[1] == "–"} == {"aucune connue"}


def test_meetings_without_a_territory_are_counted_under_the_map() -> None:
    page = open_page("carte", annee=2023)

    assert "6\u00a0rencontres sans contrat de ville" in text(page)
    listed = open_page("rencontres", annee=2023, manque="territoire")
    assert len(table_rows(markup(listed))) == 6


@pytest.mark.parametrize("centre", [REAL, FICTIONAL])
@pytest.mark.parametrize(
    "filters",
    [{}, {"periode": "t1"}, {"periode": "s2"}, {"format": "gap"}, {"format": "webinaire"}],
)
def test_the_meetings_missing_from_the_map_are_those_its_link_lists(
    centre: str, filters: dict[str, str]
) -> None:
    year = 2023 if centre == REAL else date.today().year - 1
    page = open_page("carte", centre=centre, annee=year, mesure="participations", **filters)

    told = re.search(r"(\d+)\u00a0rencontres? sans contrat de ville", text(page))
    listed = [query for query in links(page, "rencontres") if query.get("manque") == "territoire"]
    assert len(listed) == (told is not None)
    for query in listed:
        assert told
        assert query == {"centre": centre, "annee": str(year), **filters, "manque": "territoire"}
        lines = table_rows(markup(open_page("rencontres", **query)))
        assert len(lines) == int(told.group(1)) > 0


def test_a_territory_chosen_shows_its_meetings_and_neighbours() -> None:
    told = text(open_page("carte", annee=2023, territoire="CV129"))

    assert "Ses voisins" in told
    assert "Ses quartiers prioritaires" in told


@pytest.mark.parametrize("measure", ["rencontres", "participations", "couverture"])
def test_each_measure_draws_a_map(measure: str) -> None:
    page = open_page("carte", annee=2023, mesure=measure)

    assert len(page.get("vega_lite_chart")) == 1
    assert "11\u00a0contrats de ville sur 23 ont été touchés" in text(page)


def test_white_zones_of_the_map_are_those_of_the_dashboard() -> None:
    zones = text(open_page("carte", annee=2023))
    attention = markup(open_page("", annee=2023)).split('id="attention"')[1]

    assert "aucune rencontre connue dans 12 des 23 contrats" in zones
    assert re.search(r"#zones-blanches.*?<strong>12</strong>", attention)


@pytest.mark.parametrize(
    ("words", "found"), [("", 26), ("oxygene", 3), ("OXYGÈNE", 3), ("rien de tel", 0)]
)
def test_meetings_are_searched(words: str, found: int) -> None:
    page = open_page("rencontres", annee=2023, recherche=words)

    assert len(table_rows(markup(page))) == found


def test_a_meeting_is_listed_with_the_precision_of_its_date_and_headcount() -> None:
    told = text(open_page("rencontres", annee=2023))

    assert told.count("jour inconnu") == 15
    assert "environ 40" in told
    assert "plus de 100" in told


def test_the_list_is_sorted_as_the_address_says() -> None:
    titles = [
        [row[1] for row in table_rows(markup(open_page("rencontres", annee=2023, tri=order)))]
        for order in ("titre", "-titre")
    ]

    assert titles[0] == titles[1][::-1]


def test_each_listed_meeting_opens() -> None:
    found = links(open_page("rencontres", annee=2023), "rencontre")

    assert len({query["id"] for query in found}) == 26
    for query in found[:3]:
        assert "La fiche" in text(open_page("rencontre", id=query["id"]))


@pytest.mark.parametrize("key", [key for key in BY_KEY if key not in ("half_days", "qpv")])
@pytest.mark.parametrize("period", ["annee", "t3"])
def test_the_number_above_the_rows_is_that_of_the_dashboard(key: str, period: str) -> None:
    assert period in PERIODS
    query: Any = {"annee": 2023, "periode": period}
    rows = markup(open_page("lignes", indicateur=key, **query))

    (value,) = re.findall(r"data-value>([^<]*)<", rows)
    assert value == tiles(open_page("", **query))[key]


@pytest.mark.parametrize("key", ["meetings", "participations", "territories"])
def test_the_number_above_the_rows_is_that_of_the_month(key: str) -> None:
    query: Any = {"annee": 2023, "mois": 7}
    rows = markup(open_page("lignes", indicateur=key, **query))

    (value,) = re.findall(r"data-value>([^<]*)<", rows)
    assert value == month_figures(open_page("mois", **query))[key]


@pytest.mark.parametrize(("key", "count"), [("meetings", 23), ("territories", 11)])
def test_the_rows_shown_are_those_counted(key: str, count: int) -> None:
    body = markup(open_page("lignes", indicateur=key, annee=2023))

    assert f'data-rows="{count}"' in body
    listed = body.split('id="lignes-comptees"')[1].split("</table>")[0]
    assert len(table_rows(listed)) == count
