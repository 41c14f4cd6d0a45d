"""Headers that every answer carries."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.index_page import inline_script_hashes
from components.session_routes import is_secure

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        # blob: is how Streamlit loads its components; charts are interpreted, not compiled.
        f"script-src 'self' blob: {inline_script_hashes()}",
        # Streamlit writes its styles in the page.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
# What an answer may say of itself: a page without a script forbids them all.
OF_THE_ANSWER = ("content-security-policy", "referrer-policy")
# Of what does not say how long it may be kept: the files that Streamlit hands out.
NOT_KEPT = "private, no-store"


class SecurityHeaders:
    """Adds the headers to whatever the application answers, and Secure to its cookies."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                stricter = {name: headers[name] for name in OF_THE_ANSWER if name in headers}
                headers.update({**HEADERS, **stricter})
                headers.setdefault("cache-control", NOT_KEPT)
                if is_secure(HTTPConnection(scope)):
                    message["headers"] = [_secured(*header) for header in message["headers"]]
            await send(message)

        await self.app(scope, receive, send_signed)


def _secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Streamlit knows of https by its own certificate, and not by that of a proxy."""
    flags = value.lower().replace(b" ", b"").split(b";")
    lacks = name == b"set-cookie" and b"secure" not in flags
    return name, value + b"; Secure" if lacks else value
