"""What a password must be, and how it is kept: bcrypt over a digest of its normal form.

bcrypt reads 72 bytes and no more: hashing a digest first lets a sentence of any length, in any
alphabet, count to its last character.
"""

import base64
import hashlib
import unicodedata
from functools import cache
from pathlib import Path

import bcrypt

from domain.formats import NBSP

MINIMUM_LENGTH = 12
MINIMUM_VARIETY = 5  # distinct characters
# About 0.2 s a check on the machines we know. Tests lower it.
COST = 12
# What an account has until its owner chooses one: no password matches it.
NO_PASSWORD = ""

RULE = (
    f"Au moins {MINIMUM_LENGTH} caractères, de toute sorte{NBSP}: lettres, accents, espaces, "
    "signes. Une phrase que vous retenez convient très bien."
)


class WeakPasswordError(ValueError):
    """The password is refused. The message says why, in French."""


def check(password: str, *, username: str, name: str = "") -> None:
    """Raise WeakPasswordError unless the password may protect the account of this name."""
    text = _normal(password)
    if len(text) < MINIMUM_LENGTH:
        raise WeakPasswordError(
            f"Le mot de passe doit compter au moins {MINIMUM_LENGTH} caractères "
            f"(celui-ci en compte {len(text)})."
        )
    folded = text.casefold()
    if any(_normal(own).casefold() in folded for own in (username, name) if len(own) > 2):
        raise WeakPasswordError("Le mot de passe ne doit pas contenir le nom du compte.")
    if len(set(folded)) < MINIMUM_VARIETY or _is_common(folded):
        raise WeakPasswordError("Ce mot de passe est trop courant. Choisissez-en un autre.")


def hash_password(password: str) -> str:
    return bcrypt.hashpw(_digest(password), bcrypt.gensalt(COST)).decode("ascii")


def password_matches(password: str, hashed: str) -> bool:
    if hashed == NO_PASSWORD:
        burn_time(password)
        return False
    return bcrypt.checkpw(_digest(password), hashed.encode("ascii"))


def burn_time(password: str) -> None:
    """Cost what a check costs, where there is no account to check against."""
    password_matches(password, _hash_of_nobody(COST))


@cache
def _hash_of_nobody(cost: int) -> str:
    return bcrypt.hashpw(b"nobody", bcrypt.gensalt(cost)).decode("ascii")


def _digest(password: str) -> bytes:
    return base64.b64encode(hashlib.sha256(_normal(password).encode("utf-8")).digest())


def _normal(text: str) -> str:
    # An « é » typed on a telephone and one typed on a laptop may differ in bytes.
    return unicodedata.normalize("NFC", text)


def _is_common(folded: str) -> bool:
    # « Azerty!2024 azerty » is azerty twice: signs and figures around a word hide nothing.
    letters = "".join(character for character in folded if character.isalpha())
    repeated = _once(folded) != folded
    return repeated or folded in _common() or _once(letters) in _common()


def _once(text: str) -> str:
    """« abc » of « abcabcabc »; the text itself when it does not repeat."""
    return text[: (text + text).find(text, 1)] if text else text


@cache
def _common() -> frozenset[str]:
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))
