"""A publication as it is typed: read, refused, typed again."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import publication_entry as entry
from domain.entry import EntryError
from domain.vocabulary import DatePrecision, PublicationKind

TODAY = date(2025, 11, 22)
TYPED = {
    **entry.BLANK,
    "title": "Compte rendu de l’atelier",
    "kind": "compte-rendu",
    "published_on": "13/05/2025",
}


def read(**typed: Any) -> entry.PublicationEntry:
    return entry.read_publication({**TYPED, **typed}, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "on", "precision"),
    [
        ("13/05/2025", date(2025, 5, 13), DatePrecision.DAY),
        ("mai 2025", date(2025, 5, 1), DatePrecision.MONTH),
        ("2023", date(2023, 1, 1), DatePrecision.YEAR),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_known(
    typed: str, on: date, precision: DatePrecision
) -> None:
    found = read(published_on=typed)

    assert (found.published_on, found.date_precision) == (on, precision)
    assert found.kind is PublicationKind.MINUTES


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a" * 10_000}, "title"),
        ({"kind": None}, "kind"),
        ({"published_on": ""}, "published_on"),
        ({"published_on": "31/02/2025"}, "published_on"),
        ({"published_on": "décembre 2025"}, "published_on"),
        ({"published_on": "2026"}, "published_on"),
        ({"published_on": "0042"}, "published_on"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "exemple.fr"}, "url"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(typed: dict[str, Any], field: str) -> None:
    with pytest.raises(EntryError) as refused:
        read(**typed)

    assert list(refused.value.problems) == [field]


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_read_or_refused(title: str, on: str, url: str) -> None:
    try:
        found = read(title=title, published_on=on, url=url, meeting="4", id=2, version=3)
    except EntryError:
        return
    assert found.published_on <= TODAY
    assert entry.read_publication(entry.as_typed(found), today=TODAY) == found
