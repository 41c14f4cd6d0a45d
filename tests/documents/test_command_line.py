"""``python -m documents``: what it offers, what it writes, and how it refuses."""

from pathlib import Path

import pytest

from documents.__main__ import main

KINDS = ("rapport-docx", "rapport-pdf", "diaporama", "classeur", "remontee", "agenda")
SIGNATURES = {"rapport-pdf": b"%PDF-", "agenda": b"BEGIN:VCALENDAR"}
ZIP = b"PK\x03\x04"  # what Word, PowerPoint and Excel make their files of


def test_offers_each_document_that_names_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    told = capsys.readouterr().out
    assert [kind for kind in (*KINDS, "participants") if f"    {kind}" in told] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("demonstration")
def test_writes_the_file(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "document"

    code = main([kind, "--centre", "trajectoire-ressources", "--year", "2023", str(file)])

    assert code == 0
    assert file.read_bytes().startswith(SIGNATURES.get(kind, ZIP))
    assert f"{file}\u00a0: " in capsys.readouterr().out


@pytest.mark.usefixtures("demonstration")
def test_refuses_a_centre_that_is_not_and_a_folder_that_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year = ["--year", "2023", str(tmp_path / "absent" / "a.ics")]

    assert main(["agenda", "--centre", "atlantide", *year]) == 2
    assert "Aucun centre ne porte l’adresse" in capsys.readouterr().err
    assert main(["agenda", "--centre", "trajectoire-ressources", *year]) == 2
    assert "ne peut pas être écrit" in capsys.readouterr().err


@pytest.mark.usefixtures("demonstration")
def test_warns_of_a_year_without_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "agenda.ics"

    def told(year: str) -> str:
        assert (
            main(["agenda", "--centre", "trajectoire-ressources", "--year", year, str(file)]) == 0
        )
        return capsys.readouterr().err

    assert told("2023") == ""
    assert told("2020") == (
        "Rien n’est enregistré pour 2020\u00a0: le document est presque vide. "
        "Années connues\u00a0: 2023.\n"
    )
