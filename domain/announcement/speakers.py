"""Who speaks: « Prénom NOM, fonction, structure », « NOM Prénom – fonction chez structure »."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from domain.announcement.details import function_and_organisation
from domain.announcement.draft import Speaker
from domain.announcement.names import CIVILITY, FUNCTION, SPEAKS
from domain.announcement.people import people
from domain.announcement.source import BULLET, LONGEST_LIST, Piece, Source, is_unsaid, one_line
from domain.announcement.words import INVITES
from domain.formats import NBSP

_SECOND = re.compile(rf" et (?={FUNCTION})")
# What may stand before the first name: « Madame la Préfète et Monsieur ».
_OPENS = re.compile(rf"(?:{CIVILITY} (?:la |le |l')[\w-]+(?:,| et) (?:de )?)*(?:{CIVILITY} )?")
# One name, then what is said of it.
Named = tuple[Piece, Piece]


def read_speakers(source: Source) -> tuple[tuple[Speaker, ...], tuple[str, ...]]:
    """Each person once, and what must be said of them."""
    label = source.labelled("speakers")
    if label and is_unsaid(label.value):
        return (), ()
    known: dict[str, Speaker] = {}
    warnings: list[str] = []
    for name, details in _named(source):
        speaker, warning = _speaker(name, details)
        kept = known.setdefault(speaker.name.casefold(), speaker)
        if kept.function is None and kept.organisation is None:
            known[speaker.name.casefold()] = speaker
        warnings += [warning] if warning else []
    return tuple(known.values()), tuple(dict.fromkeys(warnings))


def _named(source: Source) -> Iterator[Named]:
    """In lists of speakers, in lines that open with a name, and after « avec », « animé par »."""
    labelled = [label for label in source.labels if label.field == "speakers"]
    contacts = {
        item.start for label in source.labels if label.field == "contact" for item in label.items
    }
    listed = {item.start for label in labelled for item in label.items}
    for label in labelled:
        for piece in (label.value, *label.items):
            yield from _all_named(piece, likely=True)
    for line in source.lines:
        if line.start >= source.body_end:
            return
        bullet = BULLET.match(line.text)
        item = line.part(bullet.end() if bullet else 0)
        if not {line.start, item.start} & (listed | contacts):
            yield from (
                _all_named(item, likely="(" in item.text)
                if _opens_with_a_name(item, bullet is not None)
                else _spoken(line)
            )


def _opens_with_a_name(item: Piece, is_bullet: bool) -> bool:
    """« Prénom NOM, fonction…»; a bare name only as a bullet."""
    first = next(people(item), None)
    if (
        first is None
        or re.search(INVITES, item.folded)
        or first.start - item.start > len("Madame ")
    ):
        return False
    after = item.part(first.end - item.start).folded
    return re.match(r"[,(|:-]", after) is not None and (
        is_bullet or re.match(rf"[,(|-] ?(?:\w+ )?{FUNCTION}", after) is not None
    )


def _spoken(line: Piece) -> Iterator[Named]:
    for cue in re.finditer(SPEAKS.removesuffix(" ?$") + r"(?= |(?<='))", line.folded):
        rest = line.part(cue.end(), cue.end() + LONGEST_LIST)
        rest = rest.part(0, _sentence_end(rest))
        first = next(people(rest, likely=True), None)
        if first and _OPENS.fullmatch(rest.folded[: first.start - rest.start]):
            after = rest.part(first.end - rest.start).folded
            is_said = re.search(r":|interv", cue[0]) is not None
            likely = is_said or re.match(rf"\(|[,(] ?{FUNCTION}", after) is not None
            yield from _all_named(rest, likely=likely)


def _sentence_end(text: Piece) -> int:
    found = re.search(r"(?<!\bm)(?<!\bmme)(?<!\bdr)(?<!\bpr)\.(?: |$)", text.folded)
    return found.start() if found else len(text.text)


def _all_named(text: Piece, *, likely: bool) -> Iterator[Named]:
    """Each person of a list, with the words up to the next one."""
    if "|" in text.text:
        yield text, text.part(len(text.text))
        return
    found = list(people(text, likely=likely))
    found = found[:1] + [one for one in found[1:] if _follows(text, one)]
    for name, following in zip_longest(found, found[1:]):
        end = following.start - text.start if following else None
        yield name, text.part(name.end - text.start, end)


def _follows(text: Piece, name: Piece) -> bool:
    """A person of the list, not one of whom another speaks: no « : » before, a comma or « et »."""
    before = text.folded[: name.start - text.start]
    return ":" not in before.rpartition(";")[2] and bool(
        re.search(rf"(?:[,;)/&]|\bet|- ?)(?: d[e'])?(?: le| la)?(?: {CIVILITY})? ?$", before)
        or re.search(SPEAKS, before)
    )


def _speaker(name: Piece, details: Piece) -> tuple[Speaker, str | None]:
    """The person, and what must be said of him."""
    if "|" in name.text:
        cells = [one_line(cell) or None for cell in name.text.split("|")]
        return Speaker(cells[0] or "", *cells[1:3]), None
    shown = one_line(name.text)
    function, employer = function_and_organisation(details)
    second = _SECOND.search(employer.folded) if employer else None
    if employer is None or second is None:
        return Speaker(shown, _text(function), _text(employer)), None
    other = one_line(employer.text[second.end() :])
    warning = f"{shown} a une seconde fonction, laissée de côté{NBSP}: «{NBSP}{other}{NBSP}»."
    return Speaker(shown, _text(function), _text(employer.part(0, second.start()))), warning


def _text(piece: Piece | None) -> str | None:
    return (one_line(piece.text).strip(" ,;.") or None) if piece else None
