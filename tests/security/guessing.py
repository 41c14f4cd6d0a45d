"""Someone who tries passwords all at once, as fast as he can: ``-m tests.security.guessing``.

Waits for a line, tries one name from as many threads as it is told, and prints how many were tries.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from db.commands.accounts import TooManyTriesError, claim_try, digest
from db.unit_of_work import writing


def tries(username: str, clients: int) -> int:
    """How many of these clients, who come together, had a password looked at."""
    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(_is_let_try, [username] * clients))


def _is_let_try(username: str) -> bool:
    try:
        with writing() as session:
            claim_try(session, name_digest=digest(username))
    except TooManyTriesError:
        return False
    return True


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{tries(sys.argv[1], int(sys.argv[2]))}\n")
