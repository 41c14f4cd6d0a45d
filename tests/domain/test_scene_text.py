"""What does not fit goes on: no word is lost, none is moved."""

import re

from hypothesis import given
from hypothesis import strategies as st

from domain.scene_text import LINES_OF_A_QUOTE, cut, lines_of, quote_parts
from domain.scenes import LINE_OF_A_QUOTE

LETTERS = st.sampled_from("aéZ. !…\n\u00a0\u202f«’世")
sentences = st.text(alphabet=LETTERS, max_size=1500) | st.text()


def bare(text: str) -> str:
    return re.sub(r"[^\S\u00a0\u202f]+", "", text)


def test_words_are_kept_whole() -> None:
    assert lines_of("Un réseau local est né ce jour-là.", 16) == (
        "Un réseau local",
        "est né ce",
        "jour-là.",
    )


def test_what_is_held_together_is_not_parted() -> None:
    assert lines_of("Il a dit\u00a0: non", 8) == ("Il a", "dit\u00a0:", "non")


def test_a_word_no_line_can_hold_is_broken() -> None:
    assert lines_of("x" * 130, 60) == ("x" * 60, "x" * 60, "x" * 10)


def test_capitals_take_more_room() -> None:
    assert len(lines_of("mot " * 15, 60)) == 1
    assert len(lines_of("MOT " * 15, 60)) == 2


def test_nothing_is_written_on_no_line() -> None:
    assert lines_of(" \n ", 60) == ()


def test_a_text_is_cut_after_a_word() -> None:
    assert cut("Atelier de la ville, avec tous", 31) == "Atelier de la ville, avec tous"
    assert cut("Atelier de la ville, avec tous", 24) == "Atelier de la ville…"
    assert cut("mot " * 125, 70, lines=2).count("mot") == 34


def test_a_quote_is_broken_after_a_sentence() -> None:
    sentence = f"{'mot ' * 49}fin."
    parts = quote_parts(f"{sentence} {sentence} {sentence}")

    assert [len(part) for part in parts] == [7, 4]
    assert all(part[-1].endswith("fin.") for part in parts)


def test_a_sentence_longer_than_a_scene_goes_on() -> None:
    parts = quote_parts("mot " * 300)

    assert [len(part) for part in parts] == [9, 9, 2]


@given(text=sentences)
def test_every_word_of_a_quote_is_said_in_its_order(text: str) -> None:
    parts = quote_parts(text)

    assert all(len(part) <= LINES_OF_A_QUOTE for part in parts)
    assert all(len(line) <= LINE_OF_A_QUOTE for part in parts for line in part)
    assert bare("".join(line for part in parts for line in part)) == bare(text)


@given(words=st.lists(st.text(alphabet="aé’.!", min_size=1, max_size=40), max_size=300))
def test_only_spaces_are_normalised(words: list[str]) -> None:
    parts = quote_parts(" \n".join(words))

    assert " ".join(line for part in parts for line in part) == " ".join(words)


@given(text=st.text(max_size=400), width=st.integers(5, 80))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert len(lines_of(cut(text, width, lines=2), width)) <= 2
