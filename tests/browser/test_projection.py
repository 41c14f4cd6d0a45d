"""The scenes as a room sees them: nothing cut or too small, nothing hard to tell, nobody named."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import Session, col, create_engine, select

from db.models import Centre, Person
from db.models import Testimonial as Quote
from domain.deck import BUILT_IN
from domain.scenes import LINE_OF_A_QUOTE
from scripts import live
from scripts.live import Server
from tests.browser.crowded_centre import MONTH, USERNAME, YEAR, add_crowded_centre
from tests.browser.projecting import SIZES, faults_of_every_scene, go_to, on_the_wall, project
from tests.browser.test_accessibility import serious_faults

pytestmark = pytest.mark.looks

REAL = "centre=trajectoire-ressources&annee=2023"
FICTIONAL = "centre=centre-fictif"
DEMONSTRATIONS = [
    f"{centre}&scenario={scenario}" for centre in (REAL, FICTIONAL) for scenario in BUILT_IN
]
BROKEN_AGAIN = """lines => lines
    .filter((line) => line.offsetHeight > 1.8 * parseFloat(getComputedStyle(line).fontSize))
    .map((line) => line.textContent)"""
CONTRAST = ("color-contrast",)


@pytest.fixture(scope="module")
def theme(live_database: str) -> int:
    """The key of a theme of the crowded centre, which is there from now on."""
    return add_crowded_centre(live_database)


@pytest.fixture(scope="module")
def crowded(
    browser: Browser,
    server: Server,
    live_database: str,
    theme: int,  # noqa: ARG001 -- its centre
) -> Iterator[Page]:
    """A page of the member of a centre where everything is too long and too many."""
    token = live.open_session(live_database, USERNAME)
    context = live.new_context(browser, server.url, token=token)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("query", DEMONSTRATIONS)
def test_every_scene_fits_at_three_sizes(signed_in: Page, query: str) -> None:
    project(signed_in, f"{query}&scene=1")

    assert faults_at_each_size(signed_in) == {}


@pytest.mark.parametrize(
    "query",
    ["scenario=annee", f"scenario=mois&mois={MONTH}", "scenario=annee&format=gap&theme={theme}"],
)
def test_what_is_too_long_or_too_many_fits_too(crowded: Page, theme: int, query: str) -> None:
    project(crowded, f"annee={YEAR}&scene=1&{query.format(theme=theme)}")

    assert faults_at_each_size(crowded) == {}


def test_the_lines_of_a_quote_are_short_and_not_broken_again(crowded: Page) -> None:
    project(crowded, f"annee={YEAR}&mois={MONTH}&scenario=mois&scene=1")
    lines = crowded.locator(".deck-wall blockquote span").all_text_contents()

    # Besides the quotation marks, « … » and their spaces.
    assert max(len(line) for line in lines) <= LINE_OF_A_QUOTE + 4
    assert sum(len(line) for line in lines) > 11_000
    assert lines_broken_again(crowded) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_scene_is_read_by_any_eye(signed_in: Page, scheme: Literal["light", "dark"]) -> None:
    signed_in.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    project(signed_in, f"{REAL}&scenario=annee&scene=1")

    assert serious_faults(signed_in) == []
    for number in first_of_each_kind(signed_in):
        go_to(signed_in, number)
        assert serious_faults(signed_in, CONTRAST) == []

    project(signed_in, f"{REAL}&scenario=annee&vue=notes")
    assert serious_faults(signed_in) == []


def test_nobody_who_came_is_named(signed_in: Page, live_database: str) -> None:
    names = people_who_gave_no_testimonial(live_database)
    assert len(names) > 1_000

    for query in (f"{FICTIONAL}&scenario=annee&scene=1", f"{FICTIONAL}&scenario=annee&vue=notes"):
        project(signed_in, query)
        html = signed_in.content()
        assert [name for name in names if name in html] == []


def faults_at_each_size(page: Page) -> dict[str, list[str]]:
    """What is wrong, by size and key of scene."""
    found: dict[str, list[str]] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        faults = faults_of_every_scene(page)
        found |= {f"{width} × {height}, {key}": said for key, said in faults.items()}
    return found


def lines_broken_again(page: Page) -> list[str]:
    """Lines of quotes written on two at 1024 × 768, where there is least room."""
    width, height = SIZES[-1]
    page.set_viewport_size({"width": width, "height": height})
    broken: list[str] = []
    for number in range(1, on_the_wall(page)[1] + 1):
        go_to(page, number)
        lines = page.locator(".scene[data-scene] .look-quote blockquote span")
        broken += lines.evaluate_all(BROKEN_AGAIN)
    return broken


def first_of_each_kind(page: Page) -> list[int]:
    """Scenes of a kind are of the same colours."""
    kinds = page.locator(".scene").evaluate_all("all => all.map((scene) => scene.className)")
    return [kinds.index(kind) + 1 for kind in dict.fromkeys(kinds)]


def people_who_gave_no_testimonial(database_url: str) -> set[str]:
    """Of the fictional centre: first name then last, and the other way round."""
    engine = create_engine(database_url)
    with Session(engine) as session:
        statement = (
            select(Person.first_name, Person.last_name)
            .join(Centre, col(Centre.id) == col(Person.centre_id))
            .where(Centre.fictional)
        )
        people = session.exec(statement).all()
        authors = session.exec(select(Quote.author)).all()
    engine.dispose()
    named = {f"{a} {b}" for first, last in people for a, b in pairwise((first, last, first))}
    return named.difference(author for author in authors if author)
