"""pip-audit in CI: stopped by a weakness, and by nothing else."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from scripts import audit

WEAK = {
    "id": "PYSEC-2026-1",
    "summary": "of this test",
    "affected": [
        {
            "package": {"name": "starlette", "ecosystem": "PyPI"},
            "versions": ["1.10.0"],
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.10.1"}]}],
        }
    ],
}


@contextmanager
def source(weak: str) -> Iterator[list[str]]:
    """The options that lead pip-audit to a source of advisories which knows one weak package."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            known = {"vulns": [WEAK]} if json.loads(body)["package"]["name"] == weak else {}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(known).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield at(server.server_port)
        server.shutdown()


def at(port: int) -> list[str]:
    return ["--vulnerability-service", "osv", "--osv-url", f"http://127.0.0.1:{port}/v1/query"]


def test_a_known_weakness_stops_ci_and_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with source("starlette") as options:
        assert audit.main(options) == 1

    told, counted = capsys.readouterr().out.splitlines()
    assert told.startswith("starlette ")
    assert told.endswith(": PYSEC-2026-1 (mended in 1.10.1)")
    assert counted.endswith(" packages, 1 weak.")


def test_packages_without_a_weakness_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    with source("none") as options:
        assert audit.main(options) == 0

    number = (
        capsys.readouterr().out.removeprefix("pip-audit: ").removesuffix(" packages, 0 weak.\n")
    )
    assert int(number) > 100


def test_where_no_source_answers_one_line_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(at(1)) == 0  # nobody listens there

    assert capsys.readouterr().out == f"{audit.SILENT}\n"
