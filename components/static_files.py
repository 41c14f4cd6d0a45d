"""Text files compressed once, in memory; addresses that change with what they name."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from components.french_bundles import in_french

# Resolved, as the files below them are: a deployment may stand behind a symbolic link.
OURS = (Path(__file__).parent / "static").resolve()
STREAMLIT = (Path(st.__file__).parent / "static").resolve()

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
COMPRESSED_ALREADY = {".woff2", ".png"}


@dataclass(frozen=True)
class StaticFile:
    """What is sent: ``body`` is compressed when ``gzipped``. ``version`` names the content."""

    body: bytes
    gzipped: bool
    media_type: str
    version: str


def url(name: str) -> str:
    """The address of a file of components/static/, kept by browsers until the file changes."""
    file = load(OURS, name)
    return f"app/static/{name}?v={file.version if file else '0'}"


def load(root: Path, name: str) -> StaticFile | None:
    """A file below ``root``, of a type we serve; None for anything else."""
    path = (root / name).resolve()
    if path.suffix not in TYPES or not path.is_relative_to(root) or not path.is_file():
        return None
    return _load(path, path.stat().st_mtime_ns)


@cache
def _load(path: Path, modified_at: int) -> StaticFile:  # noqa: ARG001 -- cache key
    content = path.read_bytes()
    if path.suffix == ".js" and path.is_relative_to(STREAMLIT):
        content = in_french(path.name, content.decode()).encode()
    gzipped = path.suffix not in COMPRESSED_ALREADY
    return StaticFile(
        gzip.compress(content, 7, mtime=0) if gzipped else content,
        gzipped,
        TYPES[path.suffix],
        hashlib.sha256(content).hexdigest()[:12],
    )
