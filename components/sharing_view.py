"""Partage: links to a page of figures, each for one partner, and the ways to close them."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from components.data import read_afresh
from components.entry_rows import act, show_refusal
from components.filters import available_years, region, territories_of, today
from components.forms import Form
from components.templates import show
from db.commands import sharing as commands
from db.commands.accounts import digest
from db.queries import sharing
from domain.formats import MONTHS, NBSP, count, moment, short_day
from domain.roles import User
from domain.sharing import BLANK, LinkLine, LinkState, last_end, read_link, usual_end

# A secret just made, and whose it is: told once, and kept nowhere else.
FRESH = "partage.secret"
LINK_READY = f"**Le lien est prêt.** Copiez-le maintenant{NBSP}: il ne sera plus montré."
MONTH_NAMES = {str(number): name.capitalize() for number, name in enumerate(MONTHS, 1)}


def show_links(user: User) -> None:
    """The form of a link, the one just made, and those of the centre."""
    with st.container(border=True):
        st.subheader("Nouveau lien", anchor=False)
        _show_form(user)
    show_fresh(user, "lien", LINK_READY)
    lines = read_afresh(
        sharing.links, centre_id=user.centre.centre_id, role=user.role, today=today(user)
    )
    _show_open(user, [line for line in lines if line.state is LinkState.OPEN])
    _show_closed([line for line in lines if line.state is not LinkState.OPEN])


def reveal(user: User, kind: str, secret: str) -> None:
    """Have the page show this secret until its reader says he has copied it."""
    st.session_state[FRESH] = (user.id, user.centre.centre_id, kind, secret)


def show_fresh(user: User, kind: str, sentence: str) -> None:
    """The secret of this kind that this user has just made in this centre, if any."""
    whose = (user.id, user.centre.centre_id, kind)
    *owner, secret = st.session_state.get(FRESH) or (None,)
    if tuple(owner) != whose:
        return
    with st.container(border=True, key=f"secret-{kind}"):
        st.markdown(sentence)
        show("sharing_secret.html", secret=secret)
        st.button("Ne plus l’afficher", key=f"copie-{kind}", on_click=forget_secret)


def origin() -> str:
    """« https://maillage.example.org », as this browser knows it."""
    url = st.context.url
    # Under AppTest the address is unknown.
    known = urlsplit(url) if isinstance(url, str) else None
    return f"{known.scheme}://{known.netloc}" if known else ""


def forget_secret(then: Callable[[], None] | None = None) -> None:
    """Show it no more, for a button; ``then`` may well have made it worthless."""
    st.session_state.pop(FRESH, None)
    if then:
        then()


def _show_form(user: User) -> None:
    form = Form(user, "partage", BLANK)
    years = [str(year) for year in reversed(available_years(user))]
    if not form.open({"year": years[0], "until": short_day(usual_end(today(user)))}):
        return
    form.text("recipient", "Pour qui (obligatoire)", placeholder="Ex.\u00a0: DDETS du Jura")
    latest = short_day(last_end(today(user)))
    (year, month), (territory, until) = st.columns(2), st.columns(2)
    with year:
        form.one_of("year", "Année", {one: one for one in years})
    with month:
        form.one_of("month", "Mois", MONTH_NAMES, placeholder="Toute l’année")
    with territory:
        form.one_of("territory", "Territoire", territories_of(user), placeholder="Toute la région")
    with until:
        form.text("until", f"Jusqu’au (inclus), {latest} au plus tard")
    show_refusal(form)
    st.button("Créer le lien", type="primary", on_click=_create, args=(form,))
    show("sharing_note.html")


def _create(form: Form) -> None:
    token, user = secrets.token_urlsafe(32), form.user
    codes = {place.code: place.id for place in region(user)}
    reader = partial(read_link, today=today(user), territories=codes)
    if form.save(partial(commands.create_link, token_digest=digest(token)), reader):
        reveal(user, "lien", f"{origin()}/partage/{token}")


def _show_open(user: User, lines: list[LinkLine]) -> None:
    st.subheader("Liens ouverts", anchor=False)
    if not lines:
        show("entry_note.html", text="Aucun lien n’est ouvert.")
    for line in lines:
        with st.container(
            horizontal=True, vertical_alignment="center", border=True, key=f"lien-{line.id}"
        ):
            show("sharing_link.html", **_told(user, line))
            with st.popover("Révoquer…", key=f"revoquer-{line.id}"):
                st.markdown("La page se fermera aussitôt, et pour toujours.")
                revoke = partial(act, user, commands.revoke_link, link_id=line.id)
                st.button(
                    "Oui, révoquer",
                    key=f"confirmer-{line.id}",
                    on_click=forget_secret,
                    args=(revoke,),
                )


def _show_closed(lines: list[LinkLine]) -> None:
    if lines:
        with st.expander(f"Liens terminés ou révoqués ({len(lines)})"):
            show("sharing_closed.html", lines=lines, short_day=short_day)


def _told(user: User, line: LinkLine) -> dict[str, Any]:
    made = moment(line.made_at, user.centre.timezone)
    by = f" par {line.made_by}" if line.made_by else ""
    opened = f", la dernière le {short_day(line.opened_on)}" if line.opened_on else ""
    return {
        "line": line,
        "until": short_day(line.ends_on),
        "made": f"Créé le {made}{by}",
        "openings": f"{count(line.openings, 'ouverture')}{opened}"
        if line.openings
        else "Jamais ouvert",
    }
