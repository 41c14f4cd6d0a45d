"""What deploy/ says agrees with the program it runs."""

import os
import re
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from components import server
from domain.version import VERSION

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text("utf-8"))
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z]+\])?==([^\s;]+)", re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_locked_versions_are_the_required_ones(name: str) -> None:
    required, locked = (
        set(PIN.findall(path.read_text("utf-8")))
        for path in (ROOT / f"{name}.txt", DEPLOY / f"{name}.lock")
    )
    # Besides, what they bring on systems we do not serve.
    assert required - locked == set()
    assert len(dict(locked)) == len(locked)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_locked_package_has_its_digests(name: str) -> None:
    locked = (DEPLOY / f"{name}.lock").read_text("utf-8")
    packages = re.split(r"\n(?=[a-z])", locked)[1:]
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_make_installs_only_what_has_its_digest() -> None:
    installed = re.findall(r"scripts/install.sh (\S+)", (ROOT / "Makefile").read_text("utf-8"))

    assert installed == ["deploy/requirements.lock", "deploy/requirements-dev.lock"]
    assert "--require-hashes" in (ROOT / "scripts" / "install.sh").read_text("utf-8")


def test_the_container_holds_every_layer_and_checks_an_address_that_exists() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", CONTAINERFILE, re.MULTILINE)
    names = {name for line in copied for name in line.split()}

    assert {"pages", "components", "documents", "db", "domain", "app.py"} <= names
    # Named one by one: secrets.toml may lie there.
    assert {name for name in names if name.startswith(".")} == {".streamlit/config.toml"}
    assert all((ROOT / name).exists() for name in names)
    (checked,) = re.findall(r"\{os\.environ\['PORT'\]\}(/\w+)", CONTAINERFILE)
    assert checked in {route.path for route in server.ROUTES}


def test_compose_names_this_release_and_files_that_exist() -> None:
    images = {service["image"] for service in COMPOSE["services"].values()}
    mounted = [
        volume.partition(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", [])
        if volume.startswith(".") and "certificates" not in volume
    ]

    assert f"maillage:{VERSION}" in images
    assert [path for path in mounted if not (DEPLOY / "compose" / path).is_file()] == []
    assert os.access(DEPLOY / "compose" / "create-role.sh", os.X_OK)


@pytest.mark.parametrize(
    ("folder", "processes"),
    [("nginx", {"127.0.0.1:8501", "127.0.0.1:8502"}), ("compose", None)],
)
def test_nginx_asks_the_processes_where_they_are(folder: str, processes: set[str] | None) -> None:
    asked = (DEPLOY / folder / "maillage-processes.conf").read_text("utf-8")
    processes = processes or {
        f"{service['networks']['maillage']['ipv4_address']}:{service['environment']['PORT']}"
        for name, service in COMPOSE["services"].items()
        if name.startswith("maillage-")
    }
    assert set(re.findall(r"server ([\d.:]+)", asked)) == processes
    proxy = (DEPLOY / "nginx" / "maillage.conf").read_text("utf-8")
    assert {f":{port}" for port in re.findall(r"~:(\d+)\$", proxy)} == {
        address[address.index(":") :] for address in processes
    }


def test_what_is_run_by_hand_has_the_settings_of_the_servers() -> None:
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    settings = (DEPLOY / "maillage.env").read_text("utf-8")

    assert os.access(DEPLOY / "by-hand", os.X_OK)
    # Without them, the command would make a SQLite database of its own, and be content.
    assert re.findall(r"^    \.venv/bin/(?:python -m db|alembic) .*", told, re.MULTILINE) == []
    assert len(re.findall(r"^    deploy/by-hand (?:python -m db|alembic) ", told, re.MULTILINE)) > 5
    # Read by systemd and by a shell: an address may hold & or ?.
    assert re.findall(r"^DATABASE_URL=(.)", settings, re.MULTILINE) == ["'"]


def test_every_setting_the_program_reads_is_in_the_documentation() -> None:
    known = (ROOT / "docs" / "operations.md").read_text("utf-8")
    read = {
        name
        for layer in ("components", "db", "documents", "domain")
        for path in (ROOT / layer).rglob("*.py")
        for names in re.findall(
            r'environ\.get\("(\w+)"\)|SWITCH = "(\w+)"', path.read_text("utf-8")
        )
        for name in names
        if name
    }
    assert "MAILLAGE_METRICS" in read
    assert [name for name in sorted(read) if f"`{name}`" not in known] == []
