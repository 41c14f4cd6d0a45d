"""The presentation an address asks for, and the one that runs there, its figures frozen."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlencode

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from components.auth import author
from components.data import once, read, read_afresh, write_apart
from components.filters import (
    FORMAT,
    MONTH,
    PERIOD,
    TERRITORY,
    THEME,
    WHOLE_YEAR,
    YEAR,
    asked_month,
    asked_scope,
    quoted,
    refuse,
    today,
    whole_number,
)
from db.commands import presenting as commands
from db.models import utc_now
from db.queries import presenting as queries
from db.queries import testimonials
from db.queries.board import board as read_board
from domain.board import Board, with_only_testimonials
from domain.deck import BUILT_IN, deck
from domain.formats import NBSP
from domain.periods import Period
from domain.roles import Role, User
from domain.scenario_entry import NoteEntry, ScenarioEntry
from domain.scenes import Deck
from domain.scope import Scope

SCENARIO, SCENE, SECONDS = "scenario", "scene", "secondes"
WHOLE, OF_A_MONTH = "annee", "mois"  # scenarios given to all
# What tells one presentation from another.
CONTENT = (SCENARIO, YEAR, PERIOD, MONTH, TERRITORY, FORMAT, THEME)
SHORTEST, LONGEST = 5, 120  # seconds between two scenes

RESUMED_FOR = timedelta(hours=12)

BOARD = TypeAdapter(Board)


@dataclass(frozen=True)
class Asked:
    """What to show: scenes, and the figures they tell. ``address`` says both, always the same."""

    scenario: ScenarioEntry
    scope: Scope
    filters: tuple[str, ...]
    today: date
    address: str


@dataclass(frozen=True)
class Frozen:
    """A presentation that runs: the scene it is at, the scenes of the figures it started with."""

    id: int
    scene: int
    deck: Deck
    address: str  # as ``Asked`` says it
    read_at: datetime  # its figures


def offered(user: User) -> tuple[ScenarioEntry, ...]:
    """The scenarios given to all, then the centre’s own."""
    given = (ScenarioEntry(s.title, slug, s.kinds) for slug, s in BUILT_IN.items())
    return *given, *read(queries.scenarios, centre_id=user.centre.centre_id)


def asked_scenario(user: User) -> ScenarioEntry:
    return _scenario(user, st.query_params.get(SCENARIO, WHOLE))


def asked_presentation(user: User, scenario: ScenarioEntry) -> Asked:
    """This scenario, over the period and under the filters of the address."""
    selection = asked_scope(user, month=True)
    scope = selection.scope
    if scenario.slug == OF_A_MONTH:
        scope = scope.over(Period.of_month(*asked_month(user)))
    address = _address(scenario.slug, scope.period)
    return Asked(scenario, scope, selection.labels, selection.today, address)


def asked_number_of_scene() -> int:
    raw = st.query_params[SCENE]
    number = whole_number(raw)
    if not number:
        refuse(f"La scène {quoted(raw)} n’existe pas{NBSP}: les scènes se comptent à partir de 1.")
    return number


def asked_seconds() -> int | None:
    """Seconds between two scenes; None to go by hand."""
    raw = st.query_params.get(SECONDS)
    if raw is None:
        return None
    seconds = whole_number(raw)
    if seconds is None or not SHORTEST <= seconds <= LONGEST:
        refuse(f"Une scène peut durer de {SHORTEST} à {LONGEST} secondes, pas {quoted(raw)}.")
    return seconds


def preview(asked: Asked) -> Deck:
    """What would be shown if it started now, or a moment ago."""
    return once(_preview, asked)


def start(user: User, asked: Asked, at: int = 1, key: str | None = None) -> Frozen:
    """Read everything afresh and freeze it, at the scene of this key, else at this number."""
    board = _read_board(asked.scope, asked.filters, asked.today)
    made = deck(board, asked.scenario.scenes)
    keys = [scene.key for scene in made.scenes]
    scene = keys.index(key) + 1 if key in keys else max(1, min(at, len(keys)))
    presentation_id = write_apart(
        commands.start,
        author(user),
        address=asked.address,
        board=BOARD.dump_json(board).decode(),
        scene=scene,
    )
    return Frozen(presentation_id, scene, made, asked.address, board.read_at)


def restart(user: User, asked: Asked, running: Frozen) -> Frozen:
    """The same scene, with the figures of now."""
    scenes = running.deck.scenes
    key = scenes[running.scene - 1].key if scenes else None
    return start(user, asked, running.scene, key)


def resume(user: User, address: str | None = None) -> Frozen | None:
    """The user’s presentation of this address, or his last one, if it may still run."""
    found = read_afresh(
        queries.running,
        account_id=user.id,
        centre_id=user.centre.centre_id,
        since=utc_now() - RESUMED_FOR,
        address=address,
    )
    if found is None:
        return None
    # Figures frozen before an upgrade may no longer be read: others are, then.
    with suppress(ValidationError):
        board = _with_consent(user, BOARD.validate_json(found.board))
        (slug,) = parse_qs(found.address)[SCENARIO]
        made = deck(board, _scenario(user, slug).scenes)
        scene = max(1, min(found.scene, len(made.scenes)))
        return Frozen(found.id, scene, made, found.address, board.read_at)
    return None


def move(user: User, running: Frozen, scene: int) -> None:
    if scene != running.scene:
        write_apart(commands.move, author(user), presentation_id=running.id, scene=scene)


def kept_notes(user: User) -> Mapping[str, NoteEntry]:
    """What the centre keeps to be said, by key of scene."""
    found = read_afresh(queries.notes, centre_id=user.centre.centre_id)
    return {note.key: note for note in found}


def texts_of(notes: Mapping[str, NoteEntry]) -> dict[str, str]:
    return {key: note.text for key, note in notes.items() if note.text}


def _scenario(user: User, slug: str) -> ScenarioEntry:
    for scenario in offered(user):
        if scenario.slug == slug:
            return scenario
    refuse(f"Le scénario {quoted(slug)} n’existe pas dans ce centre.")


def _address(slug: str, period: Period) -> str:
    """The query of the page, without what changes nothing to the figures, always in one order."""
    one_month = len(period.months) == 1
    part = st.query_params.get(PERIOD, WHOLE_YEAR)
    said = {
        SCENARIO: slug,
        YEAR: period.year,
        PERIOD: None if one_month or part == WHOLE_YEAR else part,
        MONTH: period.start.month if one_month else None,
        **{name: st.query_params.get(name) for name in (TERRITORY, FORMAT, THEME)},
    }
    return urlencode({name: value for name, value in said.items() if value})


def _preview(asked: Asked) -> Deck:
    board = once(_read_board, asked.scope, asked.filters, asked.today)
    return deck(board, asked.scenario.scenes)


def _read_board(scope: Scope, filters: tuple[str, ...], on: date) -> Board:
    return read_afresh(read_board, scope=scope, filters=filters, today=on, now=utc_now())


def _with_consent(user: User, board: Board) -> Board:
    """Frozen words are shown for as long as their author lets a board read them, no longer."""
    wall = read_afresh(
        testimonials.wall,
        centre_id=user.centre.centre_id,
        role=Role.READER,
        today=today(user),
    )
    return with_only_testimonials(board, {card.id for card in wall.cards})
