"""From a number on a screen to what it is made of, on the demonstration’s centres."""

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.formats import MONTHS
from domain.periods import a_year_before
from tests.pages.opening import (
    FICTIONAL,
    REAL,
    audiences,
    links,
    markup,
    month_figures,
    open_page,
    refusal,
    table_rows,
    text,
    tiles,
)

pytestmark = pytest.mark.usefixtures("standing_demonstration")

VIEWS = "audience-website_views"


def value(query: dict[str, str]) -> str:
    (found,) = re.findall(r"data-value>([^<]*)<", markup(open_page("lignes", **query)))
    return html.unescape(found)


def of_the_screen(found: list[dict[str, str]], **days: str) -> dict[str, dict[str, str]]:
    """Of the figures themselves, not of what they are compared with."""
    return {
        query["indicateur"]: query
        for query in found
        if not {"lecture", "moyenne"} & query.keys() and days.items() <= query.items()
    }


def numbers(page: AppTest) -> Iterator[tuple[dict[str, str], str]]:
    """Each number that leads to its rows, with what its address asks for."""
    told: dict[str, str] = {}
    for query, inside in re.findall(r'<a href="/lignes\?([^"]*)"[^>]*>(.*?)</a>', markup(page)):
        words = html.unescape(re.sub(r"<[^>]+>", "", inside)).strip()
        # « 128 », « ▲ 12 de plus que 2022 (116) », « Moyenne… : 112 », « 300 (+25) », « 62 % des… »
        number = (
            re.search(r"\(([\d\u202f,]+(?:\u202f%)?)\)$", words)
            or re.search(r"\u00a0: ([\d\u202f,]+(?:\u202f%)?)$", words)
            or re.match(
                r"(?:[≈≥]\u202f)?([\d\u202f,]+(?:\u202f%)?)(?: des participations.*| \([+−].*)?$",
                words,
            )
        )
        if number:
            told[query] = number.group(1)
    for query, said in told.items():
        yield dict(pair.split("=") for pair in html.unescape(query).split("&")), said


THIS_YEAR = date.today().year
RUNNING: dict[str, Any] = {"centre": FICTIONAL, "annee": THIS_YEAR}
OVER: dict[str, Any] = {"centre": FICTIONAL, "annee": 2025}
SCREENS: list[tuple[str, dict[str, Any], int]] = [
    ("", RUNNING, 25),
    ("", {**OVER, "periode": "t2", "format": "gap"}, 15),
    ("", {"centre": REAL, "annee": 2023}, 15),
    ("mois", {**RUNNING, "mois": date.today().month}, 9),
    ("mois", {**OVER, "mois": 3}, 9),
    ("cloture", {**RUNNING, "mois": date.today().month}, 9),
    ("cloture", {**OVER, "mois": 1}, 9),
    ("rencontres", RUNNING, 2),
    ("rencontres", {**OVER, "periode": "s2"}, 2),
    ("objectifs", RUNNING, 20),
    ("carte", RUNNING, 20),
    ("lignes", {**RUNNING, "indicateur": "trace_rate"}, 2),
    ("lignes", {**RUNNING, "indicateur": "meetings", "periode": "t4"}, 2),
    ("lignes", {**OVER, "indicateur": "qpv", "jusquau": "2025-11-22"}, 1),
]


@pytest.mark.looks
@pytest.mark.parametrize(("screen", "query", "least"), SCREENS)
def test_each_number_of_each_screen_opens_that_number(
    screen: str, query: dict[str, Any], least: int
) -> None:
    found = list(numbers(open_page(screen, **query)))

    assert len(found) >= least
    assert {str(asked): value(asked) for asked, _ in found} == {str(a): n for a, n in found}


@pytest.mark.parametrize(("centre", "year"), [(REAL, 2023), (FICTIONAL, 2025)])
def test_each_number_of_the_dashboard_opens_rows_of_that_number(centre: str, year: int) -> None:
    page = open_page("", centre=centre, annee=year, periode="s1")
    found = of_the_screen(links(page, "lignes"), annee=str(year))

    assert {key: value(found[key]) for key in tiles(page)} == tiles(page)
    heard = audiences(page)
    assert len(heard) >= 5
    assert {key: value(found[f"audience-{key}"]) for key in heard} == heard


