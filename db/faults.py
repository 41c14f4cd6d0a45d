"""What a database could not do, in French: known by the codes of SQLite and of PostgreSQL."""

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from domain.entry import EntryError
from domain.formats import NBSP, NNBSP

FULL = (
    f"Rien n’est enregistré{NBSP}: la base de données ne peut plus écrire, faute de place ou parce "
    "que son disque est en panne. Prévenez votre administrateur, puis recommencez."
)
BUSY = f"Rien n’est enregistré{NBSP}: la base de données est occupée. Recommencez dans un instant."
GONE = (
    f"La base de données n’a pas répondu{NBSP}: on ne sait pas si c’est enregistré. Recommencez "
    f"dans un instant{NNBSP}; rien ne sera en double."
)
DAMAGED = (
    "Le fichier de la base de données est endommagé, ou n’est pas une base de données. Prévenez "
    f"votre administrateur{NBSP}: la dernière sauvegarde est à restaurer (docs/operations.md)."
)
STARVED = (
    "La base de données ne peut pas s’ouvrir, faute de place ou parce que son disque est en panne. "
    "Prévenez votre administrateur, puis réessayez."
)

# Of SQLite, without what an extended code adds; of PostgreSQL, whole codes or their classes.
OF_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FULL,
    sqlite3.SQLITE_READONLY: FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CANTOPEN: GONE,
    sqlite3.SQLITE_NOTADB: GONE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
}
OF_POSTGRESQL = {
    **{"53100": FULL, "58030": FULL, "25006": FULL},
    **{"53300": BUSY, "55P03": BUSY, "57014": BUSY, "40001": BUSY, "40P01": BUSY},
    **{"57P01": GONE, "57P02": GONE, "57P03": GONE},
}
# What keeps any database from being opened.
UNUSABLE: dict[object, str] = {
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), DAMAGED),
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR), STARVED),
    **dict.fromkeys(("53100", "58030"), STARVED),
}


class UnsavedError(EntryError):
    """The database could not write. What was typed is as good as before, and may be sent again."""


def told(error: SQLAlchemyError) -> str | None:
    """The sentence of this fault; None for one that is of the program, or that no one foresaw."""
    if isinstance(error, NoConnectionLeft):
        return BUSY
    if not isinstance(error, DBAPIError):
        return None
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return OF_SQLITE.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state in OF_POSTGRESQL:
        return OF_POSTGRESQL[state]
    return GONE if error.connection_invalidated or _found_no_one(error, state) else None


def unusable(error: BaseException) -> str | None:
    """Why the database cannot be opened; None when that is not known."""
    found = getattr(error, "orig", None)
    code = getattr(found, "sqlite_errorcode", None)
    return UNUSABLE.get(getattr(found, "sqlstate", None) if code is None else code & 0xFF)


def _found_no_one(error: DBAPIError, state: str | None) -> bool:
    """Whether no server answered, or it went away without a code."""
    return state is None and type(error.orig).__name__ == "OperationalError"
