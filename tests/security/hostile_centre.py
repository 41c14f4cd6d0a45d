"""A centre where every text that can be typed is hostile, written by the product’s own commands.

Forms are filled from their blanks, and the lines of a list from their class: a field added tomorrow
is hostile as soon as it is written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from db.commands import (
    accounts,
    administering,
    attendance,
    centres,
    closing,
    consents,
    differences,
    directory,
    drafts,
    meeting_life,
    meetings,
    presenting,
    publications,
    sharing,
    testimonials,
)
from db.models import Centre, Organisation, Person, Territory
from db.queries.board import board
from db.queries.closing import month_reading
from db.unit_of_work import Author, reading, writing, writing_still
from domain import (
    agreement_entry,
    closing_entry,
    difference_entry,
    meeting_entry,
    publication_entry,
    scenario_entry,
    testimonial_entry,
)
from domain import directory as directory_entry
from domain import sharing as sharing_entry
from domain.accounts import read_invitation
from domain.attending import Arrival, ListValues
from domain.deck import deck
from domain.entry import clean, plain
from domain.formats import short_day
from domain.periods import Period
from domain.roles import Role
from domain.roster import RosterLine
from domain.roster_table import tidy
from domain.scenes import SceneKind
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    Consent,
    ConsentChannel,
    Family,
    MeetingFormat,
    MeetingStatus,
    Modality,
    PublicationKind,
    TerritoryLevel,
)
from tests import factories
from tests.security.payloads import TEXTS

T = TypeVar("T")

SLUG, ADMIN, TOKEN = "hostile", "admin", "a-link-given-to-a-partner"
TODAY = datetime.now(ZoneInfo("Europe/Paris")).date()
YEAR = TODAY.year - 1
# What several short texts make, where only one row can be.
SEVERAL = " ".join(text for name, text in TEXTS.items() if name != "formula")


def typed(blank: Mapping[str, Any], text: str, **given: Any) -> dict[str, Any]:
    """The form as a hostile hand fills it: the text wherever one is typed, beside what is given."""
    return {**{name: text if first == "" else first for name, first in blank.items()}, **given}


def address(text: str) -> str:
    return "https://exemple.fr/" + re.sub(r"\s", "", text)


@dataclass(frozen=True)
class Hostile:
    centre: int
    author: Author
    meetings: tuple[int, ...]  # those of last year, in the order of the texts


def fill() -> Hostile:
    """The centre ``SLUG`` in the database of ``DATABASE_URL``, and its administrator ``ADMIN``."""
    centre, author = _centre()
    held = tuple(_meeting(author, text, day) for text, day in _days())
    for number, text in enumerate(TEXTS.values()):
        _said(author, text, held[number])
        _of_the_team(author, text, number)
    _people(author, held)
    _of_the_year(author, held)
    _on_the_wall(author)
    return Hostile(centre, author, held)


def _centre() -> tuple[int, Author]:
    text = TEXTS["script"]
    with writing() as session:
        code = session.get_one(Territory, factories.make_region(session)).code
        centre = centres.add_centre(
            session, slug=SLUG, name=text, region=code, website=address(TEXTS["attribute"])
        )
        row = session.get_one(Centre, centre)
        row.public_agenda = True
        place = factories.make_territory(
            session, "Jura", level=TerritoryLevel.DEPARTEMENT, within=row.region_id
        )
        factories.make_territory(session, "Dole", within=place, code="DOLE")
        account = factories.make_account(session, ADMIN)
        factories.make_member(session, account, centre, Role.ADMIN)
        accounts.open_session(session, account_id=account, agent=TEXTS["image"])
    return centre, Author(account, centre)


def _days() -> list[tuple[str, date]]:
    """A day of last year for each text, none twice."""
    return [(text, date(YEAR, 1, 4) + timedelta(14 * n)) for n, text in enumerate(TEXTS.values())]


def _meeting(author: Author, text: str, day: date) -> int:
    """One held that day, and one to come, told to the public. The first one’s id."""
    ahead = TODAY + timedelta(10) + (day - date(YEAR, 1, 1))
    _save(author, meetings.save_meeting, _announced(text, ahead))
    held = {"headcount": "12", "announced": False, "series_number": "2"}
    return _save(author, meetings.save_meeting, _announced(text, day, **held))


def _announced(text: str, day: date, **given: Any) -> meeting_entry.MeetingValues:
    lists = ("themes", "organisers", "partners", "hosts")
    status = MeetingStatus.PLANNED if day > TODAY else MeetingStatus.HELD
    return meeting_entry.read_meeting(
        typed(
            meeting_entry.BLANK,
            text,
            **{
                **{name: [text] for name in lists},
                **dict.fromkeys(("series", "programme"), text),
                **dict.fromkeys(("registration_url", "replay_url"), address(text)),
                "format": MeetingFormat.WORKSHOP.value,
                "modality": Modality.REMOTE.value,
                "status": status.value,
                "held_on": short_day(day),
                "territories": ["DOLE"],
                "headcount": "",
                "start": "14h",
                "end": "16h",
                "half_days": "",
                "series_number": "3",
                "announced": True,
                **given,
            },
        ),
        TODAY,
    )


def _said(author: Author, text: str, meeting: int) -> None:
    given = {"meeting": str(meeting), "kind": testimonial_entry.QUOTE, "month": ""}
    agreed = {
        "consent": Consent.PUBLIC.value,
        "consent_channel": ConsentChannel.EMAIL.value,
        "consent_on": short_day(date(YEAR, 1, 1)),
        "consent_until": "",
        "family": Family.LOCAL_AUTHORITY.value,
    }
    said = typed(testimonial_entry.BLANK, text, **given, **agreed)
    _save(
        author, testimonials.save_testimonial, testimonial_entry.read_testimonial(said, today=TODAY)
    )
    trace = typed(
        publication_entry.BLANK,
        text,
        kind=PublicationKind.MINUTES.value,
        published_on=short_day(date(YEAR, 6, 1)),
        url=address(text),
        meeting=str(meeting),
    )
    _save(
        author,
        publications.save_publication,
        publication_entry.read_publication(trace, today=TODAY),
    )


def _of_the_team(author: Author, text: str, number: int) -> None:
    """A scenario, a link for a partner, a colleague and what he was typing."""
    scenes = [kind.value for kind in SceneKind]
    scenario = typed(scenario_entry.BLANK_SCENARIO, text, scenes=scenes)
    link = typed(
        sharing_entry.BLANK, text, year=str(YEAR), month="", territory="", until=short_day(TODAY)
    )
    invited = {"name": text, "email": f"zq{number}@exemple.fr", "role": str(int(Role.READER))}
    body = typed(meeting_entry.BLANK, tidy(text))
    with writing(author) as session:
        presenting.save_scenario(session, scenario_entry.read_scenario(scenario, reserved=()))
        asked = sharing_entry.read_link(link, today=TODAY, territories={})
        sharing.create_link(session, asked, token_digest=accounts.digest(f"{TOKEN}-{number}"))
        colleague = administering.invite(
            session, read_invitation(invited), token_digest=accounts.digest(f"invited {number}")
        )
        drafts.keep(
            session,
            account_id=colleague,
            centre_id=author.centre_id or 0,
            form="rencontre",
            body=body,
        )


def _people(author: Author, held: tuple[int, ...]) -> None:
    """Each of the list at the first meeting, with what they agreed to; one sheet by hand."""
    first, *_ = held
    lines = [_line(tidy(text)) for text in TEXTS.values()]
    values = ListValues(
        first,
        AttendanceState.PRESENT,
        AttendanceRole.SPEAKER,
        tuple(Arrival(line, None, judged=True) for line in lines),
        {plain(line.organisation): Family.OTHER for line in lines},
    )
    _save(author, attendance.record_attendance, values)
    with writing(author) as session:
        for person in session.exec(select(Person).order_by(col(Person.id))).all():
            agreed = typed(
                agreement_entry.BLANK,
                tidy(person.last_name),
                given_on=short_day(date(YEAR, 1, 1)),
                channel=ConsentChannel.EMAIL.value,
                person_id=person.id,
            )
            consents.record_consent(session, agreement_entry.read_agreement(agreed, today=TODAY))
        _by_hand(session, TEXTS["sql"])


def _line(text: str) -> RosterLine:
    told: dict[str, Any] = {one.name: text for one in fields(RosterLine) if one.type is str}
    return RosterLine(**told)


def _by_hand(session: Session, text: str) -> None:
    person = session.exec(select(Person).order_by(col(Person.id).desc())).first()
    structure = session.exec(select(Organisation).order_by(col(Organisation.id).desc())).first()
    assert person
    assert structure
    names = ("first_name", "last_name", "function")
    given = {"id": person.id, "version": person.version, "organisation": None}
    email = {"email": "=zq'\"%&(@exemple.fr"}
    sheet = {**dict.fromkeys(names, text), **given, **email}
    directory.save_person(session, directory_entry.read_person(sheet))
    told = {"id": structure.id, "version": structure.version, "name": text, "family": "autre"}
    told["family"] = Family.OTHER.value
    directory.save_organisation(session, directory_entry.read_organisation(told))


def _of_the_year(author: Author, held: tuple[int, ...]) -> None:
    """Months closed and reopened, a rule silenced, a difference explained, a meeting deleted."""
    for month in (1, 2):
        with reading() as session:
            seen = month_reading(session, centre_id=author.centre_id or 0, year=YEAR, month=month)
        given = {"year": YEAR, "month": month, "seen": seen.seen}
        told = typed(closing_entry.BLANK_CLOSING, SEVERAL, **given)
        entry = closing_entry.read_closing(told, today=TODAY)
        with writing_still(author) as session:
            closed = closing.close_month(session, entry, month_reading)
    again = typed(closing_entry.BLANK_REOPENING, TEXTS["style"], closing_id=closed)
    _save(author, closing.reopen_month, closing_entry.read_reopening(again))
    silent = typed(
        closing_entry.BLANK_SILENCE, TEXTS["frame"], rule="effectif", until=short_day(TODAY)
    )
    _save(author, closing.silence_rule, closing_entry.read_silence(silent, today=TODAY))
    explained = typed(
        difference_entry.BLANK,
        SEVERAL,
        state=difference_entry.DifferenceState.EXPLAINED.value,
        key="mois-1-meetings",
        told=clean(SEVERAL),
        year=YEAR,
        figures={"published": 1.0},
    )
    _save(author, differences.keep_difference, difference_entry.read_difference(explained))
    with writing(author) as session:
        sharing.open_data(session, is_open=True)
        meeting_life.delete(session, meeting_id=held[-1], version=1)


def _on_the_wall(author: Author) -> None:
    """What will be said on each scene of the year."""
    scope = Scope(author.centre_id or 0, Period.of_year(YEAR))
    now = datetime.now(ZoneInfo("Europe/Paris"))
    with reading() as session:
        shown = board(session, scope=scope, filters=(), today=TODAY, now=now)
    for scene in deck(shown, list(SceneKind)).scenes:
        note = typed(scenario_entry.BLANK_NOTE, SEVERAL, key=scene.key)
        _save(author, presenting.keep_note, scenario_entry.read_note(note))


def _save(author: Author, command: Callable[[Session, T], int], values: T) -> int:
    with writing(author) as session:
        return command(session, values)
