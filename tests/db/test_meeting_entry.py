"""A meeting saved whole, changed, compared with its likes; read back as it was typed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.commands.entering import StaleError
from db.commands.meetings import DoubleError, save_meeting
from db.models import (
    Journal,
    Meeting,
    NotADouble,
    Organisation,
    Series,
    Territory,
    Theme,
)
from db.models import Testimonial as Quote
from db.queries.meeting_form import as_typed, choices, last_used
from db.unit_of_work import Author, reading, writing
from domain.entry import EntryError
from domain.meeting_entry import BLANK, LABELS, MeetingValues, read_meeting
from domain.roles import Role
from domain.vocabulary import Family, MeetingFormat, TerritoryLevel
from tests import factories

TODAY = date(2026, 11, 22)
WHOLE = {
    "title": "Oxygène n° 14",
    "format": "oxygene",
    "held_on": "20/11/2026",
    "headcount": "environ 40",
    "modality": "visio",
    "territories": ["DOLE", "39"],
    "start": "14h",
    "end": "16h30",
    "half_days": "1",
    "place": "Maison des associations",
    "series": "Oxygène",
    "series_number": "14",
    "programme": "Cité éducative",
    "themes": ["Emploi", "Santé"],
    "organisers": ["DREETS"],
    "partners": ["Ville de Dole"],
    "hosts": ["Ville de Dole"],
    "families": {"DREETS": "etat", "Ville de Dole": "collectivite"},
    "announced": True,
    "registration_url": "https://exemple.fr/i",
    "highlight": "Un premier Oxygène à Dole",
    "notes": "Prévoir plus de chaises.",
}


@pytest.fixture
def editor(database: str) -> Author:  # noqa: ARG001
    with writing() as session:
        region = factories.make_region(session)
        jura = factories.make_territory(
            session, "Jura", level=TerritoryLevel.DEPARTEMENT, within=region, code="39"
        )
        factories.make_territory(session, "Grand Dole", within=jura, code="DOLE")
        elsewhere = factories.make_region(session)
        factories.make_territory(session, "Nantes", within=elsewhere, code="NANTES")
        centre = factories.make_centre(session, region=region)
        account = factories.make_account(session)
        factories.make_member(session, account, centre)
    return Author(account, centre)


def values(**fields: Any) -> MeetingValues:
    return read_meeting({**BLANK, **WHOLE, **fields}, TODAY)


def save(author: Author, **fields: Any) -> int:
    with writing(author) as session:
        return save_meeting(session, values(**fields))


def shown(author: Author, meeting: int) -> dict[str, Any]:
    with reading() as session:
        found = as_typed(session, centre_id=author.centre_id or 0, meeting_id=meeting)
    assert found
    return found


def count(session: Session, table: Any) -> int:
    return len(session.exec(select(table)).all())


def test_what_is_typed_is_saved_and_shown_again(editor: Author) -> None:
    found = shown(editor, save(editor))

    assert {field: found[field] for field in LABELS} == {
        **{field: BLANK[field] for field in LABELS},
        **{field: value for field, value in WHOLE.items() if field in LABELS},
    }
    assert read_meeting(found, TODAY) == replace(
        values(), id=found["id"], version=1, organisations=read_meeting(found, TODAY).organisations
    )


def test_what_is_named_for_the_first_time_is_made_once(editor: Author) -> None:
    save(editor)
    save(
        editor,
        title="Tout autre chose",
        held_on="21/11/2026",
        series="OXYGENE",
        series_number="15",
        themes=["sante"],
        organisers=["ville de dole"],
    )

    with reading() as session:
        families = dict(session.exec(select(Organisation.name, Organisation.family)).all())
        assert families == {"DREETS": Family.STATE, "Ville de Dole": Family.LOCAL_AUTHORITY}
        assert (count(session, Series), count(session, Theme)) == (1, 2)
        offered = choices(session, centre_id=editor.centre_id or 0)
    assert offered.series == {"Oxygène": 15}
    assert offered.themes == ("Emploi", "Santé")


def test_a_change_touches_what_changed(editor: Author) -> None:
    meeting = save(editor)
    with reading() as session:
        before = count(session, Journal)

    save(editor, id=meeting, version=1, territories=["DOLE"], themes=["Emploi", "Culture"])

    found = shown(editor, meeting)
    assert (found["territories"], found["themes"]) == (["DOLE"], ["Culture", "Emploi"])
    assert found["version"] == 2
    with reading() as session:
        lines = session.exec(select(Journal).order_by(col(Journal.id)).offset(before)).all()
        assert sorted((line.action, line.row_table) for line in lines) == [
            ("créer", "meeting_theme"),
            ("créer", "theme"),
            ("modifier", "meeting"),
            ("supprimer", "meeting_territory"),
            ("supprimer", "meeting_theme"),
        ]


def test_what_was_said_at_a_meeting_follows_it_to_another_month(editor: Author) -> None:
    meeting, centre = save(editor), editor.centre_id or 0
    with writing() as session:
        said, elsewhere = (
            factories.make_testimonial(session, centre, 2026, month, meeting_id=meeting)
            for month in (11, 9)
        )
        other = factories.make_testimonial(session, centre, 2026, 11)
        before = count(session, Journal)

    save(editor, id=meeting, version=1, held_on="21/11/2026")
    save(editor, id=meeting, version=2, held_on="08/01/2025")

    with reading() as session:
        moved, *stayed = (session.get_one(Quote, key) for key in (said, elsewhere, other))
        lines = session.exec(select(Journal).order_by(col(Journal.id)).offset(before)).all()
    assert (moved.year, moved.month, moved.version) == (2025, 1, 2)
    assert [(row.year, row.month, row.version) for row in stayed] == [(2026, 9, 1), (2026, 11, 1)]
    (told,) = [line for line in lines if line.row_table == "testimonial"]
    assert (told.account_id, told.at) == (editor.account_id, lines[-1].at)


def test_a_stale_change_is_refused_and_changes_nothing(editor: Author) -> None:
    meeting = save(editor)
    save(editor, id=meeting, version=1, title="Oxygène n° 14 bis")

    with pytest.raises(StaleError) as refused:
        save(editor, id=meeting, version=1, place="Ailleurs")

    assert refused.value.version == 2
    assert shown(editor, meeting)["place"] == WHOLE["place"]


def test_a_near_title_on_the_same_day_is_a_double(editor: Author) -> None:
    meeting = save(editor, series=None, series_number="")

    with pytest.raises(DoubleError) as refused:
        save(editor, title="OXYGENE n°14", series=None, series_number="")

    assert refused.value.meetings == (meeting,)
    with reading() as session:
        assert count(session, Meeting) == 1


def test_the_same_number_of_a_series_is_a_double(editor: Author) -> None:
    meeting = save(editor)

    with pytest.raises(DoubleError) as refused:
        save(editor, title="Petit-déjeuner", held_on="12/10/2026", series="oxygène")

    assert refused.value.meetings == (meeting,)
    assert save(editor, title="Petit-déjeuner", held_on="12/10/2026", series="GAP") != meeting


def test_what_is_not_a_double_is_remembered(editor: Author) -> None:
    first = save(editor)
    second = save(editor, other_than=[first])

    save(editor, id=second, version=1, place="Ailleurs")
    save(editor, id=first, version=1, place="Ici")

    with reading() as session:
        (pair,) = session.exec(select(NotADouble)).all()
    assert (pair.first_id, pair.second_id) == (first, second)


def test_a_deleted_meeting_is_no_double_and_is_not_changed(editor: Author) -> None:
    meeting = save(editor)
    with writing() as session:
        session.get_one(Meeting, meeting).deleted_at = session.get_one(Meeting, meeting).created_at

    assert save(editor) != meeting
    with pytest.raises(EntryError, match="a été supprimée"):
        save(editor, id=meeting, version=2, title="Autre", series=None)
    with reading() as session:
        assert as_typed(session, centre_id=editor.centre_id or 0, meeting_id=meeting) is None


@pytest.mark.parametrize("code", ["NANTES", "INCONNU"])
def test_a_territory_lies_in_the_region(editor: Author, code: str) -> None:
    with pytest.raises(EntryError, match=f"Territoire inconnu\u00a0: {code}") as refused:
        save(editor, territories=["DOLE", code])
    assert list(refused.value.problems) == ["territories"]


def test_a_reader_writes_nothing(editor: Author) -> None:
    with writing() as session:
        reader = factories.make_account(session, "lecteur")
        factories.make_member(session, reader, editor.centre_id or 0, Role.READER)

    for author in (Author(reader, editor.centre_id), Author(editor.account_id, 10**6)):
        with pytest.raises(EntryError, match="ne permet pas"):
            save(author)


def test_the_next_form_starts_from_the_last_meeting(editor: Author) -> None:
    mine = {"centre_id": editor.centre_id or 0, "account_id": editor.account_id or 0}
    with reading() as session:
        assert last_used(session, **mine).format is None
    save(editor)
    with reading() as session:
        last = last_used(session, **mine)
        codes = set(session.exec(select(Territory.code)))

    assert (last.format, last.departement) == (MeetingFormat.OXYGENE, "39")
    assert last.departement in codes
