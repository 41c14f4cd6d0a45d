"""Spaces of French typography, in every template and every string that may reach a reader.

Unbreakable before « : » and inside « » (U+00A0), narrow before « ; ! ? % » (U+202F): those that
``domain.formats`` names.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from components.templates import ENVIRONMENT
from domain import formats

ROOT = Path(__file__).parents[2]
FOLDERS = ("components", "db", "domain", "pages", "scripts")
APART = {
    "components/browser.py",  # JavaScript, where « ? » and « : » are operators
}

# They read what others wrote: most of their strings are patterns. Their sentences are tried.
READERS = ("domain/announcement/", "domain/roster")
SENTENCE = re.compile(r"[A-ZÀ-Þ«][^\\|]*\.")

WRONG_SPACE = re.compile(
    "[ \u202f]:"
    "|[ \u00a0][;!?]"
    "|[ \u00a0]%(?![(\\w])"  # not the %s of a message
    "|«(?!\u00a0)|(?<!\u00a0)»"
)
NO_SPACE = re.compile(r"[^\W\d][:;!?](?=\s|$)")
READ_ALOUD = ("title", "aria-label", "alt", "placeholder")
# An f-string spells its spaces by these names.
SPACES = {"NBSP": formats.NBSP, "NNBSP": formats.NNBSP, "COLON": f"{formats.NBSP}:"}

templates = sorted(set(ENVIRONMENT.list_templates()) - APART)
files = (str(f.relative_to(ROOT)) for folder in FOLDERS for f in (ROOT / folder).rglob("*.py"))
sources = sorted(set(files) - APART)


@pytest.mark.parametrize("name", templates)
def test_templates_use_the_spaces_of_french(name: str) -> None:
    assert ENVIRONMENT.loader
    source, *_ = ENVIRONMENT.loader.get_source(ENVIRONMENT, name)
    reader = Reader(source)

    faults = [text for text in reader.read if WRONG_SPACE.search(text) or NO_SPACE.search(text)]
    assert faults == []


@pytest.mark.parametrize("file", sources)
def test_strings_use_the_spaces_of_french(file: str) -> None:
    found = _strings(ast.parse((ROOT / file).read_text("utf-8")))
    if file.startswith(READERS):
        found = (text for text in found if SENTENCE.fullmatch(text))

    assert [text for text in found if WRONG_SPACE.search(text)] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Centre\u00a0: Dole", False),
        ("Rechargez\u202f; attendez", False),
        ("62\u202f%, à 13:30, «\u00a0n. d.\u00a0»", False),
        ("Centre : Dole", True),
        ("Centre\u202f: Dole", True),
        ("Rechargez ; attendez", True),
        ("Rechargez\u00a0; attendez", True),
        ("Déjà ?", True),
        ("62 %", True),
        ("« Dole\u00a0»", True),
        ("«\u00a0Dole\u202f»", True),
    ],
)
def test_a_wrong_space_is_found(text: str, wrong: bool) -> None:
    assert bool(WRONG_SPACE.search(text)) is wrong


def test_the_strings_and_the_words_of_a_template_are_found() -> None:
    tree = ast.parse('"""Not : this."""\nf"Le mois{NBSP}: {m} ; {n}"\nx = "un" " deux"\n')
    assert list(_strings(tree)) == ["Le mois\u00a0: x ; x", "un deux"]
    html = '<p title="À : {{ a }}"{% if b == "c" %} class="d"{% endif %}>{{ "E" if f }} : g</p>'
    assert Reader(html).read == ["c", "E", "À : x", "x : g"]


class Reader(HTMLParser):
    """What a template lets read: its text, its titles, the strings of its expressions."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.read: list[str] = []
        self.feed("".join(self._html(source)))
        self.close()

    def handle_data(self, data: str) -> None:
        self.read.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.read += [value for name, value in attrs if name in READ_ALOUD and value]

    def _html(self, source: str) -> Iterator[str]:
        """The template with « x » for each expression, and nothing for statements."""
        for _, kind, value in ENVIRONMENT.lex(source):
            if kind == "data":
                yield value
            elif kind == "variable_begin":
                yield "x"
            elif kind == "string":
                self.read.append(value[1:-1])


def _strings(tree: ast.Module) -> Iterator[str]:
    """The strings of a module, f-strings whole; docstrings are for developers."""
    apart = {id(part) for node in ast.walk(tree) for part in _docstring_or_parts(node)}
    for node in ast.walk(tree):
        if id(node) in apart:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(_part(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _docstring_or_parts(node: ast.AST) -> list[ast.expr]:
    """What must not be read by itself: sentences to developers, pieces of an f-string."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return [node.value]
    return []


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    value = part.value if isinstance(part, ast.FormattedValue) else None
    return SPACES.get(value.id, "x") if isinstance(value, ast.Name) else "x"
