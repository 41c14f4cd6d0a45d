"""Les lignes d’un chiffre: exactly the rows counted, and nothing else."""

import streamlit as st

from components.audience_view import AUDIENCES, show_audience
from components.auth import require
from components.data import read
from components.filters import asked, asked_scope, refuse
from components.rows_view import asked_reading, show_rows
from db.queries import rows
from domain.indicators import BY_KEY
from domain.roles import Role

user = require(Role.READER)
key = asked("indicateur", (*BY_KEY, *AUDIENCES))
if key is None:
    refuse("L’adresse ne dit pas de quel chiffre montrer les lignes.")
selection = asked_scope(user, month=True)
if key in AUDIENCES:
    show_audience(AUDIENCES[key], selection, user)
    st.stop()
counted = read(
    rows.counted_rows,
    scope=selection.scope,
    key=key,
    role=user.role,
    today=selection.today,
    reading=asked_reading(),
)
show_rows(counted, BY_KEY[key], selection, user)
