"""The fields of a meeting: those in sight, those folded."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import streamlit as st

from components.filters import region, territories_of, today
from components.forms import Form
from components.templates import show
from db.queries import meeting_form as queries
from domain import entry
from domain.formats import NBSP, count, short_day
from domain.half_days import OF_THE_HOURS, RULE, half_days
from domain.likeness import guessed_family
from domain.meeting_entry import LABELS, ROLES, status_typed
from domain.places import Place
from domain.roles import User
from domain.vocabulary import (
    Family,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    TerritoryLevel,
)

FORMATS = {item.value: item.label for item in MeetingFormat}
STATUSES = {item.value: item.label for item in MeetingStatus}
MODALITIES = {item.value: item.label for item in Modality}
SCOPES = {item.value: item.label for item in MeetingScope}
# The choices of each field that is a list, to say them in words.
YES_OR_NO: Mapping[Any, str] = {True: "oui", False: "non"}
OPTIONS: Mapping[str, Mapping[str, str]] = {
    **{"format": FORMATS, "status": STATUSES, "modality": MODALITIES, "scope": SCOPES},
    "announced": YES_OR_NO,
}
FAMILIES = {item.value: item.label for item in Family}
ANNOUNCED_HELP = (
    "Dans l’agenda public du centre, s’il en a un\u00a0: titre, date et heures, lieu, thèmes, "
    "structures, lien d’inscription. Jamais un nom, ni les notes."
)

WITHDRAWN = (
    "Elle quittera l’agenda public\u202f; les agendas abonnés la verront annulée, sans son titre. "
    "Qui l’a ajoutée seule à son agenda l’y gardera. Si elle n’a pas lieu, laissez-la annoncée et "
    "choisissez l’état «\u00a0Annulée\u00a0»."
)


def show_known(form: Form, user: User) -> None:
    form.text("title", "Titre (obligatoire)")
    left, middle, right = st.columns([2, 1, 2])
    with left:
        form.one_of("format", "Format (obligatoire)", FORMATS)
    with middle:
        form.text("held_on", "Date (obligatoire)", placeholder=short_day(today(user)))
    _propose_status(form, today(user))
    with right:
        form.side_by_side("status", "État", STATUSES)
    _show_places(form, user)
    left, right = st.columns(2)
    with left:
        form.text("headcount", "Effectif", placeholder="à venir")
        if _is_doubtful(form, today(user)):
            form.tick("large", "L’effectif est bien celui-là")
    with right:
        form.side_by_side("modality", "Modalité", MODALITIES)
    _show_announced(form, today(user))


def _show_announced(form: Form, now: date) -> None:
    """A tick for what is to come; what took place unannounced is not asked about."""
    if not form.typed["announced"] and status_typed(form.typed, now) is not MeetingStatus.PLANNED:
        form.hold("announced")
        return
    form.tick("announced", "Annoncer au public", help=ANNOUNCED_HELP)
    if form.opened.get("announced") and not form.typed["announced"]:
        show("entry_note.html", text=WITHDRAWN)


def _propose_status(form: Form, now: date) -> None:
    """Planned for a day to come, held for one that is past, until someone chooses."""
    status = status_typed(form.typed, now).value
    if form.typed["status"] in (None, form.typed["proposed"]):
        form.set("status", status)
        form.set("proposed", status)


def _is_doubtful(form: Form, now: date) -> bool:
    with suppress(ValueError):
        value, _ = entry.read_headcount(form.typed["headcount"])
        held = status_typed(form.typed, now) is MeetingStatus.HELD
        return held and entry.doubt(value) is not None
    return False


def _show_places(form: Form, user: User) -> None:
    """The département first: it leaves few territories to choose among."""
    places, labels = region(user), territories_of(user)
    contrats = {p.code for p in places if p.level is TerritoryLevel.CONTRAT_DE_VILLE}
    departements = {p.code: p.name for p in places if p.level is TerritoryLevel.DEPARTEMENT}
    left, right = st.columns([1, 3])
    with left:
        form.one_of("departement", "Département", departements, placeholder="Toute la région")
    chosen = form.typed["departement"]
    kept = set(form.typed["territories"] or ())
    with right:
        form.several(
            "territories",
            "Territoires",
            {
                code: label
                for code, label in sorted(labels.items(), key=lambda item: item[0] not in contrats)
                if chosen is None or code in kept or _is_in(code, chosen, places)
            },
            placeholder="Contrat de ville, commune ou quartier",
        )


def _is_in(code: str, departement: str, places: tuple[Place, ...]) -> bool:
    parents = {place.id: place for place in places}
    step = next((place for place in places if place.code == code), None)
    while step is not None and step.code != departement:
        step = parents.get(step.parent_id or 0)
    return step is not None


def show_rest(form: Form, choices: queries.Choices) -> None:
    for column, (field, hint) in zip(
        st.columns(3), (("start", "14h"), ("end", "16h30"), ("half_days", "calculé")), strict=True
    ):
        with column:
            form.text(field, LABELS[field], placeholder=hint)
    show("entry_note.html", text=_half_days_told(form))
    form.text("place", LABELS["place"])
    _show_series(form, choices)
    form.several("themes", LABELS["themes"], _same(choices.themes), accept_new_options=True)
    for field in ROLES:
        form.several(field, LABELS[field], _same(choices.organisations), accept_new_options=True)
    _show_new_organisations(form, choices)
    form.side_by_side("scope", LABELS["scope"], SCOPES)
    form.text("registration_url", LABELS["registration_url"], placeholder="https://")
    form.text("replay_url", LABELS["replay_url"], placeholder="https://")
    form.text("highlight", LABELS["highlight"])
    form.area("notes", LABELS["notes"])
    form.area(
        "speakers",
        "Intervenants",
        placeholder="Un par ligne\u00a0: Prénom NOM, fonction, structure",
    )


def _half_days_told(form: Form) -> str:
    """What the hours make, before it is saved."""
    with suppress(ValueError):
        hours = [entry.read_time(form.typed[field]) for field in ("start", "end")]
        if found := half_days(*hours):
            return f"D’après les heures{NBSP}: {count(found, 'demi-journée')} ({OF_THE_HOURS})."
    return RULE


def _show_series(form: Form, choices: queries.Choices) -> None:
    left, middle, right = st.columns([2, 1, 2])
    with left:
        form.one_of(
            "series",
            LABELS["series"],
            _with(choices.series, form.typed["series"]),
            accept_new_options=True,
        )
    _propose_number(form, choices)
    with middle:
        form.text("series_number", LABELS["series_number"])
    with right:
        form.one_of(
            "programme",
            LABELS["programme"],
            _with(choices.programmes, form.typed["programme"]),
            accept_new_options=True,
        )


def _propose_number(form: Form, choices: queries.Choices) -> None:
    """The one after the last, in place of none or of the one proposed for another series."""
    series, former = form.typed["series"], form.typed["numbered"]
    if series == former:
        return
    form.set("numbered", series)
    if form.typed["series_number"] in ("", _next_number(choices, former)):
        form.set("series_number", _next_number(choices, series))


def _next_number(choices: queries.Choices, series: str | None) -> str:
    return str(choices.series.get(series, 0) + 1) if series else ""


def _show_new_organisations(form: Form, choices: queries.Choices) -> None:
    """The family of each organisation that the centre does not know yet."""
    named = {name for field in ROLES for name in form.typed[field] or ()}
    known = {entry.plain(name) for name in choices.organisations}
    families: dict[str, str] = form.typed["families"]
    for name in sorted(named):
        if entry.plain(name) in known:
            continue
        families.setdefault(name, guessed_family(name).value)
        st.selectbox(
            f"Famille de «\u00a0{name}\u00a0», nouvelle structure",
            list(FAMILIES),
            format_func=FAMILIES.__getitem__,
            index=list(FAMILIES).index(families[name]),
            key=form.key(f"family {name}"),
            on_change=_keep_family,
            args=(form, name),
        )


def _keep_family(form: Form, name: str) -> None:
    chosen = st.session_state[form.key(f"family {name}")]
    if chosen in FAMILIES:
        form.typed["families"][name] = chosen
        form.keep()


def _same(names: Mapping[str, Any] | tuple[str, ...]) -> dict[str, str]:
    return {name: name for name in names}


def _with(names: Mapping[str, Any] | tuple[str, ...], chosen: str | None) -> dict[str, str]:
    """The names, and the one that was added."""
    return _same((*names, *([chosen] if chosen else [])))
