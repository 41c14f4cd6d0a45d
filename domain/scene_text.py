"""How long a text is once written large, and where it may be broken."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from domain.scenes import LINE_OF_A_QUOTE

# Lines of a quote on a scene of its own.
LINES_OF_A_QUOTE = 9
# A capital is wider than the letters a line is reckoned in; an ideogram is two of them.
CAPITAL, IDEOGRAM = 1.4, 2.0

T = TypeVar("T")

# Everything Unicode calls a space, but those that hold two words together.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_AFTER_A_SENTENCE = re.compile(r"(?<=[.!?…]) ")


def lines_of(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most ``width`` letters, its words whole unless one is longer."""
    lines: list[str] = []
    room = 0.0
    for word in _words(text, width):
        size = _size(word)
        if lines and size + 1 <= room:
            lines[-1] += f" {word}"
            room -= size + 1
        else:
            lines.append(word)
            room = width - size
    return tuple(lines)


def cut(text: str, width: int, lines: int = 1) -> str:
    """The text on that many lines at most, cut after a word with « … » when it is longer."""
    found = lines_of(text, width)
    if len(found) <= lines:
        return " ".join(found)
    shortened = " ".join(lines_of(text, width - 2)[:lines])
    return f"{shortened.rstrip(' ,;:.')}…"


def quote_parts(text: str) -> list[tuple[str, ...]]:
    """The lines of each scene a quote needs, broken after a sentence where that can be."""
    parts: list[tuple[str, ...]] = []
    held = ""
    for sentence in _AFTER_A_SENTENCE.split(" ".join(_words(text, LINE_OF_A_QUOTE))):
        longer = lines_of(f"{held} {sentence}", LINE_OF_A_QUOTE)
        if len(longer) <= LINES_OF_A_QUOTE:
            held = " ".join(longer)
            continue
        if held:
            parts.append(lines_of(held, LINE_OF_A_QUOTE))
        *whole, last = chunks(lines_of(sentence, LINE_OF_A_QUOTE), LINES_OF_A_QUOTE)
        parts += whole
        held = " ".join(last)
    return [*parts, lines_of(held, LINE_OF_A_QUOTE)]


def chunks(items: Sequence[T], size: int) -> list[tuple[T, ...]]:
    """The items in their order, ``size`` at a time."""
    return [tuple(items[start : start + size]) for start in range(0, len(items), size)]


def _words(text: str, width: int) -> list[str]:
    """The words of the text; one that no line can hold is broken."""
    words: list[str] = []
    for word in _SPACES.split(text):
        piece = ""
        for letter in word:
            if _size(piece + letter) > width:
                words.append(piece)
                piece = ""
            piece += letter
        words.append(piece)
    return [word for word in words if word]


def _size(text: str) -> float:
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if letter.isascii():
        return CAPITAL if letter.isupper() else 1
    if unicodedata.east_asian_width(letter) in "WF":
        return IDEOGRAM
    return CAPITAL if letter.isupper() else 1
