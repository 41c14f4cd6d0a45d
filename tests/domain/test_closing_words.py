"""What a closing says: nothing the figures do not carry."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

import pytest

from domain.checks import Figures
from domain.closing import (
    NO_CHANGES,
    Changes,
    ClosedMonth,
    Closing,
    MonthReading,
    MonthStage,
    digest,
)
from domain.closing_words import (
    after_a_change,
    apart,
    became,
    before_a_change,
    closed_line,
    elsewhere,
    first_commentary,
    from_to,
    outdated,
    proposed_commentary,
    rectified,
    reopened_line,
    status,
    today,
)
from domain.comparisons import NO_MEAN, Comparisons
from domain.desk import MonthDesk, MonthOnDesk
from domain.indicators import OF_THE_MONTH
from domain.periods import Period
from tests.domain.test_checks import figures

TODAY = date(2024, 11, 22)
FROZEN = Closing(
    id=1,
    month=3,
    revision=1,
    figures={"meetings": 2, "participations": 42, "territories": 1},
    highlights=(),
    commentary=None,
    meeting_ids=(4, 5),
    counted={4: 30, 5: 12},
    reached=None,
    lasted=None,
    digest=digest({}),
    is_intact=True,
    source=None,
    closed_at=datetime(2024, 4, 8, 7, 30, tzinfo=UTC),
    closed_by="Claire Petit",
)


def desk(
    now: Figures, *, stage: MonthStage = MonthStage.TO_CLOSE, month: int = 6, **given: Any
) -> MonthDesk:
    known = {key: None if value is None else round(value) for key, value in now.items()}
    values: dict[str, Any] = {
        "months": tuple(MonthOnDesk(number, stage, None) for number in range(1, 13)),
        "year": 2024,
        "month": month,
        "today": TODAY,
        "reading": MonthReading(known, (), {}, {}, {}, is_recorded=True),
        "compared": {},
        "findings": (),
        "unasked": {},
        "silences": (),
        "counted": (),
        "closing": None,
        "changed": NO_CHANGES,
        "earlier": (),
        "uncounted": (),
        "contrats": {},
    }
    return MonthDesk(**{**values, **given})


def sides(
    before: Figures = MappingProxyType({}), last_year: Figures = MappingProxyType({})
) -> dict[str, Any]:
    """What June 2024 is compared with."""
    return {
        "compared": {
            i.key: Comparisons(
                Period.of_month(2024, 6), last_year.get(i.key), NO_MEAN, before.get(i.key)
            )
            for i in OF_THE_MONTH
        }
    }


@pytest.mark.parametrize(
    ("now", "given", "sentence"),
    [
        (
            figures(17, 546, 9),
            sides(figures(11, 600), figures(17, 500)),
            "En juin 2024, 17\u00a0rencontres, 546\u00a0participations et 9\u00a0territoires "
            "impliqués. Rencontres\u00a0: 6 de plus que mai (11)\u202f; autant que juin 2023 "
            "(17). Participations\u00a0: 54 de moins que mai (600)\u202f; 46 de plus que juin "
            "2023 (500).",
        ),
        # Nothing is set against what nobody knows, nor against a month that may be unrecorded.
        (
            figures(17, None, 1),
            sides(figures(0, 0), figures(9, 500)),
            "En juin 2024, 17\u00a0rencontres et 1\u00a0territoire impliqué. "
            "Rencontres\u00a0: 8 de plus que juin 2023 (9).",
        ),
        (
            figures(0, 0, 0),
            sides(figures(6, 216)),
            "En juin 2024, aucune rencontre n’est enregistrée.",
        ),
        # Rows that tell a part of the year say so, and nothing of what is more or less.
        (
            figures(0, 0, 0),
            {"in_part": True},
            "En juin 2024, aucune rencontre n’est enregistrée. La base ne détaille qu’une partie "
            "des rencontres de 2024\u00a0: ce mois ne se compare à aucun autre.",
        ),
        (
            figures(2, 30, 1),
            {**sides(), "in_part": True},
            "En juin 2024, 2\u00a0rencontres, 30\u00a0participations et 1\u00a0territoire "
            "impliqué. La base ne détaille qu’une partie des rencontres de 2024\u00a0: ce mois ne "
            "se compare à aucun autre.",
        ),
    ],
)
def test_the_commentary_proposed(now: Figures, given: dict[str, Any], sentence: str) -> None:
    assert proposed_commentary(desk(now, **given)) == sentence


PROPOSED = (
    "En juin 2024, 17\u00a0rencontres, 275\u00a0participations et 3\u00a0territoires impliqués."
)


def test_a_month_reopened_begins_with_today_s_proposal_unless_someone_wrote() -> None:
    proposed = replace(FROZEN, commentary=PROPOSED, is_proposed=True)
    written = replace(FROZEN, commentary="Un mois à part.")
    now = figures(17, 300, 3)
    today = PROPOSED.replace("275", "300")

    assert first_commentary(desk(now)) == today
    assert first_commentary(desk(now, earlier=(proposed,))) == today
    assert first_commentary(desk(now, earlier=(written,))) == "Un mois à part."
    assert first_commentary(desk(now, earlier=(proposed, written))) == today
    assert first_commentary(desk(now, earlier=(FROZEN,))) == today


@pytest.mark.parametrize(
    ("commentary", "warning"),
    [
        (PROPOSED, "Ce texte dit 275\u00a0participations\u202f; les lignes en disent 1\u202f300 "
                   "aujourd’hui."),
        ("17 rencontres, dont 3 rencontres à Dole, et 1 300 participations.", None),
        ("17 rencontres, 6 rencontres de plus qu’en mai, 1300 participations.", None),
        ("1\u202f300\u00a0participations, 3 territoires impliqués de plus.", None),
        ("Aucune rencontre, Un mois à part.",
         "Ce texte dit 0\u00a0rencontre\u202f; les lignes en disent 17 aujourd’hui."),
        ("18 rencontres pour 2 territoires.",
         "Ce texte dit 18\u00a0rencontres\u202f; les lignes en disent 17 aujourd’hui. Ce texte dit "
         "2\u00a0territoires\u202f; les lignes en disent 3 aujourd’hui."),
        ("", None),
    ],
)  # fmt: skip
def test_a_text_that_quotes_other_figures_is_warned_about(
    commentary: str, warning: str | None
) -> None:
    assert outdated(desk(figures(17, 1300, 3)), commentary) == warning


def test_participations_are_told_with_what_they_are_counted_on() -> None:
    counted = dict.fromkeys(range(14), 20) | {20: None, 21: None}
    reading = MonthReading(
        {"meetings": 16, "participations": 280, "territories": 1},
        (),
        counted,
        {},
        {},
        is_recorded=True,
    )

    assert proposed_commentary(desk(figures(16, 280, 1), reading=reading)) == (
        "En juin 2024, 16\u00a0rencontres, 280\u00a0participations (14 des "
        "16\u00a0rencontres ont un effectif) et 1\u00a0territoire impliqué."
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (Changes({"meetings": (2, 3)}, (), (), {}, {}, {}), "Rectifié depuis l’arrêté."),
        (
            Changes(
                {}, (6, 7), (8,), {4: (1, 2)}, {4: (frozenset(), frozenset({1}))}, {5: (None, 1)}
            ),
            "Rectifié depuis l’arrêté\u00a0: 2\u00a0rencontres venues, 1\u00a0rencontre partie et "
            "2\u00a0rencontres changées.",
        ),
    ],
)
def test_what_became_of_a_closed_month(changed: Changes, sentence: str) -> None:
    assert rectified(changed) == sentence


@pytest.mark.parametrize(
    ("meeting", "told"),
    [(4, "changée"), (5, "changée, non disponible → 1\u00a0demi-journée"), (6, None)],
)
def test_what_became_of_a_meeting(meeting: int, told: str | None) -> None:
    assert became(Changes({}, (6,), (), {4: (1, 2)}, {}, {5: (None, 1)}), meeting) == told


def closed(meetings: int, came: dict[int, int | None], changed: Changes) -> ClosedMonth:
    total = sum(one or 0 for one in came.values())
    figures = {"meetings": meetings, "participations": total, "territories": 1}
    reading = MonthReading(figures, (), came, {}, {}, is_recorded=True)
    return ClosedMonth(FROZEN, 2024, reading, changed)


def test_a_closed_month_tells_what_one_save_does_to_it() -> None:
    changed = Changes({"meetings": (2, 4)}, (6, 7), (), {}, {}, {})
    before = closed(3, {4: 20, 5: 22, 6: 10}, changed)

    assert before_a_change(FROZEN, 2024, "Europe/Paris") == (
        "Mars 2024 est arrêté depuis le 8\u00a0avril 2024 à 9\u00a0h\u00a030\u00a0: ses chiffres "
        "publiés ne changent pas\u202f; la correction apparaîtra comme une rectification."
    )
    assert after_a_change(before, closed(4, {4: 20, 5: 22, 6: 10, 7: 3}, changed)) == (
        "Mars 2024 est rectifié par cet enregistrement\u00a0: 3 → 4\u00a0rencontres (+1) et 52 → "
        "55\u00a0participations (+3). Ses chiffres publiés ne changent pas."
    )
    assert after_a_change(before, closed(3, {4: 21, 5: 21, 6: 10}, changed)) == (
        "Mars 2024 est rectifié par cet enregistrement, sans que ses chiffres bougent. Ses "
        "chiffres publiés ne changent pas."
    )
    assert after_a_change(before, closed(2, {4: 20, 5: 22}, NO_CHANGES)) == (
        "Mars 2024 est rectifié par cet enregistrement\u00a0: 3 → 2\u00a0rencontres (−1) et 52 → "
        "42\u00a0participations (−10). Ses lignes disent de nouveau ce qu’elles disaient à "
        "l’arrêté."
    )
    assert after_a_change(before, before) is None


def test_a_figure_of_today_stands_with_its_difference() -> None:
    assert [today(275, 300), today(275, 270), today(None, 3), today(3, None)] == [
        "300 (+25)",
        "270 (−5)",
        "3",
        "non disponible",
    ]


def test_january_is_set_beside_december_of_the_year_before() -> None:
    assert proposed_commentary(desk(figures(8, None, 0), **sides(figures(7, 0)), month=1)) == (
        "En janvier 2024, 8\u00a0rencontres et 0\u00a0territoire impliqué. Rencontres\u00a0: 1 de "
        "plus que décembre 2023 (7)."
    )


@pytest.mark.parametrize(
    ("month", "stage", "given", "sentence"),
    [
        (6, MonthStage.TO_CLOSE, {}, "Mois terminé, à arrêter."),
        (
            11,
            MonthStage.RUNNING,
            {},
            "Novembre 2024 n’est pas terminé. Un mois s’arrête une fois terminé.",
        ),
        (
            12,
            MonthStage.FUTURE,
            {},
            "Décembre 2024 n’a pas commencé. Un mois s’arrête une fois terminé.",
        ),
        (1, MonthStage.UNKNOWN, {}, "Ce centre n’avait encore rien enregistré ce mois-là."),
        (
            3,
            MonthStage.CLOSED,
            {"closing": FROZEN},
            "Mois arrêté le 8\u00a0avril 2024 à 9\u00a0h\u00a030 par Claire Petit. "
            "Les lignes disent toujours la même chose.",
        ),
        (
            3,
            MonthStage.RECTIFIED,
            {"closing": FROZEN, "changed": Changes({}, (6,), (), {}, {}, {})},
            "Mois arrêté le 8\u00a0avril 2024 à 9\u00a0h\u00a030 par Claire Petit. "
            "Rectifié depuis l’arrêté\u00a0: 1\u00a0rencontre venue.",
        ),
    ],
)
def test_where_a_month_stands(
    month: int, stage: MonthStage, given: dict[str, Any], sentence: str
) -> None:
    told = status(desk(figures(2, 42), stage=stage, month=month, **given), "Europe/Paris")

    assert told == sentence


def test_a_revision_is_told_with_its_end() -> None:
    reopened = {
        **FROZEN.__dict__,
        "reopened_at": datetime(2024, 5, 2, 8, 0, tzinfo=UTC),
        "reopened_by": "Jean Roux",
        "reopened_because": "Une feuille retrouvée.",
    }
    closing = Closing(**reopened)

    assert closed_line(closing, "Europe/Paris") == (
        "Révision 1, arrêtée le 8\u00a0avril 2024 à 9\u00a0h\u00a030 par Claire Petit"
    )
    assert reopened_line(closing, "Europe/Paris") == (
        "Rouverte le 2\u00a0mai 2024 à 10\u00a0h par Jean Roux\u00a0: Une feuille retrouvée."
    )
    assert status(desk(figures(2, 42), month=3, earlier=(closing,)), "Europe/Paris") == (
        "Mois rouvert le 2\u00a0mai 2024 à 10\u00a0h par Jean Roux, à arrêter."
    )


def test_differences_are_signed_and_unknown_ones_said() -> None:
    assert (apart(42, 38), apart(2, 3), apart(None, 3)) == ("−4", "+1", "–")
    assert from_to(30, 33) == "30 → 33\u00a0participations"
    assert from_to(None, 1) == "non disponible → 1\u00a0participation"


def test_contrats_that_changed_are_named_and_no_other() -> None:
    assert elsewhere(["Dole"], ["Vesoul", "Lure"]) == "Dole en moins, Lure et Vesoul en plus"
    assert elsewhere(["Dole", "Lure"], ["Dole"]) == "Lure en moins"
    assert elsewhere([], ["Dole"]) == "Dole en plus"
