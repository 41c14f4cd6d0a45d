"""Forms whose typing is not lost: kept as drafts, sent once, their errors beside their fields."""

import secrets
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from typing import Any, TypeVar

import streamlit as st
from sqlmodel import Session

from components.auth import author
from components.data import read_afresh, write, write_aside
from components.templates import show
from components.widget_state import give
from db.commands import drafts as draft_commands
from db.commands.entering import save_once
from db.faults import UnsavedError
from db.models import utc_now
from db.queries import drafts
from domain.entry import EntryError
from domain.formats import moment
from domain.roles import User

T = TypeVar("T")
# Beside the fields, in the draft: what makes a form sent twice one row.
SENDING = "sending"
# What the fields held when they were first shown: tells what was changed since.
OPENED = "opened"
REFUSAL = "refusal"
KEPT = "kept_at"
# A form that reads a text keeps here the fields it filled from it, and with what.
UNDERSTOOD = "as_read"


class Form:
    """The fields of one form. ``name`` tells apart the forms of one person: one draft each.

    ``blank`` gives each field its first value: a text, or a list of chosen options.
    """

    def __init__(self, user: User, name: str, blank: Mapping[str, Any]) -> None:
        self.user = user
        self.name = name
        self.blank = dict(blank)
        self.offered: dict[str, Collection[str]] = {}

    def key(self, field: str) -> str:
        return f"{self.name}.{field}"

    @property
    def is_begun(self) -> bool:
        """Whether the fields are on screen: Streamlit forgets them when the page is left."""
        return self.key(next(iter(self.blank))) in st.session_state

    @property
    def typed(self) -> dict[str, Any]:
        return {field: self._as_offered(field) for field in self.blank}

    @property
    def opened(self) -> dict[str, Any]:
        """What the fields held when they were first shown; nothing when no one knows."""
        first: dict[str, Any] = st.session_state[self.key(OPENED)]
        return first

    @property
    def refusal(self) -> EntryError | None:
        """Why the last sending was refused; the fields still hold what was sent."""
        refused: EntryError | None = st.session_state.get(self.key(REFUSAL))
        return refused

    @property
    def problems(self) -> dict[str, str]:
        return self.refusal.problems if self.refusal else {}

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill the fields: with ``values``, and what is blank for the others."""
        first = {**self.blank, **(values or {})}
        kept = deepcopy({SENDING: secrets.token_urlsafe(16), OPENED: first, **first})
        for field in (SENDING, OPENED, *self.blank):
            st.session_state[self.key(field)] = kept[field]
        st.session_state[self.key(REFUSAL)] = None

    def open(self, values: Mapping[str, Any] | None = None) -> bool:
        """Whether the fields may be drawn: not while a draft waits to be resumed or left."""
        if self.is_begun:
            return True
        kept = read_afresh(drafts.draft, **self._owner)
        if kept is None:
            self.begin(values)
            return True
        when = moment(kept.updated_at, self.user.centre.timezone)
        st.info(f"Une saisie n’a pas été enregistrée, le {when}.", icon=":material/history_edu:")
        with st.container(horizontal=True):
            st.button(
                f"Reprendre le brouillon du {when}",
                key=self.key("resume"),
                type="primary",
                on_click=self.begin,
                args=({OPENED: {}, **kept.body},),
            )
            st.button(
                "Repartir sans ce brouillon",
                key=self.key("restart"),
                on_click=self._restart,
                args=(values,),
            )
        return False

    def save(
        self,
        command: Callable[[Session, T], int],
        read: Callable[[dict[str, Any]], T],
        send: Callable[..., int] = write,
    ) -> int | None:
        """Read the fields, send them once; the row’s id, or None when something is wrong.

        ``command(session, values)`` writes what ``read`` made of the fields, or raises EntryError
        as ``read`` does; ``send`` is the transaction it runs in. For a button’s ``on_click``.
        """
        if not self.is_begun:
            return None  # the second click of a double one: what it sends is saved
        try:
            values = read(self.typed)
            token: str = st.session_state[self.key(SENDING)]
            row_id = send(_send, author(self.user), command, values, self.name, token)
        except EntryError as refused:
            st.session_state[self.key(REFUSAL)] = refused
            return None
        self._forget()
        return row_id

    def leave(self) -> None:
        """Forget the fields; what is saved, or given up, is no draft any more."""
        self._forget()
        self.drop_draft()

    def drop_draft(self) -> None:
        """What is on screen is not worth resuming, should it be left."""
        write_aside(draft_commands.drop, **self._owner)

    def keep(self) -> None:
        """Keep what is typed as it stands: called by each field as it changes.

        A draft that cannot be kept takes nothing from the screen.
        """
        beside = {name: st.session_state[self.key(name)] for name in (SENDING, OPENED)}
        body = {**self.typed, **beside}
        try:
            write_aside(draft_commands.keep, **self._owner, body=body)
        except UnsavedError as fault:
            st.error(f"{fault} Ce que vous tapez reste à l’écran.")
            return
        st.session_state[self.key(KEPT)] = utc_now()

    def hold(self, *fields: str) -> None:
        """Keep what these hold while they are not drawn: Streamlit forgets a field out of sight."""
        for field in fields:
            st.session_state[self.key(field)] = st.session_state[self.key(field)]

    def set(self, field: str, value: Any) -> None:
        """Before the field is drawn, or in what a button runs."""
        self.offered.pop(field, None)
        give(self.key(field), value)

    def is_as_read(self, field: str) -> bool:
        """Whether the field holds what was read in a text, and nobody changed since."""
        filled: Mapping[str, Any] = st.session_state.get(self.key(UNDERSTOOD), {})
        return field in filled and filled[field] == st.session_state[self.key(field)]

    def text(self, field: str, label: str, **options: Any) -> None:
        st.text_input(label, key=self.key(field), on_change=self.keep, **options)
        self.show_problem(field)

    def area(self, field: str, label: str, **options: Any) -> None:
        st.text_area(label, key=self.key(field), on_change=self.keep, **options)
        self.show_problem(field)

    def tick(self, field: str, label: str, **options: Any) -> None:
        st.checkbox(label, key=self.key(field), on_change=self.keep, **options)
        self.show_problem(field)

    def one_of(self, field: str, label: str, options: Mapping[str, str], **how: Any) -> None:
        """A list to unfold; an option that has gone since the draft is no longer chosen."""
        self._offer(field, options, how)
        give(self.key(field), self._as_offered(field))
        st.selectbox(
            label,
            list(options),
            format_func=options.__getitem__,
            key=self.key(field),
            on_change=self.keep,
            placeholder=how.pop("placeholder", "Choisir"),
            filter_mode="contains",
            **how,
        )
        self.show_problem(field)

    def side_by_side(self, field: str, label: str, options: Mapping[str, str]) -> None:
        """A few options, all in sight; none may be chosen."""
        self._offer(field, options, {})
        give(self.key(field), self._as_offered(field))
        st.segmented_control(
            label,
            list(options),
            format_func=options.__getitem__,
            key=self.key(field),
            on_change=self.keep,
        )
        self.show_problem(field)

    def several(self, field: str, label: str, options: Mapping[str, str], **how: Any) -> None:
        self._offer(field, options, how)
        give(self.key(field), self._as_offered(field) or [])
        st.multiselect(
            label,
            list(options),
            format_func=lambda option: options.get(option, option),
            key=self.key(field),
            on_change=self.keep,
            placeholder=how.pop("placeholder", "Choisir"),
            select_all=False,
            filter_mode="contains",
            **how,
        )
        self.show_problem(field)

    def show_kept(self) -> None:
        """Since when what is typed is safe: for the foot of the form."""
        if kept := st.session_state.get(self.key(KEPT)):
            st.caption(f"Brouillon gardé le {moment(kept, self.user.centre.timezone)}")

    def show_problem(self, field: str) -> None:
        if sentence := self.problems.get(field):
            show("field_problem.html", sentence=sentence)
        elif self.is_as_read(field):
            show("field_understood.html")

    def _offer(self, field: str, options: Collection[str], how: Mapping[str, Any]) -> None:
        if not how.get("accept_new_options"):
            self.offered[field] = options

    def _as_offered(self, field: str) -> Any:
        """What the field holds, but what a browser was not offered: Streamlit takes any text."""
        held = st.session_state[self.key(field)]
        if field not in self.offered:
            return held
        if isinstance(held, list):
            return [option for option in held if option in self.offered[field]]
        return held if held in self.offered[field] else None

    def _forget(self) -> None:
        """The draft went with what was sent, in its transaction."""
        for field in (SENDING, OPENED, REFUSAL, KEPT, *self.blank):
            st.session_state.pop(self.key(field), None)

    def _restart(self, values: Mapping[str, Any] | None) -> None:
        self.leave()
        self.begin(values)

    @property
    def _owner(self) -> dict[str, Any]:
        return {
            "account_id": self.user.id,
            "centre_id": self.user.centre.centre_id,
            "form": self.name,
        }


def give_back() -> None:
    """Have the fields of each form show again what was typed in them.

    Where a fault takes the place of a page, the browser forgets what its fields held, and the
    session does not: what is set again is sent again.
    """
    for sending in [str(key) for key in st.session_state if str(key).endswith(f".{SENDING}")]:
        form = sending.removesuffix(SENDING)
        for key in [f"{form}{field}" for field in st.session_state[f"{form}{OPENED}"]]:
            if key in st.session_state:
                st.session_state[key] = st.session_state[key]


def _send(
    session: Session, command: Callable[[Session, T], int], values: T, form: str, token: str
) -> int:
    return save_once(session, token=token, form=form, save=lambda: command(session, values))
