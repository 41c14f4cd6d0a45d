"""`make test`: migrations make a SQLite database from nothing, and leave nothing to migrate."""

import os
import tempfile
from pathlib import Path

from alembic import command

from db import schema
from db.engine import get_engine


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'migrated.db'}"
        schema.upgrade()
        command.check(schema.config())
        get_engine().dispose()


if __name__ == "__main__":
    main()
