"""The audience and the highlights of a month, as they are typed."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import month_entry as entry
from domain.entry import EntryError
from domain.vocabulary import AudienceKey

VIEWS, USERS = AudienceKey.WEBSITE_VIEWS, AudienceKey.WEBSITE_USERS


def typed(**values: Any) -> dict[str, Any]:
    return {**entry.audience_as_typed(2025, 5, {}), **values}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("0", 0),
        ("13 432", 13432),
        ("13\u202f432", 13432),
        ("13\u00a0432", 13432),
        ("999999999", 999_999_999),
    ],
)
def test_a_number_is_read_nothing_is_unknown_and_zero_is_zero(text: str, value: int | None) -> None:
    assert entry.read_audience(typed(website_views=text)).values[VIEWS] == value


@pytest.mark.parametrize("text", ["-1", "12,5", "beaucoup", "1" * 10])
def test_what_is_not_a_number_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(EntryError) as refused:
        entry.read_audience(typed(website_views=text, website_users=text))

    assert list(refused.value.problems) == ["website_users", "website_views"]


@given(st.dictionaries(st.sampled_from(AudienceKey), st.integers(0, 999_999_999)))
def test_figures_typed_again_are_read_alike(known: dict[AudienceKey, int]) -> None:
    found = entry.read_audience(entry.audience_as_typed(2025, 5, known))

    assert {key: value for key, value in found.values.items() if value is not None} == known
    assert found.seen == found.values


def test_highlights_are_read_in_their_order() -> None:
    values = entry.highlights_as_typed(2025, 5, [(7, "Un"), (3, "Deux")])
    found = entry.read_highlights({**values, "text-3": " Autre\n chose "})

    assert found.chosen == ((7, "Un"), (3, "Autre chose"))
    assert found.seen == ((7, "Un"), (3, "Deux"))


@pytest.mark.parametrize("text", ["", " \u200b", "a" * 1001])
def test_a_highlight_without_words_or_with_too_many_is_refused(text: str) -> None:
    values = entry.highlights_as_typed(2025, 5, [(7, "Un")])
    with pytest.raises(EntryError) as refused:
        entry.read_highlights({**values, "text-7": text})

    assert list(refused.value.problems) == ["text-7"]


@pytest.mark.parametrize(
    ("meeting", "step", "order"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc")],
)
def test_a_highlight_moves_up_and_down_within_the_list(meeting: str, step: int, order: str) -> None:
    assert entry.moved(list("abc"), meeting, step) == list(order)


class Meeting(NamedTuple):
    id: int
    held_on: date
    highlight_rank: int | None


def test_the_ranked_come_first_then_the_others_by_date() -> None:
    found = [
        Meeting(1, date(2025, 5, 2), None),
        Meeting(2, date(2025, 5, 1), None),
        Meeting(3, date(2025, 5, 30), 1),
        Meeting(4, date(2025, 5, 3), 2),
    ]

    assert [m.id for m in sorted(found, key=entry.highlight_order)] == [3, 4, 2, 1]
