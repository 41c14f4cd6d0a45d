"""Make a document: read once, lay out, hand out its bytes."""

from collections.abc import Callable
from importlib import import_module

from sqlmodel import Session

from domain.document_kinds import DocumentKind, Order

# Told what is being done, in French, as it begins: « Lecture des chiffres ».
Tell = Callable[[str], None]
Maker = Callable[[Session, Order, Tell], bytes]

# The module of each kind has a ``make``. It is imported when asked for: each one weighs.
MODULES: dict[DocumentKind, str] = {}


def make(session: Session, order: Order, tell: Tell) -> bytes:
    """The whole file."""
    maker: Maker = import_module(MODULES[order.kind]).make
    return maker(session, order, tell)
