"""Keep a database in one file, bring it back, and choose which files to keep.

The file is a ZIP archive: ``manifest.json``, and ``maillage.db``, a SQLite database that any tool
opens, whichever database was copied. Its last bytes are the digest of all the others.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import URL, Engine

from db import schema
from db.copying import Copied, Watch, copy
from db.engine import engine_of
from domain.formats import NBSP
from domain.rotation import to_keep

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "maillage.db"
SEAL = 64  # bytes, the comment of the archive: a SHA-256 in hexadecimal
DAILY = "maillage-%Y-%m-%dT%H%M%SZ.zip"


class BackupError(Exception):
    """The backup cannot be made, or used; nothing was written. The message is in French."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: when, in UTC, of which schema, how many rows."""

    made_at: datetime
    schema: str
    rows: int


def backup(source: Engine, file: Path, watch: Watch) -> Copied:
    """Keep the database as it is at this moment. ``file`` appears once whole and verified."""
    made_at = datetime.now(UTC)
    with (
        _file_errors(file),
        # Beside the file, so that it can take its place at once; closed to others.
        TemporaryDirectory(dir=file.absolute().parent, prefix=".maillage-") as folder,
    ):
        if file.exists():
            raise BackupError(f"Le fichier «{NBSP}{file}{NBSP}» existe déjà. Rien n’a été écrit.")
        database, archive = Path(folder, DATABASE), Path(folder, "archive.zip")
        with _engine_of_file(database) as target:
            copied = copy(source, target, watch)
        pack(database, Manifest(made_at, schema.head(), copied.rows), archive)
        read_manifest(archive)
        archive.rename(file)
        _keep_on_disk(file.absolute().parent)
    return copied


def restore(file: Path, target: Engine, watch: Watch) -> tuple[Manifest, Copied]:
    """Fill an empty database; an older backup is brought to the schema of this program first."""
    manifest = read_manifest(file)
    with _file_errors(file), TemporaryDirectory(prefix="maillage-") as folder:
        with ZipFile(file) as archive:
            archive.extract(DATABASE, folder)
        with _engine_of_file(Path(folder, DATABASE)) as source:
            _bring_to_date(source)
            copied = copy(source, target, watch)
    return manifest, copied


def backup_and_rotate(
    source: Engine, folder: Path, watch: Watch
) -> tuple[Path, Copied, list[Path]]:
    """Add a backup to the folder, then ``rotate`` it: the new one, what it holds, the removed."""
    file = folder / datetime.now(UTC).strftime(DAILY)
    copied = backup(source, file, watch)
    with _file_errors(folder):
        return file, copied, rotate(folder)


def rotate(folder: Path) -> list[Path]:
    """Remove the daily backups that are no longer kept; which they were."""
    files = _daily(folder)
    removed = [files[moment] for moment in sorted(files.keys() - to_keep(files))]
    for file in removed:
        file.unlink()
    return removed


def daily_folder() -> Path | None:
    """Where the rotation of this installation is, if the server was told."""
    told = os.environ.get("MAILLAGE_BACKUPS")
    return Path(told) if told else None


def last_whole(folder: Path) -> tuple[Manifest | None, list[Path]]:
    """What the latest daily backup says of itself, of those that are whole once read.

    With the later files, which are not. Raise OSError for a folder that cannot be read.
    """
    spoiled: list[Path] = []
    files = _daily(folder)
    for made_at in sorted(files, reverse=True):
        try:
            return read_manifest(files[made_at]), spoiled
        except BackupError:
            spoiled.append(files[made_at])
    return None, spoiled


def _daily(folder: Path) -> dict[datetime, Path]:
    """The files of the rotation by when they were made; any other is left alone."""
    return {moment: file for file in folder.iterdir() if (moment := _moment_of(file))}


def _moment_of(file: Path) -> datetime | None:
    """When a file of the rotation was made; None for any other file."""
    try:
        return datetime.strptime(file.name, DAILY).replace(tzinfo=UTC)
    except ValueError:
        return None


def read_manifest(file: Path) -> Manifest:
    """What the backup says of itself. Raise BackupError when it is damaged, or newer."""
    with _file_errors(file):
        if not _is_sealed(file):
            raise BackupError(_damaged(file))
        with ZipFile(file) as archive:
            said: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if said["format"] > FORMAT:
        raise BackupError(_newer(f"format {said['format']}, ce programme lit le {FORMAT}"))
    return Manifest(datetime.fromisoformat(said["made_at"]), said["schema"], said["rows"])


def pack(database: Path, manifest: Manifest, archive: Path) -> None:
    said = {
        "format": FORMAT,
        "made_at": manifest.made_at.isoformat(timespec="seconds"),
        "schema": manifest.schema,
        "rows": manifest.rows,
    }
    archive.touch(mode=0o600)
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, json.dumps(said, indent=2))
        packed.write(database, DATABASE)
        packed.comment = b"0" * SEAL
    with archive.open("r+b") as stream:
        stream.seek(-SEAL, os.SEEK_END)
        stream.write(_digest(archive))
        stream.flush()
        os.fsync(stream.fileno())


def _is_sealed(file: Path) -> bool:
    with file.open("rb") as stream:
        stream.seek(-min(SEAL, file.stat().st_size), os.SEEK_END)
        return stream.read() == _digest(file)


def _digest(file: Path) -> bytes:
    """Of all but the seal."""
    digest, left = sha256(), file.stat().st_size - SEAL
    with file.open("rb") as stream:
        while left > 0:
            part = stream.read(min(left, 2**20))
            digest.update(part)
            left -= len(part)
    return digest.hexdigest().encode()


def _bring_to_date(source: Engine) -> None:
    try:
        schema.upgrade(source)
    except schema.SchemaError as error:
        detail = f"schéma {schema.current(source)}, ce programme a le {schema.head()}"
        raise BackupError(_newer(detail)) from error


@contextmanager
def _engine_of_file(database: Path) -> Iterator[Engine]:
    engine = engine_of(URL.create("sqlite", database=str(database)))
    try:
        yield engine
    finally:
        engine.dispose()  # the last connection brings everything into the one file


@contextmanager
def _file_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(
            f"Le fichier «{NBSP}{file}{NBSP}» ne peut pas être lu ou écrit (détail{NBSP}: {error})."
        ) from error


def _keep_on_disk(folder: Path) -> None:
    """Have the name of a file survive a power cut; Windows sees to it by itself."""
    if os.name == "posix":
        entry = os.open(folder, os.O_RDONLY)
        os.fsync(entry)
        os.close(entry)


def _damaged(file: Path) -> str:
    return (
        f"Le fichier «{NBSP}{file}{NBSP}» n’est pas une sauvegarde de Maillage, ou il est "
        "endommagé. Rien n’a été écrit."
    )


def _newer(detail: str) -> str:
    return (
        f"Cette sauvegarde vient d’une version plus récente de Maillage ({detail}). Rien n’a été "
        "écrit."
    )
