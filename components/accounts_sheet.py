"""One account: its rights, its owner, its ways in."""

import secrets
from functools import partial

import streamlit as st

from components import auth
from components.accounts_link import reveal, show_fresh_link
from components.accounts_view import (
    ACCOUNT,
    ADDRESS,
    NO_ROLE,
    administered,
    all_sheets,
    set_role,
)
from components.data import read_afresh, write
from components.entry_rows import act, show_refusal
from components.filters import asked_number, refuse
from components.forms import Form
from components.links import link
from components.templates import show
from components.titles import name_tab
from components.widget_state import give
from db.commands import administering as commands
from db.commands.accounts import digest
from db.queries import accounts
from domain.accounts import AccountSheet, AccountState, read_person, roles_by_name
from domain.devices import device
from domain.entry import EntryError
from domain.formats import NNBSP, moment
from domain.roles import Membership, Role, User

STOP = "arreter"
STOP_NOW = "Quelqu’un d’autre connaît peut-être son mot de passe\u00a0: l’arrêter tout de suite"


def is_asked() -> bool:
    """Whether the address asks for one account."""
    return ACCOUNT in st.query_params


def show_sheet(user: User) -> None:
    sheet = _asked_sheet(user)
    name_tab(sheet.name)
    show("accounts_sheet.html", sheet=sheet, facts=_facts(user, sheet), back=link(ADDRESS))
    show_fresh_link(user, sheet)
    left, right = st.columns(2, gap="large")
    with left:
        _show_rights(user, sheet)
        if not sheet.is_shared:
            _show_person(user, sheet)
    with right:
        if sheet.is_shared:
            st.info(commands.SHARED, icon=":material/info:")
        else:
            _show_ways_in(user, sheet)
            _show_sessions(user, sheet)


def _asked_sheet(user: User) -> AccountSheet:
    asked_id = asked_number(ACCOUNT)
    found = next((sheet for sheet in all_sheets(user) if sheet.id == asked_id), None)
    if found is None:
        refuse("Ce compte n’existe pas, ou n’est pas de ceux que vous administrez.")
    return found


def _facts(user: User, sheet: AccountSheet) -> list[str]:
    last = sheet.last_sign_in_at
    zone = user.centre.timezone
    facts = [f"Dernière connexion le {moment(last, zone)}." if last else "Jamais connecté."]
    if sheet.link_until:
        facts.append(f"Un lien l’attend, jusqu’au {moment(sheet.link_until, zone)}.")
    return facts


def _show_rights(user: User, sheet: AccountSheet) -> None:
    st.subheader("Droits", anchor=False)
    for centre in administered(user):
        held = sheet.role_in(centre.centre_id)
        key = f"droits-{sheet.id}-{centre.slug}"
        give(key, str(int(held)) if held else None)
        st.selectbox(
            centre.name,
            list(roles_by_name()),
            index=None,
            format_func=roles_by_name().__getitem__,
            placeholder=NO_ROLE,
            key=key,
            on_change=_change_role,
            args=(user, centre, sheet.id, key),
        )
    show("accounts_roles.html")


def _change_role(user: User, centre: Membership, account_id: int, key: str) -> None:
    chosen = st.session_state[key]
    if chosen and chosen not in roles_by_name():
        return  # no choice of the list, which is drawn again as it was
    set_role(user, centre, account_id, Role(int(chosen)) if chosen else None)


def _show_person(user: User, sheet: AccountSheet) -> None:
    st.subheader("Titulaire", anchor=False)
    held = {"name": sheet.name, "email": sheet.email or ""}
    form = Form(user, f"compte-{sheet.id}", held)
    if not form.open():
        return
    form.text("name", "Nom")
    form.text("email", "E-mail")
    show_refusal(form)
    st.button("Enregistrer", on_click=_save_person, args=(form, sheet.id))


def _save_person(form: Form, account_id: int) -> None:
    form.save(partial(commands.change_person, account_id=account_id), read_person)


def _show_ways_in(user: User, sheet: AccountSheet) -> None:
    st.subheader("Accès", anchor=False)
    with st.container(horizontal=True, key="acces"):
        if sheet.state is AccountState.SUSPENDED:
            restore = partial(act, user, commands.restore, account_id=sheet.id)
            st.button("Rétablir le compte", type="primary", on_click=restore)
            return
        _offer_link(user, sheet)
        if sheet.link_until:
            cancel = partial(act, user, commands.cancel_link, account_id=sheet.id)
            st.button("Annuler le lien", on_click=cancel)
        if sheet.id != user.id:
            _offer_suspension(user, sheet)


def _offer_link(user: User, sheet: AccountSheet) -> None:
    if sheet.state is AccountState.INVITED:
        st.button("Nouveau lien d’invitation", on_click=_make_link, args=(user, sheet.id))
        return
    with st.popover("Réinitialiser le mot de passe…", key=f"reinitialiser-{sheet.id}"):
        show("accounts_reset.html")
        if sheet.id != user.id:
            st.checkbox(STOP_NOW, key=f"{STOP}-{sheet.id}")
        st.button("Créer le lien", type="primary", on_click=_make_link, args=(user, sheet.id))


def _make_link(user: User, account_id: int) -> None:
    token = secrets.token_urlsafe(32)
    try:
        write(
            commands.make_link,
            auth.author(user),
            account_id=account_id,
            token_digest=digest(token),
            # As it is ticked now: the page may not have been drawn again since.
            stop_password=st.session_state.get(f"{STOP}-{account_id}", False),
        )
    except EntryError as refused:
        st.error(str(refused))
    else:
        reveal(user, account_id, token)


def _offer_suspension(user: User, sheet: AccountSheet) -> None:
    with st.popover("Suspendre…", key=f"suspendre-{sheet.id}"):
        st.markdown(
            f"Fermer ce compte{NNBSP}? Ses sessions et son lien s’arrêtent aussitôt. Ce que la "
            "personne a écrit garde son nom, et le compte peut être rétabli."
        )
        suspend = partial(act, user, commands.suspend, account_id=sheet.id)
        st.button("Oui, suspendre", on_click=suspend)


def _show_sessions(user: User, sheet: AccountSheet) -> None:
    opened = read_afresh(accounts.open_sessions, account_id=sheet.id)
    st.subheader("Sessions ouvertes", anchor=False)
    if not opened:
        show("entry_note.html", text="Aucune.")
        return
    for one in opened:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            since = moment(one.created_at, user.centre.timezone)
            st.markdown(f"**{device(one.agent)}**  \nDepuis le {since}")
            if one.id == auth.session_id():
                st.badge("Cette session")
                continue
            end = partial(act, user, commands.end_session, account_id=sheet.id, session_id=one.id)
            st.button("Fermer", key=f"fermer-{one.id}", on_click=end)
    if len(opened) > 1:
        end_all = partial(act, user, commands.end_sessions, account_id=sheet.id)
        st.button("Fermer toutes ses sessions", on_click=end_all)
