"""A centre where everything is longer and more numerous than anyone would write it."""

from datetime import date, timedelta

from sqlmodel import Session, create_engine, select

from db.models import Centre, MeetingTheme, Territory
from domain.roles import Role
from domain.vocabulary import MeetingFormat, MeetingStatus, TerritoryLevel
from tests import factories

USERNAME = "limites"
YEAR, MONTH = 2024, 6
MEETINGS, PLANNED, THEMES = 20, 12, 12
WORDS = (
    "rencontre interterritoriale des professionnels, santé, accès aux droits et vivre-ensemble, "
)
ADDRESS = "https://www.exemple.example/" + "une-adresse-sans-espace/" * 4


def add_crowded_centre(database_url: str) -> int:
    """Its member is « limites ». The key of one of its themes."""
    engine = create_engine(database_url)
    with Session(engine) as session, session.begin():
        centre = _add_centre(session)
        themes = [
            factories.make_theme(session, centre, long(200, f"Thème {number} : "))
            for number in range(THEMES)
        ]
        _add_meetings(session, centre, themes)
        _add_testimonials(session, centre)
    engine.dispose()
    return themes[0]


def long(length: int, beginning: str = "") -> str:
    """So many letters: sentences, and now and then a word no line can hold."""
    filler = f"{WORDS.capitalize()}{ADDRESS} "
    return (beginning + filler * (length // len(filler) + 1))[:length].strip()


def _add_centre(session: Session) -> int:
    region = session.exec(select(Centre.region_id)).first()
    name = long(150, "Centre de ressources ")
    centre = factories.make_centre(session, "centre-limites", region=region)
    session.get_one(Centre, centre).name = name
    account = factories.make_account(session, USERNAME)
    factories.make_member(session, account, centre, Role.DIRECTOR)
    return centre


def _add_meetings(session: Session, centre: int, themes: list[int]) -> None:
    contrats = session.exec(
        select(Territory.id).where(Territory.level == TerritoryLevel.CONTRAT_DE_VILLE)
    ).all()
    formats = list(MeetingFormat)
    for number in range(MEETINGS):
        meeting = factories.make_meeting(
            session,
            centre,
            date(YEAR, MONTH, number + 1),
            title=long(500, f"Titre {number} : "),
            format=formats[number % len(formats)],
            headcount=1_000 * number + 7,
            highlight=long(200, f"Temps fort {number} : "),
            territories=[contrats[number] or 0],
        )
        session.add_all(MeetingTheme(meeting_id=meeting, theme_id=theme) for theme in themes)
    for number in range(PLANNED):
        factories.make_meeting(
            session,
            centre,
            date.today() + timedelta(days=number + 2),
            title=long(500, f"À venir {number} : "),
            place=long(300, "Lieu : "),
            status=MeetingStatus.PLANNED,
        )


def _add_testimonials(session: Session, centre: int) -> None:
    for length in (1_200, 10_000):
        factories.make_testimonial(
            session,
            centre,
            YEAR,
            MONTH,
            body=long(length),
            author=long(120, "Camille "),
            function=long(200, "Cheffe "),
            organisation=long(200, "Direction "),
        )
    factories.make_testimonial(session, centre, YEAR, MONTH, body="Oui.", is_summary=True)
