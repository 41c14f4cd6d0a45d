"""The month’s own entry: its audience in one grid, its highlights in their order."""

from datetime import date

import streamlit as st

from components.audience_view import rows_of
from components.data import read, read_afresh
from components.entry_rows import SAVED, show_refusal
from components.filters import MONTH, YEAR, quoted, refuse, today, whole_number
from components.forms import Form
from components.links import link
from components.markdown import literal
from components.ordering import draw_moves, reorder
from components.stale import show_stale
from components.templates import show
from db.commands.month_entry import save_audience, save_highlights
from db.queries import audience, highlights, years
from db.queries.highlights import MonthMeeting
from domain.closing_words import entry_of_the_month
from domain.entry import FIRST_YEAR
from domain.formats import MONTHS, NBSP, month, number, short_date
from domain.month_entry import (
    BLANK_AUDIENCE,
    audience_as_typed,
    blank_highlights,
    highlights_as_typed,
    read_audience,
    read_highlights,
    text_field,
)
from domain.periods import add_months
from domain.roles import User
from domain.vocabulary import AudienceKey

AUDIENCE, HIGHLIGHTS = "audience", "temps-forts"


def month_asked(user: User) -> tuple[int, int]:
    """The month of the address, any that has begun; the present one without it."""
    now = today(user)
    raw_year = st.query_params.get(YEAR, str(now.year))
    raw_month = st.query_params.get(MONTH, str(now.month))
    year, number_of_month = whole_number(raw_year) or 0, whole_number(raw_month) or 0
    if year < FIRST_YEAR or number_of_month not in range(1, 13):
        refuse(f"Le mois {quoted(raw_month)} de l’année {quoted(raw_year)} n’existe pas.")
    if (year, number_of_month) > (now.year, now.month):
        refuse("Ce mois n’a pas commencé\u00a0: rien ne peut y être saisi.")
    return year, number_of_month


def show_month_entry(user: User, year: int, number_of_month: int) -> None:
    first = date(year, number_of_month, 1)
    closing = read(years.closings, centre_id=user.centre.centre_id, year=year).get(number_of_month)
    show(
        "month_entry.html",
        name=month(year, number_of_month),
        previous=_neighbour(add_months(first, -1)),
        following=None if _is_present(first, today(user)) else _neighbour(add_months(first, 1)),
        month_href=link("mois", annee=year, mois=number_of_month),
        closed=entry_of_the_month(by_report=closing.source is not None) if closing else None,
    )
    _show_audience(user, first)
    _show_highlights(user, first)


def _show_audience(user: User, first: date) -> None:
    values = audience_as_typed(first.year, first.month, _audience(user, first))
    form = Form(user, f"audience-{first:%Y-%m}", BLANK_AUDIENCE)
    st.subheader("Audience du mois", anchor=False)
    if not form.open(values):
        return
    before = add_months(first, -1)
    known = _audience(user, before)
    with st.container(key="grille"):
        for key in AudienceKey:
            with st.container():
                form.text(key.value, key.label, placeholder="non disponible")
                told = f"{MONTHS[before.month - 1]}{NBSP}: {number(known.get(key))}"
                rows = rows_of(key, before.year) if key in known else None
                show("entry_note.html", text=told, href=rows)
    show_refusal(form)
    show_stale(form, {key.value: key.label for key in AudienceKey}, values, seen="seen")
    _show_saved(form, AUDIENCE, form.typed == {**BLANK_AUDIENCE, **values})
    st.button("Enregistrer l’audience", type="primary", on_click=_save_audience, args=(form,))


def _audience(user: User, first: date) -> dict[AudienceKey, int]:
    centre_id = user.centre.centre_id
    return read_afresh(
        audience.audience_of_month, centre_id=centre_id, year=first.year, month=first.month
    )


def _save_audience(form: Form) -> None:
    if form.save(save_audience, read_audience):
        st.query_params[SAVED] = AUDIENCE


def _show_highlights(user: User, first: date) -> None:
    where = {"centre_id": user.centre.centre_id, "year": first.year, "month": first.month}
    meetings = {
        str(meeting.id): meeting for meeting in read_afresh(highlights.meetings_of_month, **where)
    }
    st.subheader("Temps forts du mois", anchor=False)
    if not meetings:
        show("entry_note.html", text="Aucune rencontre de ce mois n’est enregistrée.")
        return
    chosen = read_afresh(highlights.highlights, **where)
    values = highlights_as_typed(first.year, first.month, chosen)
    blank = blank_highlights([meeting.id for meeting in meetings.values()])
    form = Form(user, f"temps-forts-{first:%Y-%m}", blank)
    if form.open(values):
        _draw_highlights(form, meetings, {**blank, **values})


def _draw_highlights(
    form: Form, meetings: dict[str, MonthMeeting], kept: dict[str, object]
) -> None:
    titles = {key: _title(meeting) for key, meeting in meetings.items()}
    order = [key for key in form.typed["order"] if key in meetings]
    form.set("order", order)
    for rank, key in enumerate(order, 1):
        left, right = st.columns([5, 3], vertical_alignment="center")
        with left:
            form.area(text_field(key), f"{rank}. {literal(titles[key])}", height=68)
        with right:
            draw_moves(form, "order", key, rank)
    form.hold(*(text_field(key) for key in meetings if key not in order))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        others = {key: title for key, title in titles.items() if key not in order}
        form.one_of("add", "Ajouter une rencontre du mois", others)
    right.button("Ajouter", key=form.key("append"), on_click=_append, args=(form, meetings))
    show_refusal(form)
    labels = {"order": "Ordre", **{text_field(key): title for key, title in titles.items()}}
    show_stale(form, labels, kept, {"order": titles}, seen="seen")
    _show_saved(form, HIGHLIGHTS, {**form.typed, "add": None} == kept)
    st.button(
        "Enregistrer les temps forts", type="primary", on_click=_save_highlights, args=(form,)
    )


def _append(form: Form, meetings: dict[str, MonthMeeting]) -> None:
    """The meeting chosen, at the end; its title stands for the text to be written."""
    key = form.typed["add"]
    if key is None:
        return
    if not form.typed[text_field(key)]:
        form.set(text_field(key), meetings[key].title)
    form.set("add", None)
    reorder(form, "order", [*form.typed["order"], key])


def _save_highlights(form: Form) -> None:
    if form.save(save_highlights, read_highlights):
        st.query_params[SAVED] = HIGHLIGHTS


def _show_saved(form: Form, which: str, is_as_saved: bool) -> None:
    """Said until something is typed again."""
    if st.query_params.get(SAVED) == which and is_as_saved and not form.refusal:
        year, month_ = form.typed["year"], form.typed["month"]
        steps = [("Voir le mois", link("mois", annee=year, mois=month_))]
        show("saved.html", sentence="C’est enregistré.", steps=steps)


def _title(meeting: MonthMeeting) -> str:
    return f"{short_date(meeting.held_on, meeting.date_precision)} · {meeting.title}"


def _neighbour(first: date) -> dict[str, str]:
    return {
        "href": link("saisie-du-mois", annee=first.year, mois=first.month),
        "name": month(first.year, first.month),
    }


def _is_present(first: date, now: date) -> bool:
    return (first.year, first.month) == (now.year, now.month)
