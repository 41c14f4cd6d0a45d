"""Named participations explained, by family: the meetings people came to, and nobody’s name."""

from components.filters import Selection
from components.list_export import offer_list
from components.rows_view import back_from
from components.rows_words import told_change, told_days
from components.templates import show
from components.titles import name_tab
from domain import list_sheets
from domain.families import CountedFamily
from domain.formats import number
from domain.roles import User
from domain.spreadsheet import file_word


def show_family(found: CountedFamily, selection: Selection, user: User) -> None:
    csv = file_word(found.title)
    name_tab(f"{found.title}, les lignes")
    show(
        "family.html",
        centre=user.centre,
        period=told_days(selection),
        filters=selection.labels,
        found=found,
        csv=csv,
        counted=[(one.line, number(one.amount)) for one in found.meetings],
        last=told_change(found.last_change, user.centre.timezone),
        back=back_from(selection),
    )
    offer_list(user, csv, *list_sheets.family(found), selection.year)
