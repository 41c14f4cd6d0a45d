"""The dashboard, on the real year 2023 and on the fictional centre."""

import re
from datetime import date

import pytest

from components.filters import PERIODS
from domain.indicators import BY_KEY
from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, table_rows, text, tiles

pytestmark = pytest.mark.usefixtures("standing_demonstration")


def test_the_real_year_is_read_as_its_months_add_up() -> None:
    assert tiles(open_page("", annee=2023)) == {
        "meetings": "128",
        "participations": "3\u202f492",
        "territories": "11",
        "publications": "20",
        "people": "non disponible",
        "trace_rate": "13\u202f%",
    }


def test_what_the_year_published_stands_beside() -> None:
    told = text(open_page("", annee=2023))

    assert "Publié pour l’année\u00a0: 127" in told
    assert "Publié pour l’année\u00a0: 3\u202f481" in told
    assert "en compte 127, soit 1 de moins." in told
    assert "en compte 3\u202f481, soit 11 de moins." in told


def test_an_audience_says_which_months_it_reads() -> None:
    year = date.today().year
    told = text(open_page("", centre=FICTIONAL, annee=year - 1))

    assert "cumul de janvier à décembre" in told
    assert "fin décembre" in told
    assert f"que les mêmes mois de {year - 2} (" in told
    assert "Visiteurs différents du site. Voir les mois" in told


def test_the_year_before_the_first_is_not_available_and_never_zero() -> None:
    told = text(open_page("", annee=2023))

    # Six tiles, and five measures of the audience.
    assert told.count("2022\u00a0: non disponible") == 11
    assert "que 2022" not in told


def test_the_centre_opens_on_its_last_year_with_figures() -> None:
    assert tiles(open_page("")) == tiles(open_page("", annee=2023, centre=REAL))


def test_the_twelve_months_are_drawn_the_unknown_one_too() -> None:
    meetings, participations, territories, *_ = table_rows(markup(open_page("", annee=2023)))

    assert [cell.split()[0] for cell in meetings] == (
        ["3", "10", "14", "16", "11", "17", "6", "–", "14", "15", "10", "12"]
    )
    assert [cell.split()[0] for cell in participations][6:] == (
        ["216", "–", "515", "745", "390", "390"]
    )
    assert [cell.split()[0] for cell in territories][6:8] == ["4", "–"]


def test_each_month_opens_its_page() -> None:
    months = links(open_page("", annee=2023), "mois")

    assert {query["mois"] for query in months} == {str(month) for month in range(1, 13)}
    assert {query["annee"] for query in months} == {"2023"}


def test_each_tile_leads_to_its_rows() -> None:
    found = links(open_page("", annee=2023, periode="s1"), "lignes")

    of_tiles = [query for query in found if query["indicateur"] in BY_KEY.keys() - {"qpv"}]
    assert {query["indicateur"] for query in of_tiles} == set(tiles(open_page("", annee=2023)))
    assert {query["periode"] for query in of_tiles} == {"s1"}


@pytest.mark.parametrize(
    ("period", "meetings"),
    [("s1", "71"), ("s2", "57"), ("t1", "27"), ("t2", "44"), ("t3", "20"), ("t4", "37")],
)
def test_a_part_of_the_year_adds_its_months(period: str, meetings: str) -> None:
    assert period in PERIODS
    assert tiles(open_page("", annee=2023, periode=period))["meetings"] == meetings


def test_a_filter_sets_the_published_figures_aside() -> None:
    page = open_page("", annee=2023, format="oxygene")

    assert tiles(page)["meetings"] == "3"
    assert "Publié pour l’année" not in text(page)


@pytest.mark.parametrize(
    ("centre", "year", "filters"),
    [
        (REAL, 2023, {}),
        (REAL, 2023, {"periode": "s1"}),
        (REAL, 2023, {"format": "oxygene"}),
        (FICTIONAL, date.today().year, {}),
        (FICTIONAL, date.today().year - 1, {}),
    ],
)
def test_what_is_to_mend_leads_to_as_many_meetings(
    centre: str, year: int, filters: dict[str, str]
) -> None:
    """Every number answers « which rows? », and the count of rows is the number."""
    page = markup(open_page("", centre=centre, annee=year, **filters))
    attention = page.split('id="attention"')[1].split("</section>")[0]

    lines = re.findall(r'href="/rencontres\?([^"]*)".*?<strong>(\d+)</strong>', attention)
    assert lines or centre == FICTIONAL
    for query, number in lines:
        given = dict(pair.split("=") for pair in query.replace("&amp;", "&").split("&"))
        assert len(table_rows(markup(open_page("rencontres", **given)))) == int(number)


def test_fictional_figures_are_those_of_this_centre() -> None:
    year = date.today().year - 1

    assert tiles(open_page("", centre=FICTIONAL, annee=year)) != tiles(open_page("", annee=2023))
