"""Every table of every page stands with its CSV, or says why it has none."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

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
}
# Addresses that show each list once; an address that no line names has no list.
SHOWN: list[tuple[str, dict[str, Any]]] = [
    ("", {"annee": 2025}),
    ("agenda", {"mois": "2026-11"}),
    ("annuaire", {}),
    ("annuaire", {"liste": "structures"}),
    ("carte", {"annee": 2025}),
    ("carte", {"annee": 2025, "territoire": "CV129"}),
    ("cloture", {"annee": 2025, "mois": 3}),
    ("ecarts", {"annee": 2025}),
    ("lignes", {"annee": 2025, "indicateur": "meetings"}),
    ("lignes", {"annee": 2025, "indicateur": "people"}),
    ("lignes", {"annee": 2025, "indicateur": "publications"}),
    ("lignes", {"annee": 2025, "indicateur": "audience-social_followers"}),
    ("lignes", {"annee": 2025, "indicateur": "part-nommee"}),
    ("lignes", {"annee": 2025, "indicateur": "familles"}),
    ("lignes", {"annee": 2025, "indicateur": "meetings", "moyenne": "3"}),
    ("mois", {"annee": 2025, "mois": 3}),
    ("objectifs", {"annee": 2026}),
    ("parole", {}),
    ("remontee", {"annee": 2025}),
    ("remontee", {"annee": 2025, "cellule": "ensemble.total"}),
    ("rencontres", {"annee": 2025}),
    ("temoignages", {}),
    ("trace", {}),
]


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


@pytest.mark.parametrize(("address", "query"), SHOWN)
def test_what_a_list_names_is_offered_beside_it(
    address: str, query: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: set[str] = set()
    monkeypatch.setattr(
        "streamlit.download_button",
        lambda *_, **given: offered.add(given["key"].removeprefix("export-")),
    )

    page = open_page(address, centre=FICTIONAL, **query)
    named = set(re.findall(r'data-csv="([^"]*)"', markup(page)))

    assert named <= offered
    assert offered


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
