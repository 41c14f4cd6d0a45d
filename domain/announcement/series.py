"""« Oxygène n° 14 », « GAP #3 »: the series of the meeting and its number in it."""

import re
from collections.abc import Iterator

from domain.announcement.folding import fold
from domain.announcement.source import Piece, Source, is_unsaid, one_line
from domain.announcement.where_words import STREET
from domain.announcement.words import EVENT, NOT_A_SERIES, NOT_IN_A_SERIES, SMALL_WORDS, WEEKDAY
from domain.formats import NBSP

Numbered = tuple[str, int]

_NUMBER = re.compile(
    r"[ ,(-]{0,4}(?:\bn ?°|\bn[o.](?= ?\d)|\bnumero|#|"
    r"(?<!\w)(?:seance|session|episode|saison|edition)(?: n ?°)?)"
    r" ?(?P<number>\d{1,3})(?![\d.,/-]?\d)"
    rf"(?! ?(?:bis|ter)?,? {STREET}\b)"
)
# « Séance 3/6 » alone on its line: the series is what the line above calls the meeting.
_NUMBER_ALONE = re.compile(
    r"\W*(?:seance|session|episode|edition|module) (?:n ?° ?)?(?P<number>\d{1,2})"
    r"(?: ?(?:/|sur) ?\d{1,2})?\W*$"
)
# « Rendez-vous n° 12 du Club des maires ».
_NUMBER_OF = re.compile(r" (?:du |de la |de l'|des |d')(?=(?P<name>[^:|«».;!?()\[\],¤-]{3,80}))")
_ORDINAL = re.compile(
    r"(?<!\d)(?P<number>\d{1,3}) ?(?:e|eme|er|ere)\b "
    r"(?:(?:edition|seance|session|rencontre|rendez-vous) )?"
    r"(?:du |de la |de l'|des |d')?(?P<name>oxygene|gap|cotec)\b"
)
_SEPARATOR = re.compile(r"[:|«».;!?()\[\]]|,| - |^-|¤")
_WORD = re.compile(r"[^\s'’]+['’]?")


def read_series(source: Source) -> tuple[str | None, int | None, tuple[str, ...]]:
    """Name, number, and a warning when the text numbers two."""
    label = source.labelled("series")
    if label and label.value.text:
        return (*_labelled(label.value), ())
    found = list(dict.fromkeys(_numbered(source)))
    if not found:
        return None, None, ()
    (name, number), *others = found
    if not others:
        return name, number, ()
    quoted = ", ".join(f"«{NBSP}{other} n°{NBSP}{n}{NBSP}»" for other, n in others[:3])
    return name, number, (f"Le texte numérote aussi {quoted}{NBSP}: vérifiez la série.",)


def number_alone(source: Source) -> int | None:
    """The number that a line gives and nothing else, and the text no other."""
    found = [said for line in source.lines if (said := _NUMBER_ALONE.match(line.folded))]
    return int(found[0]["number"]) if len(found) == 1 else None


def _labelled(value: Piece) -> tuple[str | None, int | None]:
    if is_unsaid(value):
        return None, None
    numbers = list(re.finditer(r"[ ,]*(?:n ?°|#) ?(\d{1,3})$", value.folded))
    if not numbers:
        return one_line(value.text), None
    name = one_line(value.text[: numbers[-1].start()])
    return (name, int(numbers[-1][1])) if name else (None, None)


def numbered_headings(source: Source) -> Iterator[Piece]:
    """« Oxygène n° 14 : le sport »: lines that open with a series, then tell a subject."""
    for line in source.lines:
        found = _NUMBER.search(line.folded)
        presents = found and re.match(r" ?[:-] ?[\"«]? ?\w{2}", line.folded[found.end() :])
        if found and presents and _name_before(line, found.start()):
            yield line


def _numbered(source: Source) -> Iterator[Numbered]:
    for sentence in source.sentences:
        for found in _NUMBER.finditer(sentence.folded):
            name = _name_before(sentence, found.start())
            if name:
                yield _name_after(sentence, name, found.end()) or name, int(found["number"])
        for found in _ORDINAL.finditer(sentence.folded):
            yield sentence.text[found.start("name") : found.end("name")], int(found["number"])


def _name_after(sentence: Piece, name: str, end: int) -> str | None:
    """What « rendez-vous n° 12 » is the twelfth of."""
    following = _NUMBER_OF.match(sentence.folded, end)
    if not following or not re.fullmatch(EVENT, fold(name)):
        return None
    whole = sentence.part(*following.span("name"))
    is_day = re.match(WEEKDAY, whole.folded)
    return one_line(whole.text) if whole.text[:1].isupper() and not is_day else None


def _name_before(sentence: Piece, end: int) -> str | None:
    """The name that a number follows: « Les Mardis du réseau », « Oxygène », « webinaire »."""
    floor = max(0, end - 80)
    quoted = re.search(r"[«\"] ?([^«»\"]{2,60}?) ?[»\"][ ,-]*$", sentence.folded[floor:end])
    if quoted:
        return one_line(sentence.text[floor + quoted.start(1) : floor + quoted.end(1)])
    for separator in _SEPARATOR.finditer(sentence.folded, floor, end):
        floor = separator.end()
    words = list(_WORD.finditer(sentence.text, floor, end))
    return _named(sentence, words, end)


def _named(sentence: Piece, words: list[re.Match[str]], end: int) -> str | None:
    """From the first capital after the last word that no name holds."""
    start: int | None = None
    folded = [sentence.folded[word.start() : word.end()] for word in words]
    if not folded or folded[-1] in SMALL_WORDS or not NOT_A_SERIES.isdisjoint(folded):
        return None
    for word, plain in zip(words, folded, strict=True):
        if plain.rstrip("'") in NOT_IN_A_SERIES:
            start = None
        elif start is None and word[0][:1].isupper():
            start = word.start()
    if start is None and re.fullmatch(EVENT, folded[-1]):
        start = words[-1].start()
    name = one_line(sentence.text[start:end]) if start is not None else ""
    return name if re.search(r"[^\W\d]{2}", name) and len(name.split()) <= 9 else None
