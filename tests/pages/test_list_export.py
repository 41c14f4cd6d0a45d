"""« Exporter en CSV »: each list gives the very rows shown, and names are told to the journal."""

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from sqlmodel import Session, col, func, select
from streamlit.testing.v1 import AppTest

from components.filters import PER_PAGE
from components.list_export import KEPT
from db.commands.entering import ForbiddenError
from db.engine import get_engine
from db.models import Journal, Meeting, Membership, Publication
from domain.formats import NBSP
from domain.vocabulary import MeetingStatus
from tests.pages.opening import FICTIONAL, REAL, markup, open_page, table_rows, text

pytestmark = pytest.mark.usefixtures("demonstration")


# What the file of the list is called, where the page has other tables too.
MAIN = {"carte": "-territoires", "ecarts": "-ecarts-20", "lignes": "-lignes-"}


class Offered(NamedTuple):
    make: Callable[[], bytes]
    file_name: str

    @property
    def body(self) -> bytes:
        return self.make()

    @property
    def rows(self) -> list[dict[str, str]]:
        text_ = self.body.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text_, newline=""), delimiter=";"))


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Offered]:
    """What the buttons of the pages opened would hand out."""
    found: list[Offered] = []

    def keep(_label: str, make: Callable[[], bytes], *, file_name: str, **_: Any) -> None:
        found.append(Offered(make, file_name))

    monkeypatch.setattr("streamlit.download_button", keep)
    return found


def exported(
    offered: list[Offered], address: str, username: str = "direction", **query: object
) -> tuple[AppTest, Offered]:
    offered.clear()
    page = open_page(address, username, **query)
    named = MAIN.get(address, "")
    (one,) = (file for file in offered if named in file.file_name)
    return page, one


def exports_told() -> list[str]:
    with Session(get_engine()) as session:
        return list(
            session.scalars(select(col(Journal.action)).where(col(Journal.row_table) == "export"))
        )


def test_the_list_of_meetings_has_all_its_pages_in_their_order(offered: list[Offered]) -> None:
    page, one = exported(offered, "rencontres", centre=FICTIONAL, annee=2025, tri="titre")

    shown = [cells[1] for cells in table_rows(markup(page)) if len(cells) > 2]
    titles = [row["Rencontre"] for row in one.rows]
    assert one.file_name == "centre-fictif-rencontres-2025.csv"
    assert one.body.startswith(b"\xef\xbb\xbfDate;Rencontre;")
    assert len(titles) > PER_PAGE
    for seen, title in zip(shown, titles, strict=False):
        assert seen.startswith(title)


def test_each_meeting_says_whether_it_counts_and_why_not(offered: list[Offered]) -> None:
    page, one = exported(offered, "rencontres", centre=REAL, annee=2023)

    why = Counter((row["Comptée"], row["Pourquoi"]) for row in one.rows)
    assert why == {("oui", ""): 23, ("non", "Une rencontre nationale est comptée à part."): 3}
    assert f"26{NBSP}rencontres, dont 23{NBSP}comptées aujourd’hui." in text(page)
    told = f"Les indicateurs en comptent 128{NBSP}: ils retiennent le chiffre publié ou arrêté"
    assert f"{told} (11{NBSP}mois)." in text(page)


def test_months_that_agree_with_their_rows_ask_for_no_note() -> None:
    assert "Les indicateurs en comptent" not in text(
        open_page("rencontres", "conseil", centre=FICTIONAL, annee=2024)
    )


def test_filters_and_words_apply(offered: list[Offered]) -> None:
    _, every = exported(offered, "rencontres", centre=FICTIONAL, annee=2025)
    _, some = exported(
        offered, "rencontres", centre=FICTIONAL, annee=2025, format="webinaire", recherche="santé"
    )

    kept = [row for row in every.rows if row["Format"] == "Webinaire"]
    assert some.rows
    assert all(row in kept for row in some.rows)


def test_nothing_to_take_away_shows_no_button(offered: list[Offered]) -> None:
    open_page("rencontres", centre=FICTIONAL, recherche="zzzz")

    assert offered == []


@pytest.mark.parametrize("role", ["direction", "conseil"])
def test_words_are_those_of_the_screen(offered: list[Offered], role: str) -> None:
    page, one = exported(offered, "temoignages", role, centre=FICTIONAL, annee=2026)

    assert one.file_name == "centre-fictif-temoignages-2026.csv"
    assert len(one.rows) == markup(page).count('class="card"')


def test_the_map_gives_all_contrats(offered: list[Offered]) -> None:
    _, one = exported(offered, "carte", centre=REAL, annee=2023)

    assert len(one.rows) == 23
    dole = next(row for row in one.rows if row["Contrat de ville"] == "Grand Dole")
    assert (dole["Rencontres"], dole["Participations"]) == ("2", "40")
    sens = next(row for row in one.rows if row["Contrat de ville"] == "Grand Sénonais")
    assert sens["Participations"] == "n. d."
    assert sens["Dernière venue"] == "septembre 2023"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("meetings", "rencontres"),
        ("participations", "participations"),
        ("territories", "territoires-impliques"),
        ("trace_rate", "taux-de-trace"),
    ],
)
def test_the_rows_of_a_figure_are_told_from_those_left_out(
    offered: list[Offered], key: str, name: str
) -> None:
    page, one = exported(offered, "lignes", "conseil", centre=FICTIONAL, annee=2025, indicateur=key)

    counted = [row for row in one.rows if row["Comptée"] == "oui"]
    assert f'data-rows="{len(counted)}"' in markup(page)
    assert all(row["Pourquoi"] for row in one.rows if row["Comptée"] == "non")
    assert one.file_name == f"centre-fictif-lignes-{name}-2025.csv"


