"""Lines of a list against known people: what is certain, what is new, what someone must judge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import matching, roster_people
from domain.matching import (
    A_NEW_PERSON,
    UNDECIDED,
    KnownPerson,
    Match,
    Recognition,
    match,
    match_organisations,
    writing,
)
from domain.roster import RosterLine, read_roster
from domain.vocabulary import Family

PEOPLE = (
    KnownPerson(1, "Jehannin", "Marie", "marie.jehannin@caf.fr", "CAF du Doubs"),
    KnownPerson(2, "Martin", "Paul", "", "Ville de Dole"),
    KnownPerson(3, "Martin", "Paul", "", "Mission locale"),
    KnownPerson(4, "Martin", "Jean-Pierre"),
    KnownPerson(5, "Benali", "Leïla", "lb@dole.fr", "Ville de Dole"),
    KnownPerson(6, "Accueil", "Un", "accueil@mjc.fr"),
    KnownPerson(7, "Accueil", "Deux", "accueil@mjc.fr"),
)
RECOGNISED, NEW, DOUBTFUL = Recognition.RECOGNISED, Recognition.NEW, Recognition.DOUBTFUL


def judged(text: str, decisions: dict[str, int] | None = None) -> Match:
    (found,) = match(read_roster(text), PEOPLE, decisions or {})
    return found


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("JEHANNIN Marie", 1),
        ("marie jehannin", 1),
        ("Marie JEHANNIN, Caisse d’allocations familiales du Doubs", 1),
        ("marie.jehannin@caf.fr", 1),
        ("contact <MARIE.JEHANNIN@caf.fr>, Marie Jehannin", 1),
        ("Paul Martin, Mairie de Dole", 2),
        ("Paul MARTIN, Mission locale", 3),
        ("Jean Pierre MARTIN", 4),
        ("MARTIN Jean-Pierre, CAF du Doubs", 4),
        ("BENALI Leila", 5),
        ("lb@dole.fr", 5),
    ],
)
def test_recognised(line: str, person: int) -> None:
    found = judged(line)

    assert (found.state, found.proposed) == (RECOGNISED, str(person))


@pytest.mark.parametrize(
    ("line", "reason", "candidates"),
    [
        ("Marie JEHOANNIN", matching.CLOSE_WRITING, (1,)),
        ("Marie JEHANNIN, Ville de Dole", matching.OTHER_ORGANISATION, (1,)),
        ("Marie Jehannin <mj@dole.fr>", matching.OTHER_ADDRESS, (1,)),
        ("Marie Dupont <marie.jehannin@caf.fr>", matching.OTHER_NAME, (1,)),
        ("Paul Martin", matching.HOMONYMS, (2, 3)),
        ("Paul Martin, CAF", matching.HOMONYMS, (2, 3)),
        ("Jean Martin", matching.CLOSE_WRITING, (4,)),
        ("Leïla", matching.ONE_WORD, (5,)),
        ("J. Martin", matching.ONE_WORD, (4,)),
        ("Zébulon", matching.ONE_WORD, ()),
        ("iPhone de Leïla Benali", matching.DEVICE, (5,)),
        ("Salle de réunion", matching.DEVICE, ()),
        ("Read.ai Notetaker", matching.DEVICE, ()),
        ("accueil@mjc.fr", matching.SHARED_ADDRESS, (6, 7)),
        ("contact@mjc.fr", matching.NAMELESS, ()),
        ("Bonjour à tous", matching.NOT_A_NAME, ()),
        ("szymon kowalczyk", matching.NOT_A_NAME, ()),
        ("Leïla Benali absente", roster_people.ABSENT, (5,)),
        ("Leïla Benali, directrice, Anne Roy, CAF", roster_people.SEVERAL, (5,)),
        ("Leïla Benali, représentée par Anne Roy", roster_people.STAND_IN, (5,)),
        ("Anne " + "A" * 10_000, roster_people.TOO_LONG, ()),
    ],
)
def test_what_is_doubtful_waits_for_a_decision(
    line: str, reason: str, candidates: tuple[int, ...]
) -> None:
    found = judged(line)

    assert (found.state, found.reason) == (DOUBTFUL, reason)
    assert (found.candidates, found.proposed) == (candidates, UNDECIDED)


@pytest.mark.parametrize(
    "line", ["Anne DUPONT", "Zoé SALLE", "Paul INCONNU", "Marie Durand, CAF du Doubs", "Paul Petit"]
)
def test_new(line: str) -> None:
    assert judged(line) == Match(read_roster(line)[0], NEW, A_NEW_PERSON)


def test_a_writing_judged_once_is_recognised() -> None:
    line = RosterLine("Jehoannin", "Marie", organisation="CAF")

    (again,) = match([line], PEOPLE, {writing(line): 1})
    (elsewhere,) = match([RosterLine("Jehoannin", "Marie")], PEOPLE, {writing(line): 1})
    (gone,) = match([line], PEOPLE, {writing(line): 99})

    assert (again.state, again.proposed) == (RECOGNISED, "1")
    assert elsewhere.state is gone.state is DOUBTFUL


def test_a_merged_double_is_a_name_more_for_the_same_person() -> None:
    known = (*PEOPLE, KnownPerson(1, "Jehoannin", "Marie"))

    (found,) = match(read_roster("JEHOANNIN Marie"), known, {})

    assert (found.state, found.proposed) == (RECOGNISED, "1")


def test_organisations() -> None:
    lines = read_roster(
        "A Un, Ville de Dole\nB Deux, VILLE DE DOLE\nC Trois, CAF Doubs\nD Quatre, MJC"
    )
    known = {1: "Ville de Dole", 2: "CAF du Doubs", 3: "Mission locale"}

    found = match_organisations(lines, known)

    assert [(one.name, one.known_id, one.candidates) for one in found] == [
        ("CAF Doubs", None, (2,)),
        ("MJC", None, ()),
        ("VILLE DE DOLE", 1, ()),
    ]
    assert found[1].family is Family.ASSOCIATION


@given(st.text(max_size=100), st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9))))
def test_any_list_is_matched_line_by_line(text: str, names: list[tuple[str, str]]) -> None:
    people = [KnownPerson(at, *name) for at, name in enumerate(names)]
    lines = read_roster(text)

    assert [found.line for found in match(lines, people, {})] == list(lines)
