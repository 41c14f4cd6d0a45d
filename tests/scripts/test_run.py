"""`make run`: what it says of an address where it cannot serve."""

import errno
import socket

import pytest

from scripts import run


def refusal(host: str, port: str) -> str | int | None:
    with pytest.raises(SystemExit) as stop:
        run._refuse_taken_port(host, port)
    return stop.value.code


def test_a_port_already_taken_is_said_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert str(refusal("127.0.0.1", str(port))).startswith(f"Le port {port} est déjà pris")


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("localhost", "abc", "PORT doit être un nombre"),
        ("localhost", "99999", "Le port 99999 n’existe pas"),
        ("192.0.2.1", "8501", "HOST=192.0.2.1 n’est pas une adresse de cet ordinateur"),
    ],
)
def test_an_address_that_does_not_exist(host: str, port: str, said: str) -> None:
    assert str(refusal(host, port)).startswith(said)


def test_a_privileged_port_is_not_called_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(run, "_listen_for_a_moment", denied)

    assert refusal("localhost", "80") == (
        "Le port 80 est réservé à l’administrateur de cet ordinateur. "
        "Essayez un autre port\u00a0: make run PORT=8501"
    )


@pytest.mark.parametrize("host", ["localhost", "0.0.0.0", "::"])  # noqa: S104 -- as HOST gives it
def test_every_way_to_name_this_computer_will_do(host: str) -> None:
    run._listen_for_a_moment(host, 0)
