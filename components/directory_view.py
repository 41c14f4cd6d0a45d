"""The directory: what its address asks for, its two lists, and what is done from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from sqlmodel import Session

from components.auth import author
from components.data import read, write
from components.filters import (
    PER_PAGE,
    asked,
    asked_number,
    asked_order,
    asked_page,
    search_box,
    today,
)
from components.links import CENTRE, here, link
from components.list_export import may_take_names, offer_list, say_names_are_kept
from components.templates import show
from db.commands import exporting
from db.queries import directory, doubles, personal_data
from domain import list_sheets
from domain.directory import ORDERS, Line, OrganisationLine, PersonLine, search
from domain.entry import EntryError
from domain.formats import NBSP, count, short_day
from domain.retention import Unseen
from domain.roles import Role, User
from domain.vocabulary import EntryKind, Family

ADDRESS = "annuaire"
LIST, VIEW, OTHER, DONE = "liste", "vue", "avec", "fait"
LISTS = {"personnes": EntryKind.PERSON, "structures": EntryKind.ORGANISATION}
NAMES = {kind: name for name, kind in LISTS.items()}
ALL, DOUBLES, HOMELESS = "toutes", "doublons", "sans-structure"
NO_FAMILY, PAST, KEEPING = "famille", "historique", "conservation"
# Of one person, apart from the lists.
DATA = "donnees"
VIEWS = {
    EntryKind.PERSON: (ALL, DOUBLES, HOMELESS, PAST, KEEPING),
    EntryKind.ORGANISATION: (ALL, DOUBLES, NO_FAMILY, PAST),
}
LABELS = {
    ALL: "Toutes",
    DOUBLES: "Doublons possibles",
    HOMELESS: "Sans structure",
    NO_FAMILY: "Famille à préciser",
    PAST: "Fusions et suppressions",
    KEEPING: "Conservation des noms",
}
TOLD = {
    "fiche": "La fiche est enregistrée.",
    "familles": "Les familles choisies sont enregistrées.",
    "fusion": "Les deux fiches n’en font plus qu’une.",
    "deux": "C’est noté\u00a0: ces deux fiches ne seront plus rapprochées.",
    "annulation": "La fusion est annulée\u00a0: les deux fiches sont revenues.",
    "suppression": "La fiche est supprimée. Elle peut être rétablie pendant 30 jours.",
    "retour": "La fiche est rétablie.",
    "duree": "La durée de conservation est enregistrée. Personne n’est anonymisé sans vous.",
    "anonymisations": "Ces personnes sont anonymisées\u00a0: leurs noms sont oubliés, les chiffres "
    "restent.",
    "anonymisation": "La personne est anonymisée\u00a0: son nom est oublié, les chiffres restent.",
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a part of a list, a row, or a row beside another."""

    kind: EntryKind
    view: str
    row_id: int | None
    other_id: int | None

    @property
    def list_name(self) -> str:
        return NAMES[self.kind]


def asked_part() -> Asked:
    of_row = next((kind for kind in LISTS.values() if kind.value in st.query_params), None)
    kind = of_row or LISTS[asked(LIST, LISTS) or "personnes"]
    return Asked(
        kind=kind,
        view=asked(VIEW, (*VIEWS[kind], DATA) if of_row is EntryKind.PERSON else VIEWS[kind])
        or ALL,
        row_id=asked_number(kind.value) if of_row else None,
        other_id=asked_number(OTHER) if OTHER in st.query_params else None,
    )


def sheet_link(line: Line, beside: Line | None = None) -> str:
    """The address of one row, or of two side by side."""
    kind = EntryKind.PERSON if isinstance(line, PersonLine) else EntryKind.ORGANISATION
    return link(ADDRESS, **{kind.value: line.id, OTHER: beside.id if beside else None})


def all_lines(user: User, kind: EntryKind) -> tuple[Line, ...]:
    return read(directory.lines, centre_id=user.centre.centre_id, kind=kind)


def say_done() -> None:
    """What has just been done, where the address tells it."""
    if told := asked(DONE, TOLD):
        undoing = link(ADDRESS, liste=st.query_params.get(LIST), vue=PAST)
        show("directory_done.html", sentence=TOLD[told], href=undoing if told == "fusion" else None)


def do(
    user: User,
    command: Callable[..., object],
    told: str,
    then: Mapping[str, Any],
    **arguments: Any,
) -> None:
    """Run a command for a button, then show ``then`` and say what was done; or why it was not."""
    try:
        write(_returning_none, author(user), command, arguments)
    except EntryError as refused:
        st.error(str(refused))
    else:
        go({**then, DONE: told})


def go(query: Mapping[str, Any]) -> None:
    """Another address of this page, in the centre being looked at."""
    centre = st.query_params.get(CENTRE)
    given = {CENTRE: centre, **query}
    st.query_params.from_dict({key: value for key, value in given.items() if value})


