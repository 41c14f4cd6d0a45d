"""Every page of a centre, found as a person finds them: by the links of the others."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from components.site_map import PAGES
from components.who import SESSION_KEY
from tests.pages.opening import FILES, ROOT

# What tells a screen from another of the same page; of the rest, that it is given is enough.
TELLING = ("vue", "liste", "document", "action")


class Address(NamedTuple):
    page: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def brings(self) -> set[tuple[str, ...]]:
        """What it asks of its page."""
        return {(self.page, *(one if one[0] in TELLING else one[:1])) for one in self.query}


def opened(address: Address, session_id: int) -> AppTest:
    at = AppTest.from_file(ROOT / "pages" / FILES[address.page], default_timeout=60)
    at.session_state[SESSION_KEY] = session_id
    for name, value in address.query:
        at.query_params[name] = value
    return at.run()


def every_page(session_id: int, *first: Address) -> Iterator[tuple[Address, AppTest]]:
    """Each page, then each that their links open and that asks for what none did before."""
    waiting = [*first, *(Address(screen.address) for screen in PAGES)]
    known = set().union(*(address.brings for address in waiting))
    while waiting:
        address = waiting.pop(0)
        at = opened(address, session_id)
        yield address, at
        for found in links(bodies(at)):
            if found.brings - known:
                known |= found.brings
                waiting.append(found)


def links(body: str) -> Iterator[Address]:
    for page, query in re.findall(r'href="/([a-z-]*)(?:\?([^"#]*))?[^"]*"', body):
        if page in FILES:
            pairs = dict(parse_qsl(html.unescape(query)))
            yield Address(page, tuple(sorted(pairs.items())))


def bodies(at: AppTest) -> str:
    """The HTML of ours."""
    return "\n".join(element.proto.body for element in at.get("html"))


def marked_up(at: AppTest) -> list[str]:
    """Every text of the page that Streamlit reads as Markdown."""
    return [text for proto in _protos(at.main) for text in _texts(proto)]


def _protos(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield getattr(child, "proto", None)
        if hasattr(child, "children"):
            yield from _protos(child)


def _texts(proto: Any) -> Iterator[str]:
    """Labels, helps and bodies; but not our HTML, nor what fields hold."""
    if proto is None or type(proto).__name__ == "Html":
        return
    for field, value in proto.ListFields():
        if field.name in ("label", "body", "help", "caption", "message"):
            yield str(value)
        elif field.name == "options" and type(proto).__name__ in ("ButtonGroup", "Radio"):
            yield from (str(getattr(option, "content", option)) for option in value)
        elif field.name in ("expandable", "popover", "tab", "expander"):
            yield value.label
