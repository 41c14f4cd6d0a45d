"""The wall of testimonials."""

from collections.abc import Collection
from typing import Any

import streamlit as st

from components.filters import (
    THEME,
    YEAR,
    asked,
    available_years,
    choose_optional,
    region,
    themes,
    whole_number,
)
from components.links import link
from components.list_export import offer_sheet
from components.templates import show
from domain import workbook_lists
from domain.formats import MONTHS, NBSP, count, enumeration, month
from domain.listings import Card, Wall
from domain.places import Place
from domain.roles import Role, User
from domain.vocabulary import Consent, Family, TerritoryLevel

ADDRESS = "temoignages"
MONTH, FAMILY, ORGANISATION, TERRITORY = "mois", "famille", "structure", "territoire"
FAMILIES = {family.value: family.label for family in Family}


def show_wall(wall: Wall, user: User) -> None:
    places = {place.id: place for place in region(user)}
    options = _options(wall, user, places)
    with st.container(horizontal=True, key="filtres-paroles"):
        for name, (label, choices) in options.items():
            choose_optional(name, label, choices)
    chosen = {name: asked(name, choices) for name, (_, choices) in options.items()}
    cards = [card for card in wall.cards if _matches(card, chosen, places)]
    show(
        "testimonials.html",
        cards=[_card(card, places, user) for card in cards],
        entry_href=link("parole") if user.can_act_as(Role.EDITOR) else None,
        told=_told(cards, wall),
        silent_families=[f.label for f in Family if f not in {c.family for c in wall.cards}],
        silent_places=_silent(wall, places),
    )
    names = {key: place.name for key, place in places.items()}
    listed = workbook_lists.testimonials(cards, names, themes(user))
    year = chosen[YEAR]
    offer_sheet(user, ADDRESS, listed, int(year) if year else None)


def _options(
    wall: Wall, user: User, places: dict[int, Place]
) -> dict[str, tuple[str, dict[str, str]]]:
    """For each filter its label and the choices that would find something."""
    cards = wall.cards
    years = _with_asked(YEAR, {c.year for c in cards}, available_years(user))
    months = _with_asked(MONTH, {c.month for c in cards}, range(1, 13))
    known = themes(user)
    spoken = {place.code: place.name for c in cards if (place := places.get(c.territory_id or 0))}
    return {
        YEAR: ("Année", {str(year): str(year) for year in reversed(years)}),
        MONTH: ("Mois", {str(n): MONTHS[n - 1] for n in months}),
        FAMILY: ("Famille", {f: FAMILIES[f] for f in sorted({c.family.value for c in cards})}),
        ORGANISATION: ("Structure", {n: n for n in sorted({c.organisation for c in cards})}),
        TERRITORY: ("Territoire", dict(sorted(spoken.items(), key=lambda item: item[1]))),
        THEME: ("Thème", {i: n for i, n in known.items() if int(i) in {c.theme_id for c in cards}}),
    }


def _with_asked(name: str, found: set[int], known: Collection[int]) -> list[int]:
    """With that of the address where it exists: of a month without a testimonial, none is told."""
    raw = whole_number(st.query_params.get(name, ""))
    return sorted(found | ({raw} & set(known) if raw else set()))


def _matches(card: Card, chosen: dict[str, str | None], places: dict[int, Place]) -> bool:
    place = places.get(card.territory_id or 0)
    held = {
        YEAR: str(card.year),
        MONTH: str(card.month),
        FAMILY: card.family.value,
        ORGANISATION: card.organisation,
        TERRITORY: place.code if place else None,
        THEME: str(card.theme_id),
    }
    return all(value is None or held[name] == value for name, value in chosen.items())


def _card(card: Card, places: dict[int, Place], user: User) -> dict[str, Any]:
    place = places.get(card.territory_id or 0)
    return {
        "quote": card,
        "month": month(card.year, card.month),
        "month_href": link("mois", annee=card.year, mois=card.month),
        "place": place.name if place else None,
        "meeting_href": link("rencontre", id=card.meeting_id) if card.meeting_id else None,
        "consent": _restriction(card),
        "change_href": link("parole", id=card.id) if user.can_act_as(Role.EDITOR) else None,
    }


def _restriction(card: Card) -> str | None:
    """« Accord : équipe seulement », for what is not meant for all."""
    if card.consent is Consent.PUBLIC:
        return None
    return f"Accord{NBSP}: {card.consent.label.lower()}"


def _told(cards: list[Card], wall: Wall) -> str:
    told = f"{count(len(cards), 'témoignage')}."
    if not wall.hidden:
        return told
    verb = "n’est pas montré" if wall.hidden == 1 else "ne sont pas montrés"
    return (
        f"{told} {count(wall.hidden, 'autre')} {verb}{NBSP}: accord retiré, expiré, ou réservé "
        "à d’autres lecteurs."
    )


def _silent(wall: Wall, places: dict[int, Place]) -> str:
    """The contrats nobody spoke for, in words."""
    spoken = {
        place.contrat_id for card in wall.cards if (place := places.get(card.territory_id or 0))
    }
    silent = [
        place.name
        for place in places.values()
        if place.level is TerritoryLevel.CONTRAT_DE_VILLE and place.id not in spoken
    ]
    return enumeration(silent)
