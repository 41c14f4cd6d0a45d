"""The journal told in French: who did what, from what to what."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.history import Change, Field, Line, references, tell

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
NAMES = {
    ("person", 1): "Camille Durand",
    ("person", 2): "Inès Petit",
    ("person", 3): "Karim Roux",
    ("territory", 4): "Dole",
    ("theme", 5): "Santé",
    ("organisation", 6): "Mairie",
    ("publication", 7): "Compte rendu",
    ("meeting", 12): "Atelier",
    ("series", 9): "Oxygène",
}


def line(
    table: str = "meeting",
    key: str = "12",
    action: str = "modifier",
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    at: datetime = NOON,
    author: str | None = "Léa",
) -> Line:
    return Line(at, author, action, table, key, before or {}, after or {})


def change(*lines: Line) -> Change:
    (moment,) = tell(lines, NAMES)
    (found,) = moment.changes
    return found


def whats(*lines: Line) -> list[str]:
    return [change.what for moment in tell(lines, NAMES) for change in moment.changes]


@pytest.mark.parametrize(
    ("field", "before", "after", "told"),
    [
        ("title", "Atelier", "Séminaire", ("Titre", "Atelier", "Séminaire")),
        ("format", "gap", "oxygene", ("Format", "GAP", "Oxygène")),
        ("held_on", "2024-03-12", "2024-04-01", ("Date", "12/03/2024", "01/04/2024")),
        ("start_time", None, "13:30:00", ("Début", "rien", "13\u00a0h\u00a030")),
        ("half_days", 1.0, 0.5, ("Demi-journées", "1", "0,5")),
        ("headcount", None, 1200, ("Effectif", "rien", "1\u202f200")),
        ("headcount", 0, None, ("Effectif", "0", "rien")),
        ("series_id", None, 9, ("Série", "rien", "Oxygène")),
        ("series_id", 10, None, ("Série", "(effacé depuis)", "rien")),
        ("place", "", "Mairie", ("Lieu", "rien", "Mairie")),
    ],
)
def test_a_field_is_told_from_what_to_what(
    field: str, before: Any, after: Any, told: tuple[str, str, str]
) -> None:
    found = change(line(before={field: before}, after={field: after}))
    assert found == Change("Rencontre modifiée", (Field(*told),))


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("prevue", "tenue", "Rencontre marquée tenue"),
        ("tenue", "annulee", "Rencontre annulée"),
        ("annulee", "tenue", "Rencontre rétablie"),
        ("annulee", "prevue", "Rencontre rétablie"),
        ("tenue", "prevue", "Rencontre de nouveau prévue"),
    ],
)
def test_a_change_of_state_has_its_own_words(before: str, after: str, what: str) -> None:
    assert whats(line(before={"status": before}, after={"status": after})) == [what]


def test_deleting_and_bringing_back_are_told() -> None:
    now = NOON.isoformat()
    gone = line(before={"deleted_at": None}, after={"deleted_at": now})
    back = line(before={"deleted_at": now}, after={"deleted_at": None})
    assert whats(gone) == ["Rencontre supprimée"]
    assert whats(back) == ["Rencontre rétablie"]


def test_a_row_made_says_what_it_holds_and_not_what_goes_without_saying() -> None:
    made = {
        "id": 12,
        "title": "Atelier",
        "place": None,
        "version": 1,
        "date_precision": "jour",
        "headcount_precision": "exact",
    }
    found = change(line(action="créer", after=made))
    assert found == Change("Rencontre enregistrée", (Field("Titre", "rien", "Atelier"),), True)


def test_a_version_counted_for_its_parts_is_not_a_change() -> None:
    assert tell([line(before={"version": 1}, after={"version": 2})], NAMES) == ()


@pytest.mark.parametrize(
    ("table", "key", "what"),
    [
        ("meeting_territory", "12/4", "Territoire ajouté\u00a0: Dole"),
        ("meeting_theme", "12/5", "Thème ajouté\u00a0: Santé"),
        (
            "meeting_organisation",
            "12/6/organisateur",
            "Structure ajoutée\u00a0: Mairie (organisateur)",
        ),
        ("meeting_theme", "12/50", "Thème ajouté\u00a0: (effacé depuis)"),
    ],
)
def test_a_part_is_told_by_its_name(table: str, key: str, what: str) -> None:
    assert whats(line(table, key, "créer")) == [what]


def came(person: int, state: str = "present", role: str = "participant") -> Line:
    return line("attendance", f"12/{person}", "créer", after={"state": state, "role": role})


def test_parts_of_one_save_are_told_together() -> None:
    (moment,) = tell([came(2), came(1), came(3, "inscrit", "intervenant")], NAMES)
    assert [change.what for change in moment.changes] == [
        "Personnes ajoutées\u00a0: Camille Durand, Inès Petit et Karim Roux (inscrit, intervenant)"
    ]


def test_the_same_change_of_several_people_is_told_once() -> None:
    states = {"before": {"state": "inscrit"}, "after": {"state": "present"}}
    found = change(*(line("attendance", f"12/{person}", **states) for person in (1, 2)))  # type: ignore[arg-type]
    assert found == Change(
        "Participation\u00a0: Camille Durand et Inès Petit",
        (Field("État", "Inscrit", "Présent"),),
    )


def test_people_taken_away_are_named_by_what_the_line_held() -> None:
    held = {"state": "excuse", "role": "participant"}
    assert whats(line("attendance", "12/1", "supprimer", before=held)) == [
        "Personne retirée\u00a0: Camille Durand (excusé)"
    ]


def test_a_long_list_of_names_is_cut_and_counted() -> None:
    (what,) = whats(*(came(person) for person in range(100, 145)))
    assert what.count("(effacé depuis)") == 20
    assert what.endswith("et 25\u00a0autres")


def test_the_words_of_a_testimonial_and_its_author_are_never_quoted() -> None:
    secret = {"body": "On m’a menti", "author": "Camille", "function": "Élue", "organisation": "X"}
    made = change(line("testimonial", "3", "créer", after={**secret, "consent": "a-recueillir"}))
    changed = change(
        line("testimonial", "3", before=dict.fromkeys(secret, "avant"), after=secret),
    )
    for found in (made, changed):
        assert not any(word in repr(found) for word in secret.values() if word != "X")
    assert made.what == "Témoignage enregistré"
    assert Field("Accord", "rien", "À recueillir") in made.fields


def test_a_publication_is_named_and_its_link_told() -> None:
    linked = line("publication", "7", before={"meeting_id": None}, after={"meeting_id": 12})
    assert change(linked) == Change(
        "Publication modifiée\u00a0: «\u00a0Compte rendu\u00a0»",
        (Field("Rencontre", "rien", "Atelier"),),
    )


def test_saves_are_told_apart_the_last_first() -> None:
    def told(microseconds: int, title: str, author: str = "Léa") -> Line:
        at = NOON + timedelta(microseconds=microseconds)
        return line(before={"title": ""}, after={"title": title}, at=at, author=author)

    # Written at once by two people, their lines are mixed.
    moments = tell([told(0, "A"), told(1, "C"), told(0, "B"), told(1, "D", "Noé")], NAMES)
    assert [(m.author, [c.fields[0].after for c in m.changes]) for m in moments] == [
        ("Noé", ["D"]),
        ("Léa", ["C"]),
        ("Léa", ["A", "B"]),
    ]


def test_the_names_needed_are_those_of_both_sides_and_of_the_parts() -> None:
    found = references(
        [
            line(before={"series_id": 8}, after={"series_id": 9}),
            line("attendance", "12/1", before={"organisation_id": None}),
            line("publication", "7", after={"meeting_id": 12}),
        ]
    )
    assert found == {"meeting": {12}, "series": {8, 9}, "person": {1}, "publication": {7}}
