"""Sessions without a browser: what the server alone spends. They speak Streamlit's protocol."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.subjects import Subject
from components.who import COOKIE
from scripts.live import Server

# What may be filled: where the element says what the script filled it with, and how it is sent.
FIELDS = {
    "text_input": ("value", "string_value"),
    "text_area": ("value", "string_value"),
    "selectbox": ("raw_value", "string_value"),
    "checkbox": ("value", "bool_value"),
    "button_group": ("raw_values", "string_array_value"),
    "multiselect": ("raw_values", "string_array_value"),
}


@dataclass
class Session:
    """An open session and what its last run left: pieces of HTML, troubles, what may be typed in.

    ``fields`` are by their keys, ``buttons`` by their labels.
    """

    socket: ClientConnection
    query: str
    page: str = ""
    html: str = ""
    troubles: list[str] = field(default_factory=list)
    fields: dict[str, WidgetState] = field(default_factory=dict)
    buttons: dict[str, WidgetState] = field(default_factory=dict)
    _sent: dict[str, WidgetState] = field(default_factory=dict)

    async def run(self, **choices: str) -> float:
        """Run the script, with new choices in the address; seconds to its end."""
        query = {**dict(parse_qsl(self.query)), **choices}
        return await self._send(urlencode(query), self.fields.values())

    async def type_in(self, **typed: str) -> float:
        """Fill fields and leave them, which runs the script; seconds to its end."""
        for key, text in typed.items():
            self.fields[key].string_value = text
        return await self.run()

    async def press(self, button: str, **typed: str) -> float:
        """Fill fields, then press the button; seconds to the end of the run."""
        for key, text in typed.items():
            self.fields[key].string_value = text
        return await self._send(self.query, [*self.fields.values(), self.buttons[button]])

    async def _send(self, query: str, states: Iterable[WidgetState]) -> float:
        request = BackMsg()
        request.rerun_script.query_string = query
        request.rerun_script.page_name = self.page
        request.rerun_script.widget_states.widgets.extend(states)
        self.html, self.troubles = "", []
        self._sent = {state.id: state for state in self.fields.values()}
        self.fields, self.buttons = {}, {}
        start = time.perf_counter()
        await self.socket.send(request.SerializeToString())
        await self._read_until_finished()
        return time.perf_counter() - start

    async def _read_until_finished(self) -> None:
        while True:
            message = ForwardMsg.FromString(await self.socket.recv(decode=False))
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._note(message.delta)
            if kind == "script_finished":
                return

    def _note(self, delta: Delta) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "html":
            self.html += element.html.body
        elif kind in ("exception", "alert"):
            self.troubles.append(str(element))
        elif kind in FIELDS:
            self._note_field(getattr(element, kind), *FIELDS[kind])
        elif kind == "button":
            button = element.button
            self.buttons[button.label] = WidgetState(id=button.id, trigger_value=True)

    def _note_field(self, widget: Any, attribute: str, of_state: str) -> None:
        """As a browser keeps it: what was typed, unless the script has filled it by itself."""
        state = WidgetState(id=widget.id)
        if not widget.set_value:
            state.CopyFrom(self._sent.get(widget.id, state))
        elif of_state == "string_array_value":
            state.string_array_value.data.extend(getattr(widget, attribute))
        elif value := getattr(widget, attribute):  # an empty text is no option of a list
            setattr(state, of_state, value)
        self.fields[widget.id.rpartition(".")[2]] = state


async def open_session(subject: Subject, server: Server) -> Session:
    headers = {"Cookie": f"{COOKIE}={subject.token}"} if subject.token else {}
    socket = await connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=headers,
        compression=None,
        max_size=None,
        open_timeout=120,
        ping_interval=None,
    )
    return Session(socket, subject.query, subject.page)


async def _open_and_run(subject: Subject, server: Server) -> Session:
    session = await open_session(subject, server)
    await session.run()
    return session


@dataclass(frozen=True)
class Crowd:
    """What opening many sessions at once took in all, and the memory each one holds."""

    seconds: float
    kilobytes_a_session: float | None


async def open_together(subject: Subject, server: Server, number: int) -> Crowd:
    before = resident_kilobytes(server)
    start = time.perf_counter()
    sessions = await asyncio.gather(*(_open_and_run(subject, server) for _ in range(number)))
    seconds = time.perf_counter() - start
    after = resident_kilobytes(server)
    for session in sessions:
        check(session, subject)
        await session.socket.close()
    held = None if before is None or after is None else (after - before) / number
    return Crowd(seconds, held)


async def first_run(subject: Subject, server: Server) -> float:
    """Seconds the first run of a session takes."""
    session = await open_session(subject, server)
    seconds = await session.run()
    check(session, subject)
    await session.socket.close()
    return seconds


def check(session: Session, subject: Subject) -> None:
    """What was timed was the page, and not a sentence that refuses it."""
    if session.troubles or (subject.token and "data-tile" not in session.html):
        raise RuntimeError(f"{subject.name}: {session.troubles or 'no dashboard'}")


def resident_kilobytes(server: Server) -> int | None:
    """Memory of the server; None where the system does not tell (outside Linux)."""
    status = Path(f"/proc/{server.process.pid}/status")
    if not status.exists():
        return None
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
