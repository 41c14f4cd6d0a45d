"""What is said of a speaker after the name: function, then organisation."""

import re
from collections.abc import Iterator

from domain.announcement.folding import MASK
from domain.announcement.names import CIVILITY, FUNCTION, NOT_AN_EMPLOYER, OF_A_PLACE, ORGANISATION
from domain.announcement.people import UPPER
from domain.announcement.source import Piece
from domain.announcement.words import WEEKDAY

_TRAILING = re.compile(rf"(?:[\s,;&]|\b(?:et|de|{CIVILITY})(?!\w))*$")
_TOPIC = re.compile(r" ?:(?= |$)| ?;|\.(?= )|\.$")
# « géographe, et le collectif Ville ouverte »: another speaker, that is no person.
_ANOTHER = re.compile(
    rf",? et (?:(?:le|la|les|l'|une?|d'une?|des) ?)?(?:{ORGANISATION}|representante?s?)\b|"
    r", et (?:le |la |les |l'|une? |d'une? |des )"
)
_SEPARATOR = re.compile(r" ?, ?| ?\| ?| - | / |(?<=\)) ")
_CHEZ = re.compile(r" (?:chez|au sein (?:de la|de l'|des|du|de|d')) ?")
_AT = re.compile(r" (?:a la|a l'|aux|au|a)(?: |(?<='))")
_OF = re.compile(r" (?:de la|de l'|des|du|de|d')(?: |(?<='))")
_ARTICLE = re.compile(r"(?:chez |a la |a l'|aux? |de la |de l'|du |des |la |le |les |l')")
_ASIDE = re.compile(r"(?:lors|pour|sur|dans|au cours|autour|qui|afin|avec|puis|nous|vous|en)\b")
# What is no more said of the person: the day, the hour, an address.
_MOMENT = re.compile(
    rf"\b(?:(?:a |des |de )?\d\d? ?h(?:\b|\d)|(?:le )?\d{{1,2}}/\d|(?:du |le )\d|en (?:19|20)\d\d|"
    rf"(?:ce |le )?{WEEKDAY} \d)|{MASK}"
)


def function_and_organisation(details: Piece) -> tuple[Piece | None, Piece | None]:
    segments = list(_segments(details))
    functions = [one for one in segments if _is_function(one)]
    employers = [one for one in segments if not _is_function(one)]
    function = _run(details, functions)
    if employers or function is None:
        return function, _run(details, [_bare(one) for one in employers])
    return _split(function)


def _segments(details: Piece) -> Iterator[Piece]:
    """What commas, dashes and brackets part, as long as it is said of the person."""
    for part in _parts(_up_to_the_topic(details)):
        aside = _ASIDE.match(part.folded) or _MOMENT.search(part.folded)
        segment = part.part(0, aside.start() if aside else None)
        if re.search(r"\w", segment.text):
            yield segment
        if aside:
            return


def _up_to_the_topic(details: Piece) -> Piece:
    """« , directrice de la CAF : le sport » without the sport; nothing when a topic comes first."""
    text = details.part(0)
    colon = re.match(r": ?", text.folded)
    if colon and re.match(FUNCTION, text.folded[colon.end() :]):
        text = text.part(colon.end())
    elif not re.match(r"[,(|-]", text.folded):
        return text.part(0, 0)
    for stop in (_ANOTHER, _TRAILING, _TOPIC):
        found = stop.search(text.folded)
        text = text.part(0, found.start() if found else None)
    return text


def _parts(text: Piece) -> Iterator[Piece]:
    """Brackets that open the text hold parts of their own; others belong to their part."""
    bracket = re.match(r"[ ,|-]*\(([^()]*)\)?", text.folded)
    if bracket:
        yield from _parts(text.part(*bracket.span(1)))
        text = text.part(bracket.end())
        if not re.match(rf"[ ,-]*{FUNCTION}", text.folded):
            return
    start = depth = 0
    for found in re.finditer(rf"[()]|{_SEPARATOR.pattern}|$", text.folded):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if found[0] not in ("(", ")") and depth <= 0:
            yield _without_signs(text.part(start, found.start()))
            start = found.end()


def _without_signs(segment: Piece) -> Piece:
    signs = re.match(r"[\s,|-]*", segment.folded)
    return segment.part(signs.end() if signs else 0)


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
