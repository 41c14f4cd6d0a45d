"""The screens in use: by mouse, by keyboard, on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import open_screen

pytestmark = pytest.mark.looks

MONTH = "[data-month='{}']"


def mark_as_loaded(page: Page) -> None:
    """A full load of the page would forget this."""
    page.evaluate("window.loadedOnce = true")


def was_not_reloaded(page: Page) -> bool:
    return bool(page.evaluate("window.loadedOnce === true"))


def test_a_month_opens_from_its_bar_without_reloading(signed_in: Page) -> None:
    open_screen(signed_in, "/?annee=2023")
    mark_as_loaded(signed_in)

    signed_in.locator("#mois-graphiques td a").nth(6).click()

    expect(signed_in.locator(MONTH.format(7))).to_be_visible()
    expect(signed_in).to_have_url(re.compile(r"/mois\?annee=2023&mois=7$"))
    assert was_not_reloaded(signed_in)


def test_a_month_opens_from_its_bar_by_the_keyboard(signed_in: Page) -> None:
    open_screen(signed_in, "/?annee=2023")

    signed_in.locator("#mois-graphiques td a").nth(1).focus()
    signed_in.keyboard.press("Enter")

    expect(signed_in.locator(MONTH.format(2))).to_be_visible()


def test_arrow_keys_turn_the_months_and_back_returns(signed_in: Page) -> None:
    open_screen(signed_in, "/mois?annee=2023&mois=2")

    signed_in.keyboard.press("ArrowRight")
    expect(signed_in.locator(MONTH.format(3))).to_be_visible()
    signed_in.keyboard.press("ArrowLeft")
    expect(signed_in.locator(MONTH.format(2))).to_be_visible()
    signed_in.go_back()

    expect(signed_in.locator(MONTH.format(3))).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["/mois?annee=2023&mois=10", "/mois?annee=2023&mois=8", "/mois?centre=centre-fictif&mois=10"],
)
def test_a_month_prints_on_one_sheet(signed_in: Page, address: str) -> None:
    open_screen(signed_in, address)

    paper = signed_in.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_a_year_is_chosen_by_the_keyboard_and_kept_in_the_address(signed_in: Page) -> None:
    open_screen(signed_in, "/?centre=centre-fictif")
    years = signed_in.get_by_role("navigation", name="Année")
    before = years.locator("[aria-current]").inner_text()
    earlier = str(int(before) - 1)

    years.get_by_role("link", name=earlier).focus()
    signed_in.keyboard.press("Enter")

    expect(years.locator("[aria-current]")).to_have_text(earlier)
    expect(signed_in).to_have_url(re.compile(rf"annee={earlier}"))
    expect(years.get_by_role("link", name=earlier)).to_be_focused()


def test_a_contrat_is_chosen_on_the_map(signed_in: Page) -> None:
    open_screen(signed_in, "/carte?annee=2023")

    signed_in.locator("svg path[aria-label*='Grand Besançon']").last.click()

    expect(signed_in.locator("#territoire")).to_have_text("Grand Besançon Métropole")
    expect(signed_in).to_have_url(re.compile("territoire=CV074"))


def test_a_contrat_is_chosen_in_the_table_by_the_keyboard(signed_in: Page) -> None:
    open_screen(signed_in, "/carte?annee=2023")

    signed_in.get_by_role("link", name="Grand Dole").first.focus()
    signed_in.keyboard.press("Enter")

    expect(signed_in.locator("#territoire")).to_have_text("Grand Dole")


def test_a_search_is_kept_in_the_address(signed_in: Page) -> None:
    open_screen(signed_in, "/rencontres?annee=2023")

    signed_in.get_by_label("Rechercher").fill("oxygene")
    signed_in.keyboard.press("Enter")

    expect(signed_in.get_by_role("status").filter(has_text="oxygene")).to_contain_text("3")
    expect(signed_in).to_have_url(re.compile("recherche=oxygene"))


def test_a_wrong_page_is_told_in_french(signed_in: Page) -> None:
    signed_in.goto("/nimporte")

    expect(signed_in.locator("body")).to_contain_text("page")
    expect(signed_in.get_by_role("link")).to_have_count(1)
