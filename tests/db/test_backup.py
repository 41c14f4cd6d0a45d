"""A backup holds what was acknowledged before it, whole; a damaged or newer one is refused."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4
from zipfile import ZipFile

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlmodel import SQLModel, col

from db import backup as backups
from db import schema
from db.__main__ import main
from db.backup import DAILY, DATABASE, BackupError, Manifest, pack, read_manifest, rotate
from db.engine import engine_of, get_engine
from db.models import Journal, Meeting, Theme
from db.unit_of_work import reading, writing
from domain.vocabulary import TerritoryLevel
from tests import factories
from tests.databases import Databases, in_use
from tests.db.writers import PARTS

CLIENTS = 20
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; its exit code, what it printed, what it complained of."""

    def _run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err.strip()

    return _run


@pytest.fixture
def fresh(databases: Databases) -> Iterator[str]:
    """A database that holds nothing, not even tables."""
    url = databases.new()
    yield url
    databases.drop(url)


@pytest.fixture(scope="module")
def file(read_demonstration: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the demonstration."""
    made = tmp_path_factory.mktemp("backup") / "demonstration.zip"
    with in_use(read_demonstration):
        assert main(["backup", str(made)]) == 0
    return made


@contextmanager
def elsewhere(url: str) -> Iterator[None]:
    """Leave the database in use for another one."""
    get_engine().dispose()
    with in_use(url):
        yield


def counts() -> dict[str, int]:
    with reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in SQLModel.metadata.sorted_tables
        }


@pytest.mark.usefixtures("database")
def test_what_was_acknowledged_before_a_backup_is_in_it_and_whole(
    fresh: str, run: Run, tmp_path: Path
) -> None:
    account, centre = _ground()
    with _writers(account, centre) as process:
        before = _acknowledged(process, 3 * CLIENTS)
        assert run("backup", tmp_path / "backup.zip")[0] == 0
        since = _acknowledged(process, 2 * CLIENTS)
        process.kill()
        since |= {int(line) for line in process.communicate()[0].splitlines()}

    assert before | since <= _whole_meetings()
    assert run("check")[0] == 0
    with elsewhere(fresh):
        assert run("restore", tmp_path / "backup.zip")[0] == 0
        assert before <= _whole_meetings()
        assert run("check")[0] == 0


def _ground() -> tuple[int, int]:
    with writing() as session:
        region = factories.make_region(session)
        jura = factories.make_territory(
            session, "Jura", level=TerritoryLevel.DEPARTEMENT, within=region, code="39"
        )
        factories.make_territory(session, "Grand Dole", within=jura, code="DOLE")
        centre = factories.make_centre(session, region=region)
        account = factories.make_account(session)
        factories.make_member(session, account, centre)
    return account, centre


def _writers(account: int, centre: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "tests.db.writers", str(account), str(centre), str(CLIENTS)],
        env={**os.environ},
        stdout=subprocess.PIPE,
        text=True,
    )


def _acknowledged(process: "subprocess.Popen[str]", how_many: int) -> set[int]:
    assert process.stdout
    return {int(process.stdout.readline()) for _ in range(how_many)}


def _whole_meetings() -> set[int]:
    """All meetings, each of which has all of its parts and its line in the journal."""
    with reading() as session:
        meetings = set(session.scalars(select(col(Meeting.id))))
        for name, how_many in PARTS.items():
            table = SQLModel.metadata.tables[name]
            of_each = select(table.c.meeting_id, func.count()).group_by(table.c.meeting_id)
            assert dict(session.execute(of_each).all()) == dict.fromkeys(meetings, how_many)
        made = select(col(Journal.row_id)).where(
            col(Journal.row_table) == "meeting", col(Journal.action) == "créer"
        )
        assert {int(one or 0) for one in session.scalars(made)} == meetings
    return {one for one in meetings if one}


@pytest.mark.only_sqlite(reason="the file is the same whatever was copied")
def test_a_backup_is_one_private_file_that_any_tool_opens(
    file: Path, read_demonstration: str, tmp_path: Path
) -> None:
    assert list(file.parent.iterdir()) == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        said = json.loads(archive.read("manifest.json"))
        archive.extract(DATABASE, tmp_path)
    with in_use(read_demonstration):
        expected = counts()
    assert (said["format"], said["schema"]) == (1, schema.head())
    assert said["rows"] == sum(expected.values())
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        assert connection.execute("SELECT count(*) FROM meeting").fetchone() == (
            expected["meeting"],
        )


def test_a_backup_restores_all_that_was_there(
    file: Path, read_demonstration: str, fresh: str, run: Run
) -> None:
    asked = ("figures", "--centre", "centre-fictif", "--year", "2025")
    with in_use(read_demonstration):
        expected, figures = counts(), run(*asked)

    with in_use(fresh):
        code, said, complaint = run("restore", file)

        assert (code, complaint) == (0, "")
        assert "est restaurée" in said
        # Of SQLite: all is in the file that bears the name.
        assert not Path(f"{get_engine().url.database}-wal").exists()
        assert counts() == expected
        assert run(*asked) == figures
        assert run("check")[0] == 0
        _a_row_more_takes_no_number_twice()


def _a_row_more_takes_no_number_twice() -> None:
    with writing() as session:
        centre, last = session.execute(select(func.max(Theme.centre_id), func.max(Theme.id))).one()
        assert factories.make_theme(session, centre, "Neuf") == last + 1


@pytest.mark.usefixtures("database")
def test_a_database_that_holds_something_is_not_restored_into(file: Path, run: Run) -> None:
    with writing() as session:
        factories.make_region(session)
    expected = counts()

    code, _, complaint = run("restore", file)

    assert code == 2
    assert complaint.startswith("La base d’arrivée n’est pas vide (table ")
    assert counts() == expected


@pytest.mark.only_sqlite(reason="nothing is read of the database")
@pytest.mark.usefixtures("database")
def test_a_file_that_is_there_is_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kept.zip").write_text("kept")

    assert run("backup", tmp_path / "kept.zip")[0] == 2
    assert (tmp_path / "kept.zip").read_text() == "kept"


@pytest.mark.only_sqlite(reason="nothing is read of the database")
@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", ["nulle part/maillage.zip", "m" * 300])
def test_a_file_that_cannot_be(run: Run, tmp_path: Path, name: str) -> None:
    code, _, complaint = run("backup", tmp_path / name)

    assert code == 2
    assert complaint.startswith("Le fichier «")
    assert "ne peut pas être lu ou écrit" in complaint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.only_sqlite(reason="the file is made beside any database")
@pytest.mark.usefixtures("database")
def test_a_backup_cut_short_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backups.backup(get_engine(), tmp_path / "cut.zip", interrupt)

    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed file, whose content does not matter here."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "any.db").write_bytes(bytes(range(200)))
    file = folder / "small.zip"
    pack(folder / "any.db", Manifest(datetime(2026, 11, 22, tzinfo=UTC), "0001", 3), file)
    return file


def test_a_file_says_when_it_was_made_of_what(small: Path) -> None:
    assert read_manifest(small) == Manifest(datetime(2026, 11, 22, tzinfo=UTC), "0001", 3)


@given(where=st.integers(min_value=0), other=st.integers(1, 255))
def test_a_byte_changed_anywhere_is_damage(small: Path, where: int, other: int) -> None:
    content = bytearray(small.read_bytes())
    content[where % len(content)] ^= other

    _refuse(small.with_name("changed.zip"), bytes(content))


@given(length=st.integers(min_value=0))
def test_a_file_cut_short_is_damaged(small: Path, length: int) -> None:
    content = small.read_bytes()

    _refuse(small.with_name("cut.zip"), content[: length % len(content)])


def _refuse(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(BackupError, match="ou il est endommagé"):
        read_manifest(file)


@pytest.mark.only_sqlite(reason="nothing is sent to the database")
def test_a_damaged_file_writes_nothing(small: Path, fresh: str, run: Run) -> None:
    damaged = small.with_name("damaged.zip")
    damaged.write_bytes(small.read_bytes()[1:])

    with in_use(fresh):
        code, _, complaint = run("restore", damaged)
        assert schema.current() is None

    assert (code, "endommagé" in complaint) == (2, True)


@pytest.mark.only_sqlite(reason="nothing is sent to the database")
def test_a_newer_format_is_refused(
    small: Path, fresh: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = small.with_name("newer.zip")
    with monkeypatch.context() as patch:
        patch.setattr(backups, "FORMAT", 2)
        pack(small.with_name("any.db"), read_manifest(small), newer)

    with in_use(fresh):
        code, _, complaint = run("restore", newer)

    assert code == 2
    assert complaint.startswith("Cette sauvegarde vient d’une version plus récente de Maillage")


@pytest.mark.only_sqlite(reason="nothing is sent to the database")
def test_a_newer_schema_is_refused(file: Path, fresh: str, run: Run) -> None:
    newer = _repacked(file, lambda url: _send(url, "UPDATE alembic_version SET version_num='9999'"))

    with in_use(fresh):
        code, _, complaint = run("restore", newer)
        assert schema.current() is None

    assert code == 2
    assert "plus récente de Maillage (schéma 9999, ce programme a le" in complaint


@pytest.mark.only_sqlite(reason="an older backup is brought to date before it is copied")
def test_an_older_backup_is_brought_to_date(
    file: Path, read_demonstration: str, fresh: str, run: Run
) -> None:
    with in_use(read_demonstration):
        meetings = counts()["meeting"]
    older = _repacked(file, lambda url: command.downgrade(schema.config(engine_of(url)), "0003"))

    with in_use(fresh):
        assert run("restore", older)[0] == 0
        assert schema.current() == schema.head()
        assert counts()["meeting"] == meetings
        assert run("check")[0] == 0


def _repacked(file: Path, change: Callable[[str], object]) -> Path:
    """The backup with its database changed, and sealed again."""
    changed = file.with_name(f"{uuid4()}.zip")
    with ZipFile(file) as archive, TemporaryDirectory() as folder:
        database = Path(archive.extract(DATABASE, folder))
        change(f"sqlite:///{database}")
        pack(database, read_manifest(file), changed)
    return changed


def _send(url: str, *statements: str) -> None:
    engine = engine_of(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.mark.only_sqlite(reason="the trigger is put out of use in its words")
def test_a_database_with_faults_is_kept_and_they_are_told(
    database: str, fresh: str, run: Run, tmp_path: Path
) -> None:
    run("init")
    _send(
        database,
        "DROP TRIGGER journal_update",
        "UPDATE journal SET action = 'rien' WHERE id = 2",
    )

    code, said, complaint = run("backup", tmp_path / "faulty.zip")

    assert (code, said.startswith("La sauvegarde est faite")) == (1, True)
    assert complaint.startswith("La base a des défauts, copiés avec le reste\u00a0:\nJournal")
    with elsewhere(fresh):
        code, said, complaint = run("restore", tmp_path / "faulty.zip")
        assert (code, "est restaurée" in said) == (1, True)
        assert complaint.startswith("La base a des défauts, copiés avec le reste\u00a0:\nJournal")
        assert run("check")[0] == 1


@pytest.mark.usefixtures("database")
def test_a_daily_backup_removes_those_no_longer_kept(run: Run, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = [tmp_path / (now - timedelta(days)).strftime(DAILY) for days in range(1, 500)]
    others = {tmp_path / "maillage-2020.zip", tmp_path / "notes.txt"}
    for one in (*old, *others):
        one.touch()

    code, said, _ = run("backup-daily", tmp_path)

    left = set(tmp_path.iterdir())
    [new] = left - {*old, *others}
    assert (code, stat.S_IMODE(new.stat().st_mode)) == (0, 0o600)
    assert read_manifest(new).schema == schema.head()
    assert others | {*old[:6]} <= left
    assert said.count("Sauvegarde retirée") == len(old) + 3 - len(left)
    assert len(left) <= 2 + 7 + 4 + 12
    assert rotate(tmp_path) == []


def test_the_unit_of_every_night_asks_what_the_command_line_answers(tmp_path: Path) -> None:
    unit = Path(__file__).parents[2] / "deploy" / "backup" / "maillage-backup.service"
    [asked] = [line for line in unit.read_text().splitlines() if line.startswith("ExecStart=")]
    program, *arguments = asked.removeprefix("ExecStart=").split(" -m db ")[1].split()

    with in_use(f"sqlite:///{tmp_path}/new.db"):
        # Refused for want of a schema, which comes after the reading of what is asked.
        assert main([program, *arguments]) == 2
