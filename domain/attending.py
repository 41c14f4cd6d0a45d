"""Who came to a meeting: what its screens show, and what is made of what is typed there."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import facts
from domain.entry import EntryError, Typed, doubt, plain, read_headcount
from domain.formats import NBSP, count, number
from domain.matching import (
    A_NEW_PERSON,
    NOBODY,
    UNDECIDED,
    KnownPerson,
    Match,
    OrganisationMatch,
    Recognition,
    writing,
)
from domain.roster import RosterLine
from domain.roster_table import tidy
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    DatePrecision,
    Family,
    HeadcountPrecision,
    MeetingStatus,
)

# What can be put right in a line by hand, and how long it may be.
CORRECTED = ("first_name", "last_name", "function", "organisation")
LONGEST_CORRECTION = 200

# What becomes of those who were expected and are not ticked.
AS_THEY_ARE, EXCUSED = "inscrits", "excuses"


@dataclass(frozen=True, slots=True)
class Attending:
    """Someone recorded at a meeting, or expected there: then without a state."""

    person_id: int
    name: str
    organisation: str | None
    role: AttendanceRole
    state: AttendanceState | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting as its screen of participants shows it."""

    id: int
    version: int
    title: str
    held_on: date
    date_precision: DatePrecision
    status: MeetingStatus
    headcount: int | None
    headcount_precision: HeadcountPrecision
    people: tuple[Attending, ...]

    @property
    def present(self) -> tuple[Attending, ...]:
        return tuple(one for one in self.people if one.state is AttendanceState.PRESENT)

    @property
    def is_undercounted(self) -> bool:
        return facts.is_undercounted(self.headcount, len(self.present))


