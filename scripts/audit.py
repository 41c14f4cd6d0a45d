"""Known weaknesses of what is installed: ``python -m scripts.audit``. Ends with 1 if there are any.

pip-audit asks a public source of advisories. Where none answers, that is said, and stops nobody: it
would say « no known vulnerabilities » of packages it has found nothing about.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# What runs is in it too.
LOCK = Path(__file__).parent.parent / "deploy" / "requirements-dev.lock"
PATIENCE = 5  # seconds, for each answer of the source
LONGEST = 20  # seconds, for all of them

SILENT = "pip-audit: no source of advisories answers here; nothing was checked."


def main(arguments: Sequence[str] = ()) -> int:
    """Ask pip-audit, with these of its options; 1 when a weakness is known, else 0."""
    known = [package for package in _answered(arguments) if "vulns" in package]
    weak = [package for package in known if package["vulns"]]
    for package in weak:
        print(_told(package))
    print(f"pip-audit: {len(known)} packages, {len(weak)} weak." if known else SILENT)
    return 1 if weak else 0


def _answered(arguments: Sequence[str]) -> list[dict[str, Any]]:
    """What it says of each package; nothing when it could not ask."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip"),
        *("--format", "json", "--progress-spinner", "off", "--timeout", str(PATIENCE), *arguments),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
        return list(json.loads(done.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return []


def _told(package: dict[str, Any]) -> str:
    found = ", ".join(
        f"{one['id']} (mended in {', '.join(one['fix_versions']) or 'no release'})"
        for one in package["vulns"]
    )
    return f"{package['name']} {package['version']}: {found}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
