"""A server that has just started, before any session has run the entry script.

With a pages/ folder beside that script, Streamlit would run /compte for whoever asks.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

from app import app as launcher
from components import server
from components.site_map import PAGES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def fresh(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:  # noqa: ARG001
    # A process holds one runtime: each test gets its own, and gives the place back.
    monkeypatch.setattr(Runtime, "_instance", None)
    # The warm-up freezes the collector: not in the process of the tests.
    monkeypatch.setattr(server, "warm_up", lambda: None)
    app = st.App(
        ROOT / launcher.script_path,
        lifespan=server.lifespan,
        routes=server.ROUTES,
        middleware=server.MIDDLEWARE,
        on_script_error=server.show_error,
    )
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("address", [screen.address for screen in PAGES])
def test_a_visitor_gets_the_form_at_each_address(fresh: TestClient, address: str) -> None:
    labels, errors = first_run(fresh, address)

    assert labels == ["Identifiant", "Mot de passe"]
    assert errors == []


def first_run(client: TestClient, address: str) -> tuple[list[str], list[str]]:
    """Labels of the fields and texts of the errors that a browser opening the address gets."""
    labels: list[str] = []
    errors: list[str] = []
    asked = BackMsg()
    asked.rerun_script.page_name = address
    with client.websocket_connect("/_stcore/stream", subprotocols=["streamlit"]) as socket:
        socket.send_bytes(asked.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(socket.receive_bytes())
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return labels, errors
            if kind == "page_not_found":
                errors.append("page_not_found")
            element = message.delta.new_element
            if element.WhichOneof("type") == "text_input":
                labels.append(element.text_input.label)
            if element.WhichOneof("type") in {"alert", "exception"}:
                errors.append(element.alert.body or element.exception.message)
