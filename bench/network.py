"""A network of centres on PostgreSQL: who works there, and the browsers they are signed in by."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, create_engine, select

from db.bulk import insert_links, insert_rows
from db.commands import accounts
from db.demo.centre import CentreLoader
from db.demo.fictional.year_after_year import load_fictional_years
from db.models import Account, Centre, Membership, Territory
from domain.roles import Role
from scripts.live import AGENT, load_demonstration

CENTRES = 10


class Visitor(NamedTuple):
    """Somebody signed in. ``enters`` tells the one of each centre who types meetings."""

    number: int
    centre: str
    token: str
    enters: bool


def add_network(database_url: str, visitors: int) -> list[Visitor]:
    """Ten centres of three full years beside the demonstration's two, and these visitors.

    Each visitor has an account and a session of his own; there are as many in each centre.
    """
    load_demonstration(database_url)
    engine = create_engine(database_url)
    with Session(engine) as session, session.begin():
        slugs = _add_centres(session)
        made = [_sign_in(session, slugs, number) for number in range(visitors)]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")  # as the server does by itself a minute later
    engine.dispose()
    return made


def _add_centres(session: Session) -> dict[str, int]:
    """Their keys by their addresses."""
    like = session.exec(select(Centre).where(Centre.fictional)).one().model_dump(exclude={"id"})
    director = session.exec(select(Account.id).where(Account.username == "direction")).one() or 0
    territories = {row.code: row.id or 0 for row in session.exec(select(Territory))}
    slugs = [f"reseau-{number}" for number in range(CENTRES)]
    rows = [like | {"slug": slug, "name": slug.title()} for slug in slugs]
    keys = insert_rows(session, Centre, rows)
    for key in keys:
        load_fictional_years(CentreLoader(session, key, date.today(), territories), director)
    return dict(zip(slugs, keys, strict=True))


def _sign_in(session: Session, slugs: dict[str, int], number: int) -> Visitor:
    slug = list(slugs)[number % CENTRES]
    enters = number < CENTRES
    (account,) = insert_rows(
        session,
        Account,
        [{"username": f"visiteur-{number}", "name": f"Visiteur {number}", "password_hash": "!"}],
    )
    role = int(Role.EDITOR if enters else Role.READER)
    member = {"account_id": account, "centre_id": slugs[slug], "role": role}
    insert_links(session, Membership, [member])
    _, ticket = accounts.open_session(session, account_id=account, agent=AGENT)
    token = accounts.exchange_ticket(session, ticket=ticket)
    if token is None:
        raise RuntimeError("a ticket just drawn was refused")
    return Visitor(number, slug, token, enters)
