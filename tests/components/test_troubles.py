"""An error nobody foresaw: a French sentence, a reference, the trace in the log."""

import json
import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from db.logs import JsonLines


def broken() -> None:
    from components.troubles import show_error

    show_error(RuntimeError("the secret detail"))


def test_the_reference_shown_is_the_one_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        at = AppTest.from_function(broken).run()

    (box,) = at.error
    found = re.search(r"Référence\u00a0: ([0-9A-F]{8})$", box.value)
    assert found
    assert "secret" not in box.value
    (record,) = caplog.records
    line = json.loads(JsonLines().format(record))
    assert line["reference"] == found[1]
    assert line["error"][0]["kind"] == "builtins.RuntimeError"
    assert "secret" not in str(line)
