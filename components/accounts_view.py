"""Comptes: the accounts of the centres one administers, and the form that invites."""

import secrets
from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.accounts_link import reveal
from components.data import read_afresh
from components.entry_rows import act, show_refusal
from components.filters import PER_PAGE, asked, asked_page, choose_optional, search_box
from components.forms import Form
from components.links import CENTRE, here, link
from components.list_export import offer_list
from components.templates import show
from db.commands import administering as commands
from db.commands import exporting
from db.commands.accounts import digest
from db.queries import administering
from domain.accounts import (
    AccountSheet,
    AccountState,
    listed,
    read_invitation,
    roles_by_name,
    search,
)
from domain.formats import count, moment
from domain.roles import Membership, Role, User

ADDRESS = "comptes"
ACCOUNT, WHERE, STATE, INVITING = "compte", "dans", "etat", "inviter"
STATES = {state.name.lower(): state for state in AccountState}
NO_ROLE = "Aucun droit"


def all_sheets(user: User) -> tuple[AccountSheet, ...]:
    """As they are now: sessions open and close at any moment."""
    return read_afresh(administering.sheets, administrator_id=user.id)


def administered(user: User) -> list[Membership]:
    """The centres the user administers, the one he looks at first."""
    return sorted(
        (centre for centre in user.centres if centre.role is Role.ADMIN),
        key=lambda centre: centre.centre_id != user.centre.centre_id,
    )


def show_invitation(user: User) -> None:
    """The way to the form, or the form."""
    if INVITING not in st.query_params:
        show("accounts_invite.html", href=here(ADDRESS, **{INVITING: "oui"}))
        return
    with st.container(border=True, key="inviter"):
        st.subheader("Inviter quelqu’un", anchor=False)
        _show_form(user)


def show_list(user: User) -> None:
    sheets = all_sheets(user)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres-comptes"):
        words = search_box("Nom, identifiant, e-mail, droits…")
        centres = {centre.slug: centre.name for centre in administered(user)}
        if len(centres) > 1:
            choose_optional(WHERE, "Centre", centres)
        choose_optional(STATE, "État", {key: state.value for key, state in STATES.items()})
    found = _kept(search(sheets, words), asked(WHERE, centres), asked(STATE, STATES))
    page, pages = asked_page(len(found))
    show(
        "accounts.html",
        lines=[
            (sheet, link(ADDRESS, **{ACCOUNT: sheet.id}), _last(user, sheet))
            for sheet in found[(page - 1) * PER_PAGE : page * PER_PAGE]
        ],
        told=f"{count(len(found), 'compte')}.",
        page=page,
        pages=[(number, here(ADDRESS, page=number)) for number in range(1, pages + 1)],
    )
    offer_list(user, ADDRESS, *listed(found, user.centre.timezone), told=exporting.tell_accounts)


def _kept(
    sheets: Sequence[AccountSheet], where: str | None, state: str | None
) -> list[AccountSheet]:
    return [
        sheet
        for sheet in sheets
        if (where is None or where in {right.slug for right in sheet.rights})
        and (state is None or sheet.state is STATES[state])
    ]


def _last(user: User, sheet: AccountSheet) -> str:
    if sheet.last_sign_in_at is None:
        return "jamais"
    return moment(sheet.last_sign_in_at, user.centre.timezone)


def _show_form(user: User) -> None:
    others = administered(user)[1:]
    blank = {"name": "", "email": "", "role": None}
    form = Form(user, "compte", {**blank, **{_field(centre): None for centre in others}})
    if not form.open():
        return
    name, email = st.columns(2)
    with name:
        form.text("name", "Nom (obligatoire)", placeholder="Ex.\u00a0: Marie Martin")
    with email:
        form.text("email", "E-mail (obligatoire)", placeholder="Ex.\u00a0: marie@example.org")
    form.side_by_side("role", f"Droits dans {user.centre.name} (obligatoire)", roles_by_name())
    for centre in others:
        form.one_of(
            _field(centre), f"Droits dans {centre.name}", roles_by_name(), placeholder=NO_ROLE
        )
    show_refusal(form)
    with st.container(horizontal=True):
        st.button("Créer l’invitation", type="primary", on_click=_invite, args=(form, others))
        st.button("Ne pas inviter", on_click=_close, args=(form,))
    show("accounts_note.html")


def _field(centre: Membership) -> str:
    return f"role-{centre.slug}"


def _invite(form: Form, others: Sequence[Membership]) -> None:
    token, typed = secrets.token_urlsafe(32), dict(form.typed) if form.is_begun else {}
    account_id = form.save(partial(commands.invite, token_digest=digest(token)), read_invitation)
    if account_id is None:
        return
    for centre in others:
        if role := typed[_field(centre)]:
            set_role(form.user, centre, account_id, Role(int(role)))
    reveal(form.user, account_id, token)
    go_to(account_id)


def set_role(user: User, centre: Membership, account_id: int, role: Role | None) -> None:
    """Written in the centre it is about: it is there that the right to do it is asked."""
    there = User(user.id, user.username, user.name, centre, user.centres)
    act(there, commands.set_role, account_id=account_id, role=role)


def go_to(account_id: int) -> None:
    """The sheet of an account, in the centre being looked at."""
    given = {CENTRE: st.query_params.get(CENTRE), ACCOUNT: str(account_id)}
    st.query_params.from_dict({key: value for key, value in given.items() if value})


def _close(form: Form) -> None:
    form.leave()
    st.query_params.pop(INVITING, None)
