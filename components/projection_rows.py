"""From a number of a scene to the address of its rows, as they are today."""

from contextlib import suppress
from datetime import datetime
from urllib.parse import parse_qsl

import streamlit as st

from components.filters import (
    FORMAT,
    MONTH,
    PERIOD,
    TERRITORY,
    THEME,
    YEAR,
    quoted,
    refuse,
    themes,
)
from components.links import link
from components.presentation import SCENARIO, Frozen
from components.rows_view import KIND, PROJECTED, READING
from components.templates import show
from domain.audience import MEASURES
from domain.counted import Reading
from domain.formats import moment
from domain.roles import User
from domain.scene_figures import CONTRATS, WHITE
from domain.scenes import RowsAsked

OF_THE_YEAR = tuple(f"audience-{key.value}" for key in MEASURES)


def show_projected(user: User) -> None:
    """That the figures of the projection one comes from were read before those of this page."""
    raw = st.query_params.get(PROJECTED)
    if raw is None:
        return
    # The first and the last years that Python knows are not to be had in every zone.
    with suppress(ValueError, OverflowError):
        at = datetime.fromisoformat(raw)
        if at.tzinfo:
            show("projected.html", when=moment(at, user.centre.timezone))
            return
    refuse(f"{quoted(raw)} n’est pas le moment d’une projection.")


def rows_link(user: User, running: Frozen, rows: RowsAsked) -> str | None:
    """Under the filters of the presentation, an address; None for a theme since renamed."""
    read_at = running.read_at.isoformat(timespec="minutes")
    shown = {**dict(parse_qsl(running.address)), SCENARIO: None, PROJECTED: read_at}
    if rows.key in (CONTRATS, WHITE):
        return _on_the_map(shown, rows.key)
    if rows.key in OF_THE_YEAR:
        of_year = {YEAR: shown[YEAR], PROJECTED: read_at}
        return link("lignes", indicateur=rows.key, **of_year)
    narrowed = _narrowed(user, rows)
    if narrowed is None:
        return None
    reading = None if rows.reading is Reading.RETAINED else rows.reading.value
    return link("lignes", **{**shown, **narrowed, "indicateur": rows.key, READING: reading})


def _on_the_map(shown: dict[str, str | None], part: str) -> str | None:
    """The map shows no single month: it looks back from the end of the months up to it."""
    month = int(shown.pop(MONTH, None) or 0)
    if 1 < month < 12:
        shown[PERIOD] = f"{month}-mois"
    return None if month == 1 else f"{link('carte', **{**shown, TERRITORY: None})}#{part}"


def _narrowed(user: User, rows: RowsAsked) -> dict[str, object] | None:
    """What tells the number from those of the whole presentation."""
    codes = {name: code for code, name in themes(user).items()}
    if rows.theme and rows.theme not in codes:
        return None
    given = {
        MONTH: rows.month,
        TERRITORY: rows.territory,
        FORMAT: rows.format.value if rows.format else None,
        THEME: codes[rows.theme] if rows.theme else None,
        KIND: rows.publication.value if rows.publication else None,
    }
    kept: dict[str, object] = {name: value for name, value in given.items() if value}
    return {**kept, PERIOD: None} if rows.month else kept