def test_an_audience_says_what_makes_it_and_what_does_not() -> None:
    query: dict[str, Any] = {"centre": FICTIONAL, "annee": 2025}
    page = open_page("lignes", indicateur="audience-website_users", **query)
    told, rows = text(page), table_rows(markup(page))

    assert "Visiteurs différents du site." in told
    assert "Compté dans chaque mois, sans s’additionner\u00a0: on lit le dernier connu." in told
    assert "Un seul relevé fait ce chiffre\u00a0: en décembre." in told
    assert "que décembre 2024 (" in told
    assert [one["annee"] for one in links(page, "lignes")] == ["2024"]
    assert re.search(r"Lignes venues avec la démonstration, le \d+\w*\s\w+ \d{4}\u00a0: le", told)
    assert "le journal ne leur connaît aucun changement depuis." in told
    assert [row[0] for row in rows] == list(MONTHS)
    assert {row[3] for row in rows[:11]} == {"Connu, non lu\u00a0: un mois plus récent l’est"}
    assert (rows[11][1], rows[11][3]) == (value({"indicateur": "audience-website_users",
                                                 **{k: str(v) for k, v in query.items()}}),
                                          "Lu")  # fmt: skip


def test_a_figure_of_rows_says_that_closed_months_count_other_meetings() -> None:
    year = date.today().year
    query: dict[str, Any] = {"centre": FICTIONAL, "annee": year}
    shown = int(value({k: str(v) for k, v in query.items()} | {"indicateur": "meetings"}))
    said = f"le nombre de rencontres affiché, {shown}, compte les mois arrêtés tels que publiés."

    for key in ("trace_rate", "territories", "people"):
        told = text(open_page("lignes", indicateur=key, **query))
        assert f"Lu sur les {shown + 1}\u00a0rencontres de la base" in told
        assert said in told
    assert said not in text(open_page("lignes", indicateur="meetings", **query))
    assert "Lu sur les" not in text(
        open_page("lignes", centre=FICTIONAL, annee=2025, indicateur="people")
    )
    dashboard = text(open_page("", **query))
    assert dashboard.count(f"Sur les {shown + 1}\u00a0rencontres de la base") == 3


def test_an_audience_given_for_the_year_says_so_and_its_months_are_not_zero() -> None:
    query: dict[str, Any] = {"centre": REAL, "annee": 2023}
    page = open_page("lignes", indicateur="audience-website_views", **query)
    whole, *rows = table_rows(markup(page))

    assert whole == ["année entière", "11\u202f000", "non disponible", "Lu"]
    assert len(rows) == 12
    assert {tuple(row[1:]) for row in rows} == {
        (*2 * ("non disponible",), "Chiffre donné pour l’année entière, non par mois")
    }


def test_the_months_of_an_audience_lead_to_their_entry_for_who_may_type() -> None:
    year = date.today().year
    query: dict[str, Any] = {"centre": FICTIONAL, "annee": year, "indicateur": VIEWS}
    editor = links(open_page("lignes", "saisie", **query), "saisie-du-mois")

    assert [one["mois"] for one in editor] == [str(m) for m in range(1, date.today().month + 1)]
    assert {(one["centre"], one["annee"]) for one in editor} == {(FICTIONAL, str(year))}
    assert links(open_page("lignes", "conseil", **query), "saisie-du-mois") == []


@pytest.mark.parametrize(
    "narrowed",
    [{"mois": 3}, {"periode": "s1"}, {"format": "gap"}, {"lecture": "base"}],
    ids=lambda one: next(iter(one)),
)
def test_an_audience_is_not_narrowed(narrowed: dict[str, Any]) -> None:
    page = open_page("lignes", centre=FICTIONAL, annee=2025, indicateur=VIEWS, **narrowed)

    assert "sur l’année entière et pour tout le centre" in refusal(page)


def test_an_audience_that_nobody_typed_is_not_a_zero() -> None:
    page = open_page("lignes", centre=REAL, annee=2023, indicateur="audience-social_followers")

    assert refusal(page) == (
        "«\u00a0Abonnés sur les réseaux\u00a0»\u00a0: aucun relevé n’est connu pour 2023."
    )


def test_the_dashboard_carries_no_month_that_it_does_not_show() -> None:
    found = links(open_page("", centre=FICTIONAL, annee=2025, mois=3), "lignes")

    assert found
    assert not [query for query in found if "mois" in query]


