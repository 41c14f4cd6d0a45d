"""What is chosen in a form and put in order: the buttons beside each place of the list."""

import streamlit as st

from components.forms import Form
from domain.month_entry import moved


def draw_moves(form: Form, field: str, item: str, rank: int) -> None:
    """Move the item of that rank up or down, or take it away; ``field`` holds the order.

    Buttons of a place in the list, not of an item: the keyboard stays on the one pressed.
    """
    last = len(form.typed[field])
    with st.container(horizontal=True, key=form.key(f"moves-{rank}")):
        for label, step, disabled in (("Monter", -1, rank == 1), ("Descendre", 1, rank == last)):
            st.button(
                label,
                key=form.key(f"{label}-{rank}"),
                disabled=disabled,
                on_click=_move,
                args=(form, field, item, step),
            )
        st.button(
            "Retirer", key=form.key(f"remove-{rank}"), on_click=_remove, args=(form, field, item)
        )


def reorder(form: Form, field: str, order: list[str]) -> None:
    form.set(field, order)
    form.keep()


def _move(form: Form, field: str, item: str, step: int) -> None:
    reorder(form, field, moved(form.typed[field], item, step))


def _remove(form: Form, field: str, item: str) -> None:
    reorder(form, field, [other for other in form.typed[field] if other != item])
