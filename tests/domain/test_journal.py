"""Lines of the journal made into saves, rows and words."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.formats import NBSP, NNBSP
from domain.history import Line
from domain.journal import About, Place, Save, references, sheet, tell, whole_silence
from domain.journal_rows import REFERENCES, ROWS
from domain.journal_words import LABELS
from domain.vocabulary import ProfileKind

NINE = datetime(2024, 3, 12, 8, 0, tzinfo=UTC)
NAMES = {("meeting", 1): "Atelier", ("person", 7): "Zoé Aubépine", ("theme", 3): "Culture"}
NONE: frozenset[tuple[str, int]] = frozenset()


def line(action: str, table: str, key: str, **sides: Any) -> Line:
    held = {"before": {}, "after": {}, "at": NINE, "author": "Léa", **sides}
    return Line(action=action, table=table, key=key, **held)


def rows(*lines: Line) -> tuple[About, ...]:
    (save,) = tell(lines, NAMES, frozenset({("meeting", 1)}))
    return save.rows


def whats(*lines: Line) -> list[str]:
    return [change.what for about in rows(*lines) for change in about.changes]


def test_parts_are_told_with_their_meeting() -> None:
    (about,) = rows(
        line("modifier", "meeting", "1", before={"version": 1}, after={"version": 2}),
        line("créer", "meeting_theme", "1/3", after={"meeting_id": 1, "theme_id": 3}),
        line("créer", "attendance", "1/7", after={"state": "present", "role": "participant"}),
    )

    assert (about.nature, about.key, about.name, about.lives) == ("rencontre", "1", "Atelier", True)
    assert [change.what for change in about.changes] == [
        f"Thème ajouté{NBSP}: Culture",
        f"Personne ajoutée{NBSP}: Zoé Aubépine",
    ]


def test_a_change_of_which_nothing_may_be_told_is_told_all_the_same() -> None:
    assert whats(line("modifier", "public_access", "4", after={"key_digest": "(secret)"})) == [
        "Accès aux données publiques modifié"
    ]
    assert whats(line("créer", "a_table_of_tomorrow", "4/5", after={"x": 1})) == [
        "Ligne enregistrée"
    ]


def test_a_password_and_a_suspension_are_told_as_what_they_are() -> None:
    for field, value, told in (
        ("password_hash", "(secret)", "Mot de passe changé"),
        ("suspended_at", "2026-11-22T12:00:00+00:00", "Compte suspendu"),
        ("suspended_at", None, "Compte modifié"),
    ):
        assert whats(line("modifier", "account", "4", after={field: value})) == [told]


def test_a_command_tells_in_its_own_words() -> None:
    (about,) = rows(line("exporter le journal", "journal", ""))
    assert (about.nature, about.name) == ("export", "Le journal")
    assert [change.what for change in about.changes] == ["Exporter le journal"]
    (people,) = rows(line("exporter les personnes de l’annuaire", "export", ""))
    assert (people.nature, people.name) == ("export", "Les personnes de l’annuaire")
    assert whats(line("anonymiser", "person", "7")) == ["Personne anonymisée"]


HELD = {"rule": "audience", "until": "2026-12-05", "reason": "Des travaux", "version": 1}


def test_a_silence_that_ends_is_told_with_what_it_was() -> None:
    after = {"deleted_at": "2026-11-22T09:00:00+00:00", "version": 2}
    ended = line("modifier", "silenced_rule", "9", before={"version": 1}, after=after)

    (change,) = rows(whole_silence(ended, HELD))[0].changes
    assert (change.what, change.is_new) == ("Veille levée", False)
    assert change.fields == (
        ("Règle", "Mois sans audience saisie", "rien"),
        ("Jusqu’au", "05/12/2026", "rien"),
        ("Raison", "Des travaux", "rien"),
    )


def test_a_silence_begun_again_is_told_with_what_it_is() -> None:
    again = {"deleted_at": None, "until": "2026-12-31"}
    line_ = line("modifier", "silenced_rule", "9", before={"until": "2026-12-05"}, after=again)

    (change,) = rows(whole_silence(line_, HELD))[0].changes
    assert change.what == "Veille reprise"
    assert change.fields == (
        ("Règle", "rien", "Mois sans audience saisie"),
        ("Jusqu’au", "rien", "31/12/2026"),
        ("Raison", "rien", "Des travaux"),
    )


def test_the_months_of_a_target_are_told() -> None:
    before = {"profile_kind": ProfileKind.EVEN.value, "profile": None}
    after = {"profile_kind": ProfileKind.TYPED.value, "profile": [8.5, 101.75, *[10.0] * 10]}

    (change,) = rows(line("modifier", "target", "2", before=before, after=after))[0].changes
    names = ("mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre")
    others = [f"{name}{NBSP}10" for name in (*names, "novembre", "décembre")]
    told = [f"janvier{NBSP}8,5", f"février{NBSP}101,75", *others]
    assert change.fields[1] == ("Poids des mois", "rien", f"{NNBSP}; ".join(told))


def test_what_was_erased_is_said() -> None:
    (about,) = rows(line("modifier", "person", "7", is_erased=True))

    assert (about.erased, about.changes[0].fields) == (True, ())


def test_rows_without_a_name_take_that_of_their_owner() -> None:
    writing = line("créer", "person_writing", "2", after={"writing": "zoe", "person_id": 7})
    merge = line("créer", "merge", "5", after={"kind": "personne", "kept_id": 7, "merged_id": 8})

    assert [about.name for about in rows(writing, merge)] == ["Zoé Aubépine", "Zoé Aubépine"]
    assert references([writing, merge])["person"] == {7}


def test_a_row_without_a_sheet_is_seen_on_that_of_its_owner_or_at_its_place() -> None:
    (consent,) = rows(line("créer", "person_consent", "2", after={"person_id": 1}))
    merge = line("créer", "merge", "5", after={"kind": "personne", "kept_id": 7, "merged_id": 8})
    (silence,) = tell(
        [line("modifier", "silenced_rule", "9", after={"reason": "Non."})],
        NAMES,
        NONE,
        {("silenced_rule", 9): Place(key="audience")},
    )

    assert (consent.seen, consent.lives) == (("person", "1"), False)
    assert rows(merge)[0].seen == ("person", "7")
    (rule,) = silence.rows
    assert (rule.name, rule.nature) == ("Mois sans audience saisie", "veille")
    assert rule.place == Place(None, None, "audience")


def test_the_last_save_comes_first() -> None:
    later = NINE + timedelta(hours=1)
    told = tell(
        [line("créer", "theme", "3"), line("modifier", "theme", "3", at=later)], NAMES, NONE
    )

    assert [save.at for save in told] == [later, NINE]


def test_a_sheet_has_a_line_a_field() -> None:
    save: tuple[Save, ...] = tell(
        [
            line("modifier", "theme", "3", before={"name": "Art"}, after={"name": "Culture"}),
            line("créer", "theme", "4", after={"name": "Sport"}),
        ],
        NAMES,
        NONE,
    )

    _, changed, made = sheet(save, lambda _: ("12/03/2024", "9 h"), "Maillage")
    liste = "Thèmes, séries, dispositifs"
    assert changed == (
        *("12/03/2024", "9 h", "Léa", liste, "Culture", "Thème modifié", "Nom", "Art", "Culture"),
    )
    assert made == ("12/03/2024", "9 h", "Léa", liste, "", "Thème enregistré", "Nom", "", "Sport")


def test_every_table_with_words_has_a_noun_and_no_secret() -> None:
    parts = {"attendance"}
    assert set(LABELS) - parts <= set(ROWS)
    assert not [field for labels in LABELS.values() for field in labels if "password" in field]
    assert set(REFERENCES.values()) <= {*ROWS, "attendance"}