def test_each_number_of_a_month_opens_rows_of_that_number() -> None:
    page = open_page("mois", centre=REAL, annee=2023, mois=7)
    found = of_the_screen(links(page, "lignes"), mois="7")
    behind = [query for query in links(page, "lignes") if "lecture" in query]

    assert {key: value(query) for key, query in found.items()} == month_figures(page)
    told = re.findall(r"Dans la base\u00a0: ([\d\u202f]+|non disponible)", text(page))
    assert told == ["1", "non disponible", "1"]
    assert [value(query) for query in behind] == told


@pytest.mark.looks
def test_each_number_of_the_map_opens_rows_of_that_number() -> None:
    page = open_page("carte", centre=FICTIONAL, annee=2025, periode="s2", mesure="couverture")
    section = markup(page).split('id="contrats"')[1].split("<details")[0]
    cells = table_rows(section)
    found = [query for query in links(page, "lignes") if "territoire" in query]

    contrats, departements = found[:46], found[46:]
    assert len(contrats) == 2 * len(cells) == 46
    for row, (meetings, came) in list(zip(cells, zip(contrats[::2], contrats[1::2], strict=True),
                                          strict=True))[:4]:  # fmt: skip
        assert (meetings["periode"], meetings["indicateur"]) == ("s2", "meetings")
        assert "mesure" not in meetings
        assert value(meetings) == row[1]
        assert value(came) in row[2] or row[2] == "n. d."
    shares = re.findall(r"\((\d+) sur \d+\)", text(page))
    assert len(departements) == len(shares) == 8
    assert [value(query) for query in departements] == shares


@pytest.mark.looks
@pytest.mark.parametrize(("centre", "year"), [(REAL, 2023), (FICTIONAL, 2026)])
def test_each_number_of_the_differences_opens_its_own_reading(centre: str, year: int) -> None:
    body = markup(open_page("ecarts", centre=centre, annee=year))
    found = re.findall(r'href="/lignes\?([^"]*)">([≈\d\s]+)</a>', body)
    told = [
        (dict(pair.split("=") for pair in q.replace("&amp;", "&").split("&")), n) for q, n in found
    ]

    assert {query.get("lecture") for query, _ in told} >= {None, "base"}
    for query, number in told[:9] + told[9::6]:
        assert value(query) == number.removeprefix("≈\u202f")


@pytest.mark.looks
def test_each_number_of_the_notice_of_a_closed_month_opens_its_rows() -> None:
    """On the dashboard, then on the screens of the month; for who reads only, too."""
    notice = markup(open_page("", "conseil", **RUNNING)).split("Rectifié depuis l’arrêté")[1]
    told = re.findall(r'href="/lignes\?([^"]*)"[^>]*>(\d+)[^<]*</a>', notice.split("</p>")[0])
    asked = [dict(pair.split("=") for pair in html.unescape(q).split("&")) for q, _ in told]

    assert [query.get("lecture") for query in asked] == [None, "base"]
    assert [value(query) for query in asked] == [number for _, number in told]
    month = {**RUNNING, "mois": asked[0]["mois"]}
    for screen, username in (("cloture", "direction"), ("mois", "conseil")):
        page = open_page(screen, username, **month)
        found = list(numbers(page))
        of_today = [query for query, _ in found if query.get("lecture") == "base"]
        assert "Rectifié depuis l’arrêté" in text(page)
        assert len(of_today) == 3
        assert [value(query) for query, _ in found] == [number for _, number in found]


def test_a_published_number_says_where_and_has_no_rows() -> None:
    query: dict[str, Any] = {"annee": 2023, "indicateur": "meetings", "lecture": "publie"}
    page = open_page("lignes", centre=REAL, **query)

    assert "Rencontres (publié pour l’année)\u00a0: 127" in text(page)
    assert "pour l’année entière\u00a0: ce chiffre n’a pas de lignes." in text(page)
    assert "n’a pas été publié" in refusal(open_page("lignes", centre=REAL, mois=3, **query))


def test_the_numbers_of_the_whole_map_open_their_rows() -> None:
    """The contrats reached; then, above the map and above white zones, on what they rest."""
    page = open_page("carte", centre=REAL, annee=2023)

    found = [value(query) for query in links(page, "lignes") if "territoire" not in query]

    assert found == ["11", "23", "128", "23", "128"]


def test_the_figures_of_entry_open_their_month() -> None:
    page = open_page("saisie-du-mois", "saisie", centre=REAL, annee=2023, mois=7)
    found = {query["indicateur"]: query for query in links(page, "lignes")}

    assert found.keys() == {"meetings", "participations", "territories", "publications"}
    assert {(query["annee"], query["mois"]) for query in found.values()} == {("2023", "7")}


