"""What a provider of identities says, read with mistrust."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.identity import IdentityError, Proof, read_proof

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLAIMS = {
    "iss": "https://example.org",
    "sub": "1",
    "nonce": "abc",
    "iat": int(NOW.timestamp()),
    "email": " Marie@Example.org ",
    "email_verified": True,
}


def test_a_verified_email_is_a_proof() -> None:
    key = f"https://example.org|1|abc|{CLAIMS['iat']}"
    assert read_proof(CLAIMS, NOW) == Proof("marie@example.org", key)


@pytest.mark.parametrize("verified", [False, None, "true", 1, "false"])
def test_only_true_is_true(verified: Any) -> None:
    with pytest.raises(IdentityError, match="n’a pas vérifié"):
        read_proof({**CLAIMS, "email_verified": verified}, NOW)


@pytest.mark.parametrize("email", [None, "", 3, ["a@example.org"]])
def test_without_an_email_nothing_is_proved(email: Any) -> None:
    with pytest.raises(IdentityError):
        read_proof({**CLAIMS, "email": email}, NOW)


@pytest.mark.parametrize("name", ["iss", "sub", "nonce", "iat"])
def test_without_what_makes_it_unlike_any_other_it_is_not_used(name: str) -> None:
    assert read_proof({key: value for key, value in CLAIMS.items() if key != name}, NOW) is None


@pytest.mark.parametrize(("minutes", "used"), [(-6, False), (-4, True), (4, True), (6, False)])
def test_it_is_used_within_five_minutes(minutes: int, used: bool) -> None:
    assert (read_proof(CLAIMS, NOW + timedelta(minutes=minutes)) is not None) is used
