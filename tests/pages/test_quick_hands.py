"""Who is quicker than the server loses nothing: a run sends back no value it did not change.

A value that the program sets goes out with the run, over what was chosen while it was on its way.
"""

import pytest
from streamlit.testing.v1 import AppTest

from db.unit_of_work import writing
from domain.vocabulary import AttendanceState
from tests import factories
from tests.pages.opening import FICTIONAL, open_page
from tests.pages.test_participants import meeting, opened, person

pytestmark = pytest.mark.looks
KINDS = ("selectbox", "multiselect", "button_group", "text_input", "text_area", "checkbox", "radio")


def sent_back(page: AppTest) -> list[str]:
    """The labels of the fields whose value the run set."""
    fields = [field for kind in KINDS for field in page.get(kind)]
    assert fields, "a page without a field proves nothing"
    return [field.proto.label for field in fields if field.proto.set_value]


@pytest.mark.usefixtures("standing_demonstration")
@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("saisir", {}),
        ("parole", {}),
        ("trace", {}),
        ("comptes", {}),
        ("comptes", {"inviter": "oui"}),
        ("comptes", {"compte": 2}),
        ("annuaire", {}),
        ("journal", {}),
        ("rencontres", {"filtres": "oui", "recherche": "atelier"}),
    ],
)
def test_a_run_that_changes_nothing_sends_no_value(address: str, query: dict[str, object]) -> None:
    page = open_page(address, "admin", centre=FICTIONAL, **query)

    assert sent_back(page.run()) == []


@pytest.mark.usefixtures("demonstration")
def test_ticks_of_a_roll_call_stay_with_who_ticks_fast() -> None:
    here, people = meeting(), [person("Absente", "Zoé"), person("Venu", "Yves")]
    with writing() as session:
        for one in people:
            factories.make_attendance(session, here, one, AttendanceState.REGISTERED)
    page = opened(here, facon="appel")

    assert sent_back(page.checkbox[0].check().run()) == []
    assert [box.value for box in page.checkbox] == [True, False]
