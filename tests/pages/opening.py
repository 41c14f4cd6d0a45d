"""Pages as a member opens them, and what their HTML says."""

import html
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.site_map import PAGES
from tests.signing_in import sign_in

ROOT = Path(__file__).parents[2]
FILES = {screen.address: screen.file for screen in PAGES}

REAL, FICTIONAL = "trajectoire-ressources", "centre-fictif"


def open_page(address: str, username: str = "direction", **query: object) -> AppTest:
    """The page at this address, its query included, opened by this account."""
    at = AppTest.from_file(ROOT / "pages" / FILES[address], default_timeout=20)
    sign_in(at, username)
    for name, value in query.items():
        at.query_params[name] = str(value)
    return at.run()


def markup(at: AppTest) -> str:
    """All the HTML of ours on the page, which must have opened without an error."""
    assert not at.exception
    assert not at.error, at.error[0].value
    return _bodies(at)


def text(at: AppTest) -> str:
    """What is read on the page: no tags, no doubled spaces, unbreakable ones kept."""
    bare = html.unescape(re.sub(r"<[^>]+>", " ", markup(at)))
    return re.sub(r"[ \n]+", " ", bare)


def refusal(at: AppTest) -> str:
    """The sentence shown instead of the page, which must show the way back and no figure."""
    assert not at.exception
    (box,) = at.error
    assert "href" in _bodies(at) or "](/" in box.value, "no way back"
    assert "data-value" not in _bodies(at)
    return str(box.value)


def tiles(at: AppTest) -> dict[str, str]:
    """The figures of the dashboard, by key of indicator, as they are written."""
    return _figures(markup(at), "data-tile")


def month_figures(at: AppTest) -> dict[str, str]:
    return _figures(markup(at), "data-figure")


def audiences(at: AppTest) -> dict[str, str]:
    """What the channels reach, on the dashboard, by key of measure."""
    return _figures(markup(at), "data-audience")


def links(at: AppTest, to: str) -> list[dict[str, str]]:
    """The queries of the links to a page."""
    found = re.findall(rf'href="/{to}\?([^"#]*)', markup(at))
    return [dict(pair.split("=", 1) for pair in html.unescape(q).split("&")) for q in found]


def table_rows(body: str) -> list[list[str]]:
    """The cells of each row of each table’s body, as text."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
    return [[_plain(cell) for cell in row] for row in cells if row]


def _plain(fragment: str) -> str:
    return re.sub(r"[ \n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", fragment))).strip()


def _figures(body: str, attribute: str) -> dict[str, str]:
    parts = re.split(rf'{attribute}="(\w+)"', body)
    values = [re.search(r"data-value[^>]*>([^<]*)<", part) for part in parts[2::2]]
    return {
        key: html.unescape(found.group(1))
        for key, found in zip(parts[1::2], values, strict=True)
        if found
    }


def _bodies(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))
