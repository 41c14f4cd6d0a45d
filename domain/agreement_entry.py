"""What a person agrees to, as it is typed: for what, when, how, and where the proof is."""

from dataclasses import dataclass
from datetime import date

from domain.entry import EntryError, Problems, Typed, read_required
from domain.testimonial_entry import read_channel, read_past_day, read_short
from domain.vocabulary import ConsentChannel

BLANK = {"purpose": "", "given_on": "", "channel": None, "reference": "", "person_id": None}


@dataclass(frozen=True)
class Agreement:
    person_id: int
    purpose: str
    given_on: date
    channel: ConsentChannel
    reference: str | None


def read_agreement(typed: Typed, *, today: date) -> Agreement:
    """Raise EntryError, which says all that is wrong at once."""
    problems = Problems()
    purpose = problems.read(
        "purpose", read_required, typed["purpose"], "à quoi la personne consent", longest=200
    )
    given_on = problems.read("given_on", read_past_day, typed["given_on"], today)
    channel = problems.read("channel", read_channel, typed["channel"])
    reference = problems.read("reference", read_short, typed["reference"])
    problems.refuse()
    if not (purpose and given_on and channel):
        raise EntryError({"": "La saisie est incomplète."})
    return Agreement(typed["person_id"], purpose, given_on, channel, reference)
