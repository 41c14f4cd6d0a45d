"""The filters on a fixed day: the year that opens, and what a change of filter keeps."""

import html
import re
from datetime import UTC, date, datetime, tzinfo
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from components import filters
from db.models import Centre
from db.unit_of_work import writing
from domain import passwords
from domain.formats import NBSP
from domain.roles import Role
from domain.vocabulary import HeadcountPrecision, MeetingStatus, TerritoryLevel
from tests import factories
from tests.pages.opening import (
    FICTIONAL,
    markup,
    month_figures,
    open_page,
    refusal,
    table_rows,
    text,
    tiles,
)
from tests.people import make_account

LAST_YEAR = date.today().year - 1


def set_today(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(filters, "today", lambda user: day)  # noqa: ARG005


def query_of(page: AppTest, identifier: str) -> dict[str, str]:
    """The query of the link that has this identifier."""
    (href,) = re.findall(rf'id="{identifier}" [^>]*href="/\w*\?([^"]*)"', markup(page))
    return dict(parse_qsl(html.unescape(href)))


@pytest.fixture
def centre(database: str, monkeypatch: pytest.MonkeyPatch) -> int:  # noqa: ARG001
    """A centre that began in March 2024, of which « membre » is the director."""
    monkeypatch.setattr(passwords, "COST", 4)
    with writing() as session:
        region = factories.make_region(session)
        contrat = factories.make_territory(session, "Dole", within=region)
        centre = factories.make_centre(session, region=region)
        factories.make_meeting(
            session,
            centre,
            date(2024, 3, 5),
            headcount=150,
            headcount_precision=HeadcountPrecision.ABOUT,
            territories=[contrat],
        )
        factories.make_meeting(session, centre, date(2024, 3, 6), territories=[contrat])
    make_account("membre", ("un", Role.DIRECTOR))
    return centre


def plan(centre: int, day: date) -> None:
    with writing() as session:
        factories.make_meeting(session, centre, day, status=MeetingStatus.PLANNED)


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2024, 12, 15), "2024"),
        (date(2024, 12, 31), "2024"),
        (date(2025, 1, 1), "2025"),
        (date(2026, 6, 1), "2025"),
        # A clock that is wrong, or a centre that only plans: its first year, rather than none.
        (date(2023, 6, 1), "2024"),
    ],
)
def test_a_meeting_planned_next_year_does_not_open_it(
    centre: int, monkeypatch: pytest.MonkeyPatch, today: date, year: str
) -> None:
    plan(centre, date(2025, 1, 10))
    set_today(monkeypatch, today)

    page = open_page("", "membre")

    offered = re.findall(r'id="annee-(\d+)"[^>]*?( aria-current="true")?>', markup(page))
    assert offered == [(y, ' aria-current="true"' if y == year else "") for y in ("2024", "2025")]
    assert tiles(page) == tiles(open_page("", "membre", annee=year))


