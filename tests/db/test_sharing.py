"""Links and keys: made by a director, known by digests, told to the journal, dead once revoked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select, update

from db.commands import share_opening
from db.commands import sharing as commands
from db.commands.accounts import suspend
from db.commands.entering import ForbiddenError
from db.models import Account, Centre, Journal, Membership, PublicAccess, ShareLink, utc_now
from db.queries import journal, public_data, sharing
from db.unit_of_work import Author, reading, writing
from domain.checks import Finding
from domain.entry import EntryError
from domain.glance import Attention
from domain.journal import Wanted
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope
from domain.sharing import LinkEntry, LinkLine, LinkState
from tests import factories

TODAY, LAST_DAY = date(2024, 11, 22), date(2024, 12, 22)
ENTRY = LinkEntry("DDETS", 2024, LAST_DAY)
DIGEST = "d" * 64


@pytest.fixture
def centre(database: str) -> int:  # noqa: ARG001 -- the engine reads its address
    with writing() as session:
        return factories.make_centre(session)


@pytest.fixture
def director(centre: int) -> Author:
    return member(centre, Role.DIRECTOR)


def member(centre: int, role: Role) -> Author:
    with writing() as session:
        account = factories.make_account(session, f"{role.name}-{centre}")
        factories.make_member(session, account, centre, role)
    return Author(account, centre)


def run(author: Author, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    with writing(author) as session:
        return command(session, *args, **kwargs)


def links(centre: int, role: Role = Role.DIRECTOR) -> tuple[LinkLine, ...]:
    with reading() as session:
        return sharing.links(session, centre_id=centre, role=role, today=TODAY)


def found(token_digest: str = DIGEST) -> sharing.FoundLink | None:
    with reading() as session:
        return sharing.find_link(session, token_digest=token_digest)


def told(centre: int) -> list[tuple[str | None, str]]:
    """Who did what, the last first."""
    with reading() as session:
        page = journal.page(
            session, centre_id=centre, role=Role.DIRECTOR, wanted=Wanted(nature="partage"), page=1
        )
    return [(s.author, c.what) for s in page.saves for row in s.rows for c in row.changes]


def test_a_link_opens_its_page_and_is_listed(director: Author, centre: int) -> None:
    link = run(director, commands.create_link, ENTRY, token_digest=DIGEST)

    opened = found()
    assert opened is not None
    assert (opened.id, opened.centre, opened.about) == (link, "Centre un", "Année 2024")
    assert opened.scope == Scope(centre, Period.of_year(2024))
    assert opened.state(LAST_DAY) is LinkState.OPEN
    (line,) = links(centre)
    assert (line.recipient, line.state, line.openings) == ("DDETS", LinkState.OPEN, 0)
    assert (line.made_by, line.maker_left, line.opened_on) == ("Quelqu’un", False, None)


def test_a_month_of_a_territory(director: Author, centre: int) -> None:
    with writing() as session:
        dole = factories.make_territory(session, "Dole")
    entry = LinkEntry("DDETS", 2024, LAST_DAY, 3, dole)
    run(director, commands.create_link, entry, token_digest=DIGEST)

    opened = found()
    assert opened is not None
    assert opened.about == "Mars 2024, Dole"
    assert opened.scope == Scope(centre, Period.of_month(2024, 3), dole)


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR])
def test_only_a_director_makes_lists_and_revokes(centre: int, role: Role) -> None:
    author = member(centre, role)
    with writing() as session:
        link = factories.make_share_link(session, centre, "jeton")

    with pytest.raises(ForbiddenError):
        run(author, commands.create_link, ENTRY, token_digest=DIGEST)
    with pytest.raises(ForbiddenError):
        run(author, commands.revoke_link, link_id=link)
    with pytest.raises(ForbiddenError):
        run(author, commands.open_data, is_open=True)
    assert links(centre, role) == ()


def test_the_link_of_another_centre_is_not_revoked(director: Author) -> None:
    with writing() as session:
        other = factories.make_centre(session, "autre")
        link = factories.make_share_link(session, other, "jeton")

    with pytest.raises(EntryError, match="n’existe pas dans ce centre"):
        run(director, commands.revoke_link, link_id=link)
    assert links(other)[0].state is LinkState.OPEN


def test_a_revoked_link_is_closed_for_ever(director: Author, centre: int) -> None:
    link = run(director, commands.create_link, ENTRY, token_digest=DIGEST)

    run(director, commands.revoke_link, link_id=link)
    with reading() as session:
        first = session.get_one(ShareLink, link).revoked_at
    run(director, commands.revoke_link, link_id=link)

    opened = found()
    assert opened is not None
    assert opened.state(TODAY) is LinkState.REVOKED
    assert links(centre)[0].state is LinkState.REVOKED
    with reading() as session:
        assert session.get_one(ShareLink, link).revoked_at == first


def test_its_making_and_its_end_are_told_without_its_secret(director: Author, centre: int) -> None:
    link = run(director, commands.create_link, ENTRY, token_digest=DIGEST)
    run(director, commands.revoke_link, link_id=link)
    run(director, commands.renew_key, key_digest="e" * 64)

    assert told(centre) == [
        ("Quelqu’un", "Accès aux données publiques enregistré"),
        ("Quelqu’un", "Lien de partage révoqué"),
        ("Quelqu’un", "Lien de partage enregistré"),
    ]
    with reading() as session:
        lines = session.exec(select(Journal.before, Journal.after)).all()
    assert DIGEST not in repr(lines)
    assert "e" * 64 not in repr(lines)


def test_an_opening_is_counted_and_is_no_change(director: Author, centre: int) -> None:
    link = run(director, commands.create_link, ENTRY, token_digest=DIGEST)
    before = told(centre)

    for _ in range(2):
        run(Author(None, centre), share_opening.note_opening, link_id=link, today=TODAY)

    (line,) = links(centre)
    assert (line.openings, line.opened_on, line.version) == (2, TODAY, 1)
    assert told(centre) == before


def test_its_last_day_gone_is_told_once_and_by_nobody(director: Author, centre: int) -> None:
    link = run(director, commands.create_link, ENTRY, token_digest=DIGEST)
    system = Author(None, centre)
    run(system, share_opening.note_end, link_id=link, today=LAST_DAY)
    assert len(told(centre)) == 1

    for _ in range(2):
        run(system, share_opening.note_end, link_id=link, today=date(2024, 12, 23))

    assert told(centre)[0] == (None, "Lien de partage arrivé à sa fin")
    assert len(told(centre)) == 2
    opened = found()
    assert opened is not None
    assert opened.end_told


def test_a_revoked_link_has_no_other_end(director: Author, centre: int) -> None:
    link = run(director, commands.create_link, ENTRY, token_digest=DIGEST)
    run(director, commands.revoke_link, link_id=link)

    run(Author(None, centre), share_opening.note_end, link_id=link, today=date(2025, 6, 1))

    assert told(centre)[0] == ("Quelqu’un", "Lien de partage révoqué")


def test_a_link_outlives_its_maker_and_says_so(director: Author, centre: int) -> None:
    run(director, commands.create_link, ENTRY, token_digest=DIGEST)
    with writing() as session:
        suspend(session, account_id=director.account_id or 0)
    assert links(centre)[0].maker_left

    with writing() as session:
        session.get_one(Account, director.account_id).suspended_at = None
        session.delete(session.get_one(Membership, (director.account_id, centre)))

    assert links(centre)[0].maker_left
    assert found() is not None


def test_a_link_dies_with_its_centre(director: Author, centre: int) -> None:
    run(director, commands.create_link, ENTRY, token_digest=DIGEST)
    with writing() as session:
        session.get_one(Centre, centre).deleted_at = utc_now()

    assert found() is None


def test_another_digest_finds_nothing(director: Author) -> None:
    run(director, commands.create_link, ENTRY, token_digest=DIGEST)

    assert found("e" * 64) is None


def test_what_the_team_alone_reads_is_not_shared(session: Session) -> None:
    centre = factories.make_centre(session)
    factories.make_meeting(session, centre, date(2024, 3, 12), title="Sans effectif")
    factories.make_target(session, centre, 2024, "meetings", 100)
    factories.make_closing(session, centre, 2024, 3, meetings=14)
    scope = Scope(centre, Period.of_year(2024))

    shared = sharing.shared_figures(session, scope=scope, today=TODAY)

    assert shared.glance.attention == Attention()
    assert (shared.glance.targets, shared.glance.audience) == ({}, ())
    assert shared.glance.figures["meetings"].value == 14
    assert (shared.closed, shared.running) == ((3,), (4, 5, 6, 7, 8, 9, 10, 11))
    assert "Sans effectif" not in repr(shared)
    assert Finding.__name__ not in repr(shared)


def test_a_territory_shows_its_own_contrats(session: Session) -> None:
    region = factories.make_region(session)
    dole, lons = (factories.make_territory(session, n, within=region) for n in ("Dole", "Lons"))
    centre = factories.make_centre(session, region=region)
    factories.make_meeting(session, centre, date(2024, 3, 12), territories=[dole, lons])
    scope = Scope(centre, Period.of_year(2024), territory_id=dole)

    shared = sharing.shared_figures(session, scope=scope, today=TODAY)

    assert [line.place.name for line in shared.coverage.lines] == ["Dole"]
    assert shared.closed == ()


def access(slug: str = "un") -> public_data.Access | None:
    with reading() as session:
        return public_data.access(session, slug=slug)


def test_a_key_is_made_renewed_and_revoked(director: Author, centre: int) -> None:
    assert access() is None

    run(director, commands.renew_key, key_digest="1" * 64)
    assert access() == public_data.Access(centre, False, "1" * 64)
    run(director, commands.renew_key, key_digest="2" * 64)
    assert access() == public_data.Access(centre, False, "2" * 64)
    run(director, commands.revoke_key)

    assert access() == public_data.Access(centre, False, None)
    with reading() as session:
        assert session.exec(select(col(PublicAccess.id))).all() == [1]
    assert [what for _, what in told(centre)] == [
        "Accès aux données publiques modifié",
        "Clé des données publiques créée",
        "Accès aux données publiques enregistré",
    ]


def test_data_are_opened_and_closed_to_all(director: Author, centre: int) -> None:
    run(director, commands.open_data, is_open=True)
    assert access() == public_data.Access(centre, True, None)

    run(director, commands.open_data, is_open=False)

    assert access() == public_data.Access(centre, False, None)
    assert access("autre") is None


def test_a_centre_that_is_gone_gives_nothing(director: Author, centre: int) -> None:
    run(director, commands.open_data, is_open=True)
    with writing() as session:
        session.get_one(Centre, centre).deleted_at = utc_now()

    assert access() is None


def test_closed_months_alone_are_given_in_order(session: Session) -> None:
    centre = factories.make_centre(session, "un", fictional=True)
    factories.make_meeting(session, centre, date(2024, 5, 2), headcount=50)
    factories.make_closing(session, centre, 2024, 4, participations=112)
    factories.make_closing(session, centre, 2024, 2, meetings=10, source="Rapport")
    factories.make_closing(session, centre, 2024, 3, meetings=9, reopened_at=utc_now())
    factories.make_closing(session, centre, 2023, 12, meetings=1)
    factories.make_year_figure(session, centre, 2024, "qpv", 58)

    known = public_data.closed_year(session, centre_id=centre, year=2024)

    assert (known.slug, known.name, known.region) == ("un", "Centre un", "Région")
    assert (known.fictional, known.year, known.figures) == (True, 2024, {"qpv": 58})
    assert [(m.month, dict(m.figures), m.source) for m in known.months] == [
        (2, {"meetings": 10, "participations": None, "territories": None}, "Rapport"),
        (4, {"meetings": None, "participations": 112, "territories": None}, None),
    ]


def test_links_and_access_are_written_past_no_journal(director: Author) -> None:
    with writing(director) as session, pytest.raises(RuntimeError, match="share_link"):
        session.execute(update(ShareLink).values(openings=5))
