"""A provider of identities (OpenID Connect) of our own, on this machine, for the tests of sign-in.

It asks nothing of whoever comes: it vouches for the claims the test has laid down. The rest is as
the real ones do it: discovery, keys, a code exchanged once under PKCE, a signed token, a nonce.
"""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from scripts.live import free_port

CLIENT = "maillage"
SECRET = "secret-du-client"


class Provider:
    """What it vouches for, and what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.claims: dict[str, Any] = {}
        self.state: str | None = None  # instead of the one that was sent
        self.left = 0  # how many times someone left it
        self.key = RSAKey.generate_key(2048, {"kid": "un", "use": "sig", "alg": "RS256"})
        self.signing = self.key
        self.asked: dict[str, dict[str, str]] = {}  # by code

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self.discover),
            Route("/jwks", self.keys),
            Route("/authorize", self.authorize),
            Route("/token", self.exchange, methods=["POST"]),
            Route("/logout", self.leave),
        ]

    def discover(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "end_session_endpoint": f"{self.url}/logout",
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def authorize(self, request: Request) -> Response:
        asked, code = dict(request.query_params), secrets.token_urlsafe(16)
        self.asked[code] = asked
        back = {"code": code, "state": self.state or asked["state"]}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", status_code=302)

    async def exchange(self, request: Request) -> Response:
        form = await request.form()
        asked = self.asked.pop(str(form["code"]), None)
        verifier = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse(
            {
                "access_token": "jeton",
                "token_type": "Bearer",
                "expires_in": 60,
                "id_token": self._signed(asked["nonce"]),
            }
        )

    def leave(self, request: Request) -> Response:
        self.left += 1
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], status_code=302)

    def _signed(self, nonce: str) -> str:
        now = int(time.time())
        who = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 60}
        claims = {**who, "nonce": nonce, **self.claims}
        return jwt.encode({"alg": "RS256", "kid": "un"}, claims, self.signing)


@contextmanager
def provider_running() -> Iterator[Provider]:
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    app = Starlette(routes=provider.routes)
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield provider
    server.should_exit = True
    thread.join(timeout=5)
