"""A presentation in front of a board: the keys, the second window, and what may go wrong."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from db.models import Centre
from scripts import live
from scripts.live import Server
from tests import factories
from tests.browser.projecting import SHOWN, go_to, on_the_wall, project
from tests.databases import session_on

pytestmark = pytest.mark.looks

YEAR = "centre=trajectoire-ressources&annee=2023&scenario=annee"
THIS_YEAR = "centre=centre-fictif&scenario=annee"
FIGURES = 2  # the number of the scene of the year in figures
MEETINGS = ".scene[data-scene] [data-figure=meetings] .value strong"
STAGE = ".scene[data-scene] .stage"
NOTES = ".scene[data-scene] .scene-note"
RECONNECT = 60_000  # ms: Streamlit tries again at longer and longer intervals
ELSEWHERE = 20_000  # ms: another machine asks the server every two seconds


def expect_scene(page: Page, number: int, timeout: int = live.PATIENCE_MILLISECONDS) -> None:
    expect(page.locator(SHOWN)).to_have_attribute("data-scene", str(number), timeout=timeout)


def press(page: Page, *keys: str) -> int:
    """The scene that is shown once the keys are pressed: no server has a say in it."""
    for key in keys:
        page.keyboard.press(key)
    return on_the_wall(page)[0]


def test_a_link_opens_at_its_scene(signed_in: Page) -> None:
    project(signed_in, f"{YEAR}&scene=3")
    assert on_the_wall(signed_in) == (3, 30)

    project(signed_in, f"{YEAR}&scene=999")
    assert on_the_wall(signed_in) == (30, 30)


def test_each_key_and_each_button_of_a_remote(signed_in: Page) -> None:
    project(signed_in, f"{YEAR}&scene=1")

    for key, number in (
        ("ArrowRight", 2),
        ("ArrowDown", 3),
        ("PageDown", 4),
        ("Space", 5),
        ("PageUp", 4),
        ("ArrowUp", 3),
        ("ArrowLeft", 2),
        ("End", 30),
        ("ArrowRight", 30),
        ("Home", 1),
        ("ArrowLeft", 1),
    ):
        assert press(signed_in, key) == number, key
    assert press(signed_in, "1", "2") == 1
    expect(signed_in.locator(".typed")).to_have_text("12")
    assert press(signed_in, "Enter") == 12
    expect(signed_in.locator(".typed")).to_be_hidden()
    for digits in ("99", "0"):
        assert press(signed_in, *digits, "Enter") == 12
        expect(signed_in.locator(".typed")).to_have_text(f"Pas de scène {digits}")
    assert press(signed_in, "Enter") == 12
    assert press(signed_in, "ArrowRight") == 13
    expect(signed_in).to_have_url(re.compile(r"scene=13$"))


def test_black_notes_and_full_screen(signed_in: Page) -> None:
    project(signed_in, f"{YEAR}&scene=2")
    stage, notes = signed_in.locator(STAGE), signed_in.locator(NOTES)
    expect(notes).to_be_hidden()

    signed_in.keyboard.press("b")
    expect(stage).to_be_hidden()
    signed_in.keyboard.press("b")
    expect(stage).to_be_visible()
    signed_in.keyboard.press("b")
    assert press(signed_in, "ArrowRight") == 3
    expect(stage).to_be_visible()

    signed_in.keyboard.press("n")
    expect(notes).to_be_visible()
    signed_in.keyboard.press("n")
    expect(notes).to_be_hidden()

    for key, full in (("f", True), ("Escape", False), ("f", True), ("f", False)):
        with signed_in.expect_event("console", lambda said: said.text == "turned"):
            signed_in.evaluate(
                "addEventListener('fullscreenchange', () => console.log('turned'), {once: true})"
            )
            signed_in.keyboard.press(key)
        assert signed_in.evaluate("document.fullscreenElement !== null") is full
    assert on_the_wall(signed_in)[0] == 3


def test_escape_leads_back_to_the_choice_which_offers_to_go_on(signed_in: Page) -> None:
    project(signed_in, f"{YEAR}&scene=1")
    with signed_in.expect_response(re.compile("/api/projection/")):
        go_to(signed_in, 4)

    signed_in.keyboard.press("Escape")

    expect(signed_in.get_by_role("heading", level=1)).to_be_visible()
    signed_in.get_by_role("link", name="Reprendre à la scène 4").click()
    expect_scene(signed_in, 4)


def test_an_address_not_understood_leads_back_to_the_choice(signed_in: Page) -> None:
    signed_in.goto("/projection?centre=trajectoire-ressources&annee=2023&mois=13&scenario=mois")
    signed_in.get_by_role("link", name="Choisir une projection").click()
    expect(signed_in.get_by_role("heading", level=1)).to_have_text("Projection")

    signed_in.goto("/projection?centre=trajectoire-ressources&annee=2023&scenario=mois")
    of_december = signed_in.get_by_text("Le mois\u00a0: décembre 2023", exact=True)
    expect(of_december).to_have_count(2)  # the card, and what is ready


def test_a_click_on_a_third_of_the_screen(signed_in: Page) -> None:
    project(signed_in, f"{YEAR}&scene=2")

    for x, number in ((1200, 3), (1366 / 2, 3), (150, 2)):
        signed_in.mouse.click(x, 300)
        assert on_the_wall(signed_in)[0] == number


def test_scenes_follow_one_another_until_paused(signed_in: Page) -> None:
    signed_in.clock.install()
    project(signed_in, f"{YEAR}&scene=29&secondes=120")

    for number in (30, 1):
        signed_in.clock.fast_forward(121_000)
        expect_scene(signed_in, number)
    signed_in.keyboard.press("p")
    expect(signed_in.locator(f"{STAGE} .paused")).to_be_visible()
    signed_in.clock.fast_forward(600_000)
    assert press(signed_in, "ArrowRight") == 2
    signed_in.keyboard.press("p")
    signed_in.clock.fast_forward(121_000)
    expect_scene(signed_in, 3)


def test_numbers_are_explained_over_the_scene(signed_in: Page) -> None:
    signed_in.clock.install()
    project(signed_in, f"{YEAR}&scene=2&secondes=120")
    shown = signed_in.locator(MEETINGS).inner_text()
    listed = signed_in.get_by_role("dialog")

    signed_in.keyboard.press("e")
    expect(listed).to_have_accessible_name("Chiffres de cette scène")
    expect(listed.get_by_role("button", name="Fermer")).to_be_focused()
    signed_in.clock.fast_forward(121_000)
    assert press(signed_in, "ArrowRight", "PageDown") == FIGURES
    signed_in.keyboard.press("Tab")
    rows = listed.get_by_role(
        "link", name="Voir les lignes\u00a0: Rencontres, dans un nouvel onglet"
    )
    expect(rows).to_be_focused()
    with signed_in.context.expect_page() as opened:
        signed_in.keyboard.press("Enter")
    expect(opened.value.locator("[data-value]")).to_have_text(shown)
    opened.value.close()

    signed_in.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    assert on_the_wall(signed_in)[0] == FIGURES
    signed_in.keyboard.press("e")
    expect(listed).to_be_visible()
    signed_in.keyboard.press("e")
    expect(listed).to_have_count(0)
    signed_in.mouse.click(1200, 300)
    expect_scene(signed_in, FIGURES + 1)


def test_the_speakers_window_lists_the_numbers_of_its_scene(signed_in: Page) -> None:
    # The browser of the tests is in UTC; the hour is that of the centre.
    signed_in.clock.set_fixed_time(datetime(2026, 11, 22, 9, 2, tzinfo=UTC))
    project(signed_in, f"{YEAR}&vue=notes")
    expect(signed_in.locator(".desk .clock")).to_have_text("10\u00a0h\u00a002")
    go_to(signed_in, FIGURES)
    listed = signed_in.get_by_role("complementary", name="Chiffres de cette scène")

    expect(listed.get_by_role("link")).to_have_count(11)
    signed_in.keyboard.press("e")
    expect(listed).to_be_focused()
    assert press(signed_in, "ArrowRight") == FIGURES + 1
    expect(listed.get_by_role("link").nth(30)).to_be_attached()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_the_speakers_window_follows_and_leads(
    browser: Browser,
    server: Server,
    live_database: str,
    directors_browser: BrowserContext,
    signed_in: Page,
    elsewhere: bool,
) -> None:
    token = live.open_session(live_database, "direction")
    context = live.new_context(browser, server.url, token=token) if elsewhere else directors_browser
    desk = context.new_page()
    project(signed_in, f"{YEAR}&scene=2")
    project(desk, f"{YEAR}&vue=notes")
    expect_scene(desk, 2)
    expect(desk.locator(NOTES)).to_be_visible()

    go_to(signed_in, 7)
    expect_scene(desk, 7, ELSEWHERE)
    expect(desk.locator(".desk .at")).to_have_text("7")
    if not elsewhere:  # the wall asks no server: only a window beside it may lead
        desk.keyboard.press("PageDown")
        expect_scene(signed_in, 8)
        desk.get_by_role("button", name="Noir").click()
        expect(signed_in.locator(STAGE)).to_be_hidden()
    desk.close()


def test_a_link_opened_on_the_wall_leads_the_speakers_window(
    directors_browser: BrowserContext, signed_in: Page
) -> None:
    desk = directors_browser.new_page()
    project(signed_in, f"{YEAR}&scene=2")
    project(desk, f"{YEAR}&vue=notes")
    expect_scene(desk, 2)

    project(signed_in, f"{YEAR}&scene=9")

    expect_scene(desk, 9)
    expect_scene(signed_in, 9)
    desk.close()


def test_the_speakers_window_on_a_telephone(signed_in: Page) -> None:
    signed_in.set_viewport_size({"width": 390, "height": 844})
    project(signed_in, f"{YEAR}&vue=notes")
    buttons = [signed_in.get_by_role("button", name=n).bounding_box() for n in ("Préc", "Suiv")]
    words, stage = signed_in.locator(NOTES).bounding_box(), signed_in.locator(STAGE).bounding_box()
    assert words
    assert stage

    assert [box["width"] > 150 and box["height"] >= 48 for box in buttons if box] == [True] * 2
    assert words["width"] > 350
    assert stage["y"] > words["y"] + words["height"]
    assert signed_in.evaluate("document.documentElement.scrollWidth") == 390


def test_figures_stay_through_an_entry_and_a_dead_server_until_read_again(
    browser: Browser, demonstration: str
) -> None:
    url = demonstration
    with live.serving_maillage(url) as server:
        page = live.new_context(browser, server.url, token=live.open_session(url)).new_page()
        project(page, f"{THIS_YEAR}&scene={FIGURES}")
        before = page.locator(MEETINGS).inner_text()
        presentation = page.locator(".deck").get_attribute("data-presentation") or ""
        hold_a_meeting(url)
        page.reload()
        expect(page.locator(MEETINGS)).to_have_text(before)

        server.process.kill()
        server.process.wait()
        assert press(page, "ArrowRight", "ArrowRight", "ArrowLeft") == FIGURES + 1
        assert press(page, "PageUp") == FIGURES
        expect(page.locator(MEETINGS)).to_have_text(before)

    with live.serving_maillage(url, server.port):
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=RECONNECT)
        assert on_the_wall(page)[0] == FIGURES
        expect(page.locator(MEETINGS)).to_have_text(before)
        page.reload()
        expect_scene(page, FIGURES)
        expect(page.locator(MEETINGS)).to_have_text(before)
        expect(page.locator(".deck")).to_have_attribute("data-presentation", presentation)

        page.keyboard.press("Escape")
        page.get_by_role("button", name="Actualiser les chiffres").click()
        expect_scene(page, FIGURES)
        expect(page.locator(MEETINGS)).to_have_text(str(int(before) + 1))
        page.context.close()


def hold_a_meeting(database_url: str) -> None:
    """As another session would save it: one more that counts."""
    with session_on(database_url) as session, session.begin():
        centre = session.exec(select(Centre.id).where(Centre.fictional)).one()
        factories.make_meeting(session, centre or 0, date.today(), headcount=12)
