"""Presentations, scenarios and speakers' notes: who may write them, and what stays of them."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from db.commands import presenting as commands
from db.commands.entering import ForbiddenError, StaleError
from db.models import Journal, Presentation, utc_now
from db.queries import presenting as queries
from db.unit_of_work import Author, reading, writing
from domain.entry import EntryError
from domain.roles import Role
from domain.scenario_entry import NoteEntry, ScenarioEntry
from domain.scenes import SceneKind
from tests import factories

ADDRESS = "scenario=annee&annee=2024"
SCENES = (SceneKind.COVER, SceneKind.QUOTES, SceneKind.END)
TEAM = ScenarioEntry("L’équipe", "l-equipe", SCENES)


@pytest.fixture(autouse=True)
def ground(database: str) -> None:  # noqa: ARG001
    """Two centres; a reader and an editor of the first, an editor of the second."""
    with writing() as session:
        for number, role in enumerate((Role.READER, Role.EDITOR, Role.EDITOR), 1):
            if number != 2:
                factories.make_centre(session, f"centre-{number}")
            factories.make_account(session, f"compte-{number}")
            factories.make_member(session, number, 1 if number < 3 else 2, role)


READER, EDITOR, ELSEWHERE = Author(1, 1), Author(2, 1), Author(3, 2)


def start(author: Author = READER, *, address: str = ADDRESS, board: str = "{}") -> int:
    with writing(author) as session:
        return commands.start(session, address=address, board=board, scene=1)


def age(presentation: int, by: timedelta) -> None:
    with writing() as session:
        session.get_one(Presentation, presentation).started_at -= by


def running(author: Author = READER, address: str | None = ADDRESS) -> queries.Running | None:
    with reading() as session:
        return queries.running(
            session,
            account_id=author.account_id or 0,
            centre_id=author.centre_id or 0,
            since=utc_now() - timedelta(hours=12),
            address=address,
        )


def scenarios(centre_id: int = 1) -> tuple[ScenarioEntry, ...]:
    with reading() as session:
        return queries.scenarios(session, centre_id=centre_id)


def notes(centre_id: int = 1) -> tuple[NoteEntry, ...]:
    with reading() as session:
        return queries.notes(session, centre_id=centre_id)


def save(entry: ScenarioEntry, author: Author = EDITOR) -> int:
    with writing(author) as session:
        return commands.save_scenario(session, entry)


def keep(entry: NoteEntry, author: Author = EDITOR) -> int:
    with writing(author) as session:
        return commands.keep_note(session, entry)


def test_a_presentation_is_found_again_as_it_was_left() -> None:
    key = start(board='{"a": 1}')
    with writing(READER) as session:
        commands.move(session, presentation_id=key, scene=7)

    assert running() == queries.Running(key, ADDRESS, '{"a": 1}', 7)


def test_starting_again_replaces_it_under_another_number() -> None:
    first, second = start(), start(board="[]")

    assert first != second
    found = running()
    assert found
    assert (found.id, found.board, found.scene) == (second, "[]", 1)
    with writing(READER) as session, pytest.raises(EntryError, match="n’existe pas"):
        commands.move(session, presentation_id=first, scene=2)


def test_each_account_centre_and_address_has_its_own() -> None:
    keys = {start(), start(EDITOR), start(ELSEWHERE), start(address="scenario=mois")}

    assert len(keys) == 4
    with reading() as session:
        assert len(session.exec(select(Presentation)).all()) == 4


def test_without_an_address_the_last_one_started_is_found() -> None:
    older = start()
    latest = start(address="scenario=mois")
    age(older, timedelta(hours=1))

    found = running(address=None)
    assert found
    assert found.id == latest


@pytest.mark.parametrize(
    ("hours", "found"), [(11.99, True), (12.01, False)], ids=["before", "after"]
)
def test_after_twelve_hours_it_is_not_resumed(hours: float, found: bool) -> None:
    age(start(), timedelta(hours=hours))

    assert (running() is not None) is found


def test_after_two_days_it_goes_when_another_starts() -> None:
    yesterday, older = start(), start(EDITOR)
    age(yesterday, timedelta(hours=47))
    age(older, timedelta(hours=49))

    latest = start(ELSEWHERE)

    with reading() as session:
        assert set(session.exec(select(Presentation.id))) == {yesterday, latest}


@pytest.mark.parametrize("author", [EDITOR, ELSEWHERE], ids=["colleague", "elsewhere"])
def test_another_cannot_move_it(author: Author) -> None:
    key = start()

    with writing(author) as session, pytest.raises(EntryError, match="n’existe pas"):
        commands.move(session, presentation_id=key, scene=9)

    found = running()
    assert found
    assert found.scene == 1
    assert running(author) is None


def test_presenting_leaves_no_line_in_the_journal() -> None:
    with reading() as session:
        before = len(session.exec(select(Journal)).all())
    key = start()
    with writing(READER) as session:
        commands.move(session, presentation_id=key, scene=2)
    start()

    with reading() as session:
        assert len(session.exec(select(Journal)).all()) == before


def test_a_reader_keeps_neither_scenario_nor_note() -> None:
    with pytest.raises(ForbiddenError):
        save(TEAM, READER)
    with pytest.raises(ForbiddenError):
        keep(NoteEntry("fin", "Merci."), READER)
    assert (scenarios(), notes()) == ((), ())


def test_a_scenario_is_saved_changed_and_deleted() -> None:
    key = save(TEAM)
    kept = ScenarioEntry("L’équipe", "l-equipe", SCENES, key, 1)
    assert scenarios() == (kept,)

    changed = ScenarioEntry("Le bureau", "le-bureau", SCENES[::-1], key, 1)
    assert save(changed) == key
    assert scenarios() == (ScenarioEntry("Le bureau", "le-bureau", SCENES[::-1], key, 2),)

    with writing(EDITOR) as session:
        commands.delete_scenario(session, scenario_id=key, version=2)
    assert scenarios() == ()


def test_two_on_one_scenario() -> None:
    key = save(TEAM)
    save(ScenarioEntry("Le bureau", "le-bureau", SCENES, key, 1))

    with pytest.raises(StaleError) as refused:
        save(ScenarioEntry("La ville", "la-ville", SCENES, key, 1))
    assert refused.value.version == 2
    with pytest.raises(StaleError), writing(EDITOR) as session:
        commands.delete_scenario(session, scenario_id=key, version=1)
    assert [entry.name for entry in scenarios()] == ["Le bureau"]


def test_a_name_serves_once_in_a_centre_until_it_is_free_again() -> None:
    key = save(TEAM)
    with pytest.raises(EntryError, match="porte déjà ce nom"):
        save(TEAM)
    save(TEAM, ELSEWHERE)

    with writing(EDITOR) as session:
        commands.delete_scenario(session, scenario_id=key, version=1)
    with pytest.raises(EntryError, match="a été supprimé"):
        save(ScenarioEntry("L’équipe", "l-equipe", SCENES, key, 2))
    again = save(TEAM)

    assert again != key
    assert [entry.id for entry in scenarios()] == [again]


def test_the_scenario_of_another_centre_is_unknown() -> None:
    key = save(TEAM)

    with pytest.raises(EntryError, match="n’existe pas dans ce centre"):
        save(ScenarioEntry("Le leur", "le-leur", SCENES, key, 1), ELSEWHERE)
    with pytest.raises(EntryError), writing(ELSEWHERE) as session:
        commands.delete_scenario(session, scenario_id=key, version=1)
    assert scenarios(2) == ()
    assert scenarios()[0].name == "L’équipe"


def test_a_note_is_kept_changed_and_forgotten() -> None:
    key = keep(NoteEntry("fin", "Merci à tous."))
    assert notes() == (NoteEntry("fin", "Merci à tous.", 1),)
    assert notes(2) == ()

    assert keep(NoteEntry("fin", "Merci.", 1)) == key
    assert notes() == (NoteEntry("fin", "Merci.", 2),)

    assert keep(NoteEntry("fin", None, 2)) == key
    assert notes() == ()

    keep(NoteEntry("fin", "Au revoir."))
    assert notes() == (NoteEntry("fin", "Au revoir.", 4),)


@pytest.mark.parametrize("version", [None, 1, 3])
def test_two_on_one_note(version: int | None) -> None:
    keep(NoteEntry("fin", "Merci à tous."))
    keep(NoteEntry("fin", "Merci.", 1))

    with pytest.raises(StaleError) as refused:
        keep(NoteEntry("fin", "Autre chose.", version))
    assert refused.value.version == 2
    assert notes() == (NoteEntry("fin", "Merci.", 2),)


def test_a_note_forgotten_meanwhile_is_told() -> None:
    keep(NoteEntry("fin", "Merci."))
    keep(NoteEntry("fin", None, 1))

    with pytest.raises(StaleError):
        keep(NoteEntry("fin", "Merci bien.", 1))


def test_scenarios_and_notes_leave_their_lines_in_the_journal() -> None:
    key = save(TEAM)
    keep(NoteEntry("fin", "Merci."))

    with reading() as session:
        statement = select(Journal).where(col(Journal.row_table).in_(("scenario", "speaker_note")))
        lines = session.exec(statement.order_by(col(Journal.id))).all()
    assert [(line.account_id, line.centre_id, line.action) for line in lines] == [
        (2, 1, "créer"),
        (2, 1, "créer"),
    ]
    assert lines[0].row_id == str(key)
    assert lines[0].after
    assert lines[0].after["scenes"] == ["couverture", "paroles", "fin"]
