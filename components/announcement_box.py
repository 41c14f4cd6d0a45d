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
    "replay_url",
    "series",
    "series_number",
)
EXPECTED = tuple(field for field in READ if field != "replay_url")
NAMES = {**LABELS, "speakers": "Intervenants"}


def show_announcement(form: Form, today: date) -> None:
    found = form.typed[UNDERSTOOD]
    told = found or form.typed["warnings"]
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
            show(
                "announcement_read.html",
                found=[NAMES[field].lower() for field in READ if field in found],
                missing=[NAMES[field].lower() for field in EXPECTED if field not in found],
                links=form.typed["other_links"],
                warnings=form.typed["warnings"],
            )


def _fill(form: Form, today: date) -> None:
    """What the text says; what an earlier text said, and nobody changed, goes."""
    announcement = read_announcement(form.typed["announcement"], today)
    filled = {field: value for field, value in _typed(announcement).items() if value}
    for field in READ:
        if field in filled or form.is_as_read(field):
            form.set(field, filled.get(field, form.blank[field]))
    if "held_on" not in filled:
        _leave_undated(form)
    if "series_number" in filled:
        form.set("numbered", form.typed["series"])  # it is the text that says so
    form.set(UNDERSTOOD, filled)
    form.set("other_links", _others(announcement))
    nothing = [] if filled else ["Complétez le formulaire à la main."]
    form.set("warnings", list(announcement.warnings) or nothing)
    form.keep()


def _leave_undated(form: Form) -> None:
    """The day that the form opens on is no date of this meeting, nor is it held."""
    if form.typed["held_on"] == form.opened.get("held_on"):
        form.set("held_on", "")
    if not form.typed["held_on"] and form.typed["status"] == form.typed["proposed"]:
        for field in ("status", "proposed"):
            form.set(field, MeetingStatus.PLANNED.value)


def _typed(read: Announcement) -> dict[str, Any]:
    """What was read, as the fields show it; nothing where the text does not say."""
    return {
        "title": read.title,
        "held_on": short_day(read.date) if read.date else None,
        "start": typed_clock(read.start_time),
        "end": typed_clock(read.end_time),
        "modality": read.modality.value if read.modality else None,
        "organisers": list(read.organisers),
        "speakers": "\n".join(
            ", ".join(part for part in (s.name, s.function, s.organisation) if part)
            for s in read.speakers
        ),
        "registration_url": _address(read.registration_link),
        "replay_url": _address(read.replay_link),
        "series": read.series,
        "series_number": str(read.series_number or ""),
    }


def _others(read: Announcement) -> list[str]:
    """Addresses that go to no field."""
    placed = (read.registration_link, read.replay_link)
    return [link for link in read.links if link not in placed]


def _address(link: str | None) -> str | None:
    """The link, whole: texts often leave out the beginning of an address."""
    return link if link is None or "://" in link else f"https://{link}"
