"""axe-core finds no serious fault that is ours, by day and by night."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.screens import SCREENS, open_screen

# Streamlit’s own faults, each with the reason it cannot be mended here: rule, then part of the
# selector. Whatever is not listed is ours.
STREAMLITS: tuple[tuple[str, str, str], ...] = ()

pytestmark = pytest.mark.looks

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
OPTIONS = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", SCREENS)
def test_no_serious_fault(signed_in: Page, address: str, scheme: Literal["light", "dark"]) -> None:
    signed_in.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    open_screen(signed_in, address)

    assert serious_faults(signed_in) == []


def test_the_sign_in_form_has_none_either(visitor: Page) -> None:
    open_screen(visitor, "/")

    assert serious_faults(visitor) == []


def serious_faults(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Those of all the rules that matter to us, or of these only."""
    options = {**OPTIONS, "runOnly": rules} if rules else OPTIONS
    # Through the browser’s protocol: our CSP would refuse it as a script of the page.
    page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
        if not _is_streamlits(violation["id"], node)
    ]


def _is_streamlits(rule: str, node: dict[str, Any]) -> bool:
    target = str(node["target"])
    return any(rule == known and part in target for known, part, _ in STREAMLITS)
