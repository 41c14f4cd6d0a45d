"""A sign-in sheet of 500 lines against 5,000 people: what its preview and its save take."""

import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session, col, create_engine, select

from bench.rounds import Measures
from db.bulk import insert_rows
from db.commands.attendance import record_attendance
from db.models import Meeting, Membership, Organisation, Person
from db.queries.attendance import directory
from db.unit_of_work import AUTHOR, Author
from domain.attending import ListValues, read_list
from domain.matching import A_NEW_PERSON, UNDECIDED, match, match_organisations, writing
from domain.roles import Role
from domain.roster import read_pasted
from domain.roster_names import FIRST_NAMES
from domain.vocabulary import Family
from scripts.live import copy_database

LINES, PEOPLE, ORGANISATIONS = 500, 5_000, 300
READINGS = 3
SYLLABLES = "mar tin du pont ber nard le goff bour geois cha vet ro bin gi rard mo rel vas fer ri"


class Paste:
    """The demonstration with a crowd in one of its centres, and the sheet that is pasted."""

    def __init__(self, file: Path, demonstration: Path) -> None:
        copy_database(demonstration, file)
        self.engine = create_engine(f"sqlite:///{file}")
        self.random = Random(2026)  # noqa: S311 -- drawn from a seed, not a secret
        with Session(self.engine) as session, session.begin():
            of_editor = select(Membership).where(col(Membership.role) == Role.EDITOR)
            member = session.exec(of_editor).first()
            if member is None:
                raise RuntimeError("the demonstration has editors")
            self.author = Author(member.account_id, member.centre_id)
            self.centre_id = member.centre_id
            of_centre = select(Meeting.id).where(col(Meeting.centre_id) == self.centre_id)
            self.meeting_id = session.exec(of_centre).first() or 0
            self.text = self._sheet(self._add_people(session))

    def measure(self, measures: Measures) -> None:
        for _ in range(READINGS):
            start = time.perf_counter()
            values = self._preview()
            measures["paste read"]["paste"].append(1000 * (time.perf_counter() - start))
            start = time.perf_counter()
            self._save(values)
            measures["paste saved"]["paste"].append(1000 * (time.perf_counter() - start))

    def _preview(self) -> ListValues:
        with Session(self.engine) as session:
            known = directory(session, centre_id=self.centre_id, role=Role.EDITOR)
        lines = read_pasted(self.text)
        matches = match(lines, known.people, known.decisions)
        organisations = match_organisations(lines, known.organisations)
        undecided = {writing(m.line): A_NEW_PERSON for m in matches if m.proposed == UNDECIDED}
        typed: Mapping[str, Any] = {
            "state": None,
            "role": None,
            "choices": undecided,
            "families": {},
        }
        return read_list(typed, self.meeting_id, matches, organisations)

    def _save(self, values: ListValues) -> None:
        """All that saving does but the commit’s own instant: each measure begins as the first."""
        with Session(self.engine) as session:
            session.info[AUTHOR] = self.author
            record_attendance(session, values)
            session.flush()
            session.rollback()

    def _add_people(self, session: Session) -> list[tuple[str, str, str]]:
        """Last name, first name and organisation of each."""
        names = [f"Structure {number} de {self._word()}" for number in range(ORGANISATIONS)]
        like = Organisation(centre_id=self.centre_id, name="", family=Family.OTHER)
        given = like.model_dump(exclude={"id"})
        ids = insert_rows(session, Organisation, [given | {"name": name} for name in names])
        first_names = sorted(FIRST_NAMES)
        people = [
            (self._word(), self.random.choice(first_names).title(), self.random.randrange(len(ids)))
            for _ in range(PEOPLE)
        ]
        person = Person(centre_id=self.centre_id, last_name="").model_dump(exclude={"id"})
        rows = [
            person | {"last_name": last, "first_name": first, "organisation_id": ids[at]}
            for last, first, at in people
        ]
        insert_rows(session, Person, rows)
        return [(last, first, names[at]) for last, first, at in people]

    def _sheet(self, people: list[tuple[str, str, str]]) -> str:
        """In each four lines: two of known people, one ill-spelt, one of somebody new."""
        lines = []
        for number, (last, first, organisation) in enumerate(self.random.sample(people, LINES)):
            name = {2: last[:-1], 3: self._word() + "ski"}.get(number % 4, last)
            lines.append(
                f"{number + 1}. {name.upper()} {first}, chargée de mission, {organisation}"
            )
        return "\n".join(lines)

    def _word(self) -> str:
        syllables = self.random.choices(SYLLABLES.split(), k=self.random.randint(2, 4))
        return "".join(syllables).title()
