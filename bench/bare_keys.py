"""The bare page board mode is measured against: a title a scene, the next one at a key."""

import streamlit as st

KEYS = """
export default ({ setTriggerValue }) => {
    const listen = event => {
        if (event.key === 'ArrowRight') setTriggerValue('pressed', event.key);
    };
    document.addEventListener('keydown', listen, true);
    document.documentElement.dataset.listening = '';
    return () => document.removeEventListener('keydown', listen, true);
}
"""

keys = st.components.v2.component("keys", js=KEYS)
st.session_state.setdefault("scene", 1)
if keys(key="keys", on_pressed_change=lambda: None).pressed:
    st.session_state.scene += 1
st.title(f"Scène {st.session_state.scene}")
