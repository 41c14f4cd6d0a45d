"""A websocket opened by a page of another site is refused, before Streamlit looks at it.

Streamlit refuses it too, but asks a server on the Internet first what our own address is: everybody
waits a second or two meanwhile, as often as someone pleases.
"""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import config

POLICY = 1008  # « policy violation », as the protocol numbers reasons


class OwnPages:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        foreign = scope["type"] == "websocket" and _is_foreign(Headers(scope=scope))
        await (WebSocketClose(POLICY) if foreign else self.app)(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    """Whether the page is of another name than ours, as asked for or as configured.

    What is no browser says nothing. Ports are left to Streamlit: a proxy may hide ours.
    """
    origin = headers.get("origin")
    ours = {_name(headers.get("host", "")), config.get_option("browser.serverAddress")}
    return origin is not None and _name(origin.partition("://")[2]) not in ours - {""}


def _name(address: str) -> str:
    return re.sub(r":\d+$", "", address).lower()
