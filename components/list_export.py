"""« Exporter en CSV »: a list as it stands on screen, all its pages, its filters and its order."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from sqlmodel import Session

from components.auth import author
from components.data import write
from components.who import later
from domain.document_kinds import NAMING, DocumentKind
from domain.roles import User
from domain.sheets import Row, Sheet
from domain.spreadsheet import as_csv

# What a list of names must have told the journal before it is handed out.
Telling = Callable[[Session], None]
TOLD = "L’export de noms est noté au journal."
KEPT = "Les noms ne s’exportent que par la direction."


def may_take_names(user: User) -> bool:
    """Those who may have the file of participants; the command asks the database again."""
    return user.can_act_as(NAMING[DocumentKind.PEOPLE])


def say_names_are_kept() -> None:
    """In the place of the button."""
    st.caption(KEPT)


def offer_sheet(user: User, name: str, sheet: Sheet, year: int | None = None) -> None:
    """As ``offer_list``, of a sheet that the workbook has too."""
    offer_list(user, name, [column.title for column in sheet.columns], sheet.rows, year)


def offer_list(
    user: User,
    name: str,
    headings: Sequence[str],
    rows: Sequence[Row],
    year: int | None = None,
    told: Telling | None = None,
    what: str = "",
) -> None:
    """The button, where there is something to take away; ``what``, where a page has several.

    ``told`` is the command that tells the journal of names, and asks the database for the right to
    read them: nothing is handed out without it.
    """
    if not rows:
        return
    stem = f"{user.centre.slug}-{name}"
    st.download_button(
        f"Exporter {what} en CSV" if what else "Exporter en CSV",
        later(partial(_made, user, headings, rows, told)),
        file_name=f"{stem}-{year}.csv" if year else f"{stem}.csv",
        mime="text/csv",
        help=TOLD if told else None,
        key=f"export-{name}",
        on_click="ignore",
    )


def _made(user: User, headings: Sequence[str], rows: Sequence[Row], told: Telling | None) -> bytes:
    """Run once the button is pressed."""
    if told:
        write(told, author(user))
    return as_csv((headings, *rows))
