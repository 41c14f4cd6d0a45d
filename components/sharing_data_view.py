"""Partage: who may read the public data of the centre, and where other programs read them."""

import secrets
from functools import partial

import streamlit as st

from components.auth import author
from components.data import read_afresh, write
from components.entry_rows import act
from components.filters import available_years
from components.sharing_view import forget_secret, origin, reveal, show_fresh
from components.templates import show
from db.commands import sharing as commands
from db.commands.accounts import digest
from db.queries import public_data
from db.queries.public_data import AccessAsSet
from domain.entry import EntryError
from domain.formats import NBSP, NNBSP, moment
from domain.roles import User

KEY_READY = f"**La clé est prête.** Copiez-la maintenant{NBSP}: elle ne sera plus montrée."


def show_public_data(user: User) -> None:
    found = read_afresh(public_data.access_set, centre_id=user.centre.centre_id, role=user.role)
    st.subheader("Données publiques", anchor=False)
    since = moment(found.key_since, user.centre.timezone) if found.key_since else None
    years = [
        (year, f"/api/indicateurs/{user.centre.slug}/{year}") for year in available_years(user)
    ]
    show(
        "sharing_data.html",
        access=found,
        since=since,
        years=years[::-1],
        example=_example(user, found),
    )
    _show_key(user, found)
    show_fresh(user, "clé", KEY_READY)
    _show_opening(user, found)


def _example(user: User, found: AccessAsSet) -> str:
    """A command that reads the last year, the key being kept out of it."""
    address = f"{origin()}/api/indicateurs/{user.centre.slug}/{available_years(user)[-1]}.json"
    key = "" if found.is_open else '-H "Authorization: Bearer LA-CLÉ" '
    return f"curl {key}{address}"


def _show_key(user: User, found: AccessAsSet) -> None:
    with st.container(horizontal=True):
        if found.key_since is None:
            st.button("Créer une clé", on_click=_renew, args=(user,))
            return
        with st.popover("Renouveler la clé…", key="renouveler"):
            st.markdown("La clé d’aujourd’hui n’ouvrira plus rien.")
            st.button("Oui, renouveler", on_click=_renew, args=(user,))
        with st.popover("Révoquer la clé…", key="revoquer-cle"):
            st.markdown("Les programmes qui la tiennent ne liront plus rien.")
            revoke = partial(act, user, commands.revoke_key)
            st.button("Oui, révoquer la clé", on_click=forget_secret, args=(revoke,))


def _show_opening(user: User, found: AccessAsSet) -> None:
    if found.is_open:
        close = partial(act, user, commands.open_data, is_open=False)
        st.button("Ne plus ouvrir à tous", on_click=close)
        return
    with st.popover("Ouvrir à tous…", key="ouvrir"):
        st.markdown(
            f"Chacun pourra lire les chiffres des mois arrêtés, sans clé. Les ouvrir{NNBSP}?"
        )
        give = partial(act, user, commands.open_data, is_open=True)
        st.button("Oui, ouvrir à tous", on_click=give)


def _renew(user: User) -> None:
    key = secrets.token_urlsafe(32)
    try:
        write(commands.renew_key, author(user), key_digest=digest(key))
    except EntryError as refused:
        st.error(str(refused))
        return
    reveal(user, "clé", key)
