import unicodedata

import pytest

from domain import passwords
from domain.passwords import WeakPasswordError, check, hash_password, password_matches


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.mark.parametrize(
    "password",
    [
        "une phrase simple",
        "Éphémère-2026",
        "  avec espaces  ",
        "тихий океан ночью",
        "🌻🌼🌷🌹🥀🌺🌸💐🍀🌿🌱🌵",
    ],
)
def test_twelve_characters_of_any_sort_will_do(password: str) -> None:
    check(password, username="lea", name="Léa Martin")


def test_eleven_characters_are_refused_with_their_number() -> None:
    with pytest.raises(
        WeakPasswordError, match=r"au moins 12 caractères \(celui-ci en compte 11\)"
    ):
        check("onze caract", username="lea")


@pytest.mark.parametrize(
    "password", ["ma-DIRECTION-2026", "vive léa martin !", "direction direction"]
)
def test_the_name_of_the_account_is_refused(password: str) -> None:
    with pytest.raises(WeakPasswordError, match="nom du compte"):
        check(password, username="direction", name="Léa Martin")


@pytest.mark.parametrize(
    "password",
    [
        "demonstration",
        "Motdepasse2026!",
        "Azerty!2024 azerty",
        "123456789012",
        "passwordpassword",
        "correcthorsebatterystaple",
        "soleil-12345678",
        "aaaaaaaaaaaaaa",
        "zkw4zkw4zkw4",
    ],
)
def test_common_passwords_are_refused(password: str) -> None:
    with pytest.raises(WeakPasswordError, match="trop courant"):
        check(password, username="lea")


def test_a_long_sentence_counts_to_its_last_character() -> None:
    sentence = "é" * 80
    assert password_matches(sentence + "a", hash_password(sentence + "a"))
    assert not password_matches(sentence + "b", hash_password(sentence + "a"))


def test_accents_match_however_the_keyboard_composes_them() -> None:
    composed, decomposed = (unicodedata.normalize(form, "éphémère été") for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert password_matches(decomposed, hash_password(composed))


def test_spaces_around_are_part_of_the_password() -> None:
    assert not password_matches("une phrase simple", hash_password(" une phrase simple "))


def test_two_hashes_of_a_password_differ() -> None:
    assert hash_password("une phrase simple") != hash_password("une phrase simple")


def test_an_unknown_name_costs_a_real_check(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    monkeypatch.setattr(passwords, "password_matches", lambda _, hashed: checked.append(hashed))

    passwords.burn_time("whatever was typed")

    assert [hashed.split("$")[2] for hashed in checked] == ["04"]
