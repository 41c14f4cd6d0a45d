"""A second centre that holds a hundred times more, in a copy of the demonstration."""

from datetime import date, timedelta

from sqlmodel import Session, create_engine, select

from db.bulk import insert_links, insert_rows
from db.models import Attendance, Centre, Meeting, MeetingTerritory, Person, Territory
from domain.vocabulary import AttendanceRole, AttendanceState, MeetingFormat, TerritoryLevel

MEETINGS = 13_000
ATTENDANCES = 350_000
PEOPLE = 20_000
FIRST_DAY, DAYS = date(2023, 1, 1), 1_400


def add_large_centre(database_url: str) -> None:
    """Meetings and attendances of a centre of the same region, over the same years."""
    engine = create_engine(database_url)
    with Session(engine) as session, session.begin():
        centre_id = _add_centre(session)
        people = _add_people(session, centre_id)
        meetings = _add_meetings(session, centre_id)
        _add_attendances(session, meetings, people)
    engine.dispose()


def _add_centre(session: Session) -> int:
    model = session.exec(select(Centre)).first()
    if model is None:
        raise RuntimeError("the demonstration has centres")
    values = model.model_dump(exclude={"id"})
    centre = Centre(**values | {"slug": "grand-centre", "name": "Grand centre"})
    session.add(centre)
    session.flush()
    return centre.id or 0


def _add_people(session: Session, centre_id: int) -> list[int]:
    like = Person(centre_id=centre_id, last_name="").model_dump(exclude={"id"})
    rows = [like | {"last_name": f"Personne {number}"} for number in range(PEOPLE)]
    return insert_rows(session, Person, rows)


def _add_meetings(session: Session, centre_id: int) -> list[int]:
    like = Meeting(
        centre_id=centre_id, title="Rencontre", format=MeetingFormat.OTHER, held_on=FIRST_DAY
    ).model_dump(exclude={"id"})
    rows = [
        like | {"held_on": FIRST_DAY + timedelta(days=number % DAYS)} for number in range(MEETINGS)
    ]
    meetings = insert_rows(session, Meeting, rows)
    contrats = session.exec(
        select(Territory.id).where(Territory.level == TerritoryLevel.CONTRAT_DE_VILLE)
    ).all()
    places = [
        {"meeting_id": meeting, "territory_id": contrats[number % len(contrats)]}
        for number, meeting in enumerate(meetings)
    ]
    insert_links(session, MeetingTerritory, places)
    return meetings


def _add_attendances(session: Session, meetings: list[int], people: list[int]) -> None:
    """Each meeting takes the next few people of the list, so that no pair comes twice."""
    like = {"state": AttendanceState.PRESENT, "role": AttendanceRole.PARTICIPANT}
    rows = [
        like
        | {
            "meeting_id": meetings[number % MEETINGS],
            "person_id": people[(number % MEETINGS * 27 + number // MEETINGS) % PEOPLE],
            "organisation_id": None,
        }
        for number in range(ATTENDANCES)
    ]
    insert_links(session, Attendance, rows)