def test_the_audience_of_the_month_before_opens_what_it_makes() -> None:
    page = open_page("saisie-du-mois", "saisie", centre=FICTIONAL, annee=2025, mois=1)
    found = [one for one in links(page, "lignes") if one["indicateur"].startswith("audience-")]

    assert len(found) == text(page).count("décembre\u00a0:") == 6
    assert {one["annee"] for one in found} == {"2024"}
    months = [table_rows(markup(open_page("lignes", **one)))[11][1] for one in found]
    assert months == re.findall(r"décembre\u00a0: ([\d\u202f]+)", text(page))


def test_a_number_says_how_it_is_made_and_what_it_is_compared_with() -> None:
    told = text(open_page("lignes", centre=REAL, annee=2023, indicateur="participations"))

    assert "Somme, sur les rencontres comptées, de l’effectif déclaré" in told
    assert "Publié pour l’année\u00a0: 3\u202f481" in told
    assert "2022\u00a0: non disponible" in told
    assert "Moyenne des trois dernières années\u00a0: non disponible" in told
    assert told.count("Mois publiés dans «\u00a0Rapport d’activité 2023\u00a0».") == 1
    assert "juillet 2023 216 non disponible publié août 2023 non disponible 0 non publié " in told


@pytest.mark.parametrize("narrowed", [{}, {"mois": 3}, {"mois": 1}, {"periode": "s1"}])
@pytest.mark.parametrize("key", ["meetings", "participations", "people", "trace_rate"])
def test_what_a_number_is_compared_with_opens_its_own_rows(
    key: str, narrowed: dict[str, Any]
) -> None:
    page = open_page("lignes", centre=FICTIONAL, annee=2025, indicateur=key, **narrowed)
    section = markup(page).split('id="compare"')[1].split("</section>")[0]
    told = re.findall(r'href="/lignes\?([^"]*)"[^>]*>[^<]*\(([^<)]*)\)</a>', section)

    assert len(told) == (2 if "mois" in narrowed else 1)
    assert section.count("moyenne=3") == 1
    for query, number in told:
        assert value(dict(pair.split("=") for pair in html.unescape(query).split("&"))) == number


def test_what_is_not_available_has_no_rows_to_open() -> None:
    first = open_page("lignes", centre=REAL, annee=2023, indicateur="meetings")
    section = markup(first).split('id="compare"')[1].split("</section>")[0]

    assert section.count("<li>") == 2
    assert "href" not in section


def test_the_same_days_of_a_running_year_open_the_rows_of_those_days() -> None:
    running = open_page("lignes", centre=FICTIONAL, annee=THIS_YEAR, indicateur="trace_rate")
    before, mean = [
        query for query in links(running, "lignes") if {"jusquau", "moyenne"} & query.keys()
    ]
    day = a_year_before(date.today())
    page = open_page("lignes", **before)

    assert (before["jusquau"], before["connu"]) == (day.isoformat(), day.isoformat())
    assert f"du 1er\u00a0janvier {day.year} au" in text(page)
    assert "traces connues au" in text(page)
    rows = int(re.findall(r'data-rows="(\d+)"', markup(page))[0])
    assert len(table_rows(counted_part(page))) == rows
    years = table_rows(markup(open_page("lignes", **mean)))
    assert "non disponible" in years[0]


def counted_part(page: AppTest) -> str:
    return markup(page).split('id="lignes-comptees"')[1].split("<section")[0]


def test_a_trace_rate_shows_what_it_divides_and_by_what() -> None:
    page = open_page("lignes", centre=FICTIONAL, annee=2025, indicateur="trace_rate")
    told = re.search(
        r"(\d+)\u00a0rencontres avec trace, sur (\d+)\u00a0rencontres comptées", text(page)
    )

    assert told
    traced, counted = (int(one) for one in told.groups())
    answers = [row[3] for row in table_rows(counted_part(page))]
    assert (answers.count("oui"), len(answers)) == (traced, counted)
    assert answers == sorted(answers, reverse=True)


def test_the_share_that_bears_a_name_shows_its_meetings() -> None:
    page = open_page("lignes", centre=FICTIONAL, annee=2025, indicateur="part-nommee")
    *rows, total = table_rows(counted_part(page))
    came, named = (sum(int(row[column]) for row in rows) for column in (2, 3))

    assert [int(cell.replace("\u202f", "")) for cell in total] == [came, named]
    assert f"{round(100 * named / came)}\u202f% des participations" in text(
        open_page("", centre=FICTIONAL, annee=2025)
    )


