"""Whether a text names someone. A machine reads words, not people: namesakes are found too."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.entry import plain


@dataclass(frozen=True, slots=True)
class Known:
    """What someone is, and was, called: each name and e-mail, as ``domain.entry.plain`` has it."""

    first_names: frozenset[str]
    last_names: frozenset[str]
    emails: frozenset[str]


def known(rows: Iterable[Mapping[str, Any]]) -> Known:
    """Of the rows a person has or had: ``first_name``, ``last_name`` and ``email``, where known."""
    found: dict[str, set[str]] = {"first_name": set(), "last_name": set(), "email": set()}
    for row in rows:
        for field, names in found.items():
            if name := plain(row.get(field) or ""):
                names.add(name)
    return Known(*(frozenset(names) for names in found.values()))


def is_named(person: Known, text: str) -> bool:
    """By e-mail, or by last name with a first name, wherever they stand in the text."""
    said = plain(text)
    if any(email in said for email in person.emails):
        return True
    firsts = person.first_names
    return _is_said(person.last_names, said) and (not firsts or _is_said(firsts, said))


def may_be_named(person: Known, text: str) -> bool:
    """By last name alone: « Mme Durand », but also another Durand, or « petit »."""
    return _is_said(person.last_names, plain(text))


def texts(held: Any) -> list[str]:
    """All that a form or a line of the journal holds, whatever its shape."""
    if isinstance(held, dict):
        return [text for key, value in held.items() for text in (str(key), *texts(value))]
    if isinstance(held, list):
        return [text for value in held for text in texts(value)]
    return [] if held is None else [str(held)]


class Directory:
    """Several people, and which of them a text names, without trying each of them."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._by_word: defaultdict[str, list[Known]] = defaultdict(list)
        for person in people:
            for name in (*person.last_names, *person.emails):
                self._by_word[_words(name)[0] if _words(name) else name].append(person)

    def names_one(self, text: str) -> bool:
        words = set(_words(plain(text)))
        likely = (person for word in words for person in self._by_word.get(word, ()))
        return any(is_named(person, text) for person in likely)


def _is_said(names: Iterable[str], said: str) -> bool:
    """Whether one of the names stands there whole: « Roy » is not in « royaume »."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in names)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