def test_publications_are_the_rows_of_their_figure(offered: list[Offered]) -> None:
    _, one = exported(offered, "lignes", centre=REAL, annee=2023, indicateur="publications")

    assert len([row for row in one.rows if row["Comptée"] == "oui"]) == 20
    assert {row["Date"] for row in one.rows} == {"2023"}


def test_targets_are_told_with_their_shares(offered: list[Offered]) -> None:
    _, one = exported(offered, "objectifs", "conseil", centre=FICTIONAL, annee=2026)

    assert one.rows
    told = {row["Indicateur"]: row["Part de l’objectif"] for row in one.rows}
    assert told.pop("Taux de trace") == ""
    assert all(share.endswith("%") for share in told.values())


def test_differences_under_a_state(offered: list[Offered]) -> None:
    page, one = exported(offered, "ecarts", "conseil", centre=REAL, annee=2023)
    for row in one.rows:
        assert row["Écart"] in text(page)

    _, some = exported(offered, "ecarts", "conseil", centre=REAL, annee=2023, etat="a-expliquer")
    assert {row["État"] for row in some.rows} == {"À expliquer"}


def test_the_agenda_has_no_speaker(offered: list[Offered]) -> None:
    _, one = exported(offered, "agenda", centre=FICTIONAL, mois="2026-11")

    assert one.file_name == "centre-fictif-agenda-2026.csv"
    assert one.rows
    assert {row["Date"][3:] for row in one.rows} == {"11/2026"}
    assert "Intervenants" not in one.rows[0]


def test_people_are_told_to_the_journal_when_they_are_taken_away(offered: list[Offered]) -> None:
    _, one = exported(offered, "annuaire", centre=FICTIONAL, recherche="ville")
    assert exports_told() == []

    assert one.rows
    assert exports_told() == ["exporter les personnes de l’annuaire"]


def test_people_counted_are_told_to_the_journal_too(offered: list[Offered]) -> None:
    _, one = exported(offered, "lignes", centre=FICTIONAL, annee=2025, indicateur="people")

    counted = [row for row in one.rows if row["Comptée"] == "oui"]
    assert all(row["Personne"] and not row["Rencontre laissée de côté"] for row in counted)
    assert exports_told() == ["exporter les personnes comptées"]


@pytest.mark.parametrize("username", ["saisie", "conseil"])
def test_only_the_direction_takes_names_away(offered: list[Offered], username: str) -> None:
    page, one = exported(
        offered, "lignes", username, centre=FICTIONAL, annee=2025, indicateur="people"
    )

    assert {row["Comptée"] for row in one.rows} == {"non"}
    assert {row["Personne"] for row in one.rows} == {""}
    assert exports_told() == []
    assert (KEPT in [one.value for one in page.caption]) == (username == "saisie")


def test_who_tidies_the_directory_is_told_that_names_are_kept(offered: list[Offered]) -> None:
    page = open_page("annuaire", "saisie", centre=FICTIONAL)

    assert offered == []
    assert [one.value for one in page.caption] == [KEPT]


def test_rights_are_asked_to_the_database_when_the_button_is_pressed(
    offered: list[Offered],
) -> None:
    _, one = exported(offered, "annuaire", centre=FICTIONAL)
    with Session(get_engine()) as session:
        for member in session.exec(select(Membership)):
            session.delete(member)
        session.commit()

    with pytest.raises(ForbiddenError):
        one.make()


def test_organisations_are_nobody_s_names(offered: list[Offered]) -> None:
    _, one = exported(offered, "annuaire", "saisie", centre=FICTIONAL, liste="structures")

    assert one.rows
    assert exports_told() == []


@pytest.mark.only_sqlite(reason="a file against its page, whatever the database")
def test_the_traces_of_a_meeting(offered: list[Offered]) -> None:
    with Session(get_engine()) as session:
        (traced,) = session.exec(
            select(Publication.meeting_id)
            .join(Meeting)
            .where(Meeting.status == MeetingStatus.HELD)
            .group_by(col(Publication.meeting_id))
            .order_by(func.count().desc(), col(Publication.meeting_id))
            .limit(1)
        )

    page, file = exported(offered, "rencontre", id=traced)

    (listed,) = re.findall(r'<ul[^>]* data-csv="traces">(.*?)</ul>', markup(page), re.S)
    shown = re.findall(r'<li>(.*?) <span class="tag">(.*?)</span>', listed, re.S)
    assert [(row["Publication"], row["Nature"]) for row in file.rows] == [
        (html.unescape(re.sub(r"<[^>]+>", "", title)), html.unescape(kind)) for title, kind in shown
    ]
    assert len(shown) > 1
    assert all(row["Adresse"] in html.unescape(listed) for row in file.rows)
