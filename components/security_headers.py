"""Headers that every answer carries."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.index_page import inline_script_hashes

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


class SecurityHeaders:
    """Adds the headers to whatever the application answers."""

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
            await send(message)

        await self.app(scope, receive, send_signed)