def test_the_month_that_opens_is_of_the_last_year_begun(
    centre: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(centre, date(2025, 1, 10))
    set_today(monkeypatch, date(2024, 12, 15))

    assert 'data-month="12"' in markup(open_page("mois", "membre"))
    assert "Décembre 2024" in text(open_page("mois", "membre"))
    assert "Janvier 2025" in text(open_page("mois", "membre", annee=2025, mois=1))


@pytest.mark.parametrize(
    ("timezone", "day"),
    [
        ("Europe/Paris", date(2024, 12, 31)),
        ("America/Martinique", date(2024, 12, 31)),
        ("Indian/Reunion", date(2025, 1, 1)),
    ],
)
def test_today_is_the_day_where_the_centre_is(
    monkeypatch: pytest.MonkeyPatch, timezone: str, day: date
) -> None:
    class Clock:
        @staticmethod
        def now(zone: tzinfo) -> datetime:
            return datetime(2024, 12, 31, 21, 30, tzinfo=UTC).astimezone(zone)

    monkeypatch.setattr(filters, "datetime", Clock)
    user: Any = SimpleNamespace(centre=SimpleNamespace(timezone=timezone))

    assert filters.today(user) == day


@pytest.mark.usefixtures("demonstration")
def test_another_filter_starts_at_the_first_page() -> None:
    page = open_page("rencontres", centre=FICTIONAL, annee=LAST_YEAR, page=2)
    assert len(table_rows(markup(page))) > 0

    kept = {"centre": FICTIONAL, "annee": str(LAST_YEAR)}
    assert query_of(page, "periode-t1") == {**kept, "periode": "t1"}
    assert query_of(page, f"annee-{LAST_YEAR - 1}") == {**kept, "annee": str(LAST_YEAR - 1)}
    opened = open_page("rencontres", **query_of(page, "plus-de-filtres"))
    opened.query_params["page"] = "2"
    opened.selectbox(key="format").select("gap").run()

    assert opened.query_params == {**kept, "filtres": "oui", "format": "gap"}
    assert len(table_rows(markup(opened))) > 0


@pytest.mark.usefixtures("demonstration")
def test_a_filter_back_to_its_default_leaves_the_address_and_the_page() -> None:
    kept = {"centre": FICTIONAL, "annee": str(LAST_YEAR)}
    page = open_page("rencontres", **kept, periode="s2", format="gap", page=1)

    assert query_of(page, "periode-annee") == {**kept, "format": "gap"}
    assert query_of(page, "plus-de-filtres") == {**kept, "periode": "s2"}
    page.selectbox(key="format").select(None).run()

    assert page.query_params == {**kept, "periode": "s2"}
    assert "Filtres" in text(page)
    assert refusal(open_page("rencontres", centre=FICTIONAL, page=99)).startswith("La page")


@pytest.mark.parametrize(
    ("today", "month", "told"),
    [
        # The month runs: the same days. It has ended: the whole month.
        (date(2024, 11, 22), 11, "que les mêmes jours de novembre 2023"),
        (date(2024, 8, 9), 8, "que les mêmes jours d’août 2023"),
        (date(2024, 11, 30), 11, "que novembre 2023"),
        (date(2024, 11, 22), 8, "qu’août 2023"),
        (date(2024, 11, 22), 4, "qu’avril 2023"),
    ],
)
def test_a_month_names_the_days_it_is_compared_with(
    centre: int, monkeypatch: pytest.MonkeyPatch, today: date, month: int, told: str
) -> None:
    with writing() as session:
        factories.make_meeting(session, centre, date(2023, 4, 1), headcount=3)
    set_today(monkeypatch, today)

    shown = text(open_page("mois", "membre", annee=2024, mois=month))

    assert f" {told} (" in shown
    assert f"{NBSP}: non disponible" not in shown


def test_a_month_to_come_is_compared_with_nothing(
    centre: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing() as session:
        factories.make_meeting(session, centre, date(2023, 4, 1))
    set_today(monkeypatch, date(2024, 11, 22))

    page = open_page("mois", "membre", annee=2024, mois=12)

    assert set(month_figures(page).values()) == {"non disponible"}
    assert 'class="change"' not in markup(page)
    assert "2023" not in text(page)


def test_a_month_before_which_nothing_was_kept_is_not_compared(
    centre: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing() as session:
        factories.make_meeting(session, centre, date(2023, 4, 30))
    set_today(monkeypatch, date(2024, 11, 22))

    march, april = (text(open_page("mois", "membre", annee=2024, mois=month)) for month in (3, 4))

    assert march.count("Mars 2023\u00a0: non disponible") == 3
    assert "▼ 1 de moins qu’avril 2023 (1)" in april


def test_what_rests_on_an_approximate_headcount_says_so(centre: int) -> None:
    with writing() as session:
        factories.make_closing(
            session, centre, 2024, 3, meetings=2, participations=140, source="Rapport 2024"
        )

    month = text(open_page("mois", "membre", annee=2024, mois=3))
    (contrat,) = table_rows(
        markup(open_page("carte", "membre", annee=2024)).split('id="contrats"')[1]
    )[:1]

    assert "Participations 140 " in month
    assert "Dans la base : au moins 150 " in month.replace("\u00a0:", " :")
    # One of the two meetings has no headcount.
    assert contrat == ["Dole", "2", "au moins 150*", "06/03/2024"]


def test_months_before_the_first_record_are_not_to_close(
    centre: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert centre
    set_today(monkeypatch, date(2024, 6, 15))

    attention = text(open_page("", "membre", annee=2024)).split("À votre attention")[1]

    assert "Mois à arrêter 3 mars, avril et mai" in attention


def test_the_count_of_contrats_follows_the_territory(centre: int) -> None:
    with writing() as session:
        region = session.get_one(Centre, centre).region_id
        yonne = factories.make_territory(
            session, "Yonne", level=TerritoryLevel.DEPARTEMENT, within=region, code="89"
        )
        sens = factories.make_territory(session, "Sens", within=yonne)
        factories.make_territory(session, "Auxerre", within=yonne)
        factories.make_meeting(session, centre, date(2024, 4, 2), territories=[sens])
        factories.make_territory(session, "Nantes", within=factories.make_region(session))

    assert "Territoires impliqués 2 sur 3 " in text(open_page("", "membre", annee=2024))
    yonne_only = text(open_page("", "membre", annee=2024, territoire="89"))
    assert "Territoires impliqués 1 sur 2 " in yonne_only


@pytest.mark.usefixtures("demonstration")
def test_words_of_a_territory_outside_the_region_are_on_the_wall() -> None:
    with writing() as session:
        region = factories.make_territory(session, "Ailleurs", level=TerritoryLevel.REGION)
        nantes = factories.make_territory(session, "Nantes", within=region, code="NANTES")
        factories.make_testimonial(session, 1, 2023, 5, body="Vus d’ailleurs.", territory_id=nantes)

    shown = text(open_page("temoignages", "conseil"))

    assert "Vus d’ailleurs." in shown
    assert "Nantes" not in shown
    assert "zzz" not in refusal(open_page("temoignages", "conseil", territoire="NANTES"))
