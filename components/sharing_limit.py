"""How often someone without an account may ask this process: pages of figures, public data."""

from time import monotonic

from starlette.requests import Request

from domain.rate_limit import Allowance, RateLimit, caller_at

PER_MINUTE = 60

_asked = RateLimit(PER_MINUTE)


def ask(request: Request) -> Allowance:
    """Count a request of this address. Behind a proxy, it is the one uvicorn was told to trust."""
    address = request.client.host if request.client else ""
    return _asked.ask(f"adresse {caller_at(address)}", monotonic())


def ask_with_key(key_digest: str) -> Allowance:
    """Count a request that came with this key, from wherever it came."""
    return _asked.ask(f"clé {key_digest}", monotonic())