@pytest.mark.parametrize("until", ["2024-12-31", "demain"])
def test_a_day_that_the_period_does_not_have_is_refused(until: str) -> None:
    page = open_page("lignes", jusquau=until, indicateur="meetings", **OVER)

    assert refusal(page)


def test_days_that_have_not_come_are_told_whole_and_make_no_figure() -> None:
    """December, or the next month: whichever has not begun."""
    ahead: dict[str, Any] = {"centre": FICTIONAL, "annee": THIS_YEAR, "mois": 12}
    if date.today().month == 12:
        pytest.skip("no month of the year is ahead")
    days = f"du 1er\u00a0décembre {THIS_YEAR} au 31\u00a0décembre {THIS_YEAR}"
    for key in ("meetings", "people", "trace_rate", "publications"):
        told = text(open_page("lignes", indicateur=key, **ahead))
        assert days in told
        assert "\u00a0: non disponible" in told
        assert "Ces jours ne sont pas venus\u00a0: rien n’y est encore compté." in told
    assert days in text(open_page("lignes", indicateur="part-nommee", **ahead))


def test_a_mean_of_no_year_is_refused() -> None:
    page = open_page("lignes", centre=REAL, annee=2023, indicateur="meetings", moyenne=3)

    assert "aucune année d’avant n’est connue" in refusal(page)


def test_what_the_tiles_say_beside_their_number_opens_its_own_rows() -> None:
    page = open_page("", centre=REAL, annee=2023)
    published = [query for query in links(page, "lignes") if query.get("lecture") == "publie"]

    told = re.findall(r"Publié pour l’année\u00a0: ([\d\u202f]+)", text(page))
    assert len(told) == 3
    assert [value(query) for query in published] == [*told, "58"]  # the quartiers
    assert {"centre": REAL, "annee": "2023"} in links(page, "carte")
    detailed = [query for query in links(page, "lignes") if query.get("lecture") == "base"]
    assert text(page).count("Sur 23\u00a0rencontres détaillées") == 2
    assert len(detailed) == 3  # people too
    assert {value(query) for query in detailed} == {"23"}


def test_what_is_left_out_says_why() -> None:
    told = text(open_page("lignes", centre=REAL, annee=2023, indicateur="participations"))

    groups = re.findall(r"(\d+\u00a0rencontres? [^.]*?) (?:Compté|Une)", told)
    assert groups == [
        "3\u00a0rencontres nationales",
        "13\u00a0rencontres sans effectif connu",
    ]


def test_a_month_says_what_the_rows_make_of_what_was_published() -> None:
    page = open_page("lignes", centre=REAL, annee=2023, mois=7, indicateur="meetings")

    assert "Les mois publiés font foi. La base en détaille 1." in text(page)
    assert ["juillet 2023", "6", "1", "publié\u00a0: Rapport d’activité 2023"] in table_rows(
        markup(page)
    )
    assert "Revenir au mois" in text(page)


def test_tiles_and_months_tell_the_mean_of_the_years_that_are_known() -> None:
    # The first year of the fictional centre was begun half-way.
    mean = "Moyenne 2024 et 2025 (2023 non disponible)\u00a0: "
    same = "Moyenne des mêmes jours de 2024 et 2025 (2023 non disponible)\u00a0: "
    assert text(open_page("", centre=FICTIONAL)).count(same) == 6
    assert "Moyenne" not in text(open_page("", centre=REAL, annee=2023))
    month = text(open_page("mois", centre=FICTIONAL, mois=3))
    assert "que février" in month
    assert month.count(mean) == 3


def test_names_of_people_stay_with_the_team() -> None:
    query = {"centre": FICTIONAL, "annee": "2025", "mois": "3", "indicateur": "people"}

    assert "Les noms ne sont montrés qu’à l’équipe." in text(
        open_page("lignes", "conseil", **query)
    )
    assert len(table_rows(markup(open_page("lignes", **query)))) > 20


def test_the_map_stands_beside_the_same_days_of_the_year_before() -> None:
    query: dict[str, Any] = {"centre": FICTIONAL, "annee": 2025}
    rows = text(open_page("lignes", indicateur="territories", **query))
    (told,) = re.findall(r"[▲▼=] [^▲▼=]* 2024 \(\d+\)", rows)

    assert told in text(open_page("carte", **query))
    assert "2022\u00a0: non disponible" in text(open_page("carte", centre=REAL, annee=2023))
