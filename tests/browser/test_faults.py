"""The database goes away under two open pages and comes back: nothing typed is lost."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from db import schema
from db.models import Account, Draft, Publication
from db.unit_of_work import writing
from scripts import live
from scripts.live import Server, wait_until_settled
from tests import factories, postgres
from tests.cluster import until
from tests.databases import in_use, session_on

# Of each who enters.
TITLES = {"lea": "Une note", "paul": "Une autre"}


@pytest.fixture(scope="module")
def primary() -> Iterator[postgres.Server]:
    """One of our own, to be stopped, with a centre and who enters there."""
    with postgres.running({**postgres.FAST, "synchronous_commit": "on"}) as server:
        with in_use(server.url()):
            schema.upgrade()
            with writing() as session:
                centre = factories.make_centre(session)
                for name in TITLES:
                    factories.make_member(session, factories.make_account(session, name), centre)
        yield server


@pytest.fixture(scope="module")
def fragile(primary: postgres.Server) -> Iterator[Server]:
    with live.serving_maillage(primary.url()) as server:
        yield server


def open_form(browser: Browser, primary: postgres.Server, fragile: Server, who: str) -> Page:
    """What he enters, typed and not sent."""
    token = live.open_session(primary.url(), who)
    page = live.new_context(browser, fragile.url, token=token).new_page()
    page.goto("/trace?centre=un")
    wait_until_settled(page)
    page.get_by_label("Titre").fill(TITLES[who])
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Note").click()
    until(lambda: {"title": TITLES[who], "kind": "note"}.items() <= draft_of(primary, who).items())
    return page


def draft_of(primary: postgres.Server, who: str) -> Mapping[str, Any]:
    with session_on(primary.url()) as session:
        mine = select(Draft.body).join(Account).where(Account.username == who)
        return session.exec(mine).one_or_none() or {}


def health(server: Server) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{server.url}/sante") as answer:  # noqa: S310 -- our own
            return answer.status, json.loads(answer.read())["etat"]
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())["etat"]


def test_a_database_that_went_away_is_told_and_found_again(
    browser: Browser, primary: postgres.Server, fragile: Server
) -> None:
    pages = [open_form(browser, primary, fragile, who) for who in TITLES]

    primary.stop()
    for page in pages:
        # The run of the last choice may come too late to find the database.
        page.get_by_role("button", name=re.compile("Enregistrer|Réessayer")).click()
        page.get_by_role("button", name="Réessayer").wait_for()
        expect(page.get_by_test_id("stAlert")).to_contain_text("injoignable")
        assert "Traceback" not in page.content()
    assert health(fragile) == (503, "panne")

    primary.start()
    until(lambda: health(fragile) == (200, "ok"))
    for page, title in zip(pages, TITLES.values(), strict=True):
        page.get_by_role("button", name="Réessayer").click()
        page.get_by_label("Titre").wait_for()
        expect(page.get_by_label("Titre")).to_have_value(title)
        page.get_by_role("button", name="Enregistrer").click()
        page.get_by_text(f"Publication enregistrée\u00a0: {title}.").wait_for()
    with session_on(primary.url()) as session:
        held = session.exec(select(Publication.title).order_by(col(Publication.id))).all()
    assert held == [*TITLES.values()]
