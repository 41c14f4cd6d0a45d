"""What an administrator types about accounts, and how an account is told."""

from urllib.parse import parse_qs, urlsplit

import pytest

from domain.accounts import (
    AccountSheet,
    AccountState,
    Right,
    listed,
    message_address,
    proposed_username,
    read_email,
    search,
    slug_of,
    state_of,
)
from domain.roles import Role

MARIE = AccountSheet(
    id=1,
    username="marie",
    name="Marie Cœur",
    email="marie@example.org",
    state=AccountState.INVITED,
    rights=(Right(1, "un", "Centre un", Role.EDITOR), Right(2, "deux", "Deux", Role.READER)),
    is_shared=False,
    last_sign_in_at=None,
    sessions=0,
    link_until=None,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Marie.Martin@Example.ORG ", "marie.martin@example.org"),
        ("a+b@sous.domaine.fr", "a+b@sous.domaine.fr"),
        ("", None),
        (" \u200b", None),
    ],
)
def test_an_email_is_kept_in_lower_case(typed: str, kept: str | None) -> None:
    assert read_email(typed) == kept


@pytest.mark.parametrize(
    "typed", ["marie", "marie@", "@example.org", "a@b", "a b@c.fr", "a@b.fr, c@d.fr", "<a@b.fr>"]
)
def test_what_is_no_email_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="Écrivez une adresse"):
        read_email(typed)


@pytest.mark.parametrize(
    ("email", "taken", "username"),
    [
        ("Léa.Petit@example.org", (), "lea.petit"),
        ("lea@example.org", ("lea",), "lea2"),
        ("lea@example.org", ("lea", "lea2"), "lea3"),
        ("+++@example.org", (), "compte"),
    ],
)
def test_a_username_is_proposed(email: str, taken: tuple[str, ...], username: str) -> None:
    assert proposed_username(email, taken) == username


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Cité & Cœur de l’Est", "cite-coeur-de-l-est"), ("!", ""), ("a" * 80, "a" * 64)],
)
def test_the_address_of_a_centre_is_made_of_its_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("suspended", "has_password", "came", "state"),
    [
        (False, False, False, AccountState.INVITED),
        (False, True, False, AccountState.ACTIVE),
        (False, False, True, AccountState.ACTIVE),
        (True, True, True, AccountState.SUSPENDED),
        (True, False, False, AccountState.SUSPENDED),
    ],
)
def test_the_state_of_an_account(
    suspended: bool, has_password: bool, came: bool, state: AccountState
) -> None:
    assert state_of(suspended=suspended, has_password=has_password, came=came) is state


@pytest.mark.parametrize("words", ["coeur", "MARIE saisie", "invite", "example.org deux", ""])
def test_an_account_is_found_by_all_that_is_told_of_it(words: str) -> None:
    assert search([MARIE], words) == [MARIE]
    assert search([MARIE], f"{words} zzz") == []


def test_the_message_holds_the_link_whole() -> None:
    link = "https://maillage.example.org/invitation#a_b-c"
    address = urlsplit(message_address(MARIE, link, "Maillage"))
    said = parse_qs(address.query)

    assert (address.scheme, address.path) == ("mailto", "marie@example.org")
    assert said["subject"] == ["Votre accès à Maillage"]
    assert f"\r\n{link}\r\n" in said["body"][0]


def test_the_list_is_a_table_to_take_away() -> None:
    headings, rows = listed([MARIE], "Europe/Paris")

    assert len(headings) == len(rows[0])
    assert rows == [
        (
            *("Marie Cœur", "marie", "marie@example.org"),
            *("Saisie (Centre un), Lecture (Deux)", "Invité", "", 0),
        )
    ]
