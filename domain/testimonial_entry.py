"""A testimonial as it is typed, and what its author allows: read, and typed again."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.entry import EntryError, Problems, Typed, plain, read_date, read_required, read_text
from domain.formats import NBSP, NNBSP, day, month, short_day
from domain.vocabulary import Consent, ConsentChannel, DatePrecision, Family

LONGEST_WORDS = 5000
QUOTE, SUMMARY = "citation", "resume"
BLANK_CONSENT = {
    "consent": Consent.PENDING.value,
    "consent_channel": None,
    "consent_on": "",
    "consent_until": "",
    "consent_reference": "",
}
# The first is always drawn: by it the form knows that it is begun.
BLANK = {
    "organisation": "",
    "author": "",
    "function": "",
    "family": None,
    "meeting": None,
    "month": "",
    "territory": None,
    "theme": None,
    "kind": QUOTE,
    "body": "",
    **BLANK_CONSENT,
    # Not drawn, but kept with what is typed: the row that is changed, as it was opened.
    "id": None,
    "version": None,
    # What the family, and the territory and theme, were last proposed for.
    "family_for": "",
    "place_for": None,
}
KINDS = {QUOTE: "Une citation", SUMMARY: "Un résumé"}
LABELS = {
    "organisation": "Structure",
    "family": "Famille",
    "author": "Prénom et nom",
    "function": "Fonction",
    "meeting": "Rencontre",
    "month": "Mois",
    "kind": "Le texte est",
    "body": "Texte",
    "territory": "Territoire",
    "theme": "Thème",
    "consent": "Ce que l’auteur autorise",
    "consent_channel": "Accord donné par",
    "consent_on": "Accord donné le",
    "consent_until": "Valable jusqu’au",
    "consent_reference": "Preuve de l’accord",
}
BLANK_WITHDRAWAL = {"withdrawn_on": "", "id": None}
BLANK_RENEWAL = {**BLANK_CONSENT, "id": None}
# Around a quotation: the first character and the last.
_MARKS = ("«\u00a0»", "“”", '""')


@dataclass(frozen=True)
class ConsentGiven:
    """What the author allows, when he said so, how, until when, and where the proof is."""

    consent: Consent = Consent.PENDING
    consent_channel: ConsentChannel | None = None
    consent_on: date | None = None
    consent_until: date | None = None
    consent_reference: str | None = None


@dataclass(frozen=True)
class TestimonialEntry:
    """What one form holds. A meeting gives the month; without it, ``year`` and ``month`` do."""

    body: str
    is_summary: bool
    organisation: str
    family: Family
    given: ConsentGiven = ConsentGiven()
    author: str | None = None
    function: str | None = None
    meeting_id: int | None = None
    year: int | None = None
    month: int | None = None
    territory: str | None = None  # its code
    theme_id: int | None = None
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True)
class Withdrawal:
    """The author takes his consent back, that day."""

    id: int
    on: date


@dataclass(frozen=True)
class Renewal:
    """The author consents again."""

    id: int
    given: ConsentGiven


def form_name(id: int | None) -> str:
    """The name of the form, and of the drafts, of this testimonial; of a new one without id."""
    return f"temoignage-{id}" if id else "temoignage"


def read_testimonial(typed: Typed, *, today: date) -> TestimonialEntry:
    """What was typed, read. Raise EntryError, which says all that is wrong at once."""
    problems = Problems()
    organisation = problems.read(
        "organisation", read_required, typed["organisation"], "la structure"
    )
    author = problems.read("author", read_short, typed["author"])
    function = problems.read("function", read_short, typed["function"])
    family = problems.read("family", _read_family, typed["family"])
    held = None if typed["meeting"] else problems.read("month", _read_month, typed["month"], today)
    body = problems.read("body", _read_words, typed["body"])
    given = _read_consent(typed, today, problems)
    problems.refuse()
    if not (organisation and family and body):
        raise EntryError({"": "La saisie est incomplète."})
    is_summary = typed["kind"] == SUMMARY
    year, number = held or (None, None)
    return TestimonialEntry(
        body=body if is_summary else _without_quotes(body),
        is_summary=is_summary,
        organisation=organisation,
        family=family,
        given=given,
        author=author,
        function=function,
        meeting_id=_number(typed["meeting"]),
        year=year,
        month=number,
        territory=typed["territory"],
        theme_id=_number(typed["theme"]),
        id=typed["id"],
        version=typed["version"],
    )


def read_withdrawal(typed: Typed, *, today: date) -> Withdrawal:
    """The day the consent was taken back. Raise EntryError."""
    problems = Problems()
    on = problems.read("withdrawn_on", read_past_day, typed["withdrawn_on"], today)
    problems.refuse()
    return Withdrawal(typed["id"], on or today)


def read_renewal(typed: Typed, *, today: date) -> Renewal:
    """A consent by itself. Raise EntryError."""
    problems = Problems()
    given = _read_consent(typed, today, problems)
    problems.refuse()
    return Renewal(typed["id"], given)


def as_typed(entry: TestimonialEntry) -> dict[str, Any]:
    """The entry as its form shows it: ``read_testimonial`` gives it back."""
    given = entry.given
    return {
        **BLANK,
        "organisation": entry.organisation,
        "author": entry.author or "",
        "function": entry.function or "",
        "family": entry.family.value,
        "meeting": str(entry.meeting_id) if entry.meeting_id else None,
        "month": month(entry.year, entry.month) if entry.year and entry.month else "",
        "territory": entry.territory,
        "theme": str(entry.theme_id) if entry.theme_id else None,
        "kind": SUMMARY if entry.is_summary else QUOTE,
        "body": entry.body,
        "consent": given.consent.value,
        "consent_channel": given.consent_channel.value if given.consent_channel else None,
        "consent_on": short_day(given.consent_on) if given.consent_on else "",
        "consent_until": short_day(given.consent_until) if given.consent_until else "",
        "consent_reference": given.consent_reference or "",
        "id": entry.id,
        "version": entry.version,
        "family_for": plain(entry.organisation),
        "place_for": str(entry.meeting_id) if entry.meeting_id else None,
    }


def _read_consent(typed: Typed, today: date, problems: Problems) -> ConsentGiven:
    """Without consent, how and when it was given mean nothing: they are left aside."""
    consent = Consent(typed["consent"] or Consent.PENDING)
    if consent is Consent.PENDING:
        return ConsentGiven()
    channel = problems.read("consent_channel", read_channel, typed["consent_channel"])
    given_on = problems.read("consent_on", read_past_day, typed["consent_on"], today)
    until = problems.read("consent_until", _read_until, typed["consent_until"], today, given_on)
    reference = problems.read("consent_reference", read_short, typed["consent_reference"])
    return ConsentGiven(consent, channel, given_on, until, reference)


def _read_until(typed: str, today: date, given_on: date | None) -> date | None:
    if not typed.strip():
        return None
    until = _read_day(typed, today)
    if given_on and until <= given_on:
        raise ValueError(f"L’accord finirait avant d’avoir commencé, le {day(given_on)}.")
    return until


def read_past_day(typed: str, today: date) -> date:
    """A whole day, today at the latest. Raise ValueError."""
    value = _read_day(typed, today)
    if value > today:
        raise ValueError(f"Cette date est à venir{NBSP}: nous sommes le {day(today)}.")
    return value


def _read_day(typed: str, today: date) -> date:
    value, precision = read_date(typed, today)
    if precision is not DatePrecision.DAY:
        raise ValueError(f"Indiquez aussi le jour, comme {short_day(today)}.")
    return value


def _read_month(typed: str, today: date) -> tuple[int, int]:
    if not typed.strip():
        raise ValueError(f"Indiquez le mois, comme {month(today.year, today.month)}.")
    value, _ = read_date(typed, today)
    if (value.year, value.month) > (today.year, today.month):
        raise ValueError("Ce mois est à venir.")
    return value.year, value.month


def _read_family(typed: str | None) -> Family:
    if not typed:
        raise ValueError("Choisissez la famille de la structure.")
    return Family(typed)


def read_channel(typed: str | None) -> ConsentChannel:
    """How a consent was given, which must be said."""
    if not typed:
        raise ValueError(f"Comment l’accord a-t-il été donné{NNBSP}?")
    return ConsentChannel(typed)


def _read_words(typed: str) -> str:
    text = read_text(typed, longest=LONGEST_WORDS)
    if text is None:
        raise ValueError("Écrivez la citation ou le résumé.")
    return text


def read_short(typed: str) -> str | None:
    """A text on one line of at most 200 characters; None when empty."""
    return read_text(re.sub(r"\s+", " ", typed), longest=200)


def _without_quotes(body: str) -> str:
    """A quotation without the marks around it: the screens draw their own."""
    inner = body[1:-1]
    for marks in _MARKS:
        first, last = marks[0], marks[-1]
        if body[0] == first and body[-1] == last and first not in inner and last not in inner:
            return inner.strip() or body
    return body


def _number(typed: str | None) -> int | None:
    return int(typed) if typed else None
