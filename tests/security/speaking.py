"""A tab without a browser, which says what it pleases: an attacker’s, or that of a colleague."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from components.who import COOKIE
from scripts.live import Server


class Tab:
    """Its ``elements`` are those that its last run drew."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.elements: list[Element] = []
        self.session_id = ""

    def run(self, page: str, query: str = "", *states: WidgetState) -> str:
        """Run the page; all that it drew, as text."""
        request, self.elements = BackMsg(), []
        request.rerun_script.page_name, request.rerun_script.query_string = page, query
        request.rerun_script.widget_states.widgets.extend(states)
        self.send(request)
        while (message := self.hear()).WhichOneof("type") != "script_finished":
            if message.WhichOneof("type") == "delta":
                self.elements.append(message.delta.new_element)
            self.session_id = message.new_session.initialize.session_id or self.session_id
        return "\n".join(map(str, self.elements))

    def submit(self, page: str, *typed: str) -> str:
        """Fill the text fields in their order, press the last button; what is drawn then."""
        fields = [one.text_input.id for one in self.elements if one.text_input.id]
        (*_, button) = [one.button.id for one in self.elements if one.button.id]
        states = [WidgetState(id=i, string_value=t) for i, t in zip(fields, typed, strict=True)]
        return self.run(page, "", *states, WidgetState(id=button, trigger_value=True))

    def file_waiting(self) -> str:
        """What the last download button asks by, when it is pressed."""
        return [found for one in self.elements if (found := one.download_button.deferred_file_id)][
            -1
        ]

    def ask_file(self, waiting: str) -> str:
        """The address of the file once it is made; empty when it is refused."""
        request = BackMsg()
        request.backend_operation_request.session_id = self.session_id
        request.backend_operation_request.deferred_file.file_id = waiting
        self.send(request)
        while (message := self.hear()).WhichOneof("type") != "backend_operation_response":
            pass
        return message.backend_operation_response.deferred_file.url

    def send(self, request: BackMsg) -> None:
        self.socket.send(request.SerializeToString())

    def hear(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(self.socket.recv(timeout=20, decode=False))
        return message


@contextmanager
def tab(server: Server, token: str = "", origin: str | None = None) -> Iterator[Tab]:
    with connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"{COOKIE}={token}"},
        origin=Origin(origin) if origin else None,
        max_size=None,
        open_timeout=20,
    ) as socket:
        yield Tab(socket)
