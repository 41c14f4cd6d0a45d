"""``python -m db``: what it prints, in French, and the code it exits with."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from db import schema
from db.__main__ import main
from db.engine import get_engine
from db.models import (
    Account,
    Centre,
    Installation,
    Journal,
    JournalHead,
    Membership,
    Territory,
    YearFigure,
)
from domain.passwords import password_matches

SENTENCE = "une phrase facile à retenir"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; its exit code, what it printed, what it complained of."""

    def _run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err.strip()

    return _run


@pytest.mark.usefixtures("database")
def test_init_makes_an_installation_once(run: Run) -> None:
    assert run("init") == (0, f"La base est prête (schéma {schema.head()}).", "")
    with Session(get_engine()) as session:
        before = session.exec(select(Installation)).one().created_at

    assert run("init")[0] == 0
    with Session(get_engine()) as session:
        installation = session.exec(select(Installation)).one()
        assert (installation.created_at, installation.demonstration) == (before, False)
        assert session.exec(select(func.count(col(Territory.id)))).one() == 190
        lines = session.exec(select(Journal.action).order_by(col(Journal.id))).all()
        assert lines == ["créer", "charger les territoires"]


@pytest.mark.usefixtures("database")
def test_a_real_installation_begins_with_a_centre_and_an_account(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")
    assert run("centre", "add", "mayotte", "--name", "Centre", "--timezone", "Indian/Mayotte") == (
        0,
        "Le centre «\u00a0mayotte\u00a0» est créé.",
        "",
    )
    run("centre", "add", "deux", "--name", "Deux", "--website", "https://deux.example")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SENTENCE}\n"))
    both = ("--centre", "mayotte", "--centre", "deux", "--role", "DIRECTOR")
    who = ("zoe", "--name", "Zoé", "--email", "Zoe@Example.org")
    assert run("user", "add", *who, *both, "--password-stdin")[0] == 0

    _, *rows = run("centre", "list")[1].splitlines()
    assert [row.split("  ")[0] for row in rows] == ["mayotte", "deux"]
    assert rows[0].split()[-2:] == ["Indian/Mayotte", "—"]
    assert "Direction (deux), Direction (mayotte)" in run("user", "list")[1]
    assert run("check")[0] == 0
    with Session(get_engine()) as session:
        tables = session.exec(select(Journal.row_table).order_by(col(Journal.id))).all()
        assert tables[2:4] == ["centre", "centre"]


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (("centre-fictif",), "est déjà celle d’un centre"),
        (("Été 2024",), "ne convient pas"),
        (("-x",), "il manque"),
        (("x" * 65,), "ne convient pas"),
        (("neuf", "--timezone", "Paris"), "fuseau horaire"),
        (("neuf", "--region", "99"), "Codes connus\u00a0: 27."),
        (("neuf", "--website", "javascript:x"), "https://"),
    ],
)
def test_a_centre_that_cannot_be_made(run: Run, asked: tuple[str, ...], complaint: str) -> None:
    code, out, said = run("centre", "add", "--name", "Centre", *asked)

    assert (code, out) == (2, "")
    assert complaint in said


@pytest.mark.usefixtures("demonstration")
def test_an_account_is_suspended_then_restored(run: Run) -> None:
    assert run("user", "suspend", "SAISIE")[0] == 0
    assert "suspendu" in run("user", "list")[1]

    assert run("user", "restore", "saisie")[0] == 0
    assert "suspendu" not in run("user", "list")[1]
    assert run("user", "suspend", "personne")[0] == 2


@pytest.mark.usefixtures("demonstration")
def test_demo_loaded_twice_changes_nothing(run: Run) -> None:
    with Session(get_engine()) as session:
        session.execute(delete(YearFigure))
        session.commit()

    assert run("demo") == (0, "La démonstration est déjà chargée. Rien n’a été modifié.", "")
    with Session(get_engine()) as session:
        assert session.exec(select(YearFigure)).all() == []


@pytest.mark.usefixtures("database")
def test_demo_refuses_a_database_that_holds_anything_else(run: Run) -> None:
    run("init")
    _add_centre()

    code, out, complaint = run("demo")

    assert (code, out) == (2, "")
    assert complaint.startswith("La base contient déjà des données")
    with Session(get_engine()) as session:
        assert session.exec(select(Centre.slug)).all() == ["essai"]


@pytest.mark.usefixtures("demonstration")
def test_figures_as_json(run: Run) -> None:
    code, out, _ = run(
        "figures", "--centre", "trajectoire-ressources", "--year", "2023", "--format", "json"
    )
    report = json.loads(out)

    assert code == 0
    assert (report["centre"], report["year"]) == ("trajectoire-ressources", 2023)
    assert report["published"]["meetings"] == 127
    assert report["published"]["participations"] == 3481
    assert report["sum_of_months"] == {"meetings": 128, "participations": 3492}
    assert report["months"][0]["month"] == 1
    assert report["months"][0]["published"] == {
        "meetings": 3,
        "participations": 35,
        "territories": 3,
    }
    assert report["months"][0]["computed"]["meetings"] == 1
    assert report["months"][7]["published"] == {
        "meetings": None,
        "participations": None,
        "territories": None,
    }


