"""Where a text names people: runs of capitalised words that have the look of a name."""

import re
from collections.abc import Iterator

from domain.announcement.names import NOT_A_FIRST_NAME
from domain.announcement.source import Piece, fold
from domain.announcement.words import EVENT

UPPER, LOWER = "A-ZÀ-ÖØ-ÞŒ", "a-zà-öø-ÿœ"

_APOSTROPHE = "['’]"
_WORD = (
    rf"(?:[{UPPER}]{_APOSTROPHE}?[{UPPER}{LOWER}]+(?:(?:{_APOSTROPHE}|-)[{UPPER}{LOWER}]+)*"
    rf"|[{UPPER}](?:-[{UPPER}])?\.)"
)
_PARTICLE = rf"(?:(?:de|du|des|la|le|van|von|ben|el|al|da|dos)[ \u00a0]|d{_APOSTROPHE})"
_CIVILITY = r"(?:M\.|Mr\.?|Mme\.?|Mlle|Monsieur|Madame|Dr\.?|Pr\.?|Docteur|Professeure?)"
_RUN = re.compile(
    rf"(?<![\w’'-])(?P<civility>{_CIVILITY}[ \u00a0])?"
    rf"{_WORD}(?:[ \u00a0]+{_PARTICLE}{{0,3}}{_WORD}){{0,4}}(?![\w-])"
)
_WORDS = re.compile(rf"{_PARTICLE}{{0,3}}({_WORD})")
_PARTICLES = frozenset(("le", "la", "les", "de", "du", "des", "saint", "sainte"))
# Kinds of words: U for NOM, t for Prénom.
_SURE = re.compile(r"t{1,2}U{1,3}|U{1,3}t{1,2}")
_LIKELY = re.compile(r"t{1,2}U{1,3}|U{1,3}t{1,2}|t{2,3}")
_AFTER_CIVILITY = re.compile(r"t{0,2}U{1,3}|U{1,3}t{1,2}|t{1,3}")


def people(text: Piece, *, likely: bool = False) -> Iterator[Piece]:
    """« Prénom NOM », « NOM Prénom »; « Prénom Nom » too when people are ``likely`` there."""
    for run in _RUN.finditer(text.text):
        start = run.end("civility") if run["civility"] else run.start()
        looks = _AFTER_CIVILITY if run["civility"] else _LIKELY if likely else _SURE
        found = _longest(text, list(_WORDS.finditer(text.text, start, run.end())), looks)
        if found:
            yield found


def _longest(text: Piece, words: list[re.Match[str]], looks: re.Pattern[str]) -> Piece | None:
    """The longest name of the run, its first words dropped when they are no names."""
    while words and _is_no_name(words[0][1]):
        words = words[1:]
    kinds = "".join("U" if word[1].isupper() and word[1][-1] != "." else "t" for word in words)
    for size in range(len(words), 0, -1):
        held = words[:size]
        if looks.fullmatch(kinds[:size]) and not any(
            _is_no_name(word[1]) for word in held if fold(word[1]) not in _PARTICLES
        ):
            return text.part(held[0].start(), held[-1].end())
    return None


def _is_no_name(word: str) -> bool:
    bare = fold(word)
    return not NOT_A_FIRST_NAME.isdisjoint(
        {bare, bare.rpartition("'")[2], *bare.split("-")}
    ) or bool(re.fullmatch(EVENT, bare))
