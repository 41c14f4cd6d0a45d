"""The chain of the journal’s lines: a line changed, missing, added or moved breaks it.

Each line’s digest covers the digest of the line before and all that the line says. Of ``before``
and ``after`` it covers a digest only, mixed with the line’s own salt: personal data can be erased
later, salt included, and the chain still holds, though nobody can guess what was there.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from domain.formats import NBSP, count

# What the first line of a chain follows.
START = ""
ANONYMISE = "anonymiser"


class Link(NamedTuple):
    """A line of the journal as its chain holds it. ``rank`` is its place in it, from 1."""

    id: int
    rank: int
    at: datetime
    account_id: int | None
    centre_id: int | None
    action: str
    row_table: str | None
    row_id: str | None
    before: Any
    after: Any
    salt: str | None
    erased_at: datetime | None
    content_digest: str
    digest: str


class Head(NamedTuple):
    """How long a chain is, and the digest of its last line: the last too is missed if it goes."""

    lines: int
    digest: str


def content_digest(salt: str | None, before: Any, after: Any) -> str:
    return _sha256([salt, before, after])


def line_digest(previous: str, link: Link) -> str:
    """SHA-256 of the line, its content by its digest, after the line whose digest is given."""
    said = (
        link.rank,
        link.at.astimezone(UTC).isoformat(),
        link.account_id,
        link.centre_id,
        link.action,
        link.row_table,
        link.row_id,
        link.content_digest,
    )
    return _sha256([previous, *said])


def first_fault(links: Iterable[Link], head: Head | None) -> str | None:
    """What is wrong with a chain, at the first line where something is. In the order of ``id``."""
    reached, erased, allowed = Head(0, START), dict[datetime, Link](), set[datetime]()
    for link in links:
        if fault := _fault(link, reached, head):
            return fault
        reached = Head(link.rank, link.digest)
        if link.erased_at is not None:
            erased.setdefault(link.erased_at, link)
        if link.action == ANONYMISE:
            allowed.add(link.at)
    for moment, link in erased.items():
        if moment not in allowed:
            return f"{_named(link)} a été effacée sans qu’une personne ait été anonymisée."
    return _fault_of_head(reached, head)


def _fault(link: Link, reached: Head, head: Head | None) -> str | None:
    expected = reached.lines + 1
    if link.rank > expected:
        return f"la ligne {expected} manque, ou n’est plus à sa place."
    if link.rank < expected or (head is not None and link.rank > head.lines):
        return f"{_named(link)} a été ajoutée, ou n’est plus à sa place."
    if not _is_content_whole(link) or line_digest(reached.digest, link) != link.digest:
        return f"{_named(link)} a été modifiée, ou écrite par un autre programme."
    return None


def _is_content_whole(link: Link) -> bool:
    if link.erased_at is not None:
        return link.before is None and link.after is None and link.salt is None
    return content_digest(link.salt, link.before, link.after) == link.content_digest


def _fault_of_head(reached: Head, head: Head | None) -> str | None:
    if head is None:
        return "le compte de ses lignes manque."
    if missing := head.lines - reached.lines:
        plural = "s" if missing > 1 else ""
        return f"il manque {count(missing, 'ligne')} à la fin, dernière{plural} écrite{plural}."
    return None if head == reached else "le compte de ses lignes a été modifié."


def _named(link: Link) -> str:
    return f"la ligne {link.rank} (n°{NBSP}{link.id}{NBSP}de la table)"


def _sha256(said: Any) -> str:
    """Of its canonical JSON: keys sorted, no space, no letter that an encoding could change."""
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
