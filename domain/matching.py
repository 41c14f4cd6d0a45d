"""The lines of a list against the people of the centre: recognised, new, or for someone to judge.

Nothing is joined on a likeness: what is not certain is doubtful, with its reason and who it may be.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from domain.entry import plain
from domain.likeness import guessed_family, near
from domain.roster import RosterLine
from domain.roster_names import is_device, name_key, owner_of_device, reads_as_a_name, words_of
from domain.vocabulary import Family, Labelled

# Names this alike may be one (0 to 100): « jehannin » and « jehoannin » make 94.
CLOSE = 88
# Organisations worth a closer look.
WORTH_COMPARING = 75
MOST_CANDIDATES = 8
LONGEST_WRITING = 300

# What is decided of a line, when it is not the number of a person.
A_NEW_PERSON, NOBODY, UNDECIDED = "nouvelle", "ignorer", ""

DEVICE = "appareil ou outil, non une personne"
NAMELESS = "aucun nom"
OTHER_NAME = "même adresse, autre nom"
SHARED_ADDRESS = "plusieurs personnes ont cette adresse"
OTHER_ORGANISATION = "même nom, autre structure"
OTHER_ADDRESS = "même nom, autre adresse"
HOMONYMS = "plusieurs personnes portent ce nom"
ONE_WORD = "nom incomplet"
CLOSE_WRITING = "écriture proche"
NOT_A_NAME = "ne se lit pas comme un nom"


class Recognition(Labelled):
    RECOGNISED = "reconnu", "Reconnue"
    NEW = "nouveau", "Nouvelle"
    DOUBTFUL = "douteux", "Douteuse"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A name someone is known by: one person has several once doubles of his were merged."""

    id: int
    last_name: str
    first_name: str
    email: str = ""
    organisation: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Match:
    """A line, and who it may be. ``proposed`` is a person’s number, or one of the words above."""

    line: RosterLine
    state: Recognition
    proposed: str
    reason: str = ""
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """An organisation as the list writes it: known, or perhaps, or new with its likely family."""

    name: str
    known_id: int | None
    candidates: tuple[int, ...] = ()
    family: Family = Family.OTHER


def writing(line: RosterLine) -> str:
    """What is remembered of a line that someone judged."""
    told = (name_key(line.name), line.email, plain(line.organisation))
    return " · ".join(told)[:LONGEST_WRITING]


def match(
    lines: Sequence[RosterLine], people: Iterable[KnownPerson], decisions: Mapping[str, int]
) -> tuple[Match, ...]:
    """What each line is, in order. ``decisions`` say the person of writings already judged."""
    known = _Known(people)
    found = [_remembered(line, decisions, known) or _judged(line, known) for line in lines]
    unknown = [at for at, one in enumerate(found) if one is None]
    close = known.close_to([lines[at] for at in unknown])
    for at, candidates in zip(unknown, close, strict=True):
        found[at] = _perhaps_new(lines[at], candidates)
    return tuple(one for one in found if one is not None)


def match_organisations(
    lines: Iterable[RosterLine], organisations: Mapping[int, str]
) -> tuple[OrganisationMatch, ...]:
    """Each organisation of the list once, in order of names."""
    by_name = {plain(name): key for key, name in organisations.items()}
    written = {plain(line.organisation): line.organisation for line in lines if line.organisation}
    return tuple(
        _organisation(written[key], key, by_name, organisations) for key in sorted(written)
    )


def _organisation(
    name: str, key: str, by_name: Mapping[str, int], organisations: Mapping[int, str]
) -> OrganisationMatch:
    if key in by_name:
        return OrganisationMatch(name, by_name[key])
    compared = process.extract(
        key, by_name.keys(), scorer=fuzz.token_set_ratio, limit=20, score_cutoff=WORTH_COMPARING
    )
    alike = [by_name[other] for other, _, _ in compared]
    candidates = tuple(at for at in alike if near(name, organisations[at]))
    return OrganisationMatch(name, None, candidates, guessed_family(name))


