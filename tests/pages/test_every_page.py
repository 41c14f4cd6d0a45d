"""Rules that hold for each file of pages/, so that a new page cannot forget them."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.site_map import PAGES, Screen
from domain import passwords
from domain.roles import Role
from tests.people import make_account, open_centre
from tests.signing_in import sign_in

ROOT = Path(__file__).parents[2]
FORBIDDEN = (
    "def ",
    "session_state",
    "unsafe_allow_html",
    "cache_data",
    "import pandas",
    "groupby",
    "merge(",
    "SELECT ",
    "select(",
)
# A visitor may open the form, or come with a link; leaving needs no right.
PUBLIC = {"__init__.py", "invitation.py", "sign_in.py", "sign_out.py"}
FILES = sorted((ROOT / "pages").rglob("*.py"))
PROTECTED = [path for path in FILES if path.name not in PUBLIC]


def named(path: Path) -> str:
    return path.stem


def test_each_page_is_in_the_list_and_each_line_of_the_list_is_a_page() -> None:
    assert {path.name for path in PROTECTED} == {screen.file for screen in PAGES}


def test_addresses_are_flat_and_differ() -> None:
    addresses = [screen.address for screen in PAGES]
    assert len(set(addresses)) == len(addresses)
    assert not [address for address in addresses if "/" in address]


@pytest.mark.parametrize("path", PROTECTED, ids=named)
@pytest.mark.usefixtures("database")
def test_shows_nothing_to_a_visitor(path: Path) -> None:
    page = AppTest.from_file(path, default_timeout=20).run()

    assert [box.value for box in page.error] == [
        "Connectez-vous pour voir cette page. [Se connecter](/)"
    ]
    assert len(page.main.children) == 1


@pytest.mark.parametrize("path", PROTECTED, ids=named)
@pytest.mark.usefixtures("database")
def test_opens_for_an_admin_of_an_empty_centre(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    make_account("admin", ("un", Role.ADMIN))
    app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=20)
    sign_in(app, "admin")
    app.run()

    page = app.switch_page(f"../{path.relative_to(ROOT)}").run()

    assert not page.exception


@pytest.mark.parametrize(
    "screen", [s for s in PAGES if s.role > Role.READER], ids=lambda s: s.address
)
@pytest.mark.usefixtures("database")
def test_shows_nothing_to_a_lower_role(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)
    open_centre("un")
    make_account("lecteur", ("un", Role(screen.role - 1)))
    page = AppTest.from_file(ROOT / "pages" / screen.file, default_timeout=20)
    sign_in(page, "lecteur")
    page.run()

    assert [box.value for box in page.error] == [
        "Votre compte ne donne pas accès à cette page. [Revenir au tableau de bord](/)"
    ]
    assert len(page.main.children) == 1


@pytest.mark.parametrize("path", PROTECTED, ids=named)
def test_checks_the_role_before_anything_else(path: Path) -> None:
    body = [node for node in ast.parse(path.read_text("utf-8")).body if not _is_preamble(node)]

    guard = ast.unparse(body[0]).removeprefix("user = ")
    (screen,) = (screen for screen in PAGES if screen.file == path.name)
    assert guard == f"require(Role.{screen.role.name})"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_leaves_state_html_and_shaping_to_the_layers_below(path: Path) -> None:
    source = path.read_text("utf-8")

    assert [word for word in FORBIDDEN if word in source] == []
    assert len(source.splitlines()) < 60


def _is_preamble(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )
