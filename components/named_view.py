"""Which share of participations bears a name, explained: each meeting, and how many it names."""

from typing import Any

from components.data import read
from components.filters import Selection
from components.links import link
from components.list_export import offer_list
from components.rows_words import told_days
from components.templates import show
from components.titles import name_tab
from db.queries import meetings
from domain import table_sheets
from domain.formats import count, number, percent
from domain.listings import MeetingLine
from domain.roles import User

# How the address of the rows names it: no indicator begins so.
NAMED = "part-nommee"


def show_named(selection: Selection, user: User) -> None:
    lines = read(meetings.listing, scope=selection.scope)
    counted = [line for line in lines if line.is_counted_by(selection.today)]
    known = [line for line in counted if line.participations is not None]
    came = sum(line.participations or 0 for line in known)
    named = sum(line.named_shown for line in known)
    name_tab("Part nominative, les lignes")
    show(
        "named.html",
        centre=user.centre,
        period=told_days(selection),
        filters=selection.labels,
        value=percent(named / came if came else None),
        told=f"{count(named, 'participation nommée', 'participations nommées')}, sur "
        f"{number(came)}, en {count(len(known), 'rencontre')}.",
        rows=[_row(line) for line in known],
        totals=(number(came), number(named)),
        left_out=[line for line in counted if line.participations is None],
        back=link("", annee=selection.year),
    )
    offer_list(user, f"lignes-{NAMED}", *table_sheets.named(counted), selection.year)


def _row(line: MeetingLine) -> dict[str, Any]:
    return {"line": line, "came": number(line.participations), "named": number(line.named_shown)}
