"""Every page of the demonstration says what it is; those of the fictional centre say it too."""

import pytest
from streamlit.testing.v1 import AppTest

from components.site_map import PAGES, Screen
from domain.roles import Role
from tests.pages.opening import FICTIONAL, REAL, ROOT
from tests.signing_in import sign_in

pytestmark = pytest.mark.usefixtures("standing_demonstration")


def notices(centre: str, screen: Screen) -> tuple[bool, bool]:
    """Whether the page says it is a demonstration, and that its data are fictional."""
    app = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=20)
    sign_in(app, "direction" if screen.role <= Role.DIRECTOR else "admin", centre)
    app.run()
    app.query_params["centre"] = centre
    page = app.switch_page(f"../pages/{screen.file}").run()
    assert not page.exception
    shown = "\n".join(element.proto.body for element in page.get("html"))
    assert f"centre={centre}" in shown
    return "Base de démonstration" in shown, "Données fictives" in shown


@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.file)
def test_fictional_data_are_announced_on_every_page(screen: Screen) -> None:
    assert notices(FICTIONAL, screen) == (True, True)
    assert notices(REAL, screen) == (True, False)