@dataclass(frozen=True, slots=True)
class Expected:
    """Who may come, and how we know: the registered, or those of ``last_time``."""

    people: tuple[Attending, ...] = ()
    last_time: str | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """Who a list may name: people, organisations by number, writings already judged."""

    people: tuple[KnownPerson, ...]
    organisations: Mapping[int, str]
    decisions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A line to record: a known person, or a new one; ``judged`` when someone decided it."""

    line: RosterLine
    person_id: int | None
    judged: bool = False


@dataclass(frozen=True, slots=True)
class ListValues:
    """A list to record. Organisations by their plain name: one that is known, or a new family."""

    meeting_id: int
    state: AttendanceState
    role: AttendanceRole
    arrivals: tuple[Arrival, ...]
    organisations: Mapping[str, int | Family]


@dataclass(frozen=True, slots=True)
class RollCallValues:
    meeting_id: int
    came: frozenset[int]
    left: frozenset[int]  # marked present when the call began, and no longer
    excused: frozenset[int]
    new: tuple[Arrival, ...] = ()  # named during the call, and not of the directory


@dataclass(frozen=True, slots=True)
class HeadcountValues:
    meeting_id: int
    version: int
    headcount: int | None
    precision: HeadcountPrecision


def corrected(line: RosterLine, told: Mapping[str, str]) -> RosterLine:
    """The line as someone put it right. A name taken away altogether stays as it was read."""
    first, last, function, organisation = (
        tidy(told[name][:LONGEST_CORRECTION]) for name in CORRECTED
    )
    if not last:
        last, first = first, ""
    if not last:
        last, first = line.last_name, line.first_name
    return replace(
        line, last_name=last, first_name=first, function=function, organisation=organisation
    )


def choice_of(found: Match, choices: Mapping[str, str]) -> str:
    """What is decided of a line; what is proposed while nobody decided otherwise.

    Anyone may be chosen: a person of another centre is refused as the list is written.
    """
    chosen = choices.get(writing(found.line), found.proposed)
    return chosen if chosen in choices_for(found) or chosen.isdecimal() else found.proposed


def choices_for(found: Match) -> tuple[str, ...]:
    """What a line is likely to be: one of the people it looks like, a new one, nobody."""
    people = dict.fromkeys([*map(str, found.candidates), found.proposed])
    known = [person for person in people if person.isdecimal()]
    return (*known, *([A_NEW_PERSON] if found.line.name else []), NOBODY)


def family_of(found: OrganisationMatch, chosen: Mapping[str, str]) -> str:
    """What a new organisation is: the number of a known one, or the value of its family."""
    likely = str(found.candidates[0]) if found.candidates else found.family.value
    asked = chosen.get(plain(found.name), likely)
    possible = {*map(str, found.candidates), *(family.value for family in Family)}
    return asked if asked in possible else likely


def undecided(matches: Iterable[Match], choices: Mapping[str, str]) -> list[Match]:
    return [found for found in matches if choice_of(found, choices) == UNDECIDED]


def read_list(
    typed: Typed,
    meeting_id: int,
    matches: Sequence[Match],
    organisations: Iterable[OrganisationMatch],
) -> ListValues:
    """What a pasted list records. Raise EntryError while a line waits for a decision."""
    choices = typed["choices"]
    if waiting := undecided(matches, choices):
        lines = count(len(waiting), "ligne douteuse reste", "lignes douteuses restent")
        raise EntryError({"choices": f"{lines} à décider."})
    arrivals = tuple(_arrivals(matches, choices))
    if not arrivals:
        raise EntryError({"text": "Personne à enregistrer dans cette liste."})
    return ListValues(
        meeting_id,
        AttendanceState(typed["state"] or AttendanceState.PRESENT),
        AttendanceRole(typed["role"] or AttendanceRole.PARTICIPANT),
        arrivals,
        {plain(one.name): _organisation(one, typed["families"]) for one in organisations},
    )


def read_roll_call(
    typed: Typed, meeting_id: int, newcomers: Iterable[Match] = ()
) -> RollCallValues:
    """The changes that ticking made, so that two people may call at once.

    Whoever is ticked by his name, having no number yet, is one of the ``newcomers``.
    """
    ticked, before, listed = (
        {int(one) for one in typed[name] if one.isdecimal()}
        for name in ("ticked", "before", "listed")
    )
    excused = listed - ticked if typed["absent"] == EXCUSED else set()
    return RollCallValues(
        meeting_id,
        frozenset(ticked - before),
        frozenset(before - ticked),
        frozenset(excused),
        tuple(_newcomer(found) for found in newcomers),
    )


def _newcomer(found: Match) -> Arrival:
    """Someone who was said to be new; known all the same when that is certain by now."""
    if found.state is Recognition.RECOGNISED:
        return Arrival(found.line, int(found.proposed))
    return Arrival(found.line, None, judged=found.state is Recognition.DOUBTFUL)


def read_headcount_alone(typed: Typed, meeting_id: int) -> HeadcountValues:
    """The headcount of the meeting. Raise EntryError; zero or above 1,000 has to be confirmed."""
    try:
        value, precision = read_headcount(typed["headcount"])
    except ValueError as error:
        raise EntryError({"headcount": str(error)}) from error
    if (asked := doubt(value)) and not typed["large"]:
        raise EntryError({"headcount": f"{asked} Cochez pour confirmer, ou corrigez."})
    return HeadcountValues(meeting_id, typed["version"], value, precision)


def is_doubtful(typed: str) -> bool:
    """Whether a headcount has to be confirmed."""
    with suppress(ValueError):
        return doubt(read_headcount(typed)[0]) is not None
    return False


def headcount_typed(gathering: Gathering) -> str:
    """The headcount as one types it."""
    if gathering.headcount is None:
        return ""
    before = {HeadcountPrecision.ABOUT: "environ ", HeadcountPrecision.MORE_THAN: "plus de "}
    return f"{before.get(gathering.headcount_precision, '')}{gathering.headcount}"


def finding(gathering: Gathering) -> str | None:
    """What the team has to look at: fewer people counted than named."""
    if not gathering.is_undercounted:
        return None
    named = count(len(gathering.present), "présent nommé", "présents nommés")
    declared = number(gathering.headcount)
    return (
        f"L’effectif déclaré ({declared}) est inférieur aux noms{NBSP}: {named}. "
        "Corrigez l’un ou l’autre."
    )


def _arrivals(matches: Iterable[Match], choices: Mapping[str, str]) -> Iterable[Arrival]:
    for found in matches:
        chosen = choice_of(found, choices)
        if chosen != NOBODY:
            person = int(chosen) if chosen.isdecimal() else None
            yield Arrival(found.line, person, _is_judged(found, chosen))


def _is_judged(found: Match, chosen: str) -> bool:
    """Whether someone decided; sent again, a line judged new is the person it made."""
    made_before = chosen == A_NEW_PERSON and bool(found.reason)
    changed = chosen != found.proposed and not made_before
    return found.state is Recognition.DOUBTFUL or changed


def _organisation(found: OrganisationMatch, chosen: Mapping[str, Any]) -> int | Family:
    if found.known_id is not None:
        return found.known_id
    told = family_of(found, chosen)
    return int(told) if told.isdecimal() else Family(told)