class _Known:
    """People, found by name, by address, by word of their name."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self.people = list(people)
        self.ids = {person.id for person in self.people}
        self.by_key: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        self.by_email: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)
        self.words = [frozenset(words_of(person.name)) for person in self.people]
        for at, person in enumerate(self.people):
            self.by_key[name_key(person.name)].append(person)
            if person.email:
                self.by_email[person.email.lower()].append(person)
            for word in self.words[at]:
                self.by_word[word].append(at)

    def sharing(self, words: Sequence[str]) -> list[KnownPerson]:
        """Those of whom the words are a part of the name, or whose name is a part of them."""
        times = Counter(at for word in set(words) for at in self.by_word[word])
        least = min(2, len(set(words)))
        return [
            self.people[at]
            for at, shared in times.items()
            if shared >= least and shared in (len(set(words)), len(self.words[at]))
        ]

    def close_to(self, lines: Sequence[RosterLine]) -> list[tuple[int, ...]]:
        """For each line, the people whose names look like its own, the closest first."""
        if not lines or not self.people:
            return [() for _ in lines]
        asked = [" ".join(words_of(f"{line.last_name} {line.first_name}")) for line in lines]
        scores = np.maximum(
            *(
                _scores(asked, [" ".join(words_of(name)) for name in names])
                for names in self._orders()
            )
        )
        return [self._closest(line, row) for line, row in zip(lines, scores, strict=True)]

    def _orders(self) -> tuple[list[str], list[str]]:
        return (
            [f"{person.last_name} {person.first_name}" for person in self.people],
            [f"{person.first_name} {person.last_name}" for person in self.people],
        )

    def _closest(
        self, line: RosterLine, scores: "np.ndarray[tuple[int], np.dtype[np.uint8]]"
    ) -> tuple[int, ...]:
        ranked = sorted(np.flatnonzero(scores), key=lambda at: -int(scores[at]))
        alike = [self.people[at] for at in ranked]
        return _ids([*alike, *self.sharing(words_of(line.name))])


def _scores(
    asked: list[str], names: list[str]
) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    return process.cdist(asked, names, scorer=fuzz.ratio, score_cutoff=CLOSE, dtype=np.uint8)


def _remembered(line: RosterLine, decisions: Mapping[str, int], known: _Known) -> Match | None:
    person = decisions.get(writing(line))
    if person not in known.ids:
        return None
    return Match(line, Recognition.RECOGNISED, str(person), "déjà reconnue ainsi")


def _judged(line: RosterLine, known: _Known) -> Match | None:
    """What the line is for certain, or why it is doubtful; None when its name is unknown."""
    if is_device(line.name):
        owner = words_of(owner_of_device(line.name))
        return _doubtful(line, DEVICE, known.sharing(owner) if owner else [])
    same_address = known.by_email.get(line.email, []) if line.email else []
    if not line.name:
        return _nameless(line, same_address)
    namesakes = known.by_key.get(name_key(line.name), [])
    if line.doubt:
        return _doubtful(line, line.doubt, [*same_address, *namesakes])
    both = [person for person in same_address if person in namesakes]
    if len(_ids(both)) == 1:
        return _recognised(line, both[0])
    if same_address:
        return _same_address(line, same_address)
    if namesakes:
        return _namesakes(line, namesakes)
    words = [word for word in words_of(line.name) if len(word) > 1]
    if len(words) < 2:
        return _one_word(line, known.sharing(words))
    return None


def _nameless(line: RosterLine, same_address: Sequence[KnownPerson]) -> Match:
    if len(_ids(same_address)) == 1:
        return _recognised(line, same_address[0])
    return _doubtful(line, SHARED_ADDRESS if same_address else NAMELESS, same_address)


def _same_address(line: RosterLine, people: Sequence[KnownPerson]) -> Match:
    if len(_ids(people)) > 1:
        return _doubtful(line, SHARED_ADDRESS, people)
    return _doubtful(line, OTHER_NAME, people)


def _namesakes(line: RosterLine, people: Sequence[KnownPerson]) -> Match:
    """Who bears the name: one whom nothing contradicts, or someone to choose."""
    if len(_ids(people)) > 1:
        there = [one for one in people if _works_at(one, line.organisation)]
        if line.organisation and len(_ids(there)) == 1:
            return _recognised(line, there[0])
        return _doubtful(line, HOMONYMS, people)
    (person, *_) = people
    if any(one.organisation and _works_at(one, line.organisation) for one in people):
        return _recognised(line, person)
    if line.organisation and person.organisation:
        return _doubtful(line, OTHER_ORGANISATION, people)
    if line.email and person.email and _domain(line.email) != _domain(person.email):
        return _doubtful(line, OTHER_ADDRESS, people)
    return _recognised(line, person)


def _one_word(line: RosterLine, people: Sequence[KnownPerson]) -> Match:
    """« M. Dupont », « Leïla »: whoever bears the word, and begins with the initial if any."""
    initials = [word for word in words_of(line.name) if len(word) == 1]
    likely = [
        person
        for person in people
        if all(any(word.startswith(i) for word in words_of(person.name)) for i in initials)
    ]
    return _doubtful(line, ONE_WORD, likely)


def _perhaps_new(line: RosterLine, candidates: tuple[int, ...]) -> Match:
    if candidates:
        shown = candidates[:MOST_CANDIDATES]
        return Match(line, Recognition.DOUBTFUL, UNDECIDED, CLOSE_WRITING, shown)
    if not reads_as_a_name(line.name):
        return _doubtful(line, NOT_A_NAME, [])
    return Match(line, Recognition.NEW, A_NEW_PERSON)


def _recognised(line: RosterLine, person: KnownPerson) -> Match:
    return Match(line, Recognition.RECOGNISED, str(person.id))


def _doubtful(line: RosterLine, reason: str, people: Iterable[KnownPerson]) -> Match:
    """Nobody is proposed, not even a person who is likely: someone decides."""
    return Match(line, Recognition.DOUBTFUL, UNDECIDED, reason, _ids(people)[:MOST_CANDIDATES])


def _ids(people: Iterable[KnownPerson]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(person.id for person in people))


def _works_at(person: KnownPerson, organisation: str) -> bool:
    same = plain(person.organisation) == plain(organisation)
    return same or near(person.organisation, organisation)


def _domain(email: str) -> str:
    return email.rpartition("@")[2].lower()
