"""How often someone without an account may ask this process: pages of figures, public data.

Each has its own count: a partner who reads a page is not refused because a program, behind the same
address, read much data.
"""

from time import monotonic

from starlette.requests import Request

from domain.rate_limit import Allowance, RateLimit, caller_at

PER_MINUTE = 60

_pages, _data, _keys = (RateLimit(PER_MINUTE) for _ in range(3))


def ask_for_page(request: Request) -> Allowance:
    """Count a page of figures asked for by this address."""
    return _pages.ask(_caller(request), monotonic())


def ask_for_data(request: Request) -> Allowance:
    """Count public data asked for by this address, with or without a key."""
    return _data.ask(_caller(request), monotonic())


def ask_with_key(key_digest: str) -> Allowance:
    """Count a request that came with this key, from wherever it came."""
    return _keys.ask(key_digest, monotonic())


def _caller(request: Request) -> str:
    """Behind a proxy, the address is the one uvicorn was told to trust."""
    return caller_at(request.client.host if request.client else "")
