"""How many requests one caller may send in a minute. No clock here: the moment is given."""

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

MINUTE = 60.0  # seconds
# Callers remembered at once: the one heard of longest ago is forgotten first.
MOST_CALLERS = 10_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests a minute, how many are left, seconds before the next minute."""

    limit: int
    left: int
    wait: int
    granted: bool


class RateLimit:
    """Counts requests, minute by minute, from the first one of each caller."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._minutes: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def ask(self, caller: str, now: float) -> Allowance:
        """Count one more request; ``now`` in seconds, on a clock that never goes back."""
        began, asked = self._minutes.pop(caller, (now, 0))
        if now - began >= MINUTE:
            began, asked = now, 0
        asked = min(asked + 1, self.limit + 1)
        self._minutes[caller] = (began, asked)
        if len(self._minutes) > MOST_CALLERS:
            self._minutes.popitem(last=False)
        wait = ceil(MINUTE - (now - began))
        return Allowance(self.limit, max(self.limit - asked, 0), wait, asked <= self.limit)


def caller_at(address: str) -> str:
    """One caller an IPv4 address, or an IPv6 network of 64 bits: what one subscriber has."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    # A server that listens to both kinds sees IPv4 as a part of IPv6.
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((known, 64), strict=False))
