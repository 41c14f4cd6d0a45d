import pytest

from domain.closing import digest, frozen_month


def test_frozen_copy_keeps_figures_words_and_meetings_in_order() -> None:
    assert frozen_month({"meetings": 2}, highlights=["Oxygène"], meeting_ids=[9, 4]) == {
        "figures": {"meetings": 2},
        "highlights": ["Oxygène"],
        "commentary": None,
        "meeting_ids": [4, 9],
    }


def test_frozen_copy_keeps_what_each_meeting_brought() -> None:
    contrats = {4: frozenset({8, 3}), 9: frozenset[int]()}
    frozen = frozen_month({}, meeting_ids=[9, 4], participations={9: None, 4: 7}, contrats=contrats)

    assert frozen["participations"] == {"9": None, "4": 7}
    assert frozen["contrats"] == {"4": [3, 8], "9": []}


def test_frozen_copy_of_a_published_month_does_not_know_its_meetings() -> None:
    assert frozen_month({"meetings": 3})["meeting_ids"] is None


def test_digest_does_not_depend_on_the_order_of_keys() -> None:
    one = {"figures": {"meetings": 3, "participations": 35}, "highlights": ["Été"]}
    other = {"highlights": ["Été"], "figures": {"participations": 35, "meetings": 3}}

    assert digest(one) == digest(other)


def test_digest_is_the_same_for_ever() -> None:
    """Closings of past years carry it: another way of writing JSON would accuse them all."""
    assert (
        digest({"figures": {"meetings": 3}, "highlights": ["Été"]})
        == "e287edbb6d17f93d3be1208590a2567111bc804fbfe81fed93251aea33f7ed72"
    )


@pytest.mark.parametrize(
    "other", [{"meetings": 4}, {"meetings": None}, {"meetings": 3, "territories": 1}]
)
def test_digest_changes_with_any_figure(other: dict[str, int | None]) -> None:
    assert digest(frozen_month(other)) != digest(frozen_month({"meetings": 3}))
