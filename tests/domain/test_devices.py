import pytest

from domain.devices import device

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox sur Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Edg/140.0", "Edge sur Windows"),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROME}", "Chrome sur Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18 Safari/604",
            "Safari sur iPhone",
        ),
        ("curl/8", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_browsers_are_called_as_people_call_them(agent: str, name: str) -> None:
    assert device(agent) == name
