"""All that is held about one person: shown, and handed out on request. For directors."""

from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import streamlit as st

from components.auth import author
from components.data import read, read_afresh, write
from components.directory_anonymising import offer_anonymising
from components.directory_consents import show_consents
from components.directory_view import ADDRESS, Asked
from components.filters import refuse
from components.journal_view import SEEN, SHOWN
from components.links import link
from components.list_export import may_take_names
from components.templates import show
from components.titles import name_tab
from components.who import later
from db.commands.exporting import tell_person_export
from db.queries import directory
from db.queries.personal_data import held
from domain.document_kinds import FILE_TYPES, DocumentKind
from domain.formats import NBSP, count
from domain.personal_data import Held, Place, identity, told_agreed
from domain.roles import User

# How many texts that only may name the person are shown.
MOST_UNSURE = 20
LONGEST = 240


def show_personal(user: User, wanted: Asked) -> None:
    if not may_take_names(user):
        refuse("Les données d’une personne ne s’ouvrent que par la direction.")
    found = _held(user, wanted.row_id or 0)
    name_tab(f"Données de {found.line.name}")
    show("directory_personal.html", **_identity(user, found))
    show_consents(user, found)
    show("directory_named.html", **_named(found))
    with st.container(horizontal=True):
        st.download_button(
            "Exporter ses données",
            later(lambda: _file(user, found.line.id)),
            file_name=f"{user.centre.slug}-donnees-fiche-{found.line.id}.xlsx",
            mime=FILE_TYPES[DocumentKind.PEOPLE].media,
            type="primary",
            help="Un fichier Excel à remettre à la personne. L’export est noté au journal.",
            on_click="ignore",
        )
        sheet = read(directory.person, centre_id=user.centre.centre_id, person_id=found.line.id)
        if sheet:
            offer_anonymising(user, sheet, wanted)


def _held(user: User, person_id: int) -> Held:
    found = read_afresh(held, centre_id=user.centre.centre_id, person_id=person_id, role=user.role)
    if found is None:
        refuse("Cette fiche n’existe pas dans ce centre, ou a été supprimée ou fusionnée.")
    return found


def _file(user: User, person_id: int) -> bytes:
    """Run once the button is pressed: rights are asked to the database, and the export is told."""
    write(tell_person_export, author(user), person_id=person_id)
    zone = user.centre.timezone
    # Weighs, and is seldom asked for.
    make = import_module("documents.personal_data").make
    found = _held(user, person_id)
    file: bytes = make(found, user.centre.name, zone, datetime.now(ZoneInfo(zone)))
    return file


def _identity(user: User, found: Held) -> dict[str, object]:
    return {
        "name": found.line.name,
        "back": link(ADDRESS, personne=found.line.id),
        "fields": identity(found, user.centre.timezone),
        "came": count(len(found.came), "participation"),
        "writings": found.writings,
        "past": len(found.past),
        "journal": link("journal", nature="personne", fiche=found.line.id),
    }


def _named(found: Held) -> dict[str, object]:
    unsure = [place for place in found.places if not place.is_sure]
    return {
        "testimonials": [
            (one.body[:LONGEST], told_agreed(one.agreed), link("parole", id=one.id))
            for one in found.testimonials
        ],
        "sure": [shown_place(place) for place in found.sure],
        "unsure": [shown_place(place) for place in unsure[:MOST_UNSURE]],
        "more": max(0, len(unsure) - MOST_UNSURE),
    }


def shown_place(place: Place) -> tuple[str, str, str | None]:
    """Where, what, and the way to it."""
    text = place.text if len(place.text) <= LONGEST else f"{place.text[:LONGEST]}…"
    what = f"{place.what}, caché{NBSP}: sera effacé avec le nom" if place.is_hidden else place.what
    return what, text, _href(place)


def _href(place: Place) -> str | None:
    """Nothing to open where the text is shown to nobody."""
    if place.is_hidden:
        return None
    if place.table in SEEN:
        page, name = SEEN[place.table]
        return link(page, **{name: place.row_id})
    if place.table in SHOWN:
        page, asks = SHOWN[place.table]
        at = {"annee": place.year, "mois": place.month}
        return link(page, **{name: at[name] for name in asks})
    return None
