"""What a presentation reads: exact on the real year, without a name, and kept as JSON."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from db.models import Centre, Organisation, Person
from db.queries.board import board
from domain.board import NO_FAMILY, Board, Tally
from domain.deck import BUILT_IN, deck
from domain.formats import NBSP, NNBSP
from domain.indicators import MEETINGS, PUBLICATIONS
from domain.periods import Period
from domain.scenes import Deck, Differences, Figures
from domain.scope import Scope
from domain.vocabulary import (
    AttendanceState,
    Consent,
    DatePrecision,
    Family,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    PublicationKind,
)
from tests import factories
from tests.db.conftest import TODAY

NOW = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
REAL, FICTIONAL = "trajectoire-ressources", "centre-fictif"
JSON = TypeAdapter(Board)


def centre(session: Session, slug: str) -> int:
    return session.exec(select(col(Centre.id)).where(col(Centre.slug) == slug)).one() or 0


def read(session: Session, scope: Scope, today: date = TODAY) -> Board:
    return board(session, scope=scope, filters=(), today=today, now=NOW)


def real(session: Session, period: Period) -> Board:
    return read(session, Scope(centre(session, REAL), period))


def built(whole: Board, slug: str) -> Deck:
    return deck(whole, BUILT_IN[slug].kinds)


def test_the_real_year_as_a_presentation(demo_reading: Session) -> None:
    whole = real(demo_reading, Period.of_year(2023))
    year = built(whole, "annee")

    assert [scene.key.removeprefix("2023/") for scene in year.scenes] == [
        "couverture",
        "chiffres",
        "douze-mois",
        *(f"mois/{month:02d}" for month in range(1, 13) if month != 8),
        "carte",
        "absences",
        "formats-themes",
        *(f"paroles/{card.id}" for card in whole.testimonials),
        "publications",
        "ecarts",
        "fin",
    ]
    assert len(whole.testimonials) == 10
    assert [(left.label, left.reason) for left in year.left_out] == [
        ("août", "rien d’enregistré"),
        ("Qui participe", "aucune participation nominative sur la période"),
        ("Ce qui vient", "aucune rencontre prévue"),
    ]
    assert len(built(whole, "territoires").scenes) == 5


def test_the_figures_of_the_real_year(demo_reading: Session) -> None:
    year = built(real(demo_reading, Period.of_year(2023)), "annee")
    figures = year.scenes[1]

    assert figures.title == "L’année en chiffres"
    assert isinstance(figures.body, Figures)
    assert [(tile.value, tile.missing) for tile in figures.body.tiles] == [
        ("128", False),
        (f"3{NNBSP}492", False),
        ("11", False),
        ("20", False),
        ("non disponible", True),
        (f"13{NNBSP}%", False),
    ]
    assert {tile.change for tile in figures.body.tiles} == {""}
    assert figures.body.note == f"2022{NBSP}: non disponible."
    assert figures.body.tiles[3].beside == f"publié pour l’année{NBSP}: 59"
    detailed = f"sur 23{NBSP}rencontres détaillées"
    assert figures.body.tiles[2].beside == f"sur 23{NBSP}contrats · {detailed}"


def test_published_against_computed_in_the_real_year(demo_reading: Session) -> None:
    year = built(real(demo_reading, Period.of_year(2023)), "annee")
    body = next(scene.body for scene in year.scenes if scene.key == "2023/ecarts")

    assert isinstance(body, Differences)
    assert body.rows == (
        ("Rencontres (somme des mois)", "128", "127", "−1"),
        ("Participations (somme des mois)", f"3{NNBSP}492", f"3{NNBSP}481", "−11"),
        ("Publications (dans la base)", "20", "59", "détail partiel"),
    )
    assert body.sentences[-1] == (
        f"La base détaille 23{NBSP}rencontres{NBSP}: territoires, personnes et traces se lisent "
        "sur elles seules."
    )


def test_what_is_said_of_june(demo_reading: Session) -> None:
    year = built(real(demo_reading, Period.of_year(2023)), "annee")
    june = next(scene for scene in year.scenes if scene.key == "2023/mois/06")

    # Nobody knows August: June is not said to be above it.
    assert june.title == "Juin 2023"
    assert june.note == (
        f"En juin, 17{NBSP}rencontres, 6 de plus qu’en mai{NNBSP}; 546{NBSP}participations, 299 de "
        f"plus. 5{NBSP}territoires impliqués."
    )


def test_a_month_of_the_real_year(demo_reading: Session) -> None:
    month = built(real(demo_reading, Period.of_month(2023, 6)), "mois")

    assert [(scene.key, scene.title) for scene in month.scenes] == [
        ("2023-06/couverture", "Juin 2023"),
        ("2023-06/chiffres", "Le mois en chiffres"),
        ("2023-06/mois/06", "Le mois en détail"),
        ("2023-06/carte", f"Au moins 1{NBSP}contrat de ville touché sur 23"),
        ("2023-06/fin", "Merci"),
    ]
    assert [left.reason for left in month.left_out] == [
        "les témoignages sont déjà avec leur mois",
        "aucune rencontre prévue",
    ]


def boards(session: Session) -> Iterator[Board]:
    """Both centres, whole and narrowed, a year and a month."""
    for slug, year in ((REAL, 2023), (FICTIONAL, 2026)):
        scope = Scope(centre(session, slug), Period.of_year(year))
        yield read(session, scope)
        yield read(session, scope.over(Period.of_month(year, 6)))
        yield read(session, Scope(scope.centre_id, scope.period, format=MeetingFormat.GAP))


def test_a_board_is_kept_as_json_without_loss(demo_reading: Session) -> None:
    for whole in boards(demo_reading):
        kept = JSON.validate_json(JSON.dump_json(whole))

        assert kept == whole
        assert built(kept, "annee") == built(whole, "annee")


def test_no_name_of_a_person_is_in_a_board(demo_reading: Session) -> None:
    people = demo_reading.exec(select(Person.first_name, Person.last_name)).all()
    named = {f"{first} {last}" for first, last in people if first}
    assert len(named) > 100

    for whole in boards(demo_reading):
        text = JSON.dump_json(whole).decode()
        authors = {card.author for card in whole.testimonials}
        assert not {name for name in named - authors if name in text}


def test_each_tally_makes_its_figure(demo_reading: Session) -> None:
    whole = read(demo_reading, Scope(centre(demo_reading, FICTIONAL), Period.of_year(2025)))
    figures = whole.glance.figures

    assert sum(tally.count for tally in whole.formats) == whole.coverage.detailed
    assert sum(tally.count for tally in whole.publications) == figures[PUBLICATIONS.key].value
    assert [month.month for month in whole.months] == list(range(1, 13))


@pytest.fixture
def ground(session: Session) -> dict[str, int]:
    region = factories.make_region(session)
    dole = factories.make_territory(session, "Dole", within=region)
    lons = factories.make_territory(session, "Lons", within=region)
    own = factories.make_centre(session, region=region)
    health, sport = factories.make_themes(session, own, "Santé", "Sport")
    return {"centre": own, "dole": dole, "lons": lons, "health": health, "sport": sport}


def held(session: Session, ground: dict[str, int], day: date, **columns: Any) -> int:
    return factories.make_meeting(session, ground["centre"], day, **columns)


def whole_year(session: Session, ground: dict[str, int], **narrowed: Any) -> Board:
    return read(session, Scope(ground["centre"], Period.of_year(2026), **narrowed))


def test_meetings_are_tallied_by_format_and_for_each_of_their_themes(
    session: Session, ground: dict[str, int]
) -> None:
    both = [ground["health"], ground["sport"]]
    held(session, ground, date(2026, 3, 1), themes=both)
    held(session, ground, date(2026, 4, 1), themes=both[:1], format=MeetingFormat.GAP)
    held(session, ground, date(2026, 5, 1), format=MeetingFormat.GAP)
    held(session, ground, date(2026, 5, 2), themes=both, scope=MeetingScope.NATIONAL)
    held(session, ground, date(2026, 12, 1), themes=both)
    whole = whole_year(session, ground)

    assert whole.formats == (Tally("GAP", 2), Tally("Atelier", 1))
    assert whole.themes == (Tally("Santé", 2), Tally("Sport", 1))


def test_people_present_are_tallied_by_the_family_of_where_they_worked(
    session: Session, ground: dict[str, int]
) -> None:
    clinic = Organisation(centre_id=ground["centre"], name="CHU", family=Family.HEALTH)
    session.add(clinic)
    session.flush()
    one, other, third = factories.make_people(session, ground["centre"], 3)
    for day in (date(2026, 3, 1), date(2026, 4, 1), date(2026, 12, 1)):
        meeting = held(session, ground, day)
        present = factories.make_attendance
        present(session, meeting, one, AttendanceState.PRESENT, organisation_id=clinic.id)
        present(session, meeting, other, AttendanceState.EXCUSED, organisation_id=clinic.id)
    factories.make_attendance(session, meeting, third, AttendanceState.PRESENT)
    held(session, ground, date(2026, 5, 1), people=[third])

    assert whole_year(session, ground).families == (Tally("Santé", 2), Tally(NO_FAMILY, 1))


def test_publications_are_those_the_figure_counts(session: Session, ground: dict[str, int]) -> None:
    def publish(kind: PublicationKind, precision: DatePrecision = DatePrecision.DAY) -> None:
        factories.make_publication(
            session, ground["centre"], date(2025, 3, 2), kind=kind, date_precision=precision
        )

    publish(PublicationKind.NOTE)
    publish(PublicationKind.VIDEO)
    publish(PublicationKind.VIDEO, DatePrecision.YEAR)
    scope = Scope(ground["centre"], Period.of_year(2025))
    march = read(session, scope.over(Period.of_month(2025, 3)))

    assert read(session, scope).publications == (Tally("Vidéo", 2), Tally("Note", 1))
    # How many fall in March is unknown.
    assert (march.publications, march.glance.figures[PUBLICATIONS.key].value) == ((), None)


def test_what_is_planned_heeds_the_filters_and_not_the_period(
    session: Session, ground: dict[str, int]
) -> None:
    dole = [ground["dole"]]
    for day, title in (
        (date(2027, 2, 1), "Loin"),
        (TODAY, "Ce jour"),
        (date(2026, 11, 21), "Hier"),
    ):
        held(session, ground, day, title=title, territories=dole, status=MeetingStatus.PLANNED)
    held(session, ground, date(2026, 12, 1), title="Ailleurs", status=MeetingStatus.PLANNED)
    held(session, ground, date(2026, 12, 2), title="Annulée", status=MeetingStatus.CANCELLED)

    whole, narrowed = whole_year(session, ground), whole_year(session, ground, territory_id=dole[0])
    assert [line.title for line in whole.planned] == ["Ce jour", "Ailleurs", "Loin"]
    assert [line.title for line in narrowed.planned] == ["Ce jour", "Loin"]


def test_at_most_thirty_meetings_to_come(session: Session, ground: dict[str, int]) -> None:
    for day in range(1, 32):
        held(session, ground, date(2026, 12, day), status=MeetingStatus.PLANNED)

    planned = whole_year(session, ground).planned
    assert [line.held_on.day for line in planned] == list(range(1, 31))


def test_filters_keep_what_their_meetings_left(session: Session, ground: dict[str, int]) -> None:
    dole = held(session, ground, date(2026, 3, 3), territories=[ground["dole"]], highlight="À Dole")
    lons = held(session, ground, date(2026, 3, 2), territories=[ground["lons"]], highlight="À Lons")
    ahead = held(session, ground, date(2026, 12, 3), territories=[ground["dole"]])
    for month, meeting in ((3, dole), (3, lons), (3, None), (12, ahead)):
        factories.make_testimonial(
            session, ground["centre"], 2026, month, meeting_id=meeting, body=f"Dit {meeting}"
        )
    factories.make_closing(session, ground["centre"], 2026, 3, meetings=40)
    whole = whole_year(session, ground)
    narrowed = whole_year(session, ground, territory_id=ground["dole"])

    assert [card.body for card in whole.testimonials] == [f"Dit {dole}", f"Dit {lons}", "Dit None"]
    assert [card.body for card in narrowed.testimonials] == [f"Dit {dole}"]
    march = narrowed.months[2]
    assert (march.highlights, march.retained[MEETINGS.key]) == (("À Dole",), 1)
    assert whole.months[2].retained[MEETINGS.key] == 40
    assert [line.place.name for line in narrowed.coverage.lines] == ["Dole"]


def test_only_words_a_reader_may_see(session: Session, ground: dict[str, int]) -> None:
    for consent in Consent:
        factories.make_testimonial(
            session, ground["centre"], 2026, 3, consent=consent, body=consent.label
        )
    factories.make_testimonial(
        session, ground["centre"], 2026, 2, body="Échu", consent_until=date(2026, 11, 21)
    )

    found = {card.body for card in whole_year(session, ground).testimonials}
    assert found == {Consent.BOARD.label, Consent.PUBLIC.label}


def test_months_that_have_not_begun_are_not_read(session: Session, ground: dict[str, int]) -> None:
    whole = whole_year(session, ground)
    ahead = read(session, Scope(ground["centre"], Period.of_year(2027)))

    assert [month.month for month in whole.months] == list(range(1, 12))
    assert ahead.months == ()
    assert built(ahead, "annee").scenes[0].title == "L’année 2027"
