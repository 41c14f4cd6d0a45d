"""Comptes: who may enter the centres one administers, with which rights, and from where."""

import streamlit as st

from components.accounts_sheet import is_asked, show_sheet
from components.accounts_view import show_invitation, show_list
from components.auth import require
from components.titles import heading
from domain.roles import Role

user = require(Role.ADMIN)
if is_asked():
    show_sheet(user)
    st.stop()
heading("Comptes", user)
show_invitation(user)
show_list(user)
