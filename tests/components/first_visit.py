"""What a browser gets that is the first to open an address of a server just started.

    python -m tests.components.first_visit compte

A process of its own: Streamlit keeps one runtime a process, and leaves its threads behind.
"""

import json
import sys

from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from app import app


def first_visit(address: str) -> list[str]:
    """Labels of the fields, texts of the headings and alerts, in order."""
    asked = BackMsg()
    asked.rerun_script.page_name = address
    shown = []
    with TestClient(app) as client, client.websocket_connect("/_stcore/stream") as socket:
        socket.send_bytes(asked.SerializeToString())
        while (message := parsed(socket.receive_bytes())).WhichOneof("type") != "script_finished":
            if message.WhichOneof("type") == "page_not_found":
                shown.append("page_not_found")
            shown.append(text_of(message.delta.new_element))
    return [text for text in shown if text]


def parsed(content: bytes) -> ForwardMsg:
    message = ForwardMsg()
    message.ParseFromString(content)
    return message


def text_of(element: Element) -> str:
    return (
        element.text_input.label
        or element.alert.body
        or element.heading.body
        or element.exception.message
    )


if __name__ == "__main__":
    json.dump(first_visit(sys.argv[1]), sys.stdout)
