"""What the meeting is called: null rather than a wrong title."""

import re
from collections.abc import Iterator

from domain.announcement.folding import MASK, fold
from domain.announcement.names import ORGANISED_BY, WITH_PARTNERS
from domain.announcement.series import numbered_headings
from domain.announcement.source import BULLET, Piece, Source, is_unsaid, one_line
from domain.announcement.where_words import GATHERED, PLACE, ROOM_LINE, ROOM_NEXT
from domain.announcement.words import (
    CLOSING,
    EVENT,
    GENERIC,
    GREETING,
    INVITES,
    KIND,
    LETTERHEAD,
    MONTHS,
    SERVICE,
    SUBJECT_PREFIX,
    WEEKDAY,
)
from domain.entry import LONGEST_TITLE
from domain.formats import NBSP

# Lines in which a heading may stand, and how long it may be.
HEADING_LINES, LONGEST_HEADING = 8, 160
# « L’IREV vous invite » above a heading; a longer sentence is the body.
LONGEST_CAPTION = 80
_TELEPHONE = re.compile(r"\d(?:[ .]?\d){8}")

_QUOTED = re.compile(
    rf"{EVENT}[^.;!?«»\n\"]{{0,90}}?(?:«(?P<quoted>[^«»\n]{{3,{LONGEST_TITLE}}}(?:«[^«»\n]*»[^«»\n]*)?)»"
    rf"|\"(?P<plain>[^\"\n]{{3,{LONGEST_TITLE}}})\")"
)
# « comité de pilotage du contrat de ville « Quartiers 2030 » »: no subject of a meeting.
_NAME_OF_A_PLAN = re.compile(
    r"\b(?:contrat(?: de ville)?|programme|plan|dispositif|label|projets?|cite educative) [«\"]$"
)
# Where a date or an hour cuts a heading.
_MONTH = "|".join(MONTHS)
_MOMENT = re.compile(
    rf"[ ,|(:-]*(?:\b(?:(?:le|du|les|ce|au|de)\s)?{WEEKDAY}\b\.? \d|"
    rf"\b(?:le|du|les|au)\s\d\d?(?:er)?(?: ?(?:et|ou|au|,|-) ?(?:le )?\d\d?)* (?:{_MONTH})\b|"
    r"\b\d{1,2}[/.]\d{1,2}\b|\b\d{1,2}(?:er)? "
    r"(?:janv|fevr|mars|avri|mai|juin|juil|aout|sept|octo|nove|dece)|"
    r"\b(?:a|de|des)? ?\d{1,2} ?h(?:\b|\d))"
)
# « lundi » alone at the end; « du lundi » is how often.
_LAST_DAY = re.compile(rf"(?<!du)(?<!de)(?<!les) (?:ce )?{WEEKDAY}(?: prochain)?$")
# Each figure is read in one way only: « 1/1/2025, 1/1/2025… » in many would never end.
_PRESENTED = re.compile(r"(?:[^\w:]|\d++(?:h\d*+)?+|\b(?:de|a|et|h|heures|entre|des)\b)*+: ")
# « café des partenaires », « Atelier B »: all its words are common, and yet it is a name.
_NAMED_EVENT = re.compile(
    rf"\W*{EVENT} (?:(?:des|de la|de l'|du|pour) ?(?!(?:mois|jour|{_MONTH})\b)[a-z]{{4}}|[a-z]$)"
)
# « vous invitent à une conférence sur l’accès aux droits », « le comité de la rue se réunira ».
_SAID = re.compile(
    rf"(?:(?:{INVITES}|\bconviee?s?\b|\bpour\b)[^.;:!?«]{{0,40}}?\b"
    r"(?:au|aux|la|l'|le|une?|son|sa|notre)"
    r"|^(?:le|la|l'|notre)) ?(?:prochaine? |grande? )?"
    rf"(?P<title>{EVENT}[^.;:!?«»\"(),¤\n]{{3,150}})"
)
_SAID_END = re.compile(
    r" (?:qui|initialement|prevue?|programmee?|reportee?|annulee?|ca se|on|ce sera|aura|auront|"
    r"se (?:tien|deroul|reuni)\w+|aupres|a partir|via|organis\w+|anim\w+|a l'occasion|afin|lors|"
    r"en (?:visio\w*|presentiel|ligne|distanciel)|avec|dans|est|sont)\b|"
    r" (?:a|au) (?=¤|(?:la |l')?(?:salle|maison|mairie|centre|espace)\b)"
)
_NO_MORE_THAN_A_DAY = re.compile(rf"\W*(?:le )?{WEEKDAY}\b(?!.* ?: )(?!.* - )")
_VERB = re.compile(
    rf"{INVITES}|\b(?:aura lieu|se tiendra|nous|(?<!rendez-)vous|je|merci|veuillez|"
    rf"(?:est|sont|sera|seront)\b(?!-)|"
    r"s'inscrire|\w+e par|inscri\w+)\b"
)


