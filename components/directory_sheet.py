"""One row of the directory, to correct; two of them side by side, to make one of them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from components.data import read
from components.directory_anonymising import held_link, offer_anonymising
from components.directory_view import (
    ADDRESS,
    DOUBLES,
    LIST,
    VIEW,
    Asked,
    all_lines,
    details,
    do,
    go,
    sheet_link,
)
from components.entry_rows import offer_deletion, show_refusal
from components.filters import refuse, today
from components.forms import Form
from components.links import link
from components.list_export import offer_list
from components.stale import show_stale
from components.templates import show
from components.titles import name_tab
from db.commands import directory as commands
from db.commands.merging import merge
from db.queries import directory
from domain import list_sheets
from domain.directory import (
    Line,
    OrganisationLine,
    Sheet,
    as_typed,
    read_organisation,
    read_person,
    told_uses,
)
from domain.entry import plain
from domain.formats import NBSP, count, short_day
from domain.likeness import closest
from domain.roles import User
from domain.vocabulary import EntryKind, Family

FAMILIES = {family.value: family.label for family in Family}
PERSON_LABELS = {
    "first_name": "Prénom",
    "last_name": "Nom",
    "function": "Fonction",
    "organisation": "Structure",
    "email": "E-mail",
}
ORGANISATION_LABELS = {"name": "Nom", "family": "Famille"}
# How many rows of near names a sheet offers to compare with.
NEAREST = 5


def show_sheet(user: User, wanted: Asked) -> None:
    sheet = _sheet(user, wanted.kind, wanted.row_id)
    name_tab(sheet.line.name)
    show(
        "directory_sheet.html",
        name=sheet.line.name,
        details=details(sheet.line),
        back=link(ADDRESS, liste=wanted.list_name),
        list_name=wanted.list_name,
        held=held_link(user, wanted),
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_form(user, sheet, wanted)
        offer_anonymising(user, sheet, wanted)
    with right:
        _show_nearest(user, sheet.line, wanted.kind)
    show("directory_meetings.html", meetings=sheet.meetings, counted=sheet.line.meetings)
    listed = list_sheets.meetings(sheet.meetings, today(user))
    offer_list(user, "rencontres-de-la-fiche", *listed)


def show_comparison(user: User, wanted: Asked) -> None:
    """Each field of both, what would move, and who decides."""
    if wanted.row_id == wanted.other_id:
        refuse("L’adresse compare une fiche à elle-même.")
    sheets = [_sheet(user, wanted.kind, row_id) for row_id in (wanted.row_id, wanted.other_id)]
    name_tab("Deux fiches")
    common = {m.id for m in sheets[0].meetings} & {m.id for m in sheets[1].meetings}
    show(
        "directory_compared.html",
        back=link(ADDRESS, liste=wanted.list_name, vue=DOUBLES),
        of_people=wanted.kind is EntryKind.PERSON,
        common=count(len(common), "rencontre") if common else None,
    )
    for column, kept, gone in zip(st.columns(2), sheets, reversed(sheets), strict=True):
        with column:
            _show_card(user, wanted, kept, gone)
    st.button(
        "Ce ne sont pas les mêmes",
        on_click=do,
        args=(user, commands.judge_different, "deux", _doubles(wanted)),
        kwargs={
            "kind": wanted.kind,
            "one_id": wanted.row_id,
            "other_id": wanted.other_id,
        },
    )


def _sheet(user: User, kind: EntryKind, row_id: int | None) -> Sheet[Line]:
    centre_id, asked_id = user.centre.centre_id, row_id or 0
    found: Sheet[Line] | None = (
        read(directory.person, centre_id=centre_id, person_id=asked_id)
        if kind is EntryKind.PERSON
        else read(directory.organisation, centre_id=centre_id, organisation_id=asked_id)
    )
    if found is None:
        refuse("Cette fiche n’existe pas dans ce centre, ou a été supprimée ou fusionnée.")
    return found


def _show_form(user: User, sheet: Sheet[Line], wanted: Asked) -> None:
    values, labels, options = as_typed(sheet), *_described(user, wanted.kind)
    form = Form(user, f"{wanted.kind.value}-{sheet.line.id}", values)
    if not form.open():
        return
    show_refusal(form)
    show_stale(form, labels, values, options)
    for field, label in labels.items():
        if field in options:
            form.one_of(field, label, options[field], placeholder="Aucune")
        else:
            form.text(field, label)
    with st.container(horizontal=True):
        st.button(
            "Enregistrer",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_save,
            args=(form, wanted),
        )
        _offer_removal(user, sheet, wanted)


def _described(
    user: User, kind: EntryKind
) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]:
    """The labels of the fields, and the choices of those that are lists."""
    if kind is EntryKind.ORGANISATION:
        return ORGANISATION_LABELS, {"family": FAMILIES}
    homes = {str(line.id): line.name for line in all_lines(user, EntryKind.ORGANISATION)}
    return PERSON_LABELS, {"organisation": homes}


def _save(form: Form, wanted: Asked) -> None:
    saved = (
        form.save(commands.save_person, read_person)
        if wanted.kind is EntryKind.PERSON
        else form.save(commands.save_organisation, read_organisation)
    )
    if saved is not None:
        go({wanted.kind.value: saved, "fait": "fiche"})


def _offer_removal(user: User, sheet: Sheet[Line], wanted: Asked) -> None:
    if sheet.is_used:
        used = told_uses(sheet.uses)
        st.caption(
            f"Elle peut être fusionnée, mais non supprimée, avec ce qui s’y rapporte{NBSP}: {used}."
        )
        return
    removal = partial(
        do,
        user,
        commands.remove,
        "suppression",
        {LIST: wanted.list_name},
        kind=wanted.kind,
        row_id=sheet.line.id,
    )
    offer_deletion("cette fiche", f"directory-{sheet.line.id}", removal)


def _show_nearest(user: User, line: Line, kind: EntryKind) -> None:
    """Rows to compare this one with: those of near names, or of the name that is looked for."""
    words = st.text_input(
        "Comparer avec une autre fiche",
        key=f"near-{kind.value}-{line.id}",
        placeholder="Un nom",
        help="Pour fusionner deux fiches, même quand leurs noms ne se ressemblent pas.",
    )
    others = [other for other in all_lines(user, kind) if other.id != line.id]
    names = closest(words or line.name, {other.name for other in others}, NEAREST)
    found = [other for name in names for other in others if other.name == name][:NEAREST]
    show(
        "directory_nearest.html",
        found=[(other.name, details(other), sheet_link(line, other)) for other in found],
    )


def _show_card(user: User, wanted: Asked, kept: Sheet[Line], gone: Sheet[Line]) -> None:
    """One of the two, where it differs from the other, and the button that keeps it."""
    others = dict(_fields(gone.line))
    show(
        "directory_card.html",
        name=kept.line.name,
        href=sheet_link(kept.line),
        fields=[
            (label, said, plain(said) != plain(others[label])) for label, said in _fields(kept.line)
        ],
        seen=_seen(kept.line),
        uses=told_uses(kept.uses),
        gained=told_uses(gone.uses),
    )
    st.button(
        "Garder celle-ci",
        key=f"keep-{kept.line.id}",
        type="primary",
        on_click=do,
        args=(user, merge, "fusion", _doubles(wanted)),
        kwargs={
            "kind": wanted.kind,
            "kept_id": kept.line.id,
            "merged_id": gone.line.id,
            "kept_version": kept.version,
            "merged_version": gone.version,
        },
    )


def _fields(line: Line) -> list[tuple[str, str]]:
    if isinstance(line, OrganisationLine):
        return [("Nom", line.name), ("Famille", line.family.label)]
    said = {
        "Prénom": line.first_name,
        "Nom": line.last_name,
        "Fonction": line.function,
        "Structure": line.organisation,
        "E-mail": line.email,
    }
    return [(label, text or "–") for label, text in said.items()]


def _seen(line: Line) -> str:
    """« 3 rencontres, la dernière le 12/03/2024 »."""
    told = count(line.meetings, "rencontre")
    return f"{told}, la dernière le {short_day(line.last_seen)}" if line.last_seen else told


def _doubles(wanted: Asked) -> dict[str, Any]:
    return {LIST: wanted.list_name, VIEW: DOUBLES}