@pytest.mark.usefixtures("demonstration")
def test_figures_as_a_table(run: Run) -> None:
    code, out, _ = run("figures", "--centre", "trajectoire-ressources", "--year", "2023")
    rows = {line.split("  ")[0]: line.split() for line in out.splitlines()}

    assert code == 0
    assert rows["juillet"] == ["juillet", "6", "1", "216", "—", "4", "1"]
    assert rows["août"] == ["août", "—", "0", "—", "0", "—", "0"]
    assert "3\u202f492" in out
    assert "3\u202f481" in out
    assert "— : non disponible".replace(" :", "\u00a0:") in out


@pytest.mark.usefixtures("demonstration")
def test_figures_of_an_unknown_centre(run: Run) -> None:
    assert run("figures", "--centre", "ailleurs", "--year", "2023") == (
        2,
        "",
        "Aucun centre ne porte l’adresse «\u00a0ailleurs\u00a0». "
        "Centres connus\u00a0: trajectoire-ressources, centre-fictif.",
    )


@pytest.mark.usefixtures("demonstration")
def test_check(run: Run) -> None:
    with Session(get_engine()) as session:
        heads = session.exec(select(JournalHead).order_by(col(JournalHead.chain))).all()
    code, said, complaint = run("check")
    assert (code, complaint) == (0, "")
    assert said.splitlines() == [
        "Base saine",
        *(
            f"Journal ({name})\u00a0: {head.lines}\u00a0lignes, empreinte de la dernière\u00a0: "
            f"{head.digest}"
            for name, head in zip(
                ("sans centre", "trajectoire-ressources", "centre-fictif"), heads, strict=True
            )
        ),
    ]

    with Session(get_engine()) as session:
        session.exec(
            select(Territory).where(col(Territory.code) == "QN02101M")
        ).one().contrat_id = None
        session.commit()

    assert run("check") == (
        1,
        "Territoire QN02101M (Le Mail)\u00a0: le contrat de ville n’est pas celui de ses parents.",
        "",
    )


@pytest.mark.usefixtures("demonstration")
def test_an_account_is_added_then_given_another_password(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ("zoe", "--name", "Zoé Mésange", "--centre", "centre-fictif", "--role", "EDITOR")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SENTENCE}\n"))
    assert run("user", "add", *who, "--password-stdin")[:2] == (
        0,
        "Le compte «\u00a0zoe\u00a0» est créé.",
    )

    monkeypatch.setattr("sys.stdin", io.StringIO("une autre phrase encore\n"))
    assert run("user", "password", "zoe", "--password-stdin")[0] == 0
    with Session(get_engine()) as session:
        account = session.exec(select(Account).where(col(Account.username) == "zoe")).one()
        member = session.exec(select(Membership).where(col(Membership.account_id) == account.id))
        assert member.one().role == 2
        assert password_matches("une autre phrase encore", account.password_hash)

    assert "zoe          Zoé Mésange" in run("user", "list")[1]


@pytest.mark.usefixtures("demonstration")
def test_a_password_typed_twice_must_be_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([SENTENCE, "autre chose de long"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))

    assert run("user", "password", "conseil") == (
        2,
        "",
        "Les deux saisies diffèrent. Rien n’a été modifié.",
    )


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("user", "password", "personne"), "Aucun compte ne porte l’identifiant"),
        (
            (
                "user",
                "add",
                "x",
                "--name",
                "X",
                "--centre",
                "ailleurs",
                "--role",
                "READER",
                "--password-stdin",
            ),
            "Aucun centre ne porte l’adresse",
        ),
        (("figures", "--centre", "x", "--year", "demain"), "valeur incorrecte"),
        (("figures", "--centre", "x"), "il manque"),
        (("chiffres",), "choix incorrect"),
    ],
)
def test_what_cannot_be_done_is_said_in_french(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SENTENCE}\n"))

    code, _, said = run(*arguments)

    assert code == 2
    assert complaint in said


def test_a_database_that_was_never_made(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "new.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    get_engine.cache_clear()

    assert run("check") == (
        2,
        "",
        f"La base n’existe pas\u00a0: {file}. Vérifiez DATABASE_URL.",
    )
    assert not file.exists()  # an address mistyped leaves no empty database behind it
    file.touch()
    assert run("check") == (
        2,
        "",
        "La base n’est pas à jour. Lancez d’abord\u00a0: python -m db init",
    )
    get_engine().dispose()
    get_engine.cache_clear()


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///{folder}",
        "sqlite:///{folder}/file/maillage.db",
        "sqlite:///{folder}/file",  # that is no database
        "n’importe quoi",
        "nowhere://x/y",
        "postgresql://localhost:port/x",
        "postgresql://127.0.0.1:1/x",
        "mysql://127.0.0.1/x",  # whose driver is not installed
    ],
)
def test_a_database_that_cannot_be_reached(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    (tmp_path / "file").write_text("autre chose " * 100)
    monkeypatch.setenv("DATABASE_URL", address.format(folder=tmp_path))
    get_engine.cache_clear()

    code, _, complaint = run("check")

    get_engine.cache_clear()
    assert code == 2
    assert complaint.startswith("La base ne répond pas, ou refuse. Vérifiez DATABASE_URL")


@pytest.mark.usefixtures("database")
def test_a_command_stopped_by_hand_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.__main__.faults", stopped)

    assert run("check") == (2, "", "Interrompu\u00a0: ce qui n’était pas fini n’est pas fait.")


def _add_centre() -> None:
    with Session(get_engine()) as session:
        region = session.exec(select(Territory.id).where(col(Territory.code) == "27")).one()
        session.add(Centre(slug="essai", name="Essai", region_id=region or 0))
        session.commit()
