"""Closing a month, reopening it, and what its rows become afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from db.commands import closing as commands
from db.commands.entering import ForbiddenError
from db.models import Meeting, MeetingTerritory, MonthClosing, utc_now
from db.queries.closing import (
    closed_month,
    month_desk,
    month_reading,
    reopened_months,
    year_closings,
)
from db.queries.dashboard import year_at_a_glance
from db.queries.differences import year_differences
from db.queries.integrity import faults
from db.queries.months import month_spread
from db.queries.national_return import national_return
from db.unit_of_work import Author, reading, writing, writing_still
from domain.checks import Finding
from domain.closing import MonthReading, MonthStage, digest
from domain.closing_entry import ClosingEntry, ReopeningEntry
from domain.desk import MonthDesk
from domain.entry import EntryError
from domain.indicators import HALF_DAYS
from domain.month_words import standing
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.vocabulary import MeetingScope, MeetingStatus
from tests import factories

TODAY = date(2024, 11, 22)


class Ground:
    """A centre, its director, and a March with two meetings counted and one that is not."""

    def __init__(self) -> None:
        with writing() as session:
            self.centre = factories.make_centre(session)
            account = factories.make_account(session, "direction")
            factories.make_member(session, account, self.centre, Role.DIRECTOR)
            self.author = Author(account, self.centre)
            self.dole = factories.make_territory(session, "Dole")
            one: dict[str, Any] = {"headcount": 30, "highlight": "Les uns"}
            two: dict[str, Any] = {"headcount": 12, "highlight": "Les autres", "highlight_rank": 1}
            self.one, self.two = (
                factories.make_meeting(
                    session, self.centre, day, territories=[self.dole], **columns
                )
                for day, columns in ((date(2024, 3, 5), one), (date(2024, 3, 12), two))
            )
            planned = MeetingStatus.PLANNED
            factories.make_meeting(session, self.centre, date(2024, 3, 20), status=planned)

    def entry(self, month: int = 3, **given: Any) -> ClosingEntry:
        """What the director sends, having read the month as it is now."""
        with reading() as session:
            seen = month_reading(session, centre_id=self.centre, year=2024, month=month).seen
        entry = ClosingEntry(2024, month, TODAY, seen, "Un mois plein.")
        return replace(entry, **given)

    def close(self, entry: ClosingEntry | None = None) -> int:
        with writing_still(self.author) as session:
            return commands.close_month(session, entry or self.entry(), month_reading)

    def reopen(self, closing_id: int, reason: str = "Un oubli.") -> None:
        with writing(self.author) as session:
            commands.reopen_month(session, ReopeningEntry(closing_id, reason))

    def desk(self, month: int = 3) -> MonthDesk:
        with reading() as session:
            return month_desk(session, centre_id=self.centre, year=2024, month=month, today=TODAY)

    def place(self, meeting: int, *names: str) -> list[int]:
        """Have the meeting reach these contrats instead; their ids."""
        with writing(self.author) as session:
            of_it = col(MeetingTerritory.meeting_id) == meeting
            for link in session.exec(select(MeetingTerritory).where(of_it)):
                session.delete(link)
            keys = [factories.make_territory(session, name) for name in names]
            session.add_all(MeetingTerritory(meeting_id=meeting, territory_id=k) for k in keys)
        return keys

    def change(self, meeting: int, **columns: Any) -> None:
        with writing(self.author) as session:
            session.get_one(Meeting, meeting).sqlmodel_update(columns)


@pytest.fixture
def ground(database: str) -> Ground:  # noqa: ARG001
    return Ground()


def test_a_closing_keeps_figures_words_meetings_who_and_when(ground: Ground) -> None:
    before = utc_now()
    ground.close()

    with reading() as session:
        (row,) = session.exec(select(MonthClosing))
        (told,) = year_closings(session, centre_id=ground.centre, year=2024)
        assert faults(session) == []
    assert (row.meetings, row.participations, row.territories) == (2, 42, 1)
    assert row.frozen == {
        "figures": {"meetings": 2, "participations": 42, "territories": 1},
        "highlights": ["Les autres", "Les uns"],
        "commentary": "Un mois plein.",
        "meeting_ids": [ground.one, ground.two],
        "participations": {str(ground.one): 30, str(ground.two): 12},
        "contrats": {str(ground.one): [ground.dole], str(ground.two): [ground.dole]},
        "half_days": {str(ground.one): None, str(ground.two): None},
    }
    assert row.digest == digest(row.frozen)
    assert row.closed_by == ground.author.account_id
    assert row.closed_at.replace(tzinfo=before.tzinfo) >= before
    assert (told.revision, told.closed_by, told.is_intact) == (1, "Quelqu’un", True)
    assert ground.desk().stage is MonthStage.CLOSED


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"month": 11},
            "Novembre 2024 n’est pas terminé. Un mois s’arrête une fois terminé.",
        ),
        (
            {"month": 12},
            "Décembre 2024 n’a pas commencé. Un mois s’arrête une fois terminé.",
        ),
        ({"month": 2}, "Ce centre n’avait encore rien enregistré ce mois-là."),
    ],
)
def test_a_month_that_is_not_over_or_not_known_is_not_closed(
    ground: Ground, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(EntryError, match=sentence):
        ground.close(ground.entry(**given))


def test_a_month_is_closed_on_the_day_after_its_last(ground: Ground) -> None:
    with pytest.raises(EntryError):
        ground.close(ground.entry(today=date(2024, 3, 31)))
    assert ground.close(ground.entry(today=date(2024, 4, 1)))


CHANGES: list[Callable[[Ground], object]] = [
    lambda g: g.change(g.one, headcount=31),
    lambda g: g.change(g.one, deleted_at=utc_now()),
    lambda g: g.change(g.one, held_on=date(2024, 4, 1)),
    lambda g: g.change(g.one, highlight="Autrement dit"),
    lambda g: g.place(g.one, "Lure"),
]


def add(ground: Ground, **columns: Any) -> int:
    with writing(ground.author) as session:
        return factories.make_meeting(session, ground.centre, date(2024, 3, 28), **columns)


@pytest.mark.parametrize("change", CHANGES)
def test_what_nobody_read_is_not_frozen(ground: Ground, change: Callable[[Ground], object]) -> None:
    entry = ground.entry()
    change(ground)

    with pytest.raises(EntryError, match="ont changé depuis que vous les avez lues"):
        ground.close(entry)
    assert ground.close()


def test_one_in_one_out_makes_the_same_figures_of_other_meetings(ground: Ground) -> None:
    entry = ground.entry()
    ground.change(ground.one, scope=MeetingScope.NATIONAL)
    add(ground, headcount=30)

    with pytest.raises(EntryError, match="ont changé"):
        ground.close(entry)


def test_what_is_not_in_a_closing_may_change_meanwhile(ground: Ground) -> None:
    entry = ground.entry()
    ground.change(ground.one, notes="Salle à revoir", place="Dole")

    assert ground.close(entry)


def test_a_month_closed_twice_at_once_is_closed_once(ground: Ground) -> None:
    entry, start, refused = ground.entry(), Barrier(2), []

    def close() -> None:
        start.wait()
        try:
            ground.close(entry)
        except EntryError as error:
            refused.append(str(error))

    threads = [Thread(target=close) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == ["Ce mois est déjà arrêté."]
    assert len(ground.desk().earlier) == 0


class OvertakenError(Exception):
    """What PostgreSQL says to a transaction that another overtook."""

    sqlstate = "40001"


def overtaken(*_: object, **__: object) -> MonthReading:
    raise DBAPIError("SELECT", {}, OvertakenError())


def test_a_closing_overtaken_is_refused_in_french_and_leaves_nothing(ground: Ground) -> None:
    entry = ground.entry()
    with (
        pytest.raises(EntryError, match="Quelqu’un d’autre enregistrait au même instant"),
        writing_still(ground.author) as session,
    ):
        commands.close_month(session, entry, overtaken)

    assert ground.desk().closing is None


def test_a_month_reopened_and_closed_again_keeps_what_it_was(ground: Ground) -> None:
    ground.reopen(ground.close(), "Une feuille retrouvée.")
    assert ground.desk().stage is MonthStage.TO_CLOSE
    ground.change(ground.one, headcount=40)
    ground.close(ground.entry(commentary=None))

    desk = ground.desk()
    (earlier,) = desk.earlier
    assert desk.closing is not None
    assert (desk.closing.revision, desk.closing.figures["participations"]) == (2, 52)
    assert desk.closing.commentary is None
    assert (earlier.revision, earlier.figures["participations"]) == (1, 42)
    assert (earlier.commentary, earlier.reopened_because) == (
        "Un mois plein.",
        "Une feuille retrouvée.",
    )
    assert (earlier.closed_by, earlier.reopened_by) == ("Quelqu’un", "Quelqu’un")


def test_a_closing_is_reopened_once_and_by_its_own_centre(ground: Ground) -> None:
    closing = ground.close()
    with writing() as session:
        other = factories.make_centre(session, "autre")
        factories.make_member(session, ground.author.account_id or 0, other, Role.DIRECTOR)
    stranger = Author(ground.author.account_id, other)
    with writing(stranger) as session, pytest.raises(EntryError, match="n’existe pas"):
        commands.reopen_month(session, ReopeningEntry(closing, "Un oubli."))

    ground.reopen(closing)
    with pytest.raises(EntryError, match="Ce mois est déjà rouvert"):
        ground.reopen(closing)


def test_an_editor_closes_nothing(ground: Ground) -> None:
    with writing() as session:
        account = factories.make_account(session, "saisie")
        factories.make_member(session, account, ground.centre, Role.EDITOR)
    with writing(Author(account, ground.centre)) as session, pytest.raises(ForbiddenError):
        commands.close_month(session, ground.entry(), month_reading)


def test_what_changed_since_is_told_meeting_by_meeting(ground: Ground) -> None:
    ground.close()
    ground.change(ground.one, headcount=33)
    ground.change(ground.two, status=MeetingStatus.CANCELLED)
    come = add(ground, headcount=5)

    desk = ground.desk()
    assert desk.stage is MonthStage.RECTIFIED
    assert desk.changed.figures == {"participations": (42, 38)}
    assert (desk.changed.came, desk.changed.went) == ((come,), (ground.two,))
    assert desk.changed.moved == {ground.one: (30, 33)}
    assert [(gone.id, gone.because) for gone in desk.gone] == [(ground.two, "annulée")]
    # What was closed does not move.
    assert desk.closing is not None
    assert desk.closing.figures["participations"] == 42


def test_a_meeting_that_reaches_other_contrats_rectifies_its_month(ground: Ground) -> None:
    ground.close()
    lure, vesoul = ground.place(ground.one, "Lure", "Vesoul")

    desk = ground.desk()
    assert desk.stage is MonthStage.RECTIFIED
    assert desk.changed.figures == {"territories": (1, 3)}
    assert desk.changed.elsewhere == {
        ground.one: (frozenset({ground.dole}), frozenset({lure, vesoul}))
    }
    assert desk.contrats == {ground.dole: "Dole", lure: "Lure", vesoul: "Vesoul"}


def test_other_contrats_rectify_a_month_whose_figures_are_the_same(ground: Ground) -> None:
    ground.place(ground.two)
    ground.close()
    (lure,) = ground.place(ground.one, "Lure")

    desk = ground.desk()
    assert (desk.stage, desk.changed.figures) == (MonthStage.RECTIFIED, {})
    assert desk.changed.elsewhere == {ground.one: (frozenset({ground.dole}), frozenset({lure}))}
    with reading() as session:
        found = year_differences(session, centre_id=ground.centre, year=2024, today=TODAY).found
    assert ("territoires-3", {"rencontres": 1}) in [(one.key, one.figures) for one in found]


@pytest.mark.parametrize(
    ("columns", "because"),
    [
        ({"deleted_at": utc_now()}, "supprimée"),
        ({"status": MeetingStatus.PLANNED}, "prévue"),
        ({"scope": MeetingScope.OUTSIDE}, "comptée à part"),
        ({"held_on": date(2024, 4, 2)}, "datée du 02/04/2024"),
    ],
)
def test_why_a_meeting_is_not_counted_any_more(
    ground: Ground, columns: dict[str, Any], because: str
) -> None:
    ground.close()
    ground.change(ground.two, **columns)

    assert [gone.because for gone in ground.desk().gone] == [because]


def test_half_days_are_frozen_with_their_meetings(ground: Ground) -> None:
    ground.change(ground.one, half_days=1)
    ground.change(ground.two, half_days=0.5)
    ground.close()
    assert _half_days(ground) == (1.5, 1.5)

    ground.change(ground.one, half_days=2)
    assert _half_days(ground) == (2.5, 1.5)
    desk = ground.desk()
    assert (desk.stage, desk.changed.longer) == (MonthStage.RECTIFIED, {ground.one: (1, 2)})

    ground.change(ground.two, deleted_at=utc_now())
    assert _half_days(ground) == (2, 1.5)


def _half_days(ground: Ground) -> tuple[float | None, float | None]:
    """Of the year, for the national return: on the rows of today, and with the months closed."""
    scope = Scope(ground.centre, Period.of_year(2024))
    with reading() as session:
        found = national_return(session, scope=scope, today=TODAY)
    total = next(one for one in found.totals if one.indicator is HALF_DAYS)
    return total.rows, total.retained


def test_rows_put_back_as_they_were_rectify_nothing(ground: Ground) -> None:
    ground.close()
    ground.change(ground.one, headcount=33)
    ground.change(ground.one, headcount=30)

    assert ground.desk().stage is MonthStage.CLOSED


def test_a_month_published_elsewhere_is_neither_rectified_nor_closed_again(
    ground: Ground,
) -> None:
    with writing() as session:
        row = factories.make_closing(session, ground.centre, 2024, 3, meetings=9, source="Rapport")

    assert ground.desk().stage is MonthStage.PUBLISHED
    with pytest.raises(EntryError, match="Ce mois est déjà arrêté"):
        ground.close()
    ground.reopen(row)
    ground.close()
    assert ground.desk().stage is MonthStage.CLOSED


def test_where_the_months_of_a_year_stand(ground: Ground) -> None:
    ground.close()

    assert [line.stage for line in ground.desk().months] == [
        *[MonthStage.UNKNOWN] * 2,
        MonthStage.CLOSED,
        *[MonthStage.TO_CLOSE] * 7,
        MonthStage.RUNNING,
        MonthStage.FUTURE,
    ]


def test_the_checklist_of_a_month(ground: Ground) -> None:
    with reading() as session:
        planned = session.exec(
            select(Meeting.id).where(col(Meeting.status) == MeetingStatus.PLANNED)
        ).one()

    assert ground.desk().findings == (
        Finding("a-tenir", (planned or 0,)),
        Finding("theme", (ground.one, ground.two)),
        Finding("temoignage", months=(3,), detail="Aucun témoignage"),
        Finding("audience", months=(3,), detail="Audience non saisie"),
    )


def test_a_tampered_copy_is_told(ground: Ground) -> None:
    ground.close()
    with writing() as session:
        _tamper(session)

    closing = ground.desk().closing
    assert closing is not None
    assert not closing.is_intact


def _tamper(session: Session) -> None:
    (row,) = session.exec(select(MonthClosing))
    row.frozen = {**row.frozen, "commentary": "Rien à redire."}


def test_a_closed_month_says_what_its_rows_became(ground: Ground) -> None:
    asked: dict[str, Any] = {"centre_id": ground.centre, "year": 2024}
    ground.close()
    ground.change(ground.one, headcount=40)

    with reading() as session:
        told = closed_month(session, **asked, month=3)
        other = factories.make_centre(session, "Ailleurs")
        assert closed_month(session, **asked, month=4) is None
        assert closed_month(session, centre_id=other, year=2024, month=3) is None
        assert reopened_months(session, **asked) == {}
        spread = month_spread(
            session,
            scope=Scope(ground.centre, Period.of_month(2024, 3)),
            role=Role.READER,
            today=TODAY,
        )
    assert told
    assert told.changed == spread.changed
    assert told.changed.figures == {"participations": (42, 52)}
    assert told.changed.moved == {ground.one: (30, 40)}
    ended = standing(spread, "Europe/Paris").split(". ", 1)[1]
    assert ended == "Rectifié depuis l’arrêté\u00a0: 1\u00a0rencontre changée."


def test_the_last_closing_of_a_reopened_month_is_read_at_once(ground: Ground) -> None:
    asked: dict[str, Any] = {"centre_id": ground.centre, "year": 2024}
    first = ground.close()
    ground.reopen(first)
    with reading() as session:
        (told,) = reopened_months(session, **asked).items()
    assert (told[0], told[1].id, told[1].figures["participations"]) == (3, first, 42)

    second = ground.close()
    with reading() as session:
        assert reopened_months(session, **asked) == {}
    ground.reopen(second)
    with reading() as session:
        assert {m: one.revision for m, one in reopened_months(session, **asked).items()} == {3: 2}


def test_a_closing_says_of_how_many_meetings_its_participations_are_made(ground: Ground) -> None:
    with writing() as session:
        factories.make_meeting(session, ground.centre, date(2024, 3, 20))
    ground.close()
    ground.change(ground.one, headcount=None)

    assert ground.desk().unknown_attendance == 1  # as it was closed
    march, year = Period.of_month(2024, 3), Period.of_year(2024)
    with reading() as session:
        glance = year_at_a_glance(session, scope=Scope(ground.centre, year), today=TODAY)
        spread = month_spread(
            session, scope=Scope(ground.centre, march), role=Role.READER, today=TODAY
        )
    assert (glance.unknown_attendance, spread.unknown_attendance) == (1, 1)


def test_a_reopened_month_says_so_where_it_is_read(ground: Ground) -> None:
    closing = ground.close()
    ground.reopen(closing)

    with reading() as session:
        spread = month_spread(
            session,
            scope=Scope(ground.centre, Period.of_month(2024, 3)),
            role=Role.READER,
            today=TODAY,
        )
    told = standing(spread, "Europe/Paris")
    assert told.startswith("Mois rouvert le ")
    assert told.endswith(", à arrêter. Chiffres calculés sur les lignes du jour.")
