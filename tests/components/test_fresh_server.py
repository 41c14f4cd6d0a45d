"""A server that has just started, before any session has run the entry script.

With a pages/ folder beside that script, Streamlit would run /compte for whoever asks.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from domain.roles import Role
from tests.people import make_account, open_centre

ROOT = Path(__file__).parents[2]


def test_its_first_visitor_gets_the_form_at_the_address_of_a_page(database: str) -> None:
    open_centre("un")
    make_account("lea", ("un", Role.READER))
    answer = subprocess.run(
        [sys.executable, "-m", "tests.components.first_visit", "compte"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        check=True,
        capture_output=True,
        text=True,
    )

    assert json.loads(answer.stdout) == ["Connexion", "Identifiant", "Mot de passe"]
