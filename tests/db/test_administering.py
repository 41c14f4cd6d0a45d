"""What an administrator may do to accounts, what he may not, and what the journal keeps of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select, update

from db.bulk import OPTIONS
from db.commands import account_links, accounts, administering
from db.commands.accounts import AccountError, digest
from db.commands.entering import ForbiddenError
from db.models import Account, AccountLink, Journal, Membership, utc_now
from db.queries import administering as queries
from db.queries.accounts import open_sessions
from db.unit_of_work import Author, reading, writing
from domain import passwords
from domain.accounts import AccountSheet, AccountState, InvitationEntry, PersonEntry
from domain.entry import EntryError
from domain.passwords import WeakPasswordError, password_matches
from domain.roles import Role
from tests.people import PASSWORD, make_account, open_centre
from tests.signing_in import open_session

NEW = "une tout autre phrase"
TOKEN = "jeton"
MARIE = InvitationEntry(PersonEntry("Marie Martin", "marie.martin@example.org"), Role.EDITOR)


class Ground:
    """« admin » administers two centres, « voisin » the second only, « lea » reads the first."""

    def __init__(self) -> None:
        self.one, self.two = open_centre("un"), open_centre("deux")
        self.admin = make_account("admin", ("un", Role.ADMIN), ("deux", Role.ADMIN))
        self.neighbour = make_account("voisin", ("deux", Role.ADMIN))
        self.lea = make_account("lea", ("un", Role.READER))

    def do(self, command: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """By the administrator of both, in the first centre."""
        with writing(Author(self.admin, self.one)) as session:
            return command(session, *given, **named)

    def do_in_two(self, command: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """By the administrator of the second centre."""
        with writing(Author(self.neighbour, self.two)) as session:
            return command(session, *given, **named)

    def invite(self, entry: InvitationEntry = MARIE, token: str = TOKEN) -> int:
        key: int = self.do(administering.invite, entry, token_digest=digest(token))
        return key


@pytest.fixture
def ground(database: str, monkeypatch: pytest.MonkeyPatch) -> Ground:  # noqa: ARG001
    monkeypatch.setattr(passwords, "COST", 4)
    return Ground()


def use(token: str = TOKEN, username: str = "marie.martin", password: str = NEW) -> int:
    with writing() as session:
        return account_links.use_link(session, token=token, username=username, password=password)


def sheet(ground: Ground, account_id: int, by: int | None = None) -> AccountSheet:
    with reading() as session:
        found = queries.sheets(session, administrator_id=by or ground.admin)
    (one,) = [sheet for sheet in found if sheet.id == account_id]
    return one


def account(account_id: int) -> Account:
    with reading() as session:
        return session.get_one(Account, account_id)


def links() -> list[AccountLink]:
    with reading() as session:
        return list(session.exec(select(AccountLink)))


def sessions(account_id: int) -> int:
    with reading() as session:
        return len(open_sessions(session, account_id=account_id))


def test_an_invitation_makes_an_account_that_no_password_opens(ground: Ground) -> None:
    marie = ground.invite()

    found = sheet(ground, marie)
    assert (found.username, found.email) == ("marie.martin", "marie.martin@example.org")
    assert found.state is AccountState.INVITED
    assert found.told_rights == "Saisie (Centre un)"
    assert found.link_until
    assert found.link_until - utc_now() == pytest.approx(timedelta(hours=72), abs=timedelta(0, 5))
    assert not password_matches("", account(marie).password_hash)
    (link,) = links()
    assert "jeton" not in str(link)


def test_the_guest_chooses_a_name_and_a_password_and_the_link_is_gone(ground: Ground) -> None:
    marie = ground.invite()

    assert use(username=" Marie ") == marie

    kept = account(marie)
    assert kept.username == "marie"
    assert password_matches(NEW, kept.password_hash)
    assert sheet(ground, marie).state is AccountState.ACTIVE
    assert links() == []
    with pytest.raises(AccountError, match="Ce lien ne sert plus"):
        use(username="marie")


def test_a_refused_password_or_name_leaves_the_link_alive(ground: Ground) -> None:
    ground.invite()

    with pytest.raises(WeakPasswordError):
        use(password="court")
    with pytest.raises(AccountError, match="déjà pris"):
        use(username="lea")

    assert use()


def expire(_: Ground, __: int) -> None:
    with writing() as session:
        past = utc_now() - timedelta(seconds=1)
        session.execute(update(AccountLink).values(expires_at=past), execution_options=OPTIONS)


def cancel(ground: Ground, marie: int) -> None:
    ground.do(administering.cancel_link, account_id=marie)


def suspend_guest(ground: Ground, marie: int) -> None:
    ground.do(administering.suspend, account_id=marie)


def suspend_and_restore(ground: Ground, marie: int) -> None:
    suspend_guest(ground, marie)
    ground.do(administering.restore, account_id=marie)


def replace_link(ground: Ground, marie: int) -> None:
    ground.do(administering.make_link, account_id=marie, token_digest=digest("autre"))


def suspend_who_invited(ground: Ground, _: int) -> None:
    with writing() as session:
        accounts.suspend(session, account_id=ground.admin)


def lower_who_invited(ground: Ground, _: int) -> None:
    with writing() as session:
        session.get_one(Membership, (ground.admin, ground.one)).role = int(Role.READER)


def join_a_centre_of_others(ground: Ground, marie: int) -> None:
    other = open_centre("trois")
    with writing() as session:
        session.add(Membership(account_id=marie, centre_id=other, role=int(Role.READER)))
    assert ground


@pytest.mark.parametrize(
    "end",
    [
        *(expire, cancel, suspend_guest, suspend_and_restore, replace_link),
        *(suspend_who_invited, lower_who_invited, join_a_centre_of_others),
    ],
)
def test_a_dead_link_opens_nothing(ground: Ground, end: Callable[[Ground, int], None]) -> None:
    marie = ground.invite()
    end(ground, marie)

    with pytest.raises(AccountError, match="Ce lien ne sert plus"):
        use()
    assert account(marie).password_hash == passwords.NO_PASSWORD


def test_two_people_of_one_name_and_one_email(ground: Ground) -> None:
    ground.invite()
    namesake = InvitationEntry(PersonEntry("Marie", "marie.martin@example.com"), Role.READER)
    assert sheet(ground, ground.invite(namesake, "b")).username == "marie.martin2"

    again = InvitationEntry(PersonEntry("Marie", "marie.martin@example.org"), Role.READER)
    with pytest.raises(EntryError) as refused:
        ground.invite(again, "c")
    assert "déjà celle d’un compte" in refused.value.problems["email"]


def test_a_reset_keeps_the_password_until_the_link_is_used(ground: Ground) -> None:
    open_session("lea")
    ground.do(administering.make_link, account_id=ground.lea, token_digest=digest("jeton"))
    assert password_matches(PASSWORD, account(ground.lea).password_hash)
    assert sessions(ground.lea) == 1

    use(username="lea")

    assert sessions(ground.lea) == 0
    assert password_matches(NEW, account(ground.lea).password_hash)


def test_a_stolen_password_is_stopped_at_once(ground: Ground) -> None:
    open_session("lea")
    ground.do(
        administering.make_link,
        account_id=ground.lea,
        token_digest=digest("jeton"),
        stop_password=True,
    )
    assert account(ground.lea).password_hash == passwords.NO_PASSWORD
    assert sessions(ground.lea) == 0
    assert sheet(ground, ground.lea).state is AccountState.ACTIVE
    assert use(username="lea") == ground.lea


def test_nobody_stops_his_own_password(ground: Ground) -> None:
    open_session("admin")
    with pytest.raises(EntryError, match="Mon compte"):
        ground.do(
            administering.make_link,
            account_id=ground.admin,
            token_digest=digest("jeton"),
            stop_password=True,
        )
    assert password_matches(PASSWORD, account(ground.admin).password_hash)
    assert (sessions(ground.admin), links()) == (1, [])


def test_a_suspended_account_gets_no_link(ground: Ground) -> None:
    ground.do(administering.suspend, account_id=ground.lea)
    with pytest.raises(EntryError, match="suspendu"):
        ground.do(administering.make_link, account_id=ground.lea, token_digest=digest("x"))


def test_suspending_closes_and_restoring_opens(ground: Ground) -> None:
    open_session("lea")
    ground.do(administering.suspend, account_id=ground.lea)
    assert sheet(ground, ground.lea).state is AccountState.SUSPENDED
    assert sessions(ground.lea) == 0

    ground.do(administering.restore, account_id=ground.lea)
    assert sheet(ground, ground.lea).state is AccountState.ACTIVE


def test_sessions_are_seen_and_ended_one_by_one_or_all(ground: Ground) -> None:
    first, _ = open_session("lea")
    for _ in range(2):
        open_session("lea")
    assert sheet(ground, ground.lea).sessions == 3
    assert sheet(ground, ground.lea).last_sign_in_at

    ground.do(administering.end_session, account_id=ground.lea, session_id=first)
    assert sessions(ground.lea) == 2
    ground.do(administering.end_sessions, account_id=ground.lea)
    assert sessions(ground.lea) == 0


def test_roles_are_given_in_one_centre_at_a_time(ground: Ground) -> None:
    ground.do(administering.set_role, account_id=ground.lea, role=Role.DIRECTOR)
    with writing(Author(ground.admin, ground.two)) as session:
        administering.set_role(session, account_id=ground.lea, role=Role.READER)
    rights = "Direction (Centre un), Lecture (Centre deux)"
    assert sheet(ground, ground.lea).told_rights == rights

    ground.do(administering.set_role, account_id=ground.lea, role=None)
    assert sheet(ground, ground.lea).told_rights == "Lecture (Centre deux)"


def test_nobody_is_left_without_a_centre(ground: Ground) -> None:
    with pytest.raises(EntryError, match="son seul centre"):
        ground.do(administering.set_role, account_id=ground.lea, role=None)


@pytest.mark.parametrize("role", [Role.DIRECTOR, None])
def test_the_last_administrator_keeps_his_role(ground: Ground, role: Role | None) -> None:
    with pytest.raises(EntryError, match="dernier administrateur"):
        ground.do(administering.set_role, account_id=ground.admin, role=role)


def test_an_administrator_who_never_came_or_is_suspended_does_not_count(ground: Ground) -> None:
    guest = ground.invite(InvitationEntry(MARIE.person, Role.ADMIN))
    with pytest.raises(EntryError, match="dernier administrateur"):
        ground.do(administering.set_role, account_id=ground.admin, role=Role.READER)
    use()
    ground.do(administering.suspend, account_id=guest)
    with pytest.raises(EntryError, match="dernier administrateur"):
        ground.do(administering.set_role, account_id=ground.admin, role=Role.READER)

    ground.do(administering.restore, account_id=guest)
    ground.do(administering.set_role, account_id=ground.admin, role=Role.READER)


def test_the_last_administrator_is_not_suspended_and_nobody_suspends_himself(
    ground: Ground,
) -> None:
    with pytest.raises(EntryError, match="votre propre compte"):
        ground.do(administering.suspend, account_id=ground.admin)
    second = make_account("second", ("un", Role.ADMIN))
    with pytest.raises(ForbiddenError), writing(Author(second, ground.one)) as session:
        administering.suspend(session, account_id=ground.admin)
    with writing() as session:
        session.add(Membership(account_id=second, centre_id=ground.two, role=int(Role.ADMIN)))

    with writing(Author(second, ground.one)) as session:
        administering.suspend(session, account_id=ground.admin)

    assert sheet(ground, ground.admin, second).state is AccountState.SUSPENDED


WHOLE: dict[str, Callable[[Session, int], Any]] = {
    "person": lambda s, key: administering.change_person(s, PersonEntry("X", None), account_id=key),
    "link": lambda s, key: administering.make_link(s, account_id=key, token_digest=digest("x")),
    "cancel": lambda s, key: administering.cancel_link(s, account_id=key),
    "suspend": lambda s, key: administering.suspend(s, account_id=key),
    "restore": lambda s, key: administering.restore(s, account_id=key),
    "session": lambda s, key: administering.end_session(s, account_id=key, session_id=1),
    "sessions": lambda s, key: administering.end_sessions(s, account_id=key),
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_account_of_other_centres_too_is_not_touched_as_a_whole(
    ground: Ground, name: str
) -> None:
    """Whoever could reset its password would enter the other centre in its name."""
    with pytest.raises(ForbiddenError, match="un centre que vous n’administrez pas"):
        ground.do_in_two(WHOLE[name], ground.admin)


@pytest.mark.parametrize("name", [*WHOLE, "role"])
def test_an_account_of_another_centre_is_not_touched_at_all(ground: Ground, name: str) -> None:
    command = {
        **WHOLE,
        "role": lambda s, key: administering.set_role(s, account_id=key, role=Role.READER),
    }[name]
    with pytest.raises(ForbiddenError, match="pas de ceux que vous administrez"):
        ground.do_in_two(command, ground.lea)


def test_an_administrator_sees_the_accounts_of_his_centres_and_their_rights_there(
    ground: Ground,
) -> None:
    with reading() as session:
        mine = queries.sheets(session, administrator_id=ground.admin)
        theirs = queries.sheets(session, administrator_id=ground.neighbour)
        nobodys = queries.sheets(session, administrator_id=ground.lea)

    assert [one.username for one in mine] == ["admin", "lea", "voisin"]
    assert [one.username for one in theirs] == ["admin", "voisin"]
    assert theirs[0].told_rights == "Administration (Centre deux)"
    assert [one.is_shared for one in theirs] == [True, False]
    assert nobodys == ()


def test_the_name_and_the_email_are_corrected(ground: Ground) -> None:
    entry = PersonEntry("Léa Petit", "lea@example.org")
    ground.do(administering.change_person, entry, account_id=ground.lea)
    found = sheet(ground, ground.lea)
    assert (found.name, found.email) == ("Léa Petit", "lea@example.org")
    ground.do(administering.change_person, entry, account_id=ground.lea)
    with pytest.raises(EntryError, match="déjà celle d’un compte"):
        ground.do(administering.change_person, entry, account_id=ground.admin)


def test_the_journal_tells_of_links_and_copies_no_secret(ground: Ground) -> None:
    ground.invite()
    use()
    with reading() as session:
        lines = session.exec(select(Journal).where(Journal.row_table == "account_link")).all()
    assert [(line.action, line.centre_id) for line in lines] == [
        ("créer", ground.one),
        ("supprimer", ground.one),
    ]
    assert (lines[0].after or {})["token_digest"] == "(secret)"
    assert digest("jeton") not in str([(line.before, line.after) for line in lines])
