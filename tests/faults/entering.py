"""A publication entered on its page, while the database fails or not."""

from streamlit.testing.v1 import AppTest

from db.unit_of_work import writing
from domain.vocabulary import PublicationKind
from tests import factories
from tests.pages.opening import open_page

EDITOR = "lea"


def ground() -> tuple[int, int]:
    """The account and the centre of who enters."""
    with writing() as session:
        account, centre = factories.make_account(session, EDITOR), factories.make_centre(session)
        factories.make_member(session, account, centre)
    return account, centre


def begin(title: str) -> AppTest:
    """The form, with all that it needs typed in."""
    at = open_page("trace", EDITOR)
    at.selectbox(key="trace.kind").set_value(PublicationKind.NOTE.value)
    return type_title(at, title)


def type_title(at: AppTest, title: str) -> AppTest:
    return at.text_input(key="trace.title").set_value(title).run()


def send(at: AppTest) -> AppTest:
    (button,) = (button for button in at.button if button.label == "Enregistrer")
    return button.click().run()


def told(at: AppTest) -> list[str]:
    """The errors on screen; none is a stack trace."""
    assert not at.exception
    return [box.value for box in at.error]


def typed(at: AppTest) -> str:
    return str(at.text_input(key="trace.title").value)


def is_saved(at: AppTest, title: str) -> bool:
    shown = "".join(element.proto.body for element in at.get("html"))
    return f"Publication enregistrée\u00a0: {title}." in shown and not told(at)
