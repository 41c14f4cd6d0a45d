"""Les lignes d’un chiffre: exactly the rows counted, and nothing else."""

import streamlit as st

from components.audience_view import AUDIENCES, show_audience
from components.auth import require
from components.compared import asked_days, asks_mean, known_on
from components.data import read
from components.families_view import show_family
from components.filters import asked, refuse
from components.mean_view import show_mean
from components.named_view import NAMED, show_named
from components.projection_rows import show_projected
from components.rows_view import asked_reading, show_rows
from db.queries import families, rows
from domain.families import ASKED
from domain.indicators import BY_KEY
from domain.roles import Role

user = require(Role.READER)
key = asked("indicateur", (*BY_KEY, *AUDIENCES, *ASKED, NAMED))
if key is None:
    refuse("L’adresse ne dit pas de quel chiffre montrer les lignes.")
selection = asked_days(user)
show_projected(user)
if key in AUDIENCES:
    show_audience(AUDIENCES[key], selection, user)
    st.stop()
if key in ASKED:
    came = read(
        families.counted_family,
        scope=selection.scope,
        family=key,
        role=user.role,
        today=selection.today,
    )
    show_family(came, selection, user)
    st.stop()
if key == NAMED:
    show_named(selection, user)
    st.stop()
if asks_mean():
    show_mean(BY_KEY[key], selection, user)
    st.stop()
counted = read(
    rows.counted_rows,
    scope=selection.scope,
    key=key,
    role=user.role,
    today=selection.today,
    reading=asked_reading(),
    traced_by=known_on(),
)
show_rows(counted, BY_KEY[key], selection, user)
