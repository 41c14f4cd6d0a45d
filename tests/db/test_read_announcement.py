"""``python -m db read-announcement``: needs a file, and no database."""

import json
from pathlib import Path

import pytest

from db.__main__ import main

TEXT = "Objet : Séminaire « Habiter l’été »\n\nMardi 13 mai, de 14h à 16h, via Zoom.\n"
EMPTY: dict[str, object] = {"organisers": [], "speakers": [], "links": []}


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything that asked for a database would fail here."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@nowhere.invalid/none")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_it_prints_the_draft_as_json(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "annonce.txt"
    file.write_bytes(TEXT.encode(encoding))

    assert main(["read-announcement", str(file), "--today", "2025-01-15"]) == 0

    printed = json.loads(capsys.readouterr().out)
    (warning,) = printed.pop("warnings")
    assert "le mardi 13\u00a0mai 2025, est retenue" in warning
    assert printed == EMPTY | {
        "title": "Habiter l’été",
        "date": "2025-05-13",
        "start_time": "14:00",
        "end_time": "16:00",
        "modality": "visio",
        "series": None,
        "series_number": None,
    }


def test_a_day_of_today_changes_the_year_that_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "annonce.txt"
    file.write_text(TEXT, encoding="utf-8")
    main(["read-announcement", str(file), "--today", "2025-05-13"])
    assert json.loads(capsys.readouterr().out)["date"] == "2025-05-13"
    main(["read-announcement", str(file), "--today", "2025-05-14"])
    printed = json.loads(capsys.readouterr().out)
    assert printed["date"] == "2026-05-13"
    assert "le texte dit «\u00a0mardi\u00a0»" in printed["warnings"][1]


@pytest.mark.parametrize("name", ["absente.txt", "", "a\0b"])
def test_a_file_that_cannot_be_read_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = f"{tmp_path}/{name}"
    assert main(["read-announcement", file]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"Le fichier «\u00a0{file}\u00a0» ne peut pas être lu.\n"


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["read-announcement", "annonce.txt", "--today", "13/05/2025"])
    assert stop.value.code == 2
    assert "valeur incorrecte" in capsys.readouterr().err
