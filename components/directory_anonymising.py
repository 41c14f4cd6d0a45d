"""Forgetting who a person is, from the sheet: for directors, asked twice, never undone."""

import streamlit as st

from components.directory_view import ADDRESS, DATA, LIST, VIEW, Asked, do
from components.links import link
from components.list_export import may_take_names
from components.markdown import literal
from db.commands.anonymising import anonymise
from domain.directory import Line, Sheet, anonymous_name
from domain.formats import NBSP, NNBSP
from domain.roles import Role, User
from domain.vocabulary import EntryKind


def held_link(user: User, wanted: Asked) -> str | None:
    """Where all that is held about a person is shown, for who may see it."""
    if wanted.kind is not EntryKind.PERSON or not may_take_names(user):
        return None
    return link(ADDRESS, **{wanted.kind.value: wanted.row_id, VIEW: DATA})


def offer_anonymising(user: User, sheet: Sheet[Line], wanted: Asked) -> None:
    """A button that says what it does, and waits until one has said it is meant."""
    if wanted.kind is not EntryKind.PERSON or not user.can_act_as(Role.DIRECTOR):
        return
    person_id = sheet.line.id
    with st.popover("Anonymiser…", key=f"anonymise-{person_id}"):
        st.markdown(
            f"**Oublier {literal(sheet.line.name)}{NNBSP}?** Son nom, sa fonction et son e-mail "
            "disparaissent de l’annuaire, des brouillons et du journal, avec les fiches fusionnées "
            f"dans celle-ci. Ses présences restent, au nom de «{NBSP}{anonymous_name(person_id)}"
            f"{NBSP}»{NBSP}: aucun chiffre ne change."
        )
        st.markdown(
            "Les textes libres (notes, témoignages, mois arrêtés) ne sont pas réécrits. "
            f"[Voyez où son nom se lit]({held_link(user, wanted)}) et corrigez-les d’abord\u00a0: "
            "le journal oubliera aussi leurs anciennes versions."
        )
        meant = st.checkbox("Je comprends que c’est définitif", key=f"meant-{person_id}")
        st.button(
            "Anonymiser définitivement",
            key=f"forget-{person_id}",
            disabled=not meant,
            on_click=do,
            args=(user, anonymise, "anonymisation", {LIST: wanted.list_name}),
            kwargs={"person_id": person_id, "version": sheet.version},
        )
