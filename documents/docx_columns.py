"""How wide the columns of a table are, out of what they hold. Widths are in twentieths of a point,
of a page’s 17 cm.
"""

from collections.abc import Sequence

from domain.report import Table

PAGE = 9638
# What a cell adds to its words; a letter of 9 points, in a word and on average; one of a heading.
INSET, LETTER, AVERAGE, BOLD = 200, 102, 99, 112
# Letters of the longest word that is never broken, and of lines that need not be longer: of a
# cell, of a heading.
WORD, LINE, TITLE = 16, 60, 22
# Letters a word has to spare: its own may be wider than most.
SPARE = 0.8
THIN = frozenset("fijlrt.,;:!?'’|()[]-– \u00a0\u202f")
# Columns from which all share what is left over.
FEW = 5


def widths(table: Table, scale: float = 1) -> list[int]:
    """Each column holds its longest word, then its longest cell on a line if there is room.

    ``scale`` is the size of its letters, of 9 points.
    """
    rows = (*table.rows, *((table.total,) if table.total else ()))
    columns = [[row[index] for row in rows] for index in range(len(table.head))]
    pairs = list(zip(table.head, columns, strict=True))
    least = [_word(head, cells, scale) for head, cells in pairs]
    whole = [
        max(few, _line(head, cells, scale)) for few, (head, cells) in zip(least, pairs, strict=True)
    ]
    if sum(whole) <= PAGE:
        return _exact(_spread(whole, table.numeric))
    return _exact(_shared(least, whole, [sum(map(_weight, cells)) for cells in columns]))


def _word(head: str, cells: Sequence[str], scale: float) -> float:
    """A no-break space holds: what is on both sides of it is one word."""
    words = [word for cell in cells for word in cell.split(" ")]
    longest = min(_longest(words) + SPARE, WORD) * LETTER
    return max(longest, (_longest(head.split(" ")) + SPARE) * BOLD) * scale + INSET


def _line(head: str, cells: Sequence[str], scale: float) -> float:
    longest = min(_longest(cells) + SPARE, LINE) * AVERAGE
    return max(longest, min(_length(head), TITLE) * BOLD) * scale + INSET


def _spread(whole: Sequence[float], numeric: frozenset[int]) -> list[float]:
    """What is left over goes to the widest column of texts, or to all where they are many."""
    rest = PAGE - sum(whole)
    if len(whole) > FEW:
        return [most + rest / len(whole) for most in whole]
    texts = [0 if index in numeric else most for index, most in enumerate(whole)]
    widest = texts.index(max(texts))
    return [most + rest * (index == widest) for index, most in enumerate(whole)]


def _shared(
    least: Sequence[float], whole: Sequence[float], letters: Sequence[float]
) -> list[float]:
    """What is left of the page once words hold, to each as it has letters, and no more than it
    wants.
    """
    room = PAGE - sum(least)
    if room < 0:
        return [few * PAGE / sum(least) for few in least]
    found = list(least)
    by_need = sorted(range(len(least)), key=lambda i: (whole[i] - least[i]) / (letters[i] or 1))
    for rank, index in enumerate(by_need):
        left = sum(letters[i] for i in by_need[rank:]) or 1
        given = min(whole[index] - least[index], room * letters[index] / left)
        found[index] += given
        room -= given
    return found


def _exact(found: Sequence[float]) -> list[int]:
    exact = [int(width) for width in found]
    exact[0] += PAGE - sum(exact)
    return exact


def _longest(texts: Sequence[str]) -> float:
    return max(map(_length, texts), default=0)


def _weight(text: str) -> float:
    """A short cell broken in two costs as much as a long one broken in three."""
    return _length(text) + LINE / 6


def _length(text: str) -> float:
    """In letters: a thin one is two thirds of another."""
    return len(text) - sum(letter in THIN for letter in text) / 3
