"""Names of people as lists write them: capitals, particles, compound first names, devices."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from domain.entry import plain
from domain.roster_words import ASKED_AGAIN, is_function, is_organisation

# How a list orders names, when its heading says so.
Order = Literal["last first", "first last"] | None

FIRST_NAMES = frozenset((Path(__file__).parent / "first_names.txt").read_text("utf-8").split())

_TITLES = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur", "pr"}
_PARTICLES = {
    "de",
    "du",
    "des",
    "d",
    "la",
    "le",
    "les",
    "el",
    "al",
    "ben",
    "van",
    "von",
    "da",
    "di",
}
# Second halves of first names written without a hyphen: Jean Pierre, Anne Marie.
_FIRST_HALVES = {"jean", "marie", "anne", "pierre", "paul", "louis", "rose", "charles"}
_SECOND_HALVES = {
    *("pierre", "paul", "luc", "marc", "claude", "louis", "michel", "marie", "jacques", "yves"),
    *("philippe", "francois", "francoise", "noel", "baptiste", "christophe", "charles", "henri"),
    *("laure", "sophie", "claire", "helene", "christine", "therese", "france", "line", "laurence"),
}  # fmt: skip
# What begins a surname, and no first name: O’Brien, McLean.
_OF_SURNAMES = re.compile(r"(?:O['’]|Mc)[A-Z]")
# Words that stand in names in small letters, besides particles.
_JOINING = {"y", "e", "del", "della", "der", "den", "dos", "ter", "bin", "ibn", "nee", "epouse"}
# « Saint Claude », « Le Havre » may be places.
_OF_PLACES = {"saint", "sainte", "st", "ste", "le", "la", "les", "grand", "val", "mont"}
_OF_SENTENCES = {
    *("bonjour", "bonsoir", "merci", "cordialement", "total", "reunion", "date", "lieu", "page"),
    *("participants", "presents", "absents", "excuses", "liste", "feuille", "nom", "prenom"),
}
_ELIDED = re.compile(r"^[dl]['’](?=\w)", re.IGNORECASE)
# Anywhere in a name, then at its beginning only: Salle is also a surname.
_DEVICE = re.compile(
    r"\b(?:i-?phone|i-?pad|i-?mac|galaxy|samsung|android|huawei|redmi|xiaomi|macbook|laptop|desktop"
    r"|pixel \d|pc de|meeting owl|read\.?ai|fireflies|otter\.?ai|fathom|tactiq|tl;?dv|copilot"
    r"|note-?taker|ai (?:bot|assistant))\b"
    r"|^(?:salle|visio|room|conference room|zoom|teams|webex|telephone|tablette|ordinateur|portable"
    r"|pc|bot|user|utilisateur|participant|appelant|inconnu|unknown|anonyme)\b"
)
_DEVICE_WORDS = re.compile(
    r"^.*\b(?:i-?phone|i-?pad|galaxy|samsung|android|macbook\w*|pc|portable|tablette|ordinateur)"
    r"\b[\w ]*?\s?\b(?:de |d'|of )"
)
_DIALLED = re.compile(r"[+\d][\d\s.*()-]{5,}")
# What an address is called when it is no one’s.
_GENERIC = {
    *("accueil", "administration", "asso", "association", "bureau", "ccas", "centre", "cohesion"),
    *("communication", "contact", "contrat", "culture", "dir", "direction", "emploi", "equipe"),
    *("habitat", "info", "jeunesse", "mairie", "maison", "mission", "no", "noreply", "pole"),
    *("politique", "prefecture", "quartier", "reply", "sante", "secretariat", "service"),
    *("services", "social", "ville"),
}  # fmt: skip


def is_device(name: str) -> bool:
    """Whether a name is that of a telephone, a meeting room or a note-taker."""
    text = plain(name)
    return bool(_DEVICE.search(text) or _DIALLED.fullmatch(text))


def owner_of_device(name: str) -> str:
    """« iPhone de Marie Dupont » is « marie dupont »; empty when it names nobody."""
    text = plain(name)
    owner = _DEVICE_WORDS.sub("", text)
    return owner if owner != text and not is_device(owner) else ""


def name_key(*names: str) -> str:
    """The words of a name as they are compared, whichever comes first."""
    return " ".join(sorted(words_of(" ".join(names))))


@lru_cache(ASKED_AGAIN)
def words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", plain(text)))


def cased(name: str) -> str:
    """« DUPONT-LE GOFF » as « Dupont-Le Goff »; a name already in small letters stays."""
    if not _ELIDED.sub("", name).isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0][0] + word[0][1:].lower(), name)


def split_name(text: str, order: Order = None, email: str = "") -> tuple[str, str]:
    """Last and first name. What tells them apart, the surest first: the capitals, the heading
    of the column, the e-mail, first names that are well known, the usual order."""
    words = [
        word for word in text.split() if plain(word).rstrip(".") not in _TITLES
    ] or text.split()
    if is_device(text) or len(words) < 2:
        return cased(" ".join(words)), ""
    if loud := _by_capitals(words):
        last, first = loud
        return " ".join(map(cased, last)), " ".join(first)
    last, first = _by_order(words, order or _order_told(words, email))
    return cased(" ".join(last)), cased(" ".join(first))


def name_of_email(email: str) -> tuple[str, str]:
    """« prenom.nom@ » as last and first name; nothing from an address that is no one’s."""
    parts = email.partition("@")[0].split(".")
    words = [word for part in parts for word in words_of(part)]
    alphabetic = all(re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)*", part) for part in parts)
    if len(parts) != 2 or not alphabetic or _GENERIC & set(words):
        return "", ""
    first, last = ("-".join(word.capitalize() for word in part.split("-")) for part in parts)
    return last, first


def looks_like_a_name(text: str) -> bool:
    """One to four words that begin with a capital, without digits."""
    words = [word for word in re.split(r"[\s-]+", text) if word]
    capital = any(word[0].isupper() or plain(word) in FIRST_NAMES for word in words)
    return 0 < len(words) <= 5 and capital and not re.search(r"[\d@]", text)


@lru_cache(ASKED_AGAIN)
def is_full_name(text: str) -> bool:
    """Whether a text is the whole name of somebody, for sure: a title, or a known first name."""
    words = text.split()
    ends = words_of(" ".join(words[:1])), words_of(" ".join(words[-1:]))
    known = bool(FIRST_NAMES & {*ends[0], *ends[1]})
    titled = len(words) > 1 and plain(words[0]).rstrip(".") in _TITLES
    return (
        1 < len(words) < 5
        and plain(words[0]) not in _OF_PLACES
        and (known or titled)
        and reads_as_a_name(text)
        and not (is_device(text) or is_function(text) or is_organisation(text))
    )


def reads_as_a_name(text: str) -> bool:
    """Words of letters alone, with capitals; in small letters, a known first name among them."""
    words = text.split()
    if not re.fullmatch(r"[^\W\d_][^\W\d_'’.-]*(?:[ '’.-]+[^\W\d_]+)*\.?", text) or len(words) > 6:
        return False
    if _OF_SENTENCES & set(words_of(text)):
        return False
    named = [word for word in words if plain(word) not in _PARTICLES | _JOINING]
    capitals = all(not _ELIDED.sub("", word)[:1].islower() for word in named)
    return bool(named) and (capitals or (len(words) < 4 and holds_first_name(text)))


@lru_cache(ASKED_AGAIN)
def holds_first_name(text: str) -> bool:
    return any(word in FIRST_NAMES for word in words_of(text))


def _by_capitals(words: list[str]) -> tuple[list[str], list[str]] | None:
    """« Marie Le GOFF », « DE LA TOUR Jean »: the last name is in capitals, the first is not."""
    loud = [_is_loud(word) for word in words]
    if all(loud) or not any(loud):
        return None
    start, end = loud.index(True), len(loud) - 1 - loud[::-1].index(True)
    while start > 0 and plain(words[start - 1]) in _PARTICLES:
        start -= 1
    first = words[:start] + words[end + 1 :]
    return (words[start : end + 1], first) if first else None


def _is_loud(word: str) -> bool:
    bare = _ELIDED.sub("", word)
    return bare.isupper() and sum(letter.isalpha() for letter in bare) > 1


def _order_told(words: list[str], email: str) -> Order:
    """The order that the e-mail tells, or a first name among the ends; else the usual one."""
    begins, ends = words_of(words[0])[:1], words_of(words[-1])[:1]
    local = words_of(email.partition("@")[0])
    if len(local) > 1 and begins != ends:
        if local[:1] == begins or local[-1:] == ends:
            return "first last"
        if local[:1] == ends or local[-1:] == begins:
            return "last first"
    known = [bool(FIRST_NAMES & set(part)) for part in (begins, ends)]
    if known[0] != known[1]:
        return "first last" if known[0] else "last first"
    strange = [bool(_OF_SURNAMES.match(word)) for word in (words[0], words[-1])]
    strange[0] |= len(words) > 2 and plain(words[0]) in _PARTICLES
    if strange[0] != strange[1]:
        return "last first" if strange[0] else "first last"
    ends_with_two = _is_compound(words[-2:]) and not _is_compound(words[:2])
    return "last first" if " ".join(words).isupper() or ends_with_two else "first last"


def _by_order(words: list[str], order: Order) -> tuple[list[str], list[str]]:
    many = len(words) > 2
    if order == "last first":
        cut = len(words) - (2 if many and _is_compound(words[-2:]) else 1)
        return words[:cut], words[cut:]
    cut = 2 if many and _is_compound(words[:2]) else 1
    return words[cut:], words[:cut]


def _is_compound(pair: list[str]) -> bool:
    return plain(pair[0]) in _FIRST_HALVES and plain(pair[1]) in _SECOND_HALVES
