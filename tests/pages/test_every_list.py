"""Every table of every page stands with its CSV, or says why it has none."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from components.templates import ENVIRONMENT
from db.models import Centre, Meeting, utc_now
from db.unit_of_work import writing
from tests.pages.opening import FICTIONAL, markup, open_page

pytestmark = pytest.mark.usefixtures("standing_demonstration")

TEMPLATES = Path(__file__).parents[2] / "components" / "templates"
# Tables without a CSV of their own: how many, and why.
APART = {
    "accounts.html": (1, "accounts and their roles: settings, and names"),
    "closing.html": (1, "rectified figures of a month: the differences have theirs"),
    "closing_record.html": (1, "what an earlier closing counted, kept to be read"),
    "directory_doubles.html": (1, "decisions to take, one by one"),
    "document_preview.html": (1, "the first rows of the file offered above it"),
    "doubles.html": (1, "a form beside what is already known"),
    "meeting.html": (1, "names: the participants leave by their own file, journaled"),
    "participants.html": (1, "a form"),
    "participants_preview.html": (2, "a form, before it is saved"),
    "projection_help.html": (1, "the keys of the projection"),
    "projection_scenes.html": (2, "the wall: its tables are those of the slides"),
    "shared.html": (2, "a page for a partner, not one of the application"),
    "sharing_closed.html": (1, "links that ended: settings, in the journal"),
    "sharing_data.html": (1, "addresses of the public data, which are CSV"),
    "stale.html": (1, "a form beside what was saved meanwhile"),
    "system.html": (1, "migrations: what the program is made of"),
}
# A meeting with traces.
TRACED = 28
# Addresses that show each list once, and the templates it stands in.
SHOWN: list[tuple[str, dict[str, Any], set[str]]] = [
    ("", {"annee": 2025}, {"dashboard.html"}),
    ("agenda", {"mois": "2026-11"}, {"agenda_parts.html"}),
    ("annuaire", {}, {"directory_list.html"}),
    ("annuaire", {"liste": "structures"}, {"directory_list.html"}),
    ("annuaire", {"structure": 22}, {"directory_meetings.html"}),
    ("carte", {"annee": 2025}, {"coverage.html", "white_zones.html"}),
    (
        "carte",
        {"annee": 2025, "territoire": "CV129"},
        {"coverage.html", "place.html", "white_zones.html"},
    ),
    ("cloture", {"annee": 2025, "mois": 3}, {"closing_record.html"}),
    ("ecarts", {"annee": 2025}, {"differences.html"}),
    ("ecarts", {"annee": 2025, "somme": "territories"}, {"months_added.html"}),
    ("lignes", {"annee": 2025, "indicateur": "meetings"}, {"rows.html"}),
    ("lignes", {"annee": 2025, "indicateur": "people"}, {"rows.html"}),
    ("lignes", {"annee": 2025, "indicateur": "publications"}, {"rows.html"}),
    ("lignes", {"annee": 2025, "indicateur": "audience-social_followers"}, {"audience.html"}),
    ("lignes", {"annee": 2025, "indicateur": "part-nommee"}, {"named.html"}),
    ("lignes", {"annee": 2025, "indicateur": "familles"}, {"family.html"}),
    ("lignes", {"annee": 2025, "indicateur": "meetings", "moyenne": "3"}, {"mean.html"}),
    ("mois", {"annee": 2025, "mois": 3}, {"month.html"}),
    ("objectifs", {"annee": 2026}, {"targets.html"}),
    ("parole", {}, {"unsettled.html"}),
    ("remontee", {"annee": 2025}, {"national_return.html"}),
    ("remontee", {"annee": 2025, "cellule": "ensemble.total"}, {"national_return_cell.html"}),
    ("remontee", {"annee": 2025, "cellule": "publications-note"}, {"national_return_cell.html"}),
    ("rencontre", {"id": TRACED}, {"meeting.html"}),
    ("rencontres", {"annee": 2025}, {"meetings.html"}),
    ("temoignages", {}, set()),
    ("trace", {}, {"last_publications.html"}),
]
# Lists of what the demonstration has none of: it is made.
MADE: list[tuple[str, dict[str, Any], set[str]]] = [
    ("annuaire", {"vue": "conservation"}, {"directory_unseen.html"}),
    ("rencontres", {"annee": 2025}, {"meetings.html", "meetings_deleted.html"}),
]
# The way a template names its list, and a name that it would give.
NAMED = re.compile(r'data-csv="([^"]*)"')


def opening_tags(text: str, names: str = "table") -> list[str]:
    return re.findall(rf"<(?:{names})\b(?:[^>{{]|{{[{{%].*?[}}%]}})*>", text)


def test_each_table_names_its_csv_or_says_why_it_has_none() -> None:
    found = Counter(
        path.name
        for path in TEMPLATES.glob("*.html")
        for tag in opening_tags(path.read_text("utf-8"))
        if "data-csv" not in tag
    )

    assert found == {name: many for name, (many, _) in APART.items()}


def lists_of(template: str) -> list[str]:
    """What the names of its lists look like, as regular expressions."""
    named = NAMED.findall((TEMPLATES / template).read_text("utf-8"))
    return [re.sub(r"\\{\\{.*?\\}\\}", ".+", re.escape(name)) for name in named]


def test_each_list_of_a_template_is_shown_by_an_address() -> None:
    with_lists = {path.name for path in TEMPLATES.glob("*.html") if lists_of(path.name)}

    assert set().union(*(shown for _, _, shown in SHOWN + MADE)) == with_lists


class Offers:
    """What a page draws, and the buttons it offers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.drawn: set[str] = set()
        self.offered: set[str] = set()
        self._get_template = ENVIRONMENT.get_template
        monkeypatch.setattr(ENVIRONMENT, "get_template", self._draw)
        monkeypatch.setattr("streamlit.download_button", self._offer)

    def templates(self, named: set[str]) -> set[str]:
        """Those drawn that one of these lists stands in."""
        return {
            template
            for template in self.drawn
            if any(re.fullmatch(one, name) for one in lists_of(template) for name in named)
        }

    def _draw(self, name: str, *rest: Any) -> Any:
        self.drawn.add(name)
        return self._get_template(name, *rest)

    def _offer(self, *_: Any, **given: Any) -> None:
        self.offered.add(given["key"].removeprefix("export-"))


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> Offers:
    return Offers(monkeypatch)


