"""The bare page the dashboard is measured against."""

import streamlit as st

st.write("Bonjour")
