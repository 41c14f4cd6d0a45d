"""The text of an announcement made ready to read: two strings of one length.

``text`` keeps the author’s letters, so that what is read can be shown as it was written; ``folded``
has neither capitals nor accents nor typographic signs, so that rules stay short. A place in one is
the same place in the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from domain.announcement.folding import MASK, fold
from domain.announcement.numerals import in_figures
from domain.announcement.words import (
    CLOSING,
    GREETING,
    KNOWN_NAMES,
    LABELS,
    MAIL_HEADERS,
    MAIL_SENDERS,
    MAIL_SUBJECTS,
    SMALL_WORDS,
    UNSAID,
    WEEKDAY,
    words,
)

LONGEST_ANNOUNCEMENT = 50_000
# How far a list of names goes on: the same words said a thousand times are not read a million.
LONGEST_LIST = 2000
# Where mailers cut lines.
COLUMNS = 72

_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Also the soft hyphen, and what only turns or colours the signs around.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff]"
)
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.M)
# Emphasis of Markdown, as newsletters are pasted: *Titre*, **Titre**, # Titre.
_EMPHASIS = re.compile(r"\*\*|(?<![\w/])__|__(?![\w/])|^#{1,6} ", re.M)
WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»“”\[\]{}|\\^`¤]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}(?:fr|org|com|eu|net|gle|io|us|info|ly)/[^\s<>\"«»\[\]|¤]+",
    re.I,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_WROTE = re.compile(r"^le .{4,200}\ba ecrit ?:", re.M)
BULLET = re.compile(r"(?:[•·▪►➢✓◦‣●■→➔*]|[-–—o](?=\s))\s*")
# No sentence ends after these.
_SHORT = sorted(words("m mme dr pr st av janv fev fevr avr juil sept oct nov dec"))
_NOT_SHORT = "".join(rf"(?<!\b{word})" for word in _SHORT)
_SENTENCE_END = re.compile(rf"{_NOT_SHORT}[.!?…]+(?= |$)")


class Piece(NamedTuple):
    """A run of the source: where it begins, and its two writings."""

    start: int
    text: str
    folded: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def part(self, start: int, end: int | None = None) -> "Piece":
        """From one place of the piece to another, without the spaces around."""
        end = len(self.text) if end is None else end
        inside = self.text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = max(start, start + len(inside.strip()))
        return Piece(self.start + start, self.text[start:end], self.folded[start:end])


class Label(NamedTuple):
    """« Date : mardi 13 mai »: the field it names, its value, and the lines listed under it."""

    field: str
    value: Piece
    items: tuple[Piece, ...]


@dataclass(frozen=True)
class Source:
    text: str
    folded: str
    subject: Piece | None
    is_cut: bool

    @cached_property
    def lines(self) -> tuple[Piece, ...]:
        """Every line, the empty ones too."""
        found, start = [], 0
        for line in self.text.split("\n"):
            whole = Piece(start, line, self.folded[start : start + len(line)])
            found.append(whole.part(0))
            start += len(line) + 1
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Piece, ...]:
        return tuple(sentence for line in self.lines for sentence in _sentences(line))

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        return tuple(
            Label(LABELS[word], value, self._items(index + 1, listed=not value.text))
            for index, line in enumerate(self.lines)
            for word, value in _label(line)
        )

    @cached_property
    def body_end(self) -> int:
        """Where the signature begins."""
        closings = [line.start for line in self.lines if re.match(CLOSING, line.folded)]
        return closings[-1] if closings else len(self.text)

    def labelled(self, field: str) -> Label | None:
        """The first label of that field."""
        return next((label for label in self.labels if label.field == field), None)

    def _items(self, first: int, *, listed: bool) -> tuple[Piece, ...]:
        """The list that follows a label: bullets, or lines up to an empty one."""
        items: list[Piece] = []
        bulleted = False
        for line in self.lines[first:] if listed else ():
            bullet = BULLET.match(line.text)
            if not line.text:
                if items and not bulleted:
                    break
                continue
            if next(_label(line), None) or (items and bulleted and not bullet):
                break
            bulleted = bulleted or bullet is not None
            items.append(line.part(bullet.end() if bullet else 0))
        return tuple(items)


def source(typed: str) -> Source:
    """The text without what cannot be seen, e-mail headers and addresses hidden from the rules."""
    cut = typed[:LONGEST_ANNOUNCEMENT]
    text = _NEWLINES.sub("\n", unicodedata.normalize("NFC", cut))
    text = _EMPHASIS.sub("", _QUOTED.sub("", _UNSEEN.sub("", text)))
    text = _unwrapped(in_figures(text))
    folded = fold(text)
    for name in KNOWN_NAMES:
        folded = folded.replace(name, name.replace(" ", "_"))
    for pattern in (WEB, _MAIL):
        folded = _masked(folded, [found.span() for found in pattern.finditer(text)])
    folded = _masked(folded, [found.span() for found in _WROTE.finditer(folded)])
    headers, subject = _mail_headers(text, folded)
    return Source(text, _masked(folded, headers), subject, len(typed) > len(cut))


def is_unsaid(value: Piece) -> bool:
    """« non précisé », « à venir »: the text says that it does not say."""
    return re.match(UNSAID, value.folded) is not None


def one_line(text: str) -> str:
    """On one line, single spaces; a single typographic space stays as it was written."""
    return re.sub(r"\s{2,}|[\n\t]", " ", text).strip()


def _masked(folded: str, spans: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts += [folded[last:start], MASK * (end - start)]
        last = end
    return "".join([*parts, folded[last:]])


def _unwrapped(text: str) -> str:
    """Lines that a mailer cut, whole again: the next begins small, or the last word calls it."""
    lines = text.split("\n")
    is_filled = sum(len(line) > COLUMNS - 15 for line in lines) > 1
    parts = [lines[0]]
    for before, line in pairwise(lines):
        joined = _goes_on(before.strip(), line.strip(), is_filled=is_filled)
        parts.append((" " if joined else "\n") + line)
    return "".join(parts)


def _goes_on(before: str, line: str, *, is_filled: bool) -> bool:
    """``is_filled``: several lines are long; a single one is a line of a poster."""
    if not before or not line or before[-1] in ".!?;:" or BULLET.match(line):
        return False
    if any(_known_label(fold(line[:80]))):
        return False
    if re.match(GREETING, fold(before)):
        return False
    if len(before) < 60 and re.match(rf"(?:le |du |de )?(?:{WEEKDAY}|\d)", line):
        return fold(before).rpartition(" ")[2] in SMALL_WORDS
    if re.match(r"[a-zà-ÿœ]", line):
        return not re.match(r"[a-zà-ÿœ -]{2,20}\s?:|(?:https?:|www\.)", line)
    last = fold(before).rpartition(" ")[2]
    if last.rpartition("'")[2] in SMALL_WORDS or (last[-1] == "," and len(before) > 50):
        return True
    filled = len(before) + 1 + len(line.split()[0]) > COLUMNS >= len(before) - 4
    return is_filled and filled and not re.match(rf"\d|{WEEKDAY}|[^:]{{2,30}} ?:", fold(line))


def _sentences(line: Piece) -> Iterator[Piece]:
    start = 0
    for stop in _SENTENCE_END.finditer(line.folded):
        following = line.text[stop.end() + 1 : stop.end() + 2]
        if not following or not following.islower():
            yield line.part(start, stop.end())
            start = stop.end()
    if start < len(line.text):
        yield line.part(start)


_HEADER = rf"[ \t]*(?P<word>{'|'.join(MAIL_HEADERS)}) ?:(?P<value>[^\n]*)"
_HEADER_LINE = re.compile(rf"^{_HEADER}$", re.M)
_HEADER_BLOCK = re.compile(
    rf"^(?:[ \t]*(?:{'|'.join(MAIL_HEADERS)}) ?:(?! ?\d\d? ?h)[^\n]*(?:\n|\Z))+", re.M
)
_LABEL = re.compile(r"[^\w¤]{0,9}(?:o )?([a-z][a-z '/·.()&-]{0,45}?) ?(?::|\? ?:?)(?= |$)")


def _label(line: Piece) -> Iterator[tuple[str, Piece]]:
    """The label that opens the line, if it is a known one, and its value."""
    for word, end in _known_label(line.folded):
        yield word, line.part(end)


def _known_label(folded: str) -> Iterator[tuple[str, int]]:
    found = _LABEL.match(folded)
    word = re.sub(r"[·.()-]", "", found[1]).strip() if found else ""
    if found and word in LABELS:
        yield word, found.end()


def _mail_headers(text: str, folded: str) -> tuple[list[tuple[int, int]], Piece | None]:
    """Where the headers of e-mails are, their subjects apart, and the first subject."""
    hidden: list[tuple[int, int]] = []
    subject: Piece | None = None
    for block in _HEADER_BLOCK.finditer(folded):
        lines = list(_HEADER_LINE.finditer(folded, *block.span()))
        is_mail = any(line["word"] in MAIL_SENDERS for line in lines)
        for line in lines:
            if line["word"] not in MAIL_SUBJECTS:
                hidden += [line.span()] if is_mail else []
            elif subject is None:
                start, end = line.span("value")
                subject = Piece(start, text[start:end], folded[start:end]).part(0)
    return hidden, subject
