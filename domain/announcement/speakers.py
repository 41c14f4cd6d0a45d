"""Who speaks: « Prénom NOM, fonction, structure », « NOM Prénom – fonction chez structure »."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from domain.announcement.draft import Speaker
from domain.announcement.people import UPPER, people
from domain.announcement.source import BULLET, MASK, Piece, Source, is_unsaid, one_line
from domain.announcement.words import (
    FUNCTION,
    NOT_AN_EMPLOYER,
    OF_A_PLACE,
    ORGANISATION,
    SPEAKS,
    WEEKDAY,
)
from domain.formats import NBSP

# One name, then what is said of it.
Named = tuple[Piece, Piece]

_CIVILITY = r"(?:mme|mm?\.|mr|madame|monsieur|dr|pr)"
_TRAILING = re.compile(rf"(?:[\s,;&]|\b(?:et|de|{_CIVILITY})(?!\w))*$")
_TOPIC = re.compile(r" ?:(?= |$)| ?;|\.(?= )|\.$")
_SEPARATOR = re.compile(r" ?, ?| ?\| ?| - | / |(?<=\)) ")
_CHEZ = re.compile(r" (?:chez|au sein (?:de la|de l'|des|du|de|d')) ?")
_AT = re.compile(r" (?:a la|a l'|aux|au|a)(?: |(?<='))")
_OF = re.compile(r" (?:de la|de l'|des|du|de|d')(?: |(?<='))")
_ARTICLE = re.compile(r"(?:chez |a la |a l'|aux? |de la |de l'|du |des |la |le |les |l')")
_ASIDE = re.compile(r"(?:lors|pour|sur|dans|au cours|autour|qui|afin|avec|puis|nous|vous|en)\b")
_SECOND = re.compile(rf" et (?={FUNCTION})")
# What is no more said of the person: the day, the hour, an address.
_MOMENT = re.compile(
    rf"\b(?:(?:a |des |de )?\d\d? ?h(?:\b|\d)|(?:le )?\d{{1,2}}/\d|(?:du |le )\d|en (?:19|20)\d\d|"
    rf"(?:ce |le )?{WEEKDAY} \d)|{MASK}"
)


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
                _all_named(item, likely=False)
                if _opens_with_a_name(item, bullet is not None)
                else _spoken(line)
            )


def _opens_with_a_name(item: Piece, is_bullet: bool) -> bool:
    """« Prénom NOM, fonction…»; a bare name only as a bullet."""
    first = next(people(item), None)
    if first is None or first.start - item.start > len("Madame "):
        return False
    after = item.part(first.end - item.start).folded
    return re.match(r"[,(|:-]", after) is not None and (
        is_bullet or re.match(rf"[,(|-] ?(?:\w+ )?{FUNCTION}", after) is not None
    )


def _spoken(line: Piece) -> Iterator[Named]:
    for cue in re.finditer(SPEAKS.removesuffix(" ?$") + r"(?= |(?<='))", line.folded):
        rest = line.part(cue.end())
        rest = rest.part(0, _sentence_end(rest))
        first = next(people(rest, likely=True), None)
        if first and first.start - rest.start <= len("Madame "):
            after = rest.part(first.end - rest.start).folded
            likely = re.match(rf"[,(] ?{FUNCTION}", after) is not None
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
        re.search(rf"(?:[,;)/&]|\bet|- ?)(?: de)?(?: {_CIVILITY})? ?$", before)
    )


def _speaker(name: Piece, details: Piece) -> tuple[Speaker, str | None]:
    """The person, and what must be said of him."""
    if "|" in name.text:
        cells = [one_line(cell) or None for cell in name.text.split("|")]
        return Speaker(cells[0] or "", *cells[1:3]), None
    shown = one_line(name.text)
    function, employer = _function_and_organisation(details)
    second = _SECOND.search(employer.folded) if employer else None
    if employer is None or second is None:
        return Speaker(shown, _text(function), _text(employer)), None
    other = one_line(employer.text[second.end() :])
    warning = f"{shown} a une seconde fonction, laissée de côté{NBSP}: «{NBSP}{other}{NBSP}»."
    return Speaker(shown, _text(function), _text(employer.part(0, second.start()))), warning


def _function_and_organisation(details: Piece) -> tuple[Piece | None, Piece | None]:
    segments = list(_segments(details))
    functions = [one for one in segments if _is_function(one)]
    employers = [one for one in segments if not _is_function(one)]
    function = _run(details, functions)
    if employers or function is None:
        return function, _run(details, [_bare(one) for one in employers])
    return _split(function)


def _segments(details: Piece) -> Iterator[Piece]:
    """What commas, dashes and brackets part, up to the topic."""
    text = details.part(0)
    colon = re.match(r":\s*", text.folded)
    if colon and re.match(FUNCTION, text.folded[colon.end() :]):
        text = text.part(colon.end())
    elif not re.match(r"[,(|-]", text.folded):
        return
    start = depth = 0
    for stop in (_TRAILING, _TOPIC):
        found = stop.search(text.folded)
        text = text.part(0, found.start() if found else None)
    for found in re.finditer(rf"[()]|{_SEPARATOR.pattern}|$", text.folded):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if found[0] not in ("(", ")") and depth <= 0:
            segment = _unbracketed(text.part(start, found.start()))
            start = found.end()
            moment = _MOMENT.search(segment.folded)
            segment = segment.part(0, moment.start() if moment else None)
            if re.search(r"\w", segment.text) and not _ASIDE.match(segment.folded):
                yield segment
            if moment or _ASIDE.match(segment.folded):
                return


def _unbracketed(segment: Piece) -> Piece:
    segment = segment.part(re.match(r"[\s,|-]*", segment.folded).end())  # type: ignore[union-attr]
    if segment.text[:1] == "(" and segment.text.find(")") in (-1, len(segment.text) - 1):
        return segment.part(1, len(segment.text) - segment.text.endswith(")"))
    return segment


def _is_function(segment: Piece) -> bool:
    if re.match(FUNCTION, segment.folded):
        return True
    is_employer = _ARTICLE.match(segment.folded) or re.match(rf"{ORGANISATION}\b", segment.folded)
    return segment.text[:1].islower() and not (
        is_employer and re.search(rf"[{UPPER}]", segment.text)
    )


def _bare(employer: Piece) -> Piece:
    """« la DREETS », « à l’Université » without the small words."""
    article = _ARTICLE.match(employer.folded)
    capital = employer.text[:1].isupper()
    return employer.part(article.end()) if article and not capital else employer


def _split(function: Piece) -> tuple[Piece | None, Piece | None]:
    """« responsable d’études chez Trajectoire »: the first preposition that an employer follows."""
    for links in (_CHEZ, _AT, _OF):
        if links is _OF and re.match(OF_A_PLACE, function.folded):
            break
        for link in links.finditer(function.folded):
            employer = function.part(link.end())
            if _is_employer(employer, certain=links is not _AT):
                return function.part(0, link.start()), employer
    return function, None


def _is_employer(text: Piece, *, certain: bool) -> bool:
    """A proper name, or the common noun of an organisation; « à Dole » alone is a place."""
    if re.match(NOT_AN_EMPLOYER, text.folded):
        return False
    if text.text[:1].isupper():
        return certain or " " in text.text or text.text[:2].isupper()
    return re.match(rf"{ORGANISATION} \w", text.folded) is not None


def _run(details: Piece, pieces: list[Piece]) -> Piece | None:
    """From the first piece to the last when they touch, else the first."""
    if not pieces:
        return None
    first, last = pieces[0], pieces[-1]
    between = details.text[first.start - details.start : last.end - details.start]
    whole = details.part(first.start - details.start, last.end - details.start)
    held = sum(len(piece.text) for piece in pieces)
    return whole if len(between) - held <= 4 * (len(pieces) - 1) else first


def _text(piece: Piece | None) -> str | None:
    return (one_line(piece.text).strip(" ,;.") or None) if piece else None
