"""Three years of a centre that does not exist, the same for the same day and the same seed."""

from collections import defaultdict
from datetime import date
from random import Random

from db.demo.centre import CentreLoader
from db.demo.fictional import outputs
from db.demo.fictional.agenda import Draft, draw_agenda
from db.demo.fictional.closings import add_closings
from db.demo.fictional.faults import late_meeting, spoil
from db.demo.fictional.ground import read_ground
from db.demo.fictional.meetings import add_attendances, add_meetings, add_partners
from db.demo.fictional.people import add_organisations, add_people
from domain.vocabulary import MeetingStatus

SEED = 2030  # « Engagements quartiers 2030 »


def load_fictional_years(centre: CentreLoader, closed_by: int, seed: int = SEED) -> None:
    """Fill the centre; ``closed_by`` is the account that closes its months."""
    rng = Random(seed)
    ground = read_ground(centre.session)
    organisations = add_organisations(centre, ground, rng)
    people = add_people(centre, organisations, rng)
    agenda = draw_agenda(ground, centre.loaded_on, rng)
    spoil(agenda, centre.loaded_on, rng)
    _mark_highlights(agenda)
    written = add_meetings(centre, agenda, rng)
    add_partners(centre, written, organisations, rng)
    add_attendances(centre, written, people, rng)
    outputs.add_publications(centre, written, rng)
    outputs.add_testimonials(centre, written, organisations, rng)
    outputs.add_audience(centre, rng)
    outputs.add_targets(centre)
    highlights = {w.id: w.draft.title for w in written if w.draft.highlight}
    add_closings(centre, highlights, closed_by, rng)
    # Written once the month is closed: what was published no longer is what is computed.
    add_meetings(centre, [late_meeting(ground, centre.loaded_on)], rng)


def _mark_highlights(agenda: list[Draft]) -> None:
    """A month is remembered for its two largest meetings."""
    months: defaultdict[date, list[Draft]] = defaultdict(list)
    for draft in agenda:
        if draft.status is MeetingStatus.HELD:
            months[draft.held_on.replace(day=1)].append(draft)
    for drafts in months.values():
        largest = sorted(drafts, key=lambda draft: -max(draft.headcount or 0, draft.names))
        for draft in largest[:2]:
            draft.highlight = True
