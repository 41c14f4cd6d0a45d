"""The rules: each on the smallest month, then all of them against a recount by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checks import (
    GAPS,
    MEETING_RULES,
    MONTH_RULES,
    RULES,
    Figures,
    Finding,
    MonthGround,
    among_meetings,
    among_months,
    of_month,
    unasked,
)
from domain.periods import Period
from domain.vocabulary import MeetingScope, MeetingStatus
from tests.domain.listed import line

TODAY = date(2026, 11, 22)
MARCH = Period.of_month(2026, 3)


@pytest.mark.parametrize(
    ("gap", "columns", "missing"),
    [
        ("effectif", {}, True),
        ("effectif", {"headcount": 0}, False),
        ("effectif", {"named": 1}, False),
        ("effectif", {"status": MeetingStatus.PLANNED}, False),
        ("effectif", {"scope": MeetingScope.NATIONAL}, False),
        ("sous-effectif", {"headcount": 3, "named": 4}, True),
        ("sous-effectif", {"headcount": 4, "named": 4}, False),
        ("sous-effectif", {"named": 4}, False),
        ("a-tenir", {"status": MeetingStatus.PLANNED}, True),
        ("a-tenir", {"status": MeetingStatus.PLANNED, "held_on": TODAY}, False),
        ("a-tenir", {"status": MeetingStatus.CANCELLED}, False),
        ("territoire", {}, True),
        # A département is a territory and no contrat.
        ("territoire", {"territories": ("Jura",)}, True),
        ("territoire", {"territories": ("Dole",), "reaches_contrat": True}, False),
        ("territoire", {"status": MeetingStatus.PLANNED}, False),
        ("territoire", {"held_on": TODAY}, True),
        ("territoire", {"held_on": date(2026, 11, 23)}, False),
        ("territoire", {"scope": MeetingScope.NATIONAL}, False),
        ("theme", {}, True),
        ("theme", {"themes": ("Santé",)}, False),
        ("theme", {"status": MeetingStatus.PLANNED}, False),
        ("theme", {"held_on": date(2026, 11, 23)}, False),
        ("theme", {"scope": MeetingScope.NATIONAL}, False),
    ],
)
def test_what_is_missing_from_a_meeting(gap: str, columns: dict[str, Any], missing: bool) -> None:
    meeting = line(**{"held_on": date(2026, 11, 21), **columns})

    assert GAPS[gap].is_found(meeting, TODAY) is missing


def figures(meetings: float | None, came: float | None, places: float | None = 3) -> Figures:
    return {"meetings": meetings, "participations": came, "territories": places}


def ground(period: Period = MARCH, **known: Any) -> MonthGround:
    return MonthGround(period=period, today=TODAY, **{"figures": figures(4, 390), **known})


def told(key: str, month: MonthGround) -> str | None:
    (rule,) = (rule for rule in MONTH_RULES if rule.key == key)
    return rule.find(month)


@pytest.mark.parametrize(
    ("mine", "others", "sentence"),
    [
        (390, {4: 390}, "390\u00a0participations, comme en avril"),
        (390, {1: 390, 2: 12, 4: 390}, "390\u00a0participations, comme en janvier et avril"),
        (390, {4: 391}, None),
        # Nobody in two months, or nobody knows: nothing strange.
        (0, {4: 0}, None),
        (None, {4: None}, None),
    ],
)
def test_participations_of_another_month(
    mine: float | None, others: dict[int, float | None], sentence: str | None
) -> None:
    year = {month: figures(9, value) for month, value in others.items()}

    assert told("identique", ground(figures=figures(4, mine), of_the_year=year)) == sentence


@pytest.mark.parametrize(
    ("mine", "others", "far"),
    [
        (49, [100, 100], True),
        (50, [100, 100], False),
        (200, [100, 100], False),
        (201, [100, 100], True),
        (201, [90, 100, 110], True),
        # One year is no mean, an unknown one is no year, and nothing is twice nothing.
        (900, [100], False),
        (900, [100, None], False),
        (900, [0, 0], False),
        (None, [100, 100], False),
        (0, [100, 100], True),
    ],
)
def test_a_figure_far_from_other_years(
    mine: float | None, others: list[float | None], far: bool
) -> None:
    years = {2025 - n: figures(4, value) for n, value in enumerate(others)}
    month = ground(figures=figures(4, mine), of_other_years=years)

    assert (told("ecart", month) is not None) is far


def test_what_is_far_is_told_with_the_mean() -> None:
    years = {2024: figures(4, 100), 2025: figures(4, 101)}

    assert told("ecart", ground(figures=figures(9, 390), of_other_years=years)) == (
        "9\u00a0rencontres pour 4 en moyenne\u202f; 390\u00a0participations pour 100,5 en moyenne"
    )


@pytest.mark.parametrize("key", ["temoignage", "audience"])
@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({}, True),
        ({"testimonials": 1, "has_audience": True}, False),
        ({"figures": figures(0, 0)}, False),
        ({"figures": figures(None, None)}, False),
        ({"period": Period.of_month(2026, 11)}, False),
        ({"period": Period.of_month(2026, 12)}, False),
    ],
)
def test_what_an_active_month_should_have(key: str, known: dict[str, Any], found: bool) -> None:
    assert (told(key, ground(**known)) is not None) is found


def test_a_running_month_is_not_compared() -> None:
    running = Period.of_month(2026, 11)
    years = {2024: figures(40, 900), 2025: figures(40, 900)}
    month = ground(period=running, of_the_year={3: figures(1, 390)}, of_other_years=years)

    assert told("identique", month) is None
    assert told("ecart", month) is None


def test_a_silenced_rule_finds_nothing_and_the_others_do() -> None:
    silent = line(held_on=date(2026, 3, 2))
    month = ground(meetings=(silent,), testimonials=1)

    assert of_month(month) == (
        Finding("effectif", (silent.id,)),
        Finding("territoire", (silent.id,)),
        Finding("theme", (silent.id,)),
        Finding("audience", months=(3,), detail="Audience non saisie"),
    )
    assert of_month(month, {"effectif", "audience"}) == (
        Finding("territoire", (silent.id,)),
        Finding("theme", (silent.id,)),
    )
    assert among_months([month], {"audience"}) == ()
    assert among_months([month]) == (Finding("audience", months=(3,), detail="mars"),)


def test_each_rule_has_its_own_key_and_words() -> None:
    assert len(RULES) == len(MEETING_RULES) + len(MONTH_RULES) + 2
    assert len({rule.label for rule in RULES.values()}) == len(RULES)
    assert all(rule.sentence.endswith(".") for rule in RULES.values())


lines = st.builds(
    line,
    held_on=st.dates(date(2026, 10, 1), date(2026, 12, 31)),
    status=st.sampled_from(MeetingStatus),
    scope=st.sampled_from(MeetingScope),
    headcount=st.none() | st.integers(0, 5),
    named=st.integers(0, 5),
    reaches_contrat=st.booleans(),
    themes=st.sampled_from([(), ("Santé",)]),
)


@given(meetings=st.lists(lines, max_size=12))
def test_the_rules_find_what_a_recount_finds(meetings: list[Any]) -> None:
    expected: dict[str, list[int]] = {key: [] for key in GAPS}
    for m in meetings:
        counted = m.status == "tenue" and m.scope in ("regional", "interne")
        if counted and m.headcount is None and m.named == 0:
            expected["effectif"].append(m.id)
        if counted and m.headcount is not None and m.headcount < m.named:
            expected["sous-effectif"].append(m.id)
        if m.status == "prevue" and m.held_on < TODAY:
            expected["a-tenir"].append(m.id)
        if counted and m.held_on <= TODAY and not m.reaches_contrat:
            expected["territoire"].append(m.id)
        if counted and m.held_on <= TODAY and not m.themes:
            expected["theme"].append(m.id)

    found = {finding.rule: finding.meetings for finding in among_meetings(meetings, TODAY)}
    assert found == {key: tuple(sorted(ids)) for key, ids in expected.items() if ids}


amounts = st.none() | st.integers(0, 6)
years = st.dictionaries(st.integers(2023, 2025), st.builds(figures, amounts, amounts, amounts))


@given(
    mine=st.builds(figures, amounts, amounts, amounts),
    year=st.dictionaries(st.sampled_from([1, 2, 4, 5]), st.builds(figures, amounts, amounts)),
    others=years,
    testimonials=st.integers(0, 1),
    has_audience=st.booleans(),
)
def test_a_month_is_found_as_a_recount_finds_it(
    mine: dict[str, float | None],
    year: dict[int, Figures],
    others: dict[int, Figures],
    testimonials: int,
    has_audience: bool,
) -> None:
    expected = set()
    if mine["participations"] and any(
        mine["participations"] == other["participations"] for other in year.values()
    ):
        expected.add("identique")
    for key, value in mine.items():
        known = [o[key] for o in others.values() if o[key] is not None]
        total = sum(known)  # type: ignore[arg-type]
        # Twice the mean of n years is 2 × total / n; in whole numbers, nothing is rounded.
        if value is not None and len(known) >= 2 and total > 0:
            far = value * len(known) > 2 * total or 2 * value * len(known) < total
            expected |= {"ecart"} if far else set()
    if mine["meetings"] and not testimonials:
        expected.add("temoignage")
    if mine["meetings"] and not has_audience:
        expected.add("audience")

    found = of_month(
        ground(
            figures=mine,
            of_the_year=year,
            of_other_years=others,
            testimonials=testimonials,
            has_audience=has_audience,
        )
    )
    assert {finding.rule for finding in found} == expected


def test_a_rule_that_had_nothing_to_look_at_says_why() -> None:
    quiet = ground(figures=figures(0, 0))
    assert unasked(quiet) == {
        **dict.fromkeys((rule.key for rule in MEETING_RULES), "sans objet"),
        "identique": "sans objet",
        "ecart": "autres années inconnues",
        "temoignage": "sans objet",
        "audience": "sans objet",
    }
    others = {2025: figures(4, 390), 2024: figures(4, 390)}
    busy = ground(
        meetings=(line(held_on=date(2026, 3, 9)),), of_other_years=others, has_audience=True
    )
    assert unasked(busy) == {"audience": "audience de l’année seulement"}
