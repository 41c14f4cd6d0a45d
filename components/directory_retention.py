"""How long names are kept: the duration a centre chooses, and those who are past it."""

from datetime import date

import streamlit as st

from components.data import read
from components.directory_personal import shown_place
from components.directory_view import LIST, VIEW, Asked, do, unseen
from components.filters import PER_PAGE, asked_page, refuse, today
from components.links import here, link
from components.list_export import may_take_names, offer_list
from components.templates import show
from db.commands import exporting
from db.commands.retention import anonymise_unseen, set_retention
from db.queries.personal_data import retention_years, texts_past_retention
from domain.formats import NBSP, NNBSP, number
from domain.retention import PROPOSED_YEARS, YEARS, limit, told_years, unseen_rows
from domain.roles import User

# What is chosen in the two fields of the page.
CHOSEN, KEPT = "retention-years", "kept-unseen"
NEVER = 0
CHOICES = {NEVER: "Sans limite", **{years: told_years(years) for years in YEARS}}


def show_retention(user: User, wanted: Asked) -> None:
    if not may_take_names(user):
        refuse("La durée de conservation des noms est l’affaire de la direction.")
    years = read(retention_years, centre_id=user.centre.centre_id)
    _choose(user, wanted, years)
    if years is not None:
        _show_unseen(user, wanted, limit(today(user), years))


def _choose(user: User, wanted: Asked, years: int | None) -> None:
    show("directory_retention.html", told=years and told_years(years), proposed=PROPOSED_YEARS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Proposer d’anonymiser après",
            list(CHOICES),
            index=list(CHOICES).index(years or NEVER),
            format_func=CHOICES.__getitem__,
            key=CHOSEN,
            width=280,
        )
        st.button(
            "Enregistrer la durée",
            on_click=_set_retention,
            args=(user, wanted),
        )


def _show_unseen(user: User, wanted: Asked, before: date) -> None:
    found = unseen(user)
    page, pages = asked_page(len(found))
    show(
        "directory_unseen.html",
        total=len(found),
        before=before,
        lines=[
            (one, None if one.deleted_at else link("annuaire", personne=one.id))
            for one in found[(page - 1) * PER_PAGE : page * PER_PAGE]
        ],
        page=page,
        pages=[(n, here("annuaire", page=n if n > 1 else None)) for n in range(1, pages + 1)],
    )
    if not found:
        return
    told = exporting.tell_directory_export
    _warn_of_texts(user)
    offer_list(user, "noms-a-oublier", *unseen_rows(found), told=told)
    _offer_forgetting(user, wanted)


def _warn_of_texts(user: User) -> None:
    """What is not rewritten: to be corrected first, while the names are known."""
    found = read(
        texts_past_retention,
        centre_id=user.centre.centre_id,
        role=user.role,
        today=today(user),
    )
    if found:
        show("directory_texts.html", places=[shown_place(place) for place in found])


def _offer_forgetting(user: User, wanted: Asked) -> None:
    """All but those one keeps, once one has said that it is meant."""
    names = {one.id: one.name for one in unseen(user)}
    kept = st.multiselect(
        "Garder pour cette fois",
        list(names),
        format_func=names.__getitem__,
        placeholder="Personne",
        key=KEPT,
    )
    going = [key for key in names if key not in kept]
    if not going:
        return
    these = "cette personne" if len(going) == 1 else f"ces {number(len(going))} personnes"
    with st.popover(f"Anonymiser {these}…"):
        st.markdown(
            f"**Oublier {these}{NNBSP}?** Leurs noms, fonctions et e-mails disparaissent de "
            f"l’annuaire, des brouillons et du journal. Leurs présences restent{NBSP}: aucun "
            "chiffre ne change, d’aucune année. Les textes libres ne sont pas réécrits."
        )
        meant = st.checkbox("Je comprends que c’est définitif", key="meant-unseen")
        st.button(
            "Anonymiser définitivement",
            key="forget-unseen",
            disabled=not meant,
            on_click=_forget,
            args=(user, wanted, tuple(names)),
        )


def _set_retention(user: User, wanted: Asked) -> None:
    """What is chosen as the button is pressed, not as it was drawn."""
    years = st.session_state[CHOSEN] or None
    do(user, set_retention, "duree", _here(wanted), years=years)


def _forget(user: User, wanted: Asked, shown: tuple[int, ...]) -> None:
    """Those shown, but those kept as the button is pressed."""
    going = [key for key in shown if key not in st.session_state[KEPT]]
    then = _here(wanted)
    do(user, anonymise_unseen, "anonymisations", then, person_ids=going, today=today(user))


def _here(wanted: Asked) -> dict[str, str]:
    return {LIST: wanted.list_name, VIEW: wanted.view}
