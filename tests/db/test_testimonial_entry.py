"""Testimonials written: rights, versions, consents given and taken back, rows of other centres."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.commands import testimonials as commands
from db.commands.entering import ForbiddenError, StaleError, save_once
from db.models import Draft, Journal, Territory, utc_now
from db.models import Testimonial as Quote
from db.queries.meeting_detail import detail
from db.queries.months import month_spread
from db.queries.testimonial_form import entered, unsettled
from db.queries.testimonials import wall
from db.unit_of_work import Author, reading, writing
from domain.entry import EntryError
from domain.month_spread import MonthSpread
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.testimonial_entry import ConsentGiven, Renewal, Withdrawal, form_name
from domain.testimonial_entry import TestimonialEntry as Entry
from domain.vocabulary import Consent, ConsentChannel, Family
from tests import factories

TODAY = date(2024, 11, 22)
MARCH = date(2024, 3, 12)
PUBLIC = ConsentGiven(Consent.PUBLIC, ConsentChannel.ORAL, date(2024, 4, 2))
ENTRY = Entry(
    body="Nous avons avancé ensemble.",
    is_summary=False,
    organisation="Mairie de Dole",
    family=Family.LOCAL_AUTHORITY,
    given=PUBLIC,
    author="Camille Durand",
    year=2024,
    month=3,
)


def member(centre: int, role: Role = Role.EDITOR) -> Author:
    with writing() as session:
        account = factories.make_account(session, f"{role.name}-{centre}")
        factories.make_member(session, account, centre, role)
    return Author(account, centre)


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        return factories.make_centre(session)


@pytest.fixture
def editor(centre: int) -> Author:
    return member(centre)


def run(author: Author, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    with writing(author) as session:
        return command(session, *args, **kwargs)


def save(author: Author, /, **changes: Any) -> int:
    found: int = run(author, commands.save_testimonial, replace(ENTRY, **changes))
    return found


def row(testimonial: int) -> Quote:
    with reading() as session:
        return session.get_one(Quote, testimonial)


def make(table: Callable[..., int], *args: Any, **columns: Any) -> int:
    with writing() as session:
        return table(session, *args, **columns)


def test_a_testimonial_is_made_and_changed(centre: int, editor: Author) -> None:
    key = save(editor)
    assert (row(key).centre_id, row(key).body) == (centre, ENTRY.body)
    assert (row(key).consent, row(key).consent_on) == (Consent.PUBLIC, date(2024, 4, 2))

    assert save(editor, id=key, version=1, body="Autre chose.", author=None) == key
    assert (row(key).body, row(key).author, row(key).version) == ("Autre chose.", None, 2)


def test_the_form_holds_what_was_saved(centre: int, editor: Author) -> None:
    key = save(editor)
    with reading() as session:
        found = entered(session, centre_id=centre, testimonial_id=key, role=Role.EDITOR)
        assert found
        assert found.entry == replace(ENTRY, id=key, version=1)
        assert entered(session, centre_id=centre, testimonial_id=key, role=Role.READER) is None


def test_a_meeting_gives_its_month(centre: int, editor: Author) -> None:
    meeting = make(factories.make_meeting, centre, MARCH)

    key = save(editor, meeting_id=meeting, year=None, month=None)

    assert (row(key).year, row(key).month, row(key).meeting_id) == (2024, 3, meeting)


def test_a_form_sent_twice_makes_one_row(editor: Author) -> None:
    def send() -> int:
        with writing(editor) as session:
            return save_once(
                session,
                token="un",
                form="temoignage",
                save=lambda: commands.save_testimonial(session, ENTRY),
            )

    assert send() == send()
    with reading() as session:
        assert len(session.exec(select(Quote)).all()) == 1


def test_the_second_of_two_changes_is_refused(editor: Author) -> None:
    key = save(editor)
    save(editor, id=key, version=1, body="La première.")

    with pytest.raises(StaleError) as refused:
        save(editor, id=key, version=1, body="La seconde.")

    assert refused.value.version == 2
    assert row(key).body == "La première."


def test_rows_of_another_centre_are_refused(centre: int, editor: Author) -> None:
    theirs = make(factories.make_centre, "autre")
    far = make(factories.make_territory, "Loin")
    code = _code(far)
    foreign: list[dict[str, Any]] = [
        {"meeting_id": make(factories.make_meeting, theirs, MARCH)},
        {"theme_id": make(factories.make_theme, theirs)},
        {"territory": code},
        {"territory": "nulle-part"},
        {"id": make(factories.make_testimonial, theirs, 2024, 3), "version": 1},
    ]
    for changes in foreign:
        with pytest.raises(EntryError):
            save(editor, **changes)
    mine = foreign[-1]["id"]
    for command, given in (
        (commands.withdraw_consent, Withdrawal(mine, TODAY)),
        (commands.renew_consent, Renewal(mine, PUBLIC)),
    ):
        with pytest.raises(EntryError, match="n’existe pas"):
            run(editor, command, given)
    for ending in (commands.delete_testimonial, commands.restore_testimonial):
        with pytest.raises(EntryError, match="n’existe pas"):
            run(editor, ending, testimonial_id=mine)
    with reading() as session:
        assert entered(session, centre_id=centre, testimonial_id=mine, role=Role.ADMIN) is None


def _code(territory: int) -> str:
    with reading() as session:
        return session.get_one(Territory, territory).code


def test_a_territory_of_the_region_is_kept_by_its_code(database: str) -> None:  # noqa: ARG001
    with writing() as session:
        region = factories.make_region(session)
        dole = factories.make_territory(session, within=region)
        quartier = factories.make_territory(session, "Les Mesnils", within=dole, code="QP39")
        centre = factories.make_centre(session, region=region)
    key = save(member(centre), territory="QP39")

    assert row(key).territory_id == quartier


def test_a_reader_writes_nothing(centre: int, editor: Author) -> None:
    key = save(editor)
    reader = member(centre, Role.READER)
    attempts: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]] = [
        (commands.save_testimonial, (ENTRY,), {}),
        (commands.save_testimonial, (replace(ENTRY, id=key, version=1),), {}),
        (commands.withdraw_consent, (Withdrawal(key, TODAY),), {}),
        (commands.renew_consent, (Renewal(key, PUBLIC),), {}),
        (commands.delete_testimonial, (), {"testimonial_id": key}),
        (commands.restore_testimonial, (), {"testimonial_id": key}),
    ]
    for command, args, kwargs in attempts:
        with pytest.raises(ForbiddenError):
            run(reader, command, *args, **kwargs)
    assert row(key).version == 1


def in_march(session: Session, centre: int, role: Role) -> MonthSpread:
    scope = Scope(centre, Period.of_month(2024, 3))
    return month_spread(session, scope=scope, role=role, today=TODAY)


def shown(centre: int, role: Role, meeting: int) -> tuple[list[str], list[str], list[str]]:
    """The words this role reads: on the wall, in the month, on the page of the meeting."""
    who: dict[str, Any] = {"centre_id": centre, "role": role, "today": TODAY}
    with reading() as session:
        found = detail(session, meeting_id=meeting, **who)
        assert found
        cards = (
            wall(session, **who).cards,
            in_march(session, centre, role).testimonials,
            found.testimonials,
        )
    return tuple([card.body for card in place] for place in cards)  # type: ignore[return-value]


def hidden(session: Session, centre: int, role: Role) -> tuple[int, int]:
    who: dict[str, Any] = {"centre_id": centre, "role": role, "today": TODAY}
    month = in_march(session, centre, role)
    return wall(session, **who).hidden, month.hidden_testimonials


@pytest.mark.parametrize("role", Role)
def test_words_withdrawn_are_hidden_from_every_reading_at_once_and_still_counted(
    centre: int, editor: Author, role: Role
) -> None:
    meeting = make(factories.make_meeting, centre, MARCH)
    key = save(editor, meeting_id=meeting)
    assert shown(centre, role, meeting) == ([ENTRY.body], [ENTRY.body], [ENTRY.body])

    run(editor, commands.withdraw_consent, Withdrawal(key, TODAY))

    assert shown(centre, role, meeting) == ([], [], [])
    with reading() as session:
        assert hidden(session, centre, role) == (1, 1)
        found = entered(session, centre_id=centre, testimonial_id=key, role=role)
        listed = unsettled(session, centre_id=centre, role=role, today=TODAY)
    for told in (found, listed):
        assert ENTRY.body not in repr(told)
        assert "Camille" not in repr(told)

    run(editor, commands.renew_consent, Renewal(key, replace(PUBLIC, consent_on=TODAY)))
    assert shown(centre, role, meeting) == ([ENTRY.body], [ENTRY.body], [ENTRY.body])


def test_a_withdrawal_asked_twice_keeps_its_first_day(editor: Author) -> None:
    key = save(editor)
    run(editor, commands.withdraw_consent, Withdrawal(key, date(2024, 5, 2)))
    run(editor, commands.withdraw_consent, Withdrawal(key, TODAY))

    assert (row(key).withdrawn_on, row(key).version) == (date(2024, 5, 2), 2)


def test_a_withdrawal_follows_its_consent_and_a_new_consent_the_withdrawal(editor: Author) -> None:
    key = save(editor)
    with pytest.raises(EntryError, match=r"2\u00a0avril 2024"):
        run(editor, commands.withdraw_consent, Withdrawal(key, date(2024, 4, 1)))
    run(editor, commands.withdraw_consent, Withdrawal(key, TODAY))

    for given in (ConsentGiven(), replace(PUBLIC, consent_on=TODAY - timedelta(1))):
        with pytest.raises(EntryError):
            run(editor, commands.renew_consent, Renewal(key, given))
    assert row(key).withdrawn_on == TODAY


def test_a_withdrawal_forgets_the_drafts_that_hold_the_words(centre: int, editor: Author) -> None:
    key = save(editor)
    with writing() as session:
        for form in (form_name(key), form_name(None)):
            session.add(
                Draft(
                    account_id=editor.account_id or 0,
                    centre_id=centre,
                    form=form,
                    body={"body": ENTRY.body},
                )
            )
    run(editor, commands.withdraw_consent, Withdrawal(key, TODAY))

    with reading() as session:
        assert session.exec(select(Draft.form)).all() == [form_name(None)]


def test_a_form_opened_before_the_withdrawal_does_not_bring_the_words_back(editor: Author) -> None:
    key = save(editor)
    run(editor, commands.withdraw_consent, Withdrawal(key, TODAY))

    with pytest.raises(StaleError):
        save(editor, id=key, version=1)
    assert row(key).withdrawn_on == TODAY


def test_a_deleted_testimonial_comes_back_for_thirty_days(centre: int, editor: Author) -> None:
    key = save(editor)
    run(editor, commands.delete_testimonial, testimonial_id=key)
    run(editor, commands.delete_testimonial, testimonial_id=key)
    assert row(key).version == 2
    with pytest.raises(EntryError, match="supprimée"):
        save(editor, id=key, version=2)
    with reading() as session:
        (line,) = unsettled(session, centre_id=centre, role=Role.EDITOR, today=TODAY)
        assert line.deleted_at

    run(editor, commands.restore_testimonial, testimonial_id=key)
    assert row(key).deleted_at is None

    with writing() as session:
        session.get_one(Quote, key).deleted_at = utc_now() - timedelta(days=30)
    with pytest.raises(EntryError, match="30 jours"):
        run(editor, commands.restore_testimonial, testimonial_id=key)
    with reading() as session:
        assert unsettled(session, centre_id=centre, role=Role.EDITOR, today=TODAY) == ()


def test_what_waits_for_a_consent_is_listed(centre: int) -> None:
    given: list[dict[str, Any]] = [
        {"consent": Consent.PENDING},
        {"consent_until": TODAY - timedelta(1)},
        {"withdrawn_on": TODAY},
        {"consent_until": TODAY},
        {},
    ]
    keys = [make(factories.make_testimonial, centre, 2024, 3, **columns) for columns in given]

    with reading() as session:
        found = unsettled(session, centre_id=centre, role=Role.EDITOR, today=TODAY)
        assert [line.id for line in found] == keys[2::-1]
        assert unsettled(session, centre_id=centre, role=Role.READER, today=TODAY) == ()


def test_each_change_leaves_its_line_in_the_journal(editor: Author) -> None:
    key = save(editor)
    run(editor, commands.withdraw_consent, Withdrawal(key, TODAY))

    with reading() as session:
        lines = session.exec(
            select(Journal).where(Journal.row_table == "testimonial").order_by(col(Journal.id))
        ).all()
    assert [(line.action, line.account_id) for line in lines] == [
        ("créer", editor.account_id),
        ("modifier", editor.account_id),
    ]
    assert lines[1].after
    assert lines[1].after["withdrawn_on"] == TODAY.isoformat()
