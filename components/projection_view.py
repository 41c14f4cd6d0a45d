"""A presentation on the wall, and on the desk of who speaks."""

from functools import partial

import streamlit as st

from components.deck_view import deck_html, presenter_html
from components.links import here
from components.presentation import (
    CONTENT,
    SCENE,
    Asked,
    Frozen,
    asked_number_of_scene,
    asked_presentation,
    asked_scenario,
    asked_seconds,
    kept_notes,
    move,
    restart,
    resume,
    start,
    texts_of,
)
from components.projection_notes import NOTE, show_note
from components.projection_rows import rows_link
from components.titles import show_empty
from domain.formats import NBSP, NNBSP
from domain.roles import Role, User
from domain.scenes import Deck

PAGE, VIEW, NOTES = "projection", "vue", "notes"
REFRESHED = "Lire de nouveau les chiffres, sans quitter la scène"


def show_wall(user: User) -> None:
    """The scene of the address, of the presentation that runs or of one that starts."""
    asked, wanted, seconds = (
        asked_presentation(user, asked_scenario(user)),
        asked_number_of_scene(),
        asked_seconds(),
    )
    running = resume(user, asked.address) or start(user, asked, wanted)
    back = here(PAGE, **{SCENE: None})
    if running.deck.is_empty:
        _show_nothing(running.deck, back)
        return
    scene = min(wanted, len(running.deck.scenes))
    move(user, running, scene)
    with st.container(key="actualiser"):
        st.button("Actualiser", help=REFRESHED, on_click=_read_again, args=(user, asked))
    st.html(
        deck_html(
            running.deck,
            scene=scene,
            presentation_id=running.id,
            seconds=seconds,
            notes=texts_of(kept_notes(user)),
            rows=partial(rows_link, user, running),
            back=back,
        )
    )


def _read_again(user: User, asked: Asked) -> None:
    """The wall has moved since it was drawn: its presentation knows where it is."""
    if running := resume(user, asked.address):
        restart(user, asked, running)


def show_desk(user: User) -> None:
    """What to say, and the next scene; or one note, to write it again."""
    running = _at_hand(user)
    if running is None:
        show_empty(
            "Aucune présentation en cours",
            "La vue de l’orateur suit une présentation que vous avez démarrée.",
            here(PAGE, **{VIEW: None, SCENE: None, NOTE: None}),
            "Choisir une présentation",
        )
    elif running.deck.is_empty:
        _show_nothing(running.deck, here(PAGE, **{VIEW: None, SCENE: None}))
    elif NOTE in st.query_params:
        show_note(user, running.deck)
    else:
        _show_desk(user, running)


def _show_desk(user: User, running: Frozen) -> None:
    links = {
        scene.key: here(PAGE, **{NOTE: scene.key, SCENE: None}) for scene in running.deck.scenes
    }
    st.html(
        presenter_html(
            running.deck,
            scene=running.scene,
            presentation_id=running.id,
            notes=texts_of(kept_notes(user)),
            rows=partial(rows_link, user, running),
            timezone=user.centre.timezone,
            edit_links=links if user.can_act_as(Role.EDITOR) else {},
        )
    )


def _at_hand(user: User) -> Frozen | None:
    """The presentation of the address, started if need be; without one, the last started."""
    if not any(name in st.query_params for name in CONTENT):
        return resume(user)
    asked = asked_presentation(user, asked_scenario(user))
    return resume(user, asked.address) or start(user, asked)


def _show_nothing(deck: Deck, back: str) -> None:
    left_out = f"{NNBSP}; ".join(f"{left.label} ({left.reason})" for left in deck.left_out)
    told = f" Laissé de côté{NBSP}: {left_out}." if left_out else ""
    show_empty(
        "Rien à montrer",
        f"Aucune scène de ce scénario n’a de données sur cette période.{told}",
        back,
        "Choisir une autre présentation",
    )