def show_parts(user: User, wanted: Asked) -> None:
    """The two lists, and the parts of the one that is looked at, with what each holds."""
    lists = [
        (name.capitalize(), len(all_lines(user, kind)), link(ADDRESS, liste=name), kind)
        for name, kind in LISTS.items()
    ]
    show(
        "directory_parts.html",
        lists=[(label, size, href, kind is wanted.kind) for label, size, href, kind in lists],
        parts=[
            (
                LABELS[view],
                _size(user, wanted.kind, view),
                link(ADDRESS, liste=wanted.list_name, vue=None if view == ALL else view),
                view == wanted.view,
            )
            for view in VIEWS[wanted.kind]
            if view != KEEPING or user.can_act_as(Role.DIRECTOR)
        ],
    )


def show_lines(user: User, wanted: Asked) -> None:
    """A list, searched, sorted, by pages."""
    every = all_lines(user, wanted.kind)
    lines = homeless(every) if wanted.view == HOMELESS else every
    words = search_box("Nom, fonction, structure, e-mail…", DONE)
    order, descending = asked_order(ORDERS, "nom")
    found = sorted(search(lines, words), key=ORDERS[order][1], reverse=descending)
    page, pages = asked_page(len(found))
    show(
        "directory_list.html",
        told=_told(len(found), wanted.kind, words),
        lines=[_row(line) for line in found[(page - 1) * PER_PAGE : page * PER_PAGE]],
        columns=[_column(name, order, descending) for name in ORDERS],
        beside="Structure" if wanted.kind is EntryKind.PERSON else "Famille",
        empty=not every,
        csv=_csv(user, wanted.kind),
        searched=bool(words.strip()),
        page=page,
        pages=[(n, here(ADDRESS, page=n if n > 1 else None)) for n in range(1, pages + 1)],
    )
    _offer(user, wanted.kind, found)


def _csv(user: User, kind: EntryKind) -> str | None:
    """The name of the list to take away; None of names, for who may not."""
    is_kept = kind is EntryKind.PERSON and not may_take_names(user)
    return None if is_kept else f"annuaire-{NAMES[kind]}"


def _offer(user: User, kind: EntryKind, found: list[Line]) -> None:
    name = _csv(user, kind)
    if name is None:
        say_names_are_kept()
    elif kind is EntryKind.ORGANISATION:
        offer_list(user, name, *list_sheets.organisations(found))
    else:
        told = exporting.tell_directory_export
        offer_list(user, name, *list_sheets.people(found), told=told)


def unseen(user: User) -> tuple[Unseen, ...]:
    """Those whose names are kept longer than the centre wants."""
    return read(
        personal_data.past_retention,
        centre_id=user.centre.centre_id,
        role=user.role,
        today=today(user),
    )


def homeless(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(
        line for line in lines if isinstance(line, PersonLine) and line.organisation_id is None
    )


def without_family(lines: tuple[Line, ...]) -> tuple[OrganisationLine, ...]:
    return tuple(
        line for line in lines if isinstance(line, OrganisationLine) and line.family is Family.OTHER
    )


def details(line: Line) -> str:
    """« Cheffe de projet · Ville de Dole · 3 rencontres · dernière présence le 12/03/2024 »."""
    known = (
        (line.function, line.organisation, line.email)
        if isinstance(line, PersonLine)
        else (line.family.label, count(line.people, "personne"))
    )
    seen = f"dernière présence le {short_day(line.last_seen)}" if line.last_seen else None
    return " · ".join(part for part in (*known, count(line.meetings, "rencontre"), seen) if part)


def _size(user: User, kind: EntryKind, view: str) -> int | None:
    """How many lines ask to be looked at; None for a part that asks for nothing."""
    if view == DOUBLES:
        return len(read(doubles.doubles, centre_id=user.centre.centre_id, kind=kind))
    if view == KEEPING:
        return len(unseen(user)) or None
    if view == HOMELESS:
        return len(homeless(all_lines(user, kind)))
    if view == NO_FAMILY:
        return len(without_family(all_lines(user, kind)))
    return None


def _told(found: int, kind: EntryKind, words: str) -> str:
    about = f" pour «{NBSP}{words.strip()}{NBSP}»" if words.strip() else ""
    return f"{count(found, kind.value)}{about}."


def _row(line: Line) -> dict[str, Any]:
    return {
        "href": sheet_link(line),
        "line": line,
        "detail": line.function if isinstance(line, PersonLine) else None,
        "beside": line.organisation if isinstance(line, PersonLine) else line.family.label,
    }


def _column(name: str, current: str, descending: bool) -> dict[str, Any]:
    """A heading that sorts; asked again, it sorts the other way round."""
    label, _, numeric = ORDERS[name]
    active = name == current
    reverse = not descending if active else name != "nom"
    return {
        "label": label,
        "numeric": numeric,
        "aria": ("descending" if descending else "ascending") if active else "none",
        "href": here(ADDRESS, tri=f"-{name}" if reverse else name, page=None, fait=None),
    }


def _returning_none(
    session: Session, command: Callable[..., object], arguments: dict[str, Any]
) -> None:
    command(session, **arguments)
