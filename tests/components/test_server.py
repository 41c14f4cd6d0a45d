"""What the server answers around the script: pages, files, headers, health."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from components import readiness
from components.index_page import inline_script_hashes
from components.site_map import ADDRESSES
from components.static_files import OURS, STREAMLIT, url
from db.engine import get_engine
from db.unit_of_work import writing
from tests.components.serving import client

FOREVER = "public, immutable, max-age=31536000"


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_answers_in_french_with_our_style_and_script(address: str) -> None:
    answer = client().get(f"/{address}?annee=2023")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert '<html lang="fr">' in answer.text
    assert "<title>Maillage</title>" in answer.text
    assert "You need to enable JavaScript" not in answer.text
    assert "activez-le" in answer.text.lower()
    for name in ("maillage.css", "maillage.js", "projection.css", "projection.js"):
        assert re.search(rf'"\./app/static/{re.escape(name)}\?v=\w+"', answer.text)


def test_our_script_comes_before_streamlits_that_reads_it() -> None:
    page = client().get("/").text
    assert page.index("maillage.js") < page.index('type="module"')


@pytest.mark.parametrize(
    "path",
    [
        *("/nimporte", "/mois/2023", "/wp-login.php", "/pages/month"),
        *("/apifoo", "/mediax", "/manifestx", "/santes", "/mois%00", "/app/static/%00.js"),
        pytest.param(f"/app/static/{'a' * 300}.js", id="too-long"),
    ],
)
def test_an_unknown_address_is_a_french_page_with_a_way_back(path: str) -> None:
    answer = client().get(path)

    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text
    assert 'href="/">' in answer.text


@pytest.mark.parametrize("path", ["/_stcore/health", "/manifest.json", "/mois/"])
def test_what_is_streamlits_is_left_to_it(path: str) -> None:
    assert client().get(path).text == "Streamlit"


def test_bundles_are_compressed_and_kept_for_ever() -> None:
    bundle = next(STREAMLIT.glob("static/css/index.*.css"))

    answer = client().get(f"/static/css/{bundle.name}")

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == FOREVER
    assert answer.content == bundle.read_bytes()
    assert int(answer.headers["content-length"]) < bundle.stat().st_size / 2


def test_a_browser_that_reads_no_gzip_is_left_to_streamlit() -> None:
    bundle = next(STREAMLIT.glob("static/js/index.*.js"))
    answer = client().get(f"/static/js/{bundle.name}", headers={"accept-encoding": "identity"})
    assert answer.text == "Streamlit"


def test_our_files_are_kept_for_ever_under_their_version_only() -> None:
    versioned = client().get(f"/{url('maillage.js')}")
    bare = client().get("/app/static/maillage.js")
    again = client().get("/app/static/maillage.js", headers={"if-none-match": bare.headers["etag"]})

    assert versioned.headers["cache-control"] == FOREVER
    assert bare.headers["cache-control"] == "no-cache"
    assert versioned.content == bare.content == (OURS / "maillage.js").read_bytes()
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["../auth.py", "%2e%2e/auth.py", "..%2fauth.py", "nothing.css"])
def test_nothing_is_served_from_outside_the_folder(path: str) -> None:
    assert client().get(f"/app/static/{path}").text in {"Streamlit", client().get("/nimporte").text}


@pytest.mark.parametrize(
    "path", ["/", "/sante", "/nimporte", "/app/static/maillage.js", "/media/x"]
)
@pytest.mark.usefixtures("database")
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = client().get(path).headers

    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["script-src"] == f"'self' blob: {inline_script_hashes()}"
    assert "unsafe" not in policy["script-src"] + policy["default-src"]
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.usefixtures("database")
def test_health_gives_the_schema() -> None:
    answer = client().get("/sante")

    assert answer.status_code == 200
    assert answer.json() == {"etat": "ok", "schema": readiness.expected_revision()}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("database")
def test_health_says_how_the_replica_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "replica_standing", lambda: "en retard")

    answer = client().get("/sante")

    assert (answer.status_code, answer.json()["replique"]) == (200, "en retard")


@pytest.mark.usefixtures("database")
def test_health_refuses_a_newer_schema() -> None:
    set_revision("9999")

    answer = client().get("/sante")

    assert answer.status_code == 503
    assert answer.json()["etat"] == "panne"
    assert "plus récent" in answer.json()["raison"]


@pytest.mark.usefixtures("database")
def test_health_says_when_the_schema_is_behind() -> None:
    with writing() as session:
        session.connection().execute(text("DELETE FROM alembic_version"))

    answer = client().get("/sante")

    assert answer.status_code == 503
    assert "en retard" in answer.json()["raison"]


def test_health_says_when_the_database_is_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out_of_reach(tmp_path, monkeypatch)

    answer = client().get("/sante")

    assert answer.status_code == 503
    assert "injoignable" in answer.json()["raison"]


def set_revision(revision: str) -> None:
    with writing() as session:
        change = text("UPDATE alembic_version SET version_num = :revision")
        session.connection().execute(change, {"revision": revision})


def out_of_reach(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database whose folder is a file."""
    (folder / "file").write_text("")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder}/file/maillage.db")
    get_engine.cache_clear()
