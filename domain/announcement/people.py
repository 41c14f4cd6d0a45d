"""Where a text names people: runs of capitalised words that have the look of a name."""

import re
from collections.abc import Iterator

from domain.announcement.folding import fold
from domain.announcement.names import NOT_A_FIRST_NAME
from domain.announcement.source import Piece
from domain.announcement.words import EVENT, words

UPPER, LOWER = "A-ZÀ-ÖØ-ÞŒ", "a-zà-öø-ÿœ"

_APOSTROPHE = "['’]"
_WORD = (
    rf"(?:[{UPPER}]{_APOSTROPHE}?[{UPPER}{LOWER}]+(?:(?:{_APOSTROPHE}|-)[{UPPER}{LOWER}]+)*"
    rf"|[{UPPER}](?:-[{UPPER}])?\.)"
)
_PARTICLE = rf"(?:(?:de|du|des|la|le|van|von|ben|el|al|da|dos)[ \u00a0]|d{_APOSTROPHE})"
_CIVILITY = (
    r"(?:M\.|Mr\.?|Mme\.?|Mlle|Monsieur|Madame|Dr\.?|Pr\.?|[Dd]octeure?|[Pp]rofesseure?|Maître|Me)"
)
_RUN = re.compile(
    rf"(?<![\w’'-])(?P<civility>{_CIVILITY}[ \u00a0])?"
    rf"{_WORD}(?:[ \u00a0]+{_PARTICLE}{{0,3}}{_WORD}){{0,4}}(?![\w-])"
)
_WORDS = re.compile(rf"{_PARTICLE}{{0,3}}({_WORD})")
_PARTICLES = words("le la les de du des el al ben van von saint sainte")
# « CAF de Rouen », « CMP »: an organisation that looks like « NOM Prénom ».
_ACRONYM_OF = re.compile(rf"[{UPPER}]+[ \u00a0]{_PARTICLE}[^ ]*[{LOWER}]")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{3,}")
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


def _longest(text: Piece, run: list[re.Match[str]], looks: re.Pattern[str]) -> Piece | None:
    """The longest name of the run, its first words dropped when they are no names."""
    while run and _is_no_name(run[0][1]):
        run = run[1:]
    if run and _ACRONYM_OF.match(text.text, run[0].start()):
        return None
    kinds = [_kind(word[1], is_first=index == 0) for index, word in enumerate(run)]
    for size in range(len(run), 0, -1):
        held = run[:size]
        if (
            kinds[size - 1]
            and looks.fullmatch("".join(kinds[:size]))
            and not any(_is_no_name(word[1]) for word in held if fold(word[1]) not in _PARTICLES)
        ):
            return text.part(held[0].start(), held[-1].end())
    return None


def _kind(word: str, *, is_first: bool) -> str:
    """U, t, or nothing for the « La » of « de La Tour »."""
    if not is_first and fold(word) in _PARTICLES and not word.isupper():
        return ""
    return "U" if word.isupper() and word[-1] != "." else "t"


def _is_no_name(word: str) -> bool:
    bare = fold(word)
    return not NOT_A_FIRST_NAME.isdisjoint(
        {bare, bare.rpartition("'")[2], *bare.split("-")}
    ) or bool(re.fullmatch(EVENT, bare) or _NO_VOWEL.fullmatch(bare))
