"""A testimonial as it is typed: read, refused, typed again."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import testimonial_entry as entry
from domain.entry import EntryError
from domain.vocabulary import Consent, ConsentChannel, Family

TODAY = date(2025, 11, 22)
TYPED = {
    **entry.BLANK,
    "organisation": "Mairie de Dole",
    "family": "collectivite",
    "month": "mai 2025",
    "body": "Nous avons avancé ensemble.",
}
CONSENT = {"consent": "public", "consent_channel": "oral", "consent_on": "20/05/2025"}


def read(**typed: Any) -> entry.TestimonialEntry:
    return entry.read_testimonial({**TYPED, **typed}, today=TODAY)


def problems(**typed: Any) -> dict[str, str]:
    with pytest.raises(EntryError) as refused:
        read(**typed)
    return refused.value.problems


def test_what_is_required_is_enough() -> None:
    found = read()

    assert (found.organisation, found.family) == ("Mairie de Dole", Family.LOCAL_AUTHORITY)
    assert (found.year, found.month, found.meeting_id) == (2025, 5, None)
    assert found.given == entry.ConsentGiven(Consent.PENDING)
    assert (found.author, found.function, found.is_summary) == (None, None, False)


def test_all_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(EntryError) as refused:
        entry.read_testimonial(entry.BLANK, today=TODAY)

    assert refused.value.problems == {
        "organisation": "Indiquez la structure.",
        "family": "Choisissez la famille de la structure.",
        "month": "Indiquez le mois, comme novembre 2025.",
        "body": "Écrivez la citation ou le résumé.",
    }


def test_a_meeting_gives_the_month() -> None:
    found = read(meeting="12", month="n’importe quoi")

    assert (found.meeting_id, found.year, found.month) == (12, None, None)


@pytest.mark.parametrize("month", ["décembre 2025", "mai 1789", "32 mai 2025", "demain matin"])
def test_a_month_to_come_or_unheard_of_is_refused(month: str) -> None:
    assert list(problems(month=month)) == ["month"]


@pytest.mark.parametrize(
    "body", ["«\u00a0On avance.\u00a0»", "« On avance. »", "“On avance.”", '"On avance."']
)
def test_the_marks_around_a_quotation_are_left_to_the_screens(body: str) -> None:
    assert read(body=body).body == "On avance."
    assert read(body=body, kind=entry.SUMMARY).body == body


@pytest.mark.parametrize("body", ["« Oui », dit-elle, « non »", "«»", '"'])
def test_other_marks_stay(body: str) -> None:
    assert read(body=body).body == body


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"consent_channel": None}, "consent_channel"),
        ({"consent_on": ""}, "consent_on"),
        ({"consent_on": "23/11/2025"}, "consent_on"),
        ({"consent_on": "mai 2025"}, "consent_on"),
        ({"consent_on": "30/02/2025"}, "consent_on"),
        ({"consent_until": "20/05/2025"}, "consent_until"),
        ({"consent_until": "19/05/2025"}, "consent_until"),
    ],
)
def test_a_consent_says_how_and_when(typed: dict[str, str], field: str) -> None:
    assert list(problems(**{**CONSENT, **typed})) == [field]


def test_a_consent_is_read() -> None:
    given = read(**CONSENT, consent_until="31/12/2026").given

    assert given == entry.ConsentGiven(
        Consent.PUBLIC, ConsentChannel.ORAL, date(2025, 5, 20), date(2026, 12, 31)
    )


def test_before_any_consent_its_channel_and_date_mean_nothing() -> None:
    assert read(**{**CONSENT, "consent": "a-recueillir"}).given == entry.ConsentGiven()


def test_a_text_too_long_says_its_length_and_the_limit() -> None:
    said = problems(body="a" * 10_000)["body"]

    assert "10\u202f000" in said
    assert "5\u202f000" in said


def test_what_cannot_be_seen_is_left_out_and_html_is_text() -> None:
    found = read(body="<b>Oui</b>\x00\u202e; DROP TABLE 🎉", author="Camille\n Durand")

    assert (found.body, found.author) == ("<b>Oui</b>; DROP TABLE 🎉", "Camille Durand")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"meeting": "3", "territory": "CV129", "theme": "7"},
        {**CONSENT, "consent_until": "01/01/2027", "kind": entry.SUMMARY},
        {"author": "Camille Durand", "function": "Maire", "id": 4, "version": 2},
    ],
)
def test_what_is_typed_again_is_read_alike(typed: dict[str, Any]) -> None:
    found = read(**typed)

    assert entry.read_testimonial(entry.as_typed(found), today=TODAY) == found


@given(st.fixed_dictionaries({f: st.text() for f in ("organisation", "body", "month", "author")}))
def test_whatever_is_typed_is_read_or_refused(typed: dict[str, str]) -> None:
    try:
        found = read(**typed, **CONSENT)
    except EntryError:
        return
    assert entry.read_testimonial(entry.as_typed(found), today=TODAY) == found


@given(st.text(), st.text())
def test_whatever_dates_are_typed_a_consent_begins_before_it_ends(on: str, until: str) -> None:
    try:
        consent = read(**{**CONSENT, "consent_on": on, "consent_until": until}).given
    except EntryError:
        return
    assert consent.consent_on
    assert consent.consent_on <= TODAY
    assert consent.consent_until is None or consent.consent_on < consent.consent_until


def test_a_withdrawal_has_a_day_that_is_past() -> None:
    typed = {"withdrawn_on": "hier", "id": 3}

    assert entry.read_withdrawal(typed, today=TODAY) == entry.Withdrawal(3, date(2025, 11, 21))
    with pytest.raises(EntryError):
        entry.read_withdrawal({**typed, "withdrawn_on": "demain"}, today=TODAY)
