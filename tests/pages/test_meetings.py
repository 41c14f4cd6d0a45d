"""The list of meetings beside the same days of other years."""

import re

import pytest

from tests.pages.opening import FICTIONAL, REAL, links, markup, open_page, text

pytestmark = pytest.mark.usefixtures("standing_demonstration")


def compared(centre: str = FICTIONAL, **query: str) -> list[str]:
    body = markup(open_page("rencontres", centre=centre, **query))
    line = re.search(r'<p class="compared">(.*?)</p>', body)
    told = re.findall(r"<span>(.*?)</span>", line.group(1), re.S) if line else []
    return [re.sub(r"<[^>]+>", "", one).strip() for one in told]


@pytest.mark.parametrize(
    "query", [{"annee": "2025"}, {"annee": "2025", "periode": "s2"}, {"format": "atelier"}]
)
def test_the_list_is_compared_as_the_dashboard_is_under_the_same_filters(
    query: dict[str, str],
) -> None:
    dashboard = text(open_page("", centre=FICTIONAL, **query))
    change, mean = compared(**query)

    assert change.removeprefix("Comptées\u00a0: ") in dashboard
    # The dashboard leaves out the mean of a single year.
    assert mean in dashboard or mean.startswith("Seule année connue")


@pytest.mark.parametrize("narrow", [{"recherche": "atelier"}, {"manque": "theme"}])
def test_what_is_not_looked_for_in_other_years_is_not_compared(narrow: dict[str, str]) -> None:
    assert compared(annee="2025", **narrow) == []
    assert "Voir lesquelles" not in text(open_page("rencontres", annee=2023, **narrow))


def test_a_part_is_never_set_beside_a_whole() -> None:
    (told,) = compared(REAL, annee="2023")

    assert told.startswith("La base ne détaille qu’une partie des rencontres publiées en 2023")


def test_the_meetings_counted_open_as_rows_under_the_same_filters() -> None:
    page = open_page("rencontres", "conseil", centre=REAL, annee=2023, periode="s1", tri="titre")
    (query,) = links(page, "lignes")

    counted = re.search(r"dont (\d+)", text(page))
    assert counted
    assert "tri" not in query
    rows = markup(open_page("lignes", "conseil", **query))
    assert f"data-value>{counted.group(1)}<" in rows
