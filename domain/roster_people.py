"""Who is on a line of a list: its label, whether they came, and whether they are several.

A line that is not one person for sure says why, and waits for someone to decide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from domain.entry import plain
from domain.roster_names import FIRST_NAMES, is_full_name, reads_as_a_name, words_of
from domain.roster_table import LONGEST_CELL, Row, is_heading_in_words
from domain.roster_words import count_emails, is_function, is_noise, is_organisation

ABSENT = "absente, selon la liste"
BOTH = "présente et absente à la fois"
UNTICKED = "présence non cochée"
SEVERAL = "plusieurs noms sur la ligne"
STAND_IN = "représentée par quelqu’un d’autre"
TOO_LONG = f"texte trop long, coupé à {LONGEST_CELL} caractères"
UNCLEAR = "ligne mal comprise"

# Columns that a cross fills.
TICKS = {"present", "excused", "absent"}
_NO = {"", "non", "no", "n", "0", "false", "faux", "-"}

BULLET = re.compile(
    r"^\s*(?:[-–—•*·▪◦►✓☐☑]+\s*|\(?\d{1,4}\s*[.)°/:]\s*|\d{1,4}\s+(?=\D)|\[.?\]\s*)+"
)
_LABEL = re.compile(r"([^:@<]{1,80}?)\s*:\s*(.*)", re.DOTALL)
_SECTION = re.compile(
    r"(?:(?:liste|personnes?|membres?|etaient|ont|des|les|d') ?)*(?:presente?s?|participants?"
    r"|(?:absente?s? ?)?(?:et )?excusee?s?|absente?s?)(?: ?\(?\d+\)?)?"
)
# What may stand before names and a colon; then before what is no list of people.
_OF_PEOPLE = re.compile(
    r"(?:a|de|cc|cci|bcc|to|from|destinataires?|copie)"
    r"|.*\b(?:presente?s?|presence|participa|inscri|invite|excuse|absent|animat|intervena|membre"
    r"|liste|visio|distanciel|emargement|noms?\b).*"
)
_OF_NOBODY = re.compile(
    r"(?:objet|subject|sujet|re|tr|fw|date|envoye|sent|lieu|heures?|horaires?|theme|duree|adresse"
    r"|ordre du jour|compte.?rendu|titre|reunion|total|nombre|effectif|page|https?|tel|telephone"
    r")\b.*"
)
_STANDING = (
    r"(?:(?:est|sont|non)\s+)?(?:absente?s?|excus[éèêe]e?s?)"
    r"(?:\s+(?:et\s+)?(?:non\s+)?excus[éèêe]e?s?)?"
)
_AT_AN_END = re.compile(
    rf"^\W*{_STANDING}\b\W*(?=\w)|(?<=\w)\W+{_STANDING}\W*$|^\W*{_STANDING}\W*$",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:absente?s?|excusee?s?)\b")
_STAND_IN = re.compile(r"\b(?:represente|pouvoir (?:a|de)|procuration|suppleante? de|remplace)")
_AND = re.compile(r"\s+(?:et|&|\+|/)\s+")
_INSIDE = re.compile(r"\s*[,;|]\s*|\s+[-–—/]\s+")
# What ends a name: where its bearer works, in brackets or not, or an address.
_BESIDE = re.compile(rf"{_INSIDE.pattern}|\s*[(\[<]|\s+(?=\S+@)")
_AFTER_ADDRESS = re.compile(r"(?<=>)\s*,\s*")


class Standing(Enum):
    PRESENT, EXCUSED, ABSENT = range(3)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of one person, and why it may not be one."""

    cells: tuple[str, ...]
    line: str
    standing: Standing = Standing.PRESENT
    doubt: str = ""


def people_written(rows: Iterable[Row]) -> Iterator[Written]:
    """Each person of the lines of a list without heading, with the label they stand under."""
    under, inline = Standing.PRESENT, False
    for row in rows:
        label, rest = _label(row)
        if label or not any(row.cells):
            # « Excusés » alone holds down to another label, « Excusés : Paul » to an empty line.
            ends = bool(label) or inline
            under = _standing(label) if ends else under
            inline = bool(label) and any(rest.cells)
        if any(rest.cells) and not is_heading_in_words(row.line):
            for one in _people(rest, labelled=bool(label)):
                yield one if one.standing is not Standing.PRESENT else replace(one, standing=under)


def section_of(row: Row) -> Standing | None:
    """What a row that is but « Excusés » says of the rows below it; None for another row."""
    filled = [cell for cell in row.cells if cell]
    return _standing(filled[0]) if len(filled) == 1 and is_section(filled[0]) else None


def is_section(text: str) -> bool:
    return bool(_SECTION.fullmatch(plain(text).rstrip(" :")))


def told_standing(cells: Sequence[str]) -> tuple[list[str], Standing, str]:
    """The cells without the words that say someone did not come; what they say; any doubt."""
    kept = [_without_standing(cell) for cell in cells]
    said = " ".join(cell for cell, left in zip(cells, kept, strict=True) if cell != left)
    text = plain(" ".join(kept))
    doubt = ABSENT if _LEFT.search(text) else STAND_IN if _STAND_IN.search(text) else ""
    return kept, _standing(said), doubt


