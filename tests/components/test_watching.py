"""Each answer leaves a line without what was asked, and moves a figure that Prometheus reads."""

import json
import logging
import re

import pytest
import streamlit.logger
from prometheus_client import REGISTRY, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from components import logs, metrics
from components.answers import Answers
from components.security_headers import SecurityHeaders
from components.watching import Watched
from db import schema
from db.engine import get_engine
from db.logs import HANDLER, JsonLines
from domain.version import VERSION
from tests.components.serving import client

SECRET = "jeton-secret"
ASKED = {
    f"/partage/{SECRET}": "/partage/{token:path}",
    f"/agenda/{SECRET}.ics?cle={SECRET}": "/agenda/{slug}.ics",
    f"/api/{SECRET}": "/api/{rest:path}",
    f"/rencontres?recherche={SECRET}": "/rencontres",
    f"/invitation?lien={SECRET}": "/invitation",
    f"/nulle-part/{SECRET}": "autre",
}


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.usefixtures("database")
def test_a_request_is_told_by_its_route(path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "components.watching"):
        answer = client().get(path)

    (record,) = caplog.records
    line = json.loads(JsonLines().format(record))
    assert (line["message"], line["method"], line["route"], line["status"]) == (
        *("request", "GET", ASKED[path], answer.status_code),
    )
    assert SECRET not in str(line)
    assert SECRET not in generate_latest().decode()


@pytest.mark.parametrize("path", ["/sante", "/app/static/maillage.js"])
@pytest.mark.usefixtures("database")
def test_what_is_asked_all_the_time_leaves_no_line(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "components.watching"):
        client().get(path)

    assert caplog.records == []


def failing(_request: Request) -> None:
    raise ValueError("Zoé Planté")


def test_an_error_of_a_route_is_a_page_whose_reference_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = Starlette(
        routes=[Route("/casse", failing)],
        middleware=[Middleware(SecurityHeaders), Middleware(Watched)],
    )

    answer = TestClient(app).get("/casse")

    assert answer.status_code == 500
    assert "content-security-policy" in answer.headers
    found = re.search(r"Référence\u00a0: ([0-9A-F]{8})<", answer.text)
    (record,) = (one for one in caplog.records if one.levelno == logging.ERROR)
    line = json.loads(JsonLines().format(record))
    assert found
    assert line["reference"] == found[1]
    assert line["error"][0]["kind"] == "builtins.ValueError"
    assert "Planté" not in str(line) + answer.text


def test_streamlit_s_lines_are_like_ours_even_of_a_logger_it_makes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {**streamlit.logger._loggers}
    monkeypatch.setattr(streamlit.logger, "setup_formatter", logs._ours)

    made = streamlit.logger.get_logger("streamlit.essai")

    assert made.handlers == [HANDLER]
    assert isinstance(HANDLER.formatter, JsonLines)
    streamlit.logger._loggers.clear()
    streamlit.logger._loggers.update(before)


def test_figures_are_shown_only_where_the_switch_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(metrics.SWITCH, raising=False)
    closed = client().get("/metrics")
    monkeypatch.setenv(metrics.SWITCH, "yes")
    opened = client().get("/metrics")

    assert (closed.status_code, "maillage_" in closed.text) == (404, False)
    assert opened.headers["content-type"].startswith("text/plain")
    found = {family.name: family for family in text_string_to_metric_families(opened.text)}
    (build,) = found["maillage_build"].samples
    assert build.labels == {"version": VERSION, "schema": schema.head()}
    assert {"maillage_requests", "maillage_page_seconds", "maillage_open_sessions"} <= set(found)
    assert {"process_start_time_seconds", "maillage_database_errors"} <= set(found)


def test_requests_are_counted_by_route_and_status() -> None:
    labels = {"method": "GET", "route": "autre", "status": "404"}
    before = REGISTRY.get_sample_value("maillage_requests_total", labels) or 0

    client().get("/nulle-part")

    assert REGISTRY.get_sample_value("maillage_requests_total", labels) == before + 1


def test_readings_are_counted_by_who_answers() -> None:
    def counted(by: str) -> float:
        return REGISTRY.get_sample_value("maillage_readings_total", {"answered_by": by}) or 0

    query, memory = counted("a query"), counted("memory")
    answers = Answers()
    for _ in range(3):
        answers.get(lambda: 1, (), "key")

    assert (counted("a query") - query, counted("memory") - memory) == (1, 2)


@pytest.mark.usefixtures("database")
def test_errors_of_the_database_are_counted() -> None:
    def counted() -> float:
        return sum(
            sample.value
            for family in metrics.DATABASE_ERRORS.collect()
            for sample in family.samples
            if sample.name.endswith("_total")
        )

    before = counted()
    with get_engine().connect() as connection, pytest.raises(Exception, match="nulle"):
        connection.execute(text("SELECT 1 FROM nulle"))

    assert counted() == before + 1
