"""Texts that look alike, and what a name tells: the same thing twice, the family of a structure.

All of it is a proposal that someone judges: nothing is joined because it looks alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from domain.entry import plain
from domain.vocabulary import Family

# Ways to write one word, so that « Mairie de Dole » is « Ville de Dole ».
SAME = {
    "caisse d'allocations familiales": "caf",
    "centre communal d'action sociale": "ccas",
    "communaute d'agglomeration": "agglomeration",
    "communaute de communes": "cc",
    "conseil departemental": "departement",
    "conseil regional": "region",
    "maison des jeunes et de la culture": "mjc",
    "visioconference": "visio",
    "mairie": "ville",
    "commune": "ville",
    "saint": "st",
    "sainte": "ste",
}
EMPTY = {
    *("a", "au", "aux", "d", "de", "des", "du", "en", "et"),
    *("l", "la", "le", "les", "n", "no"),
}
_SAME = re.compile(rf"\b({'|'.join(SAME)})\b")
# « (25) » after a name: a département, which one of the two may leave out.
_DEPARTEMENT = re.compile(r"\(\s*(\d{2,3}|2[ab])\s*\)")
_WORD = re.compile(r"\d+|[^\W\d_]+")

# A text this far from what is typed is no answer (0 to 100, fuzz.WRatio).
LOWEST_SCORE = 60

# The first family of which a word is found, in plain letters, with or without « s ».
FAMILIES: tuple[tuple[Family, str], ...] = (
    (Family.RESIDENTS, "conseil citoyen|table de quartier|(?:collectif|groupe|conseil) d'habitant"),
    (
        Family.STATE,
        "(?:sous-)?prefecture|prefete?|ddets|ddetspp|dreets|ddt|dreal|drac|drajes|sdjes|sgar|anct"
        "|rectorat|academie de|education nationale|dsden|ministere|gendarmerie|police nationale"
        "|commissariat|delegue du prefet|secretariat d'etat",
    ),
    (
        Family.EMPLOYMENT,
        "france travail|pole emploi|mission locale|plie|cap emploi|chantier d'insertion|e2c"
        "|ecole de la deuxieme chance|entreprise d'insertion|epide",
    ),
    (
        Family.HEALTH,
        "ars|agence regionale de sante|cpts|hopital|hopitaux|chu|chru|centre hospitalier"
        "|maison de sante|centre de sante|cpam|assurance maladie|mutualite",
    ),
    (
        Family.LOCAL_AUTHORITY,
        "ville de|ville du|mairie|commune de|communaute|agglomeration|agglo|metropole|departement"
        "|conseil departemental|region|conseil regional|ccas|cias|petr",
    ),
    (
        Family.LANDLORD,
        "habitat|oph|opac|office public|bailleur|hlm|neolia|ideha|orvitis|logivie",
    ),
    (Family.CULTURE, "theatre|musee|mediatheque|bibliotheque|scene nationale|conservatoire|opera"),
    (Family.UNIVERSITY, "universite de|universite du|universite bourgogne|iut|irts|inspe|umr"),
    (
        Family.ASSOCIATION,
        "association|asso|mjc|centre social|centres sociaux|federation|ligue|foyer rural"
        "|maison pour tous|maison de quartier|regie de quartier|francas|secours|croix-rouge",
    ),
)
_FAMILIES = [(family, re.compile(rf"\b(?:{words})s?\b")) for family, words in FAMILIES]


def near(a: str, b: str) -> bool:
    """Whether two titles, or two names of structures, may be one: a slip, a word in other order.

    Numbers must be equal (Oxygène n° 14 is not n° 15), and every word that says something must
    be found in the other, a slip apart; beyond three, the longer may have one more.
    """
    (first, first_at), (second, second_at) = _reduced(a), _reduced(b)
    if first_at and second_at and first_at != second_at:
        return False
    if not first or not second:
        return plain(a) == plain(b) != ""
    if _numbers(first) != _numbers(second):
        return False
    fewer, more = sorted((first, second), key=lambda words: (len(words), words))
    extra = len(more) - len(fewer)
    return extra <= (len(fewer) >= 3) and _all_found(fewer, more)


def near_pairs(texts: Mapping[int, str]) -> list[tuple[int, int]]:
    """The pairs of keys whose texts are ``near``, without comparing each to each.

    Of two near texts, the rarest word of one is found in the other, a slip apart: only texts
    that share it are compared. 5,000 names of people: a fraction of a second.
    """
    words = {key: reduced for key, text in texts.items() if (reduced := _reduced(text)[0])}
    often = Counter(word for own in words.values() for word in own)
    holders = defaultdict(set)
    for key, own in words.items():
        for word in own:
            holders[word].add(key)
    alike = _slips(often)
    rarest = {key: min(own, key=often.__getitem__) for key, own in words.items()}
    compared = {
        (min(key, other), max(key, other))
        for key, word in rarest.items()
        for twin in alike[word]
        for other in holders[twin]
        if other != key
    }
    return sorted(pair for pair in compared if near(texts[pair[0]], texts[pair[1]]))


def closest(text: str, choices: Iterable[str], limit: int = 5) -> list[str]:
    """The choices that look most like the text, best first; none when nothing does."""
    found = process.extract(
        plain(text),
        list(choices),
        scorer=fuzz.WRatio,
        processor=_plain,
        limit=limit,
        score_cutoff=LOWEST_SCORE,
    )
    return [choice for choice, _, _ in found]


def guessed_family(name: str) -> Family:
    """The family that a word of the structure’s name tells; OTHER when none does."""
    text = plain(name)
    return next((family for family, words in _FAMILIES if words.search(text)), Family.OTHER)


def slip(a: str, b: str) -> bool:
    """Whether two plain words are one, a slip of the keyboard apart; short ones must be equal."""
    if a == b:
        return True
    allowed = min(_slips_allowed(a), _slips_allowed(b))
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


def _slips_allowed(word: str) -> int:
    """Letters that may be wrong, missing, added or swapped. No French word has forty."""
    length = len(word)
    return 0 if length < 5 or length > 40 else 1 if length < 12 else 2


def _slips(words: Iterable[str]) -> dict[str, list[str]]:
    """For each word those that are a slip apart, itself included.

    Two such words are the same once each has lost as many letters as slips are allowed.
    """
    maimed = defaultdict(list)
    for word in words:
        for left in _shortened(word):
            maimed[left].append(word)
    return {
        word: [
            other
            for other in {o for left in _shortened(word) for o in maimed[left]}
            if _same_word(word, other)
        ]
        for word in words
    }


def _shortened(word: str) -> Iterator[str]:
    """The word, or the number, and what is left of it without one letter, or two."""
    if word.isdecimal():
        yield word.lstrip("0")
        return
    for lost in range(_slips_allowed(word) + 1):
        for places in combinations(range(len(word)), lost):
            yield "".join(letter for place, letter in enumerate(word) if place not in places)


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return plain(text)


@lru_cache(maxsize=20_000)
def _reduced(text: str) -> tuple[tuple[str, ...], str | None]:
    """The words that say something, and the département in brackets."""
    bare = plain(text)
    at = _DEPARTEMENT.search(bare)
    told = _SAME.sub(lambda found: SAME[found[1]], _DEPARTEMENT.sub(" ", bare))
    words = tuple(word for word in _WORD.findall(told) if word not in EMPTY)
    return words, at[1] if at else None


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(word.lstrip("0") for word in words if word.isdecimal())


def _all_found(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Whether each word finds one of its own among the others."""
    left = list(more)
    for word in fewer:
        twin = next((other for other in left if _same_word(word, other)), None)
        if twin is None:
            return False
        left.remove(twin)
    return True


def _same_word(a: str, b: str) -> bool:
    """Numbers have been compared: « 07 » is « 7 »."""
    if a.isdecimal() or b.isdecimal():
        return a.lstrip("0") == b.lstrip("0") and a.isdecimal() == b.isdecimal()
    return slip(a, b)