def ticked_standing(told: Mapping[str, str]) -> Standing:
    """What the columns « Présent », « Excusé », « Absent » say."""
    no = {kind for kind in TICKS & told.keys() if plain(told[kind]) in _NO}
    yes = TICKS & told.keys() - no
    if "excused" in yes:
        return Standing.EXCUSED
    refused = "present" in no and told["present"]
    return Standing.ABSENT if "absent" in yes or refused else Standing.PRESENT


def _without_standing(cell: str) -> str:
    while (left := _AT_AN_END.sub("", cell).strip()) != cell:
        cell = left
    return cell


def is_cut(cells: Iterable[str]) -> bool:
    return any(len(cell) >= LONGEST_CELL for cell in cells)


def _standing(label: str) -> Standing:
    text = plain(label)
    if "excus" in text and "non excus" not in text:
        return Standing.EXCUSED
    return Standing.ABSENT if "absen" in text or "excus" in text else Standing.PRESENT


def _label(row: Row) -> tuple[str, Row]:
    """What stands before a colon, and the row without it; a row that names nobody is emptied."""
    if section_of(row) is not None:
        return " ".join(row.cells), Row((), "")
    first = next(filter(None, row.cells), "")
    found = _LABEL.fullmatch(BULLET.sub("", first))
    if not found:
        return "", row
    label, rest = plain(found[1]), found[2]
    if _OF_NOBODY.fullmatch(label) or not (rest or any(row.cells[row.cells.index(first) + 1 :])):
        return (label if not _OF_NOBODY.fullmatch(label) else ""), Row((), "")
    cells = (rest, *row.cells[row.cells.index(first) + 1 :])
    if _OF_PEOPLE.fullmatch(label):
        return label, Row(cells, row.line.partition(":")[2].strip())
    return "", Row((*cells, found[1]), row.line)


def _people(row: Row, *, labelled: bool) -> Iterator[Written]:
    addressed = [] if "\t" in row.line else _by_address(row.line, labelled=labelled)
    if len(addressed) > 1:
        yield from (_one((text,), text) for text in addressed)
        return
    cells = [cell for cell in row.cells if not is_noise(BULLET.sub("", cell))]
    parts = [part for cell in cells for part in _both_of(cell)]
    if len(parts) == 1:
        parts = _INSIDE.split(parts[0])
    doubts = _doubts([BULLET.sub("", part) for part in parts], labelled=labelled)
    if doubts:
        for part, doubt in zip(parts, doubts, strict=True):
            yield _one((part,), part, doubt)
        return
    written = _one(row.cells, row.line)
    several = "\t" not in row.line and count_emails(row.line) > 1
    yield replace(written, doubt=written.doubt or (SEVERAL if several else ""))


def _one(cells: Sequence[str], line: str, doubt: str = "") -> Written:
    kept, standing, told = told_standing(cells)
    return Written(
        tuple(kept), line, standing, doubt or told or (TOO_LONG if is_cut(cells) else "")
    )


def _by_address(line: str, *, labelled: bool) -> list[str]:
    """« Marie <a@x.fr>; Paul <b@x.fr> » as two texts; a line of one person as it is."""
    least = 1 if labelled else 2
    if count_emails(line) < least:
        return [line]
    for parts in (line.split(";"), line.split(","), _AFTER_ADDRESS.split(line)):
        filled = [part.strip() for part in parts if part.strip(" \"'")]
        counts = list(map(count_emails, filled))
        named = all(map(is_full_name, (p for p, n in zip(filled, counts, strict=True) if not n)))
        if len(filled) > 1 and max(counts) == 1 and (named or ";" in line):
            return filled
    return [line]


def _both_of(cell: str) -> list[str]:
    """« Marie Dupont et Paul Roy » as two; anything else as it is."""
    parts = _AND.split(cell)
    names = [_INSIDE.split(part)[-1] for part in parts]
    known = any(map(is_full_name, names)) and all(map(_may_be_someone, names))
    return parts if len(parts) > 1 and known else [cell]


def _doubts(parts: Sequence[str], *, labelled: bool) -> list[str]:
    """For parts that are people each, the doubt about each of them; none when they are not."""
    heads = [_AT_AN_END.sub("", _BESIDE.split(part)[0]) for part in parts]
    full = [is_full_name(head) for head in heads]
    if len(parts) < 2 or _are_apart(parts):
        return []
    if all(_is_first(part) for part in parts) and (labelled or len(parts) > 2):
        return [""] * len(parts)
    own = all(head != part for head, part in zip(heads, parts, strict=True))
    sure = labelled or len(parts) > 2 or own
    if all(map(_may_be_someone, heads)) and sum(full) > (0 if labelled else 1):
        return ["" if told and sure else SEVERAL for told in full]
    return []


def _are_apart(parts: Sequence[str]) -> bool:
    """« DUPONT MARTIN, Anne Marie »: the second is the first name of the first."""
    one, other = parts[:2]
    return one.isupper() and not other.isupper() and set(words_of(other)) <= FIRST_NAMES


def _is_first(text: str) -> bool:
    return len(text.split()) == 1 and set(words_of(text)) <= FIRST_NAMES and bool(words_of(text))


def _may_be_someone(text: str) -> bool:
    several = 1 < len(text.split()) < 5 and text != text.lower()
    return several and reads_as_a_name(text) and not (is_function(text) or is_organisation(text))
