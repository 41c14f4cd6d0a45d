"""What a provider of identities (OpenID Connect) vouches for, read with mistrust."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

# Between the provider’s answer and its use here: the time of a redirection, and of clocks that
# differ.
PROOF_LIFETIME = timedelta(minutes=5)
# What makes one answer of one provider unlike any other.
UNIQUE = ("iss", "sub", "nonce", "iat")

UNVERIFIED = (
    "Votre fournisseur d’identité n’a pas vérifié votre adresse e-mail\u00a0: elle ne peut pas "
    "ouvrir de compte ici. Connectez-vous avec votre mot de passe."
)


class IdentityError(ValueError):
    """The answer opens nothing. The message is for the user, in French."""


@dataclass(frozen=True)
class Proof:
    """A verified e-mail, in lower case, and what no other answer bears."""

    email: str
    key: str


def read_proof(claims: Mapping[str, Any], now: datetime) -> Proof | None:
    """None for an answer too old to be used still. Raise IdentityError when it verifies nothing.

    The provider’s signature was checked before: not what it says.
    """
    said_at = claims.get("iat")
    if not isinstance(said_at, int | float) or not all(claims.get(name) for name in UNIQUE):
        return None
    if abs(now - datetime.fromtimestamp(said_at, UTC)) > PROOF_LIFETIME:
        return None
    email = claims.get("email")
    # « "true" » in a text is not true.
    if not isinstance(email, str) or not email or claims.get("email_verified") is not True:
        raise IdentityError(UNVERIFIED)
    return Proof(email.strip().lower(), "|".join(str(claims[name]) for name in UNIQUE))