@pytest.mark.parametrize(("address", "query", "templates"), SHOWN)
def test_what_a_list_names_is_offered_beside_it(
    address: str, query: dict[str, Any], templates: set[str], offers: Offers
) -> None:
    _see(address, query, templates, offers)


@pytest.mark.only_sqlite(reason="what a page draws does not depend on the database")
@pytest.mark.parametrize(("address", "query", "templates"), MADE)
def test_so_is_what_the_demonstration_has_none_of(
    address: str,
    query: dict[str, Any],
    templates: set[str],
    offers: Offers,
    demonstration: str,  # noqa: ARG001
) -> None:
    with writing() as session:
        centre = session.exec(select(Centre).where(Centre.slug == FICTIONAL)).one()
        centre.retention_years = 1
        session.get_one(Meeting, TRACED).deleted_at = utc_now()

    _see(address, query, templates, offers)


def _see(address: str, query: dict[str, Any], templates: set[str], offers: Offers) -> None:
    page = open_page(address, centre=FICTIONAL, **query)

    named = set(NAMED.findall(markup(page)))
    assert named <= offers.offered
    assert offers.offered
    assert offers.templates(named) == templates


def test_where_a_page_has_several_each_button_says_what_it_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels: list[str] = []
    monkeypatch.setattr("streamlit.download_button", lambda label, *_, **__: labels.append(label))

    open_page("carte", centre=FICTIONAL, annee=2025)

    assert labels == [
        "Exporter en CSV",
        "Exporter les départements en CSV",
        "Exporter les zones blanches en CSV",
    ]
