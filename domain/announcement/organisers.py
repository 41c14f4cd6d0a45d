"""Who calls the meeting, and with whom."""

import re
from collections.abc import Iterator

from domain.announcement.folding import MASK
from domain.announcement.names import (
    NAMES_END,
    NOT_AN_ORGANISATION,
    ORGANISATION,
    ORGANISED_BY,
    WITH_PARTNERS,
)
from domain.announcement.source import LONGEST_LIST, Label, Piece, Source, is_unsaid, one_line
from domain.announcement.words import EVENT, INVITES, UNSAID, WEEKDAY

_ARTICLE = re.compile(r"(?:la |le |les |l')")
_TEAM = re.compile(r"(?:l'equipe|les equipes|equipes?) (?:de la |de l'|du |des |de |d')")
_OPENING = re.compile(
    r"(?:dans|pour|a l'|suite|apres|en|afin|depuis|lors|face|sous|comme|au"
    rf"|(?:le )?{WEEKDAY})\b|(?:de|le|du) \d"
)
# « Délégation aux droits des femmes », « Maison pour tous »: the name goes on.
_UNFINISHED = re.compile(
    rf"(?:^|[ ',])(?:{ORGANISATION}|delegation|secours|aide|haut-commissariat)$"
)
LONGEST_NAME = 120


def read_organisers(source: Source) -> tuple[str, ...]:
    """Each organisation once, in the order of the text: organisers, then partners."""
    labels = [label for label in source.labels if label.field == "organisers"]
    if labels and labels[0].value.text and is_unsaid(labels[0].value):
        return ()
    names = [name for label in labels for name in _labelled(label)]
    found: dict[str, str] = {}
    for name in names or (name for sentence in source.sentences for name in _said(sentence)):
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _labelled(label: Label) -> Iterator[str]:
    if label.value.text:
        yield from _names(label.value)
    for item in label.items:
        if name := _name(item):
            yield name


def _said(sentence: Piece) -> Iterator[str]:
    invites = re.search(INVITES, sentence.folded)
    if invites:
        yield from _inviting(sentence.part(0, invites.start()))
    for found in re.finditer(ORGANISED_BY, sentence.folded):
        yield from _names(sentence.part(found.end(), found.end() + LONGEST_LIST))
    if re.search(rf"{EVENT}|{INVITES}|{ORGANISED_BY}|^{WITH_PARTNERS}", sentence.folded):
        for found in re.finditer(WITH_PARTNERS, sentence.folded):
            yield from _names(sentence.part(found.end(), found.end() + LONGEST_LIST))


def _inviting(subject: Piece) -> Iterator[str]:
    """« Dans le cadre de…, l’IREV et la DREETS » before « vous invitent »."""
    partners = re.search(rf",? ?{WITH_PARTNERS}", subject.folded)
    subject = subject.part(0, partners.start() if partners else None)
    while _OPENING.match(subject.folded) and "," in subject.folded:
        subject = subject.part(subject.folded.index(",") + 1)
    if subject.text and _name(_split(subject)[-1]):
        yield from _names(subject, capital=True)


def _names(text: Piece, *, capital: bool = False) -> Iterator[str]:
    """The names that a list begins with; ``capital`` when it opens a sentence, article and all."""
    listed = text.part(0, _names_end(text))
    pieces = _split(listed)
    for index, piece in enumerate(pieces):
        name = _name(piece, capital=capital and index == 0)
        if name is None:
            return
        yield name


def _names_end(text: Piece) -> int:
    """« Pôle Est » goes on after its capital, « est » stops."""
    stops = re.finditer(NAMES_END, text.folded)
    return next(
        (
            stop.start()
            for stop in stops
            if re.match(f" {WEEKDAY}", stop[0])
            or (
                not text.text[stop.start() :].lstrip()[:1].isupper()
                and not _UNFINISHED.search(text.folded[: stop.start()])
            )
        ),
        len(text.text),
    )


def _split(listed: Piece) -> list[Piece]:
    """Cut at commas, and at « et » before a name: « économie et du travail » is whole."""
    pieces, start = [], 0
    for cut in re.finditer(
        r" ?, ?(?:et )?(?:avec )?| / | \+ | et | ainsi que | & (?=l'|la |le )", listed.folded
    ):
        following = listed.part(cut.end())
        if cut[0].strip()[:1] in ",/+" or _begins_a_name(following):
            pieces.append(listed.part(start, cut.start()))
            start = cut.end()
    return [*pieces, listed.part(start)]


def _begins_a_name(text: Piece) -> bool:
    article = _ARTICLE.match(text.folded)
    start = article.end() if article else 0
    return text.text[start : start + 1].isupper() or bool(
        article and re.match(rf"{ORGANISATION}\b", text.folded[start:])
    )


def _name(piece: Piece, *, capital: bool = False) -> str | None:
    """The name without its article; None when it is none."""
    for pattern in (_TEAM, _ARTICLE):
        found = pattern.match(piece.folded)
        if found and _is_only_an_article(piece, found, capital):
            piece = piece.part(found.end())
    name = one_line(piece.text).rstrip(" ,;.-–")
    return name if _is_a_name(name, piece.folded) else None


def _is_a_name(name: str, folded: str) -> bool:
    """With a capital, first or after a common noun: « association Les Passerelles »."""
    begins = name[:1].isupper() or re.match(rf"{ORGANISATION}\b", folded)
    is_another_thing = re.match(rf"{NOT_AN_ORGANISATION}\b|{UNSAID}", folded)
    is_short = len(name) <= LONGEST_NAME and not re.search(rf"{MASK}|\|", folded)
    return bool(begins and not is_another_thing and is_short and any(map(str.isupper, name)))


def _is_only_an_article(piece: Piece, found: re.Match[str], capital: bool) -> bool:
    """« la DREETS », « L’IREV »; the « La » of « La Poste » is its name."""
    small = not piece.text[:1].isupper()
    following = piece.text[found.end() : found.end() + 2]
    return small or capital or (len(following) == 2 and following.isupper())
