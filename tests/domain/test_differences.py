"""What does not agree in a year is found; rows that detail a part are no difference."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.difference_entry import (
    BLANK,
    DifferenceEntry,
    DifferenceState,
    KeptNote,
    Standing,
    as_typed,
    read_difference,
    standings,
)
from domain.difference_kinds import DifferenceKind, MonthStanding, ReopenedMonth
from domain.differences import (
    YearDifferences,
    year_differences,
)
from domain.entry import EntryError
from domain.facts import Facts, MeetingFact
from domain.formats import NBSP, NNBSP
from domain.indicators import ALL, MEETINGS, OF_THE_MONTH, PARTICIPATIONS, TERRITORIES
from domain.territories_since import territories_since
from domain.vocabulary import HeadcountPrecision
from domain.year import CentreYear, PublishedMonth
from tests.domain.facts import any_facts, facts, meeting

TODAY = date(2025, 3, 1)
EVERY_MONTH = dict.fromkeys(range(1, 13), 1)
REPORT = "Rapport d’activité"
KEYS = tuple(indicator.key for indicator in OF_THE_MONTH)


def month(number: int, *figures: int | None, source: str | None = None) -> PublishedMonth:
    """Meetings, participations, territories as published; closed here without ``source``."""
    named = dict.fromkeys(KEYS) | dict(zip(KEYS, figures, strict=False))
    return PublishedMonth(number, named, datetime(2025, 1, 15, tzinfo=UTC), source=source)


def held(number: int, **columns: Any) -> MeetingFact:
    return meeting(date(2024, number, 10), **{"headcount": 10, **columns})


def compared(
    *months: PublishedMonth,
    rows: Facts | None = None,
    published: Mapping[str, int] | None = None,
    testimonials: Mapping[int, int] = EVERY_MONTH,
    today: date = TODAY,
) -> YearDifferences:
    closings = {one.month: one for one in months}
    known = CentreYear(2024, rows or Facts(), closings, published or {}, date(2024, 1, 1))
    return year_differences(known, testimonials, today)


def told(found: YearDifferences) -> list[tuple[str, str]]:
    return [(one.key, one.sentence) for one in found.found]


def test_a_month_that_its_rows_make_is_no_difference() -> None:
    assert told(compared(month(3, 1, 10, 0), rows=facts(held(3)))) == []


def test_a_closed_month_whose_rows_changed_is_one_difference() -> None:
    (one,) = compared(month(3, 2, 14, 0), rows=facts(held(3), held(3), held(3))).found

    assert (one.key, one.kind, one.months) == ("mois-3", DifferenceKind.RECTIFIED, (3,))
    assert one.sentence == (
        f"Mars{NBSP}: 2{NBSP}rencontres à l’arrêté, 3 dans la base{NNBSP}; 14{NBSP}participations "
        "à l’arrêté, 30 dans la base."
    )
    assert one.figures == {
        "meetings-publie": 2,
        "meetings-compte": 3,
        "participations-publie": 14,
        "participations-compte": 30,
    }


def test_a_closed_month_whose_rows_are_fewer_is_a_difference_too() -> None:
    found = compared(month(3, 2, 20, 0), rows=facts(held(3)))

    assert [one.key for one in found.found] == ["mois-3"]


def test_rows_that_detail_a_part_of_a_printed_month_are_none() -> None:
    found = compared(month(3, 14, 152, 6, source=REPORT), rows=facts(held(3)))

    assert told(found) == []
    assert found.months[2].standing is MonthStanding.PUBLISHED
    assert not any(cell.differs for cell in found.months[2].cells.values())


def test_rows_that_exceed_a_printed_month_are_a_difference() -> None:
    rows = facts(held(3, headcount=200, headcount_precision=HeadcountPrecision.ABOUT))

    (one,) = compared(month(3, 14, 152, 6, source=REPORT), rows=rows).found

    assert one.kind is DifferenceKind.ROWS
    assert one.sentence == (
        f"Mars{NBSP}: 152{NBSP}participations selon le mois publié, environ 200 dans la base."
    )


def test_a_printed_month_wholly_detailed_must_agree() -> None:
    both = facts(held(3), held(3))

    found = compared(month(3, 2, 25, 0, source=REPORT), rows=both)

    assert [one.key for one in found.found] == ["mois-3"]
    unknown = facts(held(3), held(3, headcount=None))
    assert told(compared(month(3, 2, 25, 0, source=REPORT), rows=unknown)) == []


def test_the_year_published_is_compared_with_its_months() -> None:
    months = [month(1, 3, 35, source=REPORT), month(2, 10, 144, source=REPORT)]

    found = compared(*months, published={"meetings": 12, "participations": 179})

    assert told(found) == [
        (
            "annee-meetings",
            f"Les mois additionnent 13{NBSP}rencontres{NNBSP}; l’année publiée en compte 12, "
            "soit 1 de moins.",
        )
    ]
    assert found.found[0].figures == {"publie": 12, "compte": 13}


def test_an_open_month_enters_the_sum_by_its_rows() -> None:
    found = compared(
        month(1, 1, 10, 0), rows=facts(held(1), held(2), held(2)), published={"meetings": 3}
    )

    assert found.meetings.months == 3
    assert told(found) == []


@pytest.mark.parametrize(
    ("published", "kind"), [(59, DifferenceKind.PARTIAL), (1, DifferenceKind.ROWS)]
)
def test_without_months_the_year_published_is_compared_with_the_rows(
    published: int, kind: DifferenceKind
) -> None:
    (one,) = compared(
        rows=facts(held(3, qpv=frozenset({1, 2}))), published={"qpv": published}
    ).found

    assert (one.key, one.kind) == ("annee-qpv", kind)
    assert one.sentence.startswith(f"La base recense 2{NBSP}quartiers{NNBSP}; l’année publiée en")


def test_months_added_where_they_do_not_add_up_are_named() -> None:
    rows = facts(held(1, contrats=frozenset({1})), held(2, contrats=frozenset({1})))
    months = [month(1, 1, 10, 1), month(2, 1, 10, 1)]

    (one, *_) = compared(*months, rows=rows, published={"territories": 2}).found

    assert one.kind is DifferenceKind.ADDED
    assert one.sentence.endswith(
        f"C’est la somme des mois, qui n’en est pas une{NBSP}: les mêmes y reviennent."
    )


def test_people_who_were_never_named_cannot_be_checked() -> None:
    (one,) = compared(rows=facts(held(3)), published={"people": 300}).found

    assert one.sentence == (
        f"L’année publiée compte 300{NBSP}personnes{NNBSP}; la base ne permet pas de le vérifier."
    )


def test_two_months_with_one_number_are_told_unless_the_rows_make_it() -> None:
    months = [month(n, 1, 390, source=REPORT) for n in (1, 2, 3)]

    (one,) = compared(*months).found

    assert (one.key, one.months) == ("identique-1-2-3", (1, 2, 3))
    assert one.sentence == (
        f"Janvier, février et mars publient le même nombre de participations{NBSP}: 390."
    )
    made = facts(held(1, headcount=390), held(2, headcount=390))
    assert told(compared(month(1, 1, 390, 0), month(2, 1, 390, 0), rows=made)) == []


def test_a_month_absent_between_two_others_is_told_with_what_the_base_knows() -> None:
    found = compared(month(3, 1, 10, 0), month(6, 1, 11, 0), rows=facts(held(3), held(4)))

    assert told(found)[:2] == [
        (
            "absent-4",
            "Avril est absent des mois publiés, entre mars et juin. "
            f"La base y compte 1{NBSP}rencontre.",
        ),
        (
            "absent-5",
            "Mai est absent des mois publiés, entre mars et juin. La base n’y a aucune rencontre.",
        ),
    ]


def test_a_month_that_is_not_over_is_not_absent() -> None:
    found = compared(month(3, source=REPORT), month(5, source=REPORT), today=date(2024, 4, 20))

    assert told(found) == []
    assert found.months[4].standing is MonthStanding.PUBLISHED
    assert found.months[5].standing is MonthStanding.FUTURE


def test_published_months_without_testimonial_are_one_difference() -> None:
    months = [month(n, source=REPORT) for n in (1, 2, 3)]

    (one,) = compared(*months, testimonials={1: 2, 12: 5}).found

    assert (
        one.sentence == f"2{NBSP}témoignages pour 3 mois publiés{NBSP}: aucun en février et mars."
    )
    assert one.months == (2, 3)


any_month = st.lists(st.none() | st.integers(0, 40), min_size=3, max_size=3)
any_closings = st.dictionaries(
    st.integers(1, 12), st.tuples(any_month, st.sampled_from([None, REPORT])), max_size=12
)
any_published = st.dictionaries(
    st.sampled_from([i.key for i in ALL if not i.is_share]), st.integers(0, 200), max_size=4
)
any_testimonials = st.dictionaries(st.integers(1, 12), st.integers(1, 3))


@given(any_facts, any_closings, any_published, any_testimonials)
def test_sums_and_cells_are_those_of_a_recount(
    rows: Facts,
    closings: dict[int, tuple[list[int | None], str | None]],
    published: dict[str, int],
    testimonials: dict[int, int],
) -> None:
    months = [month(n, *figures, source=source) for n, (figures, source) in closings.items()]

    found = compared(*months, rows=rows, published=published, testimonials=testimonials)

    by_month = {n: [m for m in rows.counted if m.held_on.month == n] for n in range(1, 13)}
    for place, indicator in ((0, MEETINGS), (1, PARTICIPATIONS)):
        line = next(line for line in found.lines if line.key == indicator.key)
        stood_by = [closings[n][0][place] if n in closings else None for n in by_month]
        if all(value is None for value in stood_by):
            assert line.months is None
            continue
        recounted = [_recount(place, by_month[n]) for n in by_month]
        assert line.months == sum(
            (mine if kept is None else kept) or 0
            for kept, mine in zip(stood_by, recounted, strict=True)
        )
    for line in found.lines:
        says = [one for one in found.found if one.key == f"annee-{line.key}"]
        known = line.rows if line.months is None else line.months
        assert bool(says) == (line.published is not None and line.published != known)
    reached = {contrat for m in rows.counted for contrat in m.contrats}
    assert next(x for x in found.lines if x.key == TERRITORIES.key).rows == len(reached)
    for one in found.months:
        assert one.cells[MEETINGS.key].rows == len(by_month[one.month])
        assert one.testimonials == testimonials.get(one.month, 0)
    assert len({one.key for one in found.found}) == len(found.found)


def _recount(place: int, meetings: list[MeetingFact]) -> int | None:
    if place == 0:
        return len(meetings)
    known = [
        m.headcount if m.headcount is not None else len(m.people)
        for m in meetings
        if m.headcount is not None or m.people
    ]
    return sum(known) if known or not meetings else None


# --- What is said of them


def difference() -> YearDifferences:
    return compared(month(1, 3, source=REPORT), published={"meetings": 2})


def kept(state: DifferenceState, figures: Mapping[str, float | None]) -> KeptNote:
    entry = DifferenceEntry(2024, "annee-meetings", state, "Vu.", "Avant.", figures, 4)
    return KeptNote(entry, "Camille", datetime(2025, 2, 1, tzinfo=UTC))


def standing(*notes: KeptNote) -> Standing:
    (one,) = standings(difference().found, notes)
    return one


def test_a_difference_nobody_spoke_of_is_to_explain() -> None:
    assert standing().state is DifferenceState.TO_EXPLAIN
    assert not standing().has_moved


def test_an_explanation_holds_while_the_figures_do() -> None:
    now = {"publie": 2, "compte": 3.0}

    assert standing(kept(DifferenceState.ACCEPTED, now)).state is DifferenceState.ACCEPTED


def test_other_figures_ask_for_another_explanation() -> None:
    one = standing(kept(DifferenceState.EXPLAINED, {"publie": 2, "compte": 4}))

    assert (one.state, one.has_moved) == (DifferenceState.TO_EXPLAIN, True)
    assert as_typed(one, 2024)["figures"] == {"publie": 2, "compte": 3}


def partial(*notes: KeptNote) -> Standing:
    (one,) = standings(compared(published={"qpv": 3}).found, notes)
    return one


def test_rows_that_detail_a_part_are_information_and_ask_for_nothing() -> None:
    entry = DifferenceEntry(
        2024, "annee-qpv", DifferenceState.INFORMATION, "Vu.", "Avant.", {"publie": 3, "compte": 0}
    )
    note = KeptNote(entry, "Camille", datetime(2025, 2, 1, tzinfo=UTC))

    for one in (partial(), partial(note)):
        assert (one.is_information, one.state) == (True, DifferenceState.INFORMATION)
        assert not one.has_moved
    assert as_typed(partial(), 2024)["state"] == "information"
    assert not standing().is_information


def test_information_needs_no_note() -> None:
    assert read_difference(typed(state="information")).note is None


def test_a_difference_that_came_back_is_to_explain() -> None:
    assert standing(kept(DifferenceState.CORRECTED, {})).has_moved


def test_figures_that_agree_again_are_corrected() -> None:
    (one,) = standings((), [kept(DifferenceState.EXPLAINED, {"publie": 2})])

    assert (one.state, one.sentence) == (DifferenceState.CORRECTED, "Avant.")
    assert as_typed(one, 2024)["figures"] == {}


def typed(**values: Any) -> dict[str, Any]:
    given = {"key": "annee-meetings", "year": 2024, "told": "Un.", "figures": {"publie": 2}}
    return {**BLANK, **given, **values}


def test_what_is_typed_is_read_with_the_figures_seen() -> None:
    entry = read_difference(typed(state="explique", note=" Compté deux fois. ", version=3))

    assert entry == DifferenceEntry(
        2024,
        "annee-meetings",
        DifferenceState.EXPLAINED,
        "Compté deux fois.",
        "Un.",
        {"publie": 2},
        3,
    )


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"state": None}, "state", "Choisissez l’état"),
        ({"state": "explique"}, "note", "Dites en une phrase pourquoi"),
        ({"state": "accepte", "note": " "}, "note", "Dites en une phrase pourquoi"),
        ({"state": "corrige"}, "state", "Les chiffres diffèrent encore."),
        ({"state": "accepte", "note": "Oui.", "figures": {}}, "state", "Les chiffres concordent"),
        ({"state": "explique", "note": "a" * 2001}, "note", "la limite est de"),
    ],
)
def test_what_cannot_be_kept_is_refused(values: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(EntryError) as refused:
        read_difference(typed(**values))

    assert sentence in refused.value.problems[field]


def test_corrected_needs_no_note() -> None:
    assert read_difference(typed(state="corrige", figures={})).note is None


def test_a_reopened_month_is_not_absent_and_says_what_was_closed_last() -> None:
    was = ReopenedMonth(
        date(2024, 6, 3), {"meetings": 11, "participations": 275, "territories": None}
    )
    known = CentreYear(
        2024, facts(held(5)), {number: month(number, 0, 0, 0) for number in (4, 6)}, {}
    )
    found = year_differences(known, EVERY_MONTH, TODAY, {5: was})
    may = found.months[4]

    assert (may.standing, may.standing.label, may.is_published) == (
        MonthStanding.REOPENED,
        "rouvert",
        False,
    )
    assert told(found) == [
        (
            "rouvert-5",
            f"Mai a été rouvert le 3{NBSP}juin 2024. Dernière version arrêtée{NBSP}: "
            f"11{NBSP}rencontres et 275{NBSP}participations. La base y compte 1{NBSP}rencontre "
            f"(participations{NBSP}: 10).",
        )
    ]
    assert found.found[0].kind is DifferenceKind.REOPENED
    assert found.found[0].figures == {**was.figures, "rencontres": 1}


def test_territories_that_changed_since_a_month_was_closed_leave_a_trace() -> None:
    (one,) = territories_since({3: 0, 5: 2})

    assert (one.key, one.kind, one.months, one.figures) == (
        "territoires-5",
        DifferenceKind.RECTIFIED,
        (5,),
        {"rencontres": 2},
    )
    assert one.sentence == (
        f"Mai{NBSP}: les territoires de 2{NBSP}rencontres ont changé depuis l’arrêté."
    )
