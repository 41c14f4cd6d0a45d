"""Values that no browser would send: Streamlit hands on any text as the choice of a list.

A callback runs before the page is drawn again: what it reads was checked by nobody but us.
"""

import pytest
from sqlmodel import col, select
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from db.models import Account, Membership
from db.unit_of_work import Author, reading
from domain.roles import Role
from tests.pages.opening import open_page
from tests.signing_in import sign_in

pytestmark = pytest.mark.only_sqlite(reason="what is forged is refused before the database")
FORGED = "forgé"


def page_with_lists() -> None:
    import streamlit as st

    from components.auth import require
    from components.forms import Form
    from domain.roles import Role

    options = {"a": "Un", "b": "Deux"}
    form = Form(require(Role.READER), "essai", {"one": None, "few": None, "many": [], "new": []})
    form.begin() if not form.is_begun else None
    form.one_of("one", "Une", options)
    form.side_by_side("few", "Peu", options)
    form.several("many", "Des", options)
    form.several("new", "Autres", options, accept_new_options=True)
    st.button("Lire", on_click=lambda: st.session_state.update(read=form.typed))


def send(page: AppTest, **values: str | list[str]) -> AppTest:
    """What a member may write in his websocket: these values, and the button, in one message."""
    states = WidgetStates()
    for widget in (*page.selectbox, *page.multiselect, *page.button_group):
        value = values.get((widget.key or "").rpartition(".")[2])
        if isinstance(value, list):
            state = WidgetState(id=widget.id)
            state.string_array_value.data.extend(value)
            states.widgets.append(state)
        elif value:
            states.widgets.add(id=widget.id, string_value=value)
    states.widgets.extend(WidgetState(id=b.id, trigger_value=True) for b in page.button[-1:])
    return page._run(states)


def opened() -> AppTest:
    page = AppTest.from_function(page_with_lists)
    sign_in(page, "lea")
    return page.run()


@pytest.mark.usefixtures("chief")
def test_a_form_reads_no_choice_that_it_did_not_offer() -> None:
    page = send(opened(), one=FORGED, few=[FORGED], many=["Deux", FORGED], new=[FORGED])

    assert page.session_state["read"] == {"one": None, "few": None, "many": ["b"], "new": [FORGED]}


@pytest.mark.usefixtures("chief")
def test_a_form_reads_the_choices_that_it_offered() -> None:
    page = send(opened(), one="Un", few=["Deux"], many=["Un", "Deux"])

    assert page.session_state["read"] == {"one": "a", "few": "b", "many": ["a", "b"], "new": []}


@pytest.mark.parametrize("forged", [FORGED, "9", "-1", "4\0"])
def test_a_role_that_is_not_one_changes_no_right(forged: str, chief: Author, lea: int) -> None:
    page = open_page("comptes", "chef", compte=str(lea))
    key = f"droits-{lea}-un"
    states = WidgetStates()
    states.widgets.add(id=page.selectbox(key=key).id, string_value=forged)

    page._run(states)

    with reading() as session:
        held = select(Membership.role).join(Account).where(col(Account.id) == lea)
        roles = session.exec(held.where(Membership.centre_id == chief.centre_id)).all()
    assert (roles, list(page.exception)) == ([Role.READER], [])
    assert not [error.value for error in page.error]
