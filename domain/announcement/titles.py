"""What the meeting is called: null rather than a wrong title."""

import re
from collections.abc import Iterator

from domain.announcement.series import numbered_headings
from domain.announcement.source import BULLET, MASK, Piece, Source, is_unsaid, one_line
from domain.announcement.words import (
    CLOSING,
    EVENT,
    GENERIC,
    GREETING,
    INVITES,
    LETTERHEAD,
    SUBJECT_PREFIX,
    WEEKDAY,
)
from domain.entry import LONGEST_TITLE

# Lines in which a heading may stand, and how long it may be.
HEADING_LINES, LONGEST_HEADING = 8, 160
# « L’IREV vous invite » above a heading; a longer sentence is the body.
LONGEST_CAPTION = 80
_TELEPHONE = re.compile(r"\d(?:[ .]?\d){8}")

_QUOTED = re.compile(
    rf"{EVENT}[^.;!?«»\n\"]{{0,90}}?(?:«(?P<quoted>[^«»\n]{{3,{LONGEST_TITLE}}}(?:«[^«»\n]*»[^«»\n]*)?)»"
    rf"|\"(?P<plain>[^\"\n]{{3,{LONGEST_TITLE}}})\")"
)
# Where a date or an hour cuts a heading.
_MOMENT = re.compile(
    rf"[ ,|(:-]*(?:\b(?:(?:le|du|les|ce|au|de)\s)?{WEEKDAY}\b\.? \d|"
    r"\b(?:le|du|les|au)\s\d\d?(?:er)? \w|\b\d{1,2}[/.]\d{1,2}\b|\b\d{1,2}(?:er)? "
    r"(?:janv|fevr|mars|avri|mai|juin|juil|aout|sept|octo|nove|dece)|"
    r"\b(?:a|de|des)? ?\d{1,2} ?h(?:\b|\d))"
)
_NO_MORE_THAN_A_DAY = re.compile(rf"\W*(?:le )?{WEEKDAY}\b(?!.* ?: )(?!.* - )")
_VERB = re.compile(
    rf"{INVITES}|\b(?:aura lieu|se tiendra|nous|vous|je|merci|veuillez|est|sont|sera|seront|"
    r"s'inscrire|\w+e par|inscri\w+)\b"
)


def read_title(source: Source, organisers: tuple[str, ...]) -> str | None:
    for label in (source.labelled("title"), source.labelled("theme")):
        if label and (label.value.text or label.field == "title"):
            return _labelled(label.value)
    tried = (_of_subject(source), _quoted(source), _numbered(source), _heading(source, organisers))
    return next((title for title in tried if title), None)


def _labelled(value: Piece) -> str | None:
    title = _unquoted(value)
    said = title.text and not is_unsaid(title) and MASK not in title.folded
    return one_line(title.text) if said and len(title.text) <= LONGEST_TITLE else None


def _of_subject(source: Source) -> str | None:
    """« Objet : TR: Invitation au webinaire « … » du 13 mai »."""
    if source.subject is None:
        return None
    return _quoted_in(source.subject) or _worth(source.subject)


def _quoted(source: Source) -> str | None:
    return next(filter(None, map(_quoted_in, source.lines)), None)


def _quoted_in(line: Piece) -> str | None:
    found = _QUOTED.search(line.folded)
    if not found:
        return None
    name = "quoted" if found["quoted"] else "plain"
    title = _unquoted(line.part(*found.span(name)))
    return (
        one_line(title.text)
        if re.search(r"\w{3}", title.text) and MASK not in title.folded
        else None
    )


def _numbered(source: Source) -> str | None:
    return next(filter(None, map(_worth, numbered_headings(source))), None)


def _heading(source: Source, organisers: tuple[str, ...]) -> str | None:
    """A short line before the body, that is neither a date, nor a greeting, nor a name."""
    known = {name.casefold() for name in organisers}
    for line in _first_lines(source):
        title = _worth(line)
        is_a_name = re.match(LETTERHEAD, line.folded) and not re.search(r"[:?«-]", line.folded)
        if title and not is_a_name and title.casefold() not in known:
            return title
    return None


def _first_lines(source: Source) -> Iterator[Piece]:
    lines = [line for line in source.lines if re.search(r"\w", line.text)][:HEADING_LINES]
    labels = {label.value.start for label in source.labels}
    for line in lines:
        if re.match(rf"{GREETING}|{CLOSING}", line.folded):
            return
        is_sentence = len(line.text) > LONGEST_HEADING or line.text[-1] in ".;,"
        is_said = _VERB.search(line.folded) is not None
        if is_sentence or (is_said and len(line.text) > LONGEST_CAPTION):
            return
        if is_said or _TELEPHONE.search(line.folded):
            continue
        if re.match(r"\W*\d\d? ?h", line.folded) or _NO_MORE_THAN_A_DAY.match(line.folded):
            continue
        is_label = any(line.start <= start <= line.end for start in labels)
        if not is_label and not BULLET.match(line.text) and MASK not in line.folded:
            yield line


def _worth(line: Piece) -> str | None:
    """The line without the moment it tells; nothing when no subject is left."""
    while prefix := re.match(SUBJECT_PREFIX, line.folded):
        line = line.part(prefix.end())
    moment = _MOMENT.search(line.folded)
    if moment:
        line = _around(line, moment)
    title = _unquoted(line)
    rest = re.sub(rf"\b{GENERIC}\b|[^\w]+", " ", title.folded)
    is_title = re.search(r"[a-z]{3}", rest) and not _VERB.search(title.folded)
    return (
        one_line(title.text)
        if is_title and MASK not in title.folded and not is_unsaid(title)
        else None
    )


def _around(line: Piece, moment: re.Match[str]) -> Piece:
    """What stands before the moment; after it, when « : » or a dash presents it."""
    before = line.part(0, moment.start())
    presented = re.search(r" ?: | - ", line.folded[moment.end() :])
    if re.fullmatch(rf"(?:{GENERIC}|\W)*", before.folded) and presented:
        return line.part(moment.end() + presented.end())
    return before


def _unquoted(title: Piece) -> Piece:
    """Without the guillemets that hold the whole of it."""
    while len(title.text) > 1 and (title.text[0], title.text[-1]) in (
        ("«", "»"),
        ('"', '"'),
        ("“", "”"),
    ):
        inside = title.part(1, len(title.text) - 1)
        if any(sign in inside.text for sign in '«»“”"'):
            break
        title = inside
    return title
