"""Makes a document in a process of its own: ``python -m documents.worker PART FILE < order``.

Laying out a report keeps a processor busy for seconds: in the server, every other user would wait.
What is being done is told on standard output, a line as each step begins.
"""

import os
import sys
from pathlib import Path

from pydantic import TypeAdapter

from db import logs, walls
from db.console import speak_utf8
from db.unit_of_work import reading
from documents.making import MAKERS
from domain.document_kinds import Order

ORDER = TypeAdapter(Order)
# What a document may take, in bytes; reports of 400 meetings a month stay far below.
MEMORY = 1024 * 1024 * 1024


def main(part: str, target: str) -> None:
    """Read the order, write the file. Any failure ends the process with its trace."""
    _give_way()
    order = ORDER.validate_json(sys.stdin.buffer.read())
    with walls.seeing(walls.of_centres([order.scope.centre_id])), reading() as session:
        body = MAKERS[part](session, order, _tell)
    Path(target).write_bytes(body)


def _tell(step: str) -> None:
    print(step, flush=True)  # noqa: T201 -- how it speaks to the server


def _give_way() -> None:
    """Screens come first, and no document may exhaust the machine. Windows has neither way."""
    if sys.platform == "win32":
        return
    import resource

    # Not the lowest: a busy machine would never come to it.
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


if __name__ == "__main__":
    speak_utf8()
    logs.start()
    main(*sys.argv[1:])
