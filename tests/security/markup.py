"""What hostile words would have made of HTML, of Markdown or of a table, had they been let."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.security.payloads import MARK, TEXTS

TAGS = {"script", "iframe", "img", "svg", "object", "embed", "base", "form", f"{MARK}-xml"}
ADDRESSES = {"href", "src", "action", "formaction", "srcdoc", "data"}
SCHEMES = {"", "http", "https", "webcal", "mailto"}
# A mark that nothing before it takes the power of, then what one of the texts does with it.
_POWER = re.compile(rf"(?<!\\)(?:\[{MARK}|:material/{MARK}|:red\[|\$.?{MARK}|\*\*{MARK}|`{MARK})")
# Markdown makes links of these whatever stands before: the very letters.
_MADE = re.compile(r"https?://\S*evil|www\.evil|@evil\.")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")  # noqa: RUF001
_NUMBER = re.compile(r"[-+]?[\d\s\u202f]+(,\d+)?\s?%?")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or MARK in name:
                self.found.append(f"{name}={value}")
            if name in ADDRESSES and not _leads_where_it_may(value or ""):
                self.found.append(f"{name}={value}")
            if name == "style" and MARK in (value or ""):
                self.found.append(f"style={value}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        if MARK in decl:
            self.found.append(f"<!{decl}")


def _leads_where_it_may(value: str) -> bool:
    return urlsplit(value.strip()).scheme.lower() in SCHEMES


def in_html(body: str, *, but: tuple[str, ...] = ()) -> list[str]:
    """What a browser would do of the words that are in this HTML; nothing when they are words."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    raw = [text for text in TEXTS.values() if "<" in text and text in body]
    return [found for found in (*reader.found, *raw) if found not in but]


def in_markdown(text: str) -> list[str]:
    return [*_POWER.findall(text), *_MADE.findall(text)]


def in_cells(rows: Iterable[list[str]]) -> list[str]:
    """Cells that a spreadsheet would compute."""
    cells = (cell for row in rows for cell in row)
    return [cell for cell in cells if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)]