def read_title(source: Source, organisers: tuple[str, ...]) -> str | None:
    for label in (source.labelled("title"), source.labelled("theme")):
        if label and (label.value.text or label.field == "title"):
            return _labelled(label.value)
    readers = (_of_subject, _quoted, _numbered, _after_moment)
    tried = (*(read(source) for read in readers), _heading(source, organisers), _said(source))
    return next((title for title in tried if title), None)


def no_title(source: Source) -> str:
    """What to say when a long text bears no title: how it begins."""
    first = next((line for line in source.lines if len(line.text) > LONGEST_HEADING), None)
    if first is None or re.search(rf"{GATHERED}|{INVITES}", first.folded[:LONGEST_HEADING]):
        return ""
    opening = one_line(first.text[:LONGEST_CAPTION]).rpartition(" ")[0]
    return f"Le titre n’est pas dit{NBSP}: le texte s’ouvre par «{NBSP}{opening}…{NBSP}»."


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
    if _NAME_OF_A_PLAN.search(line.folded[: found.start(name)]):
        return None
    title = _unquoted(line.part(*found.span(name)))
    return (
        one_line(title.text)
        if re.search(r"\w{3}", title.text) and MASK not in title.folded
        else None
    )


def _numbered(source: Source) -> str | None:
    return next(filter(None, map(_worth, numbered_headings(source))), None)


def _after_moment(source: Source) -> str | None:
    """« Le 5 janvier de 17h à 19h : café des partenaires »."""
    for sentence in source.sentences[:HEADING_LINES]:
        moment = _MOMENT.match(sentence.folded)
        is_day = moment and not re.match(r"\W*\d\d? ?h", moment[0])
        presented = moment and is_day and _PRESENTED.match(sentence.folded, moment.end())
        if presented:
            after = sentence.part(presented.end())
            room = re.search(ROOM_NEXT, after.folded)
            return _worth(after.part(0, room.start() if room else len(after.text.rstrip("."))))
    return None


def _heading(source: Source, organisers: tuple[str, ...]) -> str | None:
    """A short line before the body, that is neither a date, nor a greeting, nor a name."""
    known = {name.casefold() for name in organisers}
    kind: Piece | None = None
    for line in _first_lines(source):
        title = _worth(line)
        is_a_name = re.match(LETTERHEAD, line.folded) and not re.search(r"[:?«-]", line.folded)
        if not title or is_a_name or title.casefold() in known:
            continue
        if kind:
            is_next = not source.text[kind.end : line.start].strip()
            return title if is_next else _worth(kind)
        if not re.fullmatch(KIND, line.folded):
            return title
        kind = line
    return _worth(kind) if kind else None


def _said(source: Source) -> str | None:
    """What a sentence invites to, when it says of what."""
    for sentence in source.sentences:
        found = _SAID.search(sentence.folded)
        if found and sentence.start < source.body_end:
            said = sentence.part(*found.span("title"))
            end = _SAID_END.search(said.folded)
            title = _worth(said.part(0, end.start() if end else None))
            if title and not re.fullmatch(rf"{KIND}|{EVENT} \d.*", fold(title)):
                return title
    return None


def _first_lines(source: Source) -> Iterator[Piece]:
    lines = [line for line in source.lines if re.search(r"\w", line.text)][:HEADING_LINES]
    labels = {label.value.start for label in source.labels}
    for line in lines:
        if re.match(rf"{GREETING}|{CLOSING}", line.folded):
            return
        is_ended = line.text[-1] in ".;," and not re.match(EVENT, line.folded)
        is_sentence = len(line.text) > LONGEST_HEADING or is_ended
        is_said = _VERB.search(line.folded) is not None
        if is_sentence or (is_said and len(line.text) > LONGEST_CAPTION):
            return
        if is_said or _TELEPHONE.search(line.folded) or _is_no_heading(source, line):
            continue
        if re.match(r"\W*\d\d? ?h", line.folded) or _NO_MORE_THAN_A_DAY.match(line.folded):
            continue
        is_label = any(line.start <= start <= line.end for start in labels)
        if not is_label and not BULLET.match(line.text) and MASK not in line.folded:
            yield line


def _is_no_heading(source: Source, line: Piece) -> bool:
    """The subject of the mail, partners, a room, a street, what a service writes."""
    subject = source.subject
    return (subject is not None and line.start <= subject.start <= line.end) or bool(
        re.match(rf"\W*(?:{SERVICE}|{WITH_PARTNERS}|{ORGANISED_BY})", line.folded)
        or re.match(ROOM_LINE, line.folded)
        or re.search(PLACE, line.folded)
    )


def _worth(line: Piece) -> str | None:
    """The line without the moment it tells; nothing when no subject is left."""
    while prefix := re.match(SUBJECT_PREFIX, line.folded):
        line = line.part(prefix.end())
    while moment := _MOMENT.search(line.folded) or _LAST_DAY.search(line.folded):
        line = _around(line, moment)
    title = _unquoted(line)
    rest = re.sub(rf"\b{GENERIC}\b|[^\w]+", " ", title.folded)
    is_named = re.search(r"[a-z]{3}", rest) or _NAMED_EVENT.match(title.folded)
    own_words = re.sub(r"«[^»]*»|\"[^\"]*\"", "", title.folded)
    is_title = is_named and not _VERB.search(own_words)
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
