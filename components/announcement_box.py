"""« Coller une annonce »: a text pasted, read, and the form filled with what it says."""

from datetime import date
from typing import Any

import streamlit as st

from components.forms import UNDERSTOOD, Form
from components.templates import show
from domain.announcement import Announcement, read_announcement
from domain.formats import short_day
from domain.meeting_entry import LABELS, typed_clock
from domain.vocabulary import MeetingStatus

# Fields that an announcement may fill, in the order they are told.
READ = (
    "title",
    "held_on",
    "start",
    "end",
    "modality",
    "organisers",
    "speakers",
    "registration_url",
    "series",
    "series_number",
)
NAMES = {**LABELS, "speakers": "Intervenants"}


def show_announcement(form: Form, today: date) -> None:
    told = form.typed[UNDERSTOOD] or form.typed["warnings"]
    with st.expander("Coller une annonce", icon=":material/content_paste:", expanded=bool(told)):
        form.area(
            "announcement",
            "Texte de l’invitation ou du courriel",
            height=160,
            placeholder="Collez ici\u00a0: le formulaire se remplit, vous vérifiez.",
            max_chars=100_000,
        )
        st.button(
            "Lire l’annonce",
            on_click=_fill,
            args=(form, today),
            disabled=not form.typed["announcement"].strip(),
            key=form.key("read"),
        )
        if told:
            found = form.typed[UNDERSTOOD]
            show(
                "announcement_read.html",
                found=[NAMES[field].lower() for field in found],
                missing=[NAMES[field].lower() for field in READ if field not in found],
                warnings=form.typed["warnings"],
            )


def _fill(form: Form, today: date) -> None:
    announcement = read_announcement(form.typed["announcement"], today)
    filled = {field: value for field, value in _typed(announcement, today).items() if value}
    for field, value in filled.items():
        st.session_state[form.key(field)] = value
    st.session_state[form.key(UNDERSTOOD)] = [field for field in READ if field in filled]
    st.session_state[form.key("warnings")] = list(announcement.warnings) or (
        [] if filled else ["Complétez le formulaire à la main."]
    )
    form.keep()


def _typed(read: Announcement, today: date) -> dict[str, Any]:
    """What was read, as the fields show it; nothing where the text does not say."""
    return {
        "title": read.title,
        "held_on": short_day(read.date) if read.date else None,
        "status": MeetingStatus.PLANNED.value if read.date and read.date > today else None,
        "start": typed_clock(read.start_time),
        "end": typed_clock(read.end_time),
        "modality": read.modality.value if read.modality else None,
        "organisers": list(read.organisers),
        "speakers": "\n".join(
            ", ".join(part for part in (s.name, s.function, s.organisation) if part)
            for s in read.speakers
        ),
        "registration_url": _address(read.links),
        "series": read.series,
        "series_number": str(read.series_number or ""),
    }


def _address(links: tuple[str, ...]) -> str | None:
    """The first link, whole: texts often leave out the beginning of an address."""
    first = next(iter(links), None)
    return first if first is None or "://" in first else f"https://{first}"
