"""When the provider of identities does not answer: a page in French, and the way back.

Streamlit goes to it by a route of its own, which would say two words of English on a white page.
"""

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.index_page import plain_page

GOING = "/auth/login"
SILENT = plain_page(
    "Connexion impossible",
    "Votre fournisseur d’identité ne répond pas",
    "Réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe.",
    "Revenir à la connexion",
)


class ProviderFaults:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != GOING:
            await self.app(scope, receive, send)
            return
        failed = False

        async def send_told(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start" and message["status"] >= 400:
                failed = True
                await HTMLResponse(SILENT, 503)(scope, receive, send)
            elif not failed:
                await send(message)

        await self.app(scope, receive, send_told)
