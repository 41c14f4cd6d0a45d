"""The same order on every database: that of French for names, and never one left to chance."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import String
from sqlmodel import Session, SQLModel

from db import queries
from db.models.base import Coded
from db.queries.meeting_form import choices
from tests import factories

QUERIES = sorted(Path(queries.__path__[0]).glob("*.py"))
# Capitals and digits, which all orders put alike.
CODES = {"code"}


def _words() -> set[str]:
    columns = (column for table in SQLModel.metadata.tables.values() for column in table.columns)
    return {one.key for one in columns if isinstance(one.type, String | Coded)} - CODES


def _sorted_by(source: str) -> Iterator[str]:
    for call in ast.walk(ast.parse(source)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        if call.func.attr == "order_by":
            inside = (node for argument in call.args for node in ast.walk(argument))
            yield from (node.attr for node in inside if isinstance(node, ast.Attribute))


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_no_query_has_words_put_in_order_by_the_database(file: Path) -> None:
    assert _words() & set(_sorted_by(file.read_text("utf-8"))) == set()


def test_names_are_in_the_order_of_french(session: Session) -> None:
    centre = factories.make_centre(session)
    for name in ("Zoo", "emploi", "Étude", "Œuvre", "Culture", "Cœur", "Creusot"):
        factories.make_theme(session, centre, name)

    found = choices(session, centre_id=centre).themes

    assert found == ("Cœur", "Creusot", "Culture", "emploi", "Étude", "Œuvre", "Zoo")
