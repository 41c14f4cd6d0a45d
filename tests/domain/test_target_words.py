"""What is said of a target, word for word."""

from datetime import date

import pytest

from domain import target_words
from domain.formats import NBSP, NNBSP
from domain.indicators import MEETINGS, TRACE_RATE
from domain.targets import EVEN, Goal, Phase, Standing
from domain.vocabulary import ProfileKind

SEPTEMBER, YEAR_END = date(2026, 9, 30), date(2026, 12, 31)
SEASONS = (9, 10, 13, 11, 11, 15, 6, 1, 13, 17, 14, 10)


def told(
    realised: float | None,
    *,
    day: date = SEPTEMBER,
    key: str = "meetings",
    value: int = 120,
    phase: Phase = Phase.RUNNING,
    months: tuple[float, ...] = EVEN,
    is_whole: bool = True,
) -> Standing:
    kind = ProfileKind.EVEN if months == EVEN else ProfileKind.TYPED
    return Standing(Goal(1, 2026, key, value, kind, months, 1), phase, day, realised, is_whole)


def plain(sentence: str | None) -> str | None:
    return sentence and sentence.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("there", "number", "beside"),
    [
        (told(118, value=130), "118", "rencontres sur 130 visées"),
        (told(1, value=1), "1", "rencontre sur 1 visée"),
        (told(2758, key="participations", value=3600), "2 758", "participations sur 3 600 visées"),
        (told(18, key="territories", value=20), "18", "territoires sur 20 visés"),
        (told(0.38, key="trace_rate", value=50), "38 %", "pour un objectif de 50 %"),
        (told(None), "non disponible", "pour 120 rencontres visées"),
    ],
)
def test_what_is_reached_stands_beside_what_is_aimed_at(
    there: Standing, number: str, beside: str
) -> None:
    found = target_words.reached(there)

    assert (plain(found[0]), plain(found[1])) == (number, beside)


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        (
            told(89),
            "À fin septembre, 74 % de l’objectif pour 75 % de l’année, soit 1 rencontre de moins "
            "que prévu.",
        ),
        (
            told(96),
            "À fin septembre, 80 % de l’objectif pour 75 % de l’année, soit 6 rencontres de plus "
            "que prévu.",
        ),
        (
            told(90),
            "À fin septembre, 75 % de l’objectif pour 75 % de l’année ; exactement le rythme "
            "prévu.",
        ),
        (
            told(110, day=date(2026, 11, 22), value=130, months=SEASONS),
            "Au 22 novembre, 85 % de l’objectif pour 89 % attendus à cette date, soit 6 rencontres "
            "de moins que prévu.",
        ),
        (told(18, key="territories", value=20), "À fin septembre, 90 % de l’objectif."),
        (
            told(0.38, key="trace_rate", value=50),
            "À fin septembre, 12 points sous l’objectif.",
        ),
        (
            told(0.51, key="trace_rate", value=50),
            "À fin septembre, 1 point au-dessus de l’objectif.",
        ),
        (
            told(0.5, day=YEAR_END, key="trace_rate", value=50, phase=Phase.OVER),
            "Année finie : l’objectif atteint.",
        ),
        (
            told(0.498, day=YEAR_END, key="trace_rate", value=50, phase=Phase.OVER),
            "Année finie : moins d’un point sous l’objectif.",
        ),
        (told(None), None),
        (told(None, phase=Phase.TO_COME), "2026 n’a pas commencé."),
        (
            told(124, day=YEAR_END, value=130, phase=Phase.OVER),
            "Année finie : 95 % de l’objectif, 6 rencontres de moins.",
        ),
        (
            told(3705, day=YEAR_END, key="participations", value=3600, phase=Phase.OVER),
            "Année finie : 103 % de l’objectif, 105 participations de plus.",
        ),
        (told(120, day=YEAR_END, phase=Phase.OVER), "Année finie : 100 % de l’objectif."),
    ],
)
def test_pace(there: Standing, sentence: str | None) -> None:
    assert plain(target_words.pace(there)) == sentence


def test_short_of_the_target_is_never_all_of_it() -> None:
    short = told(3599, day=YEAR_END, key="participations", value=3600, phase=Phase.OVER)

    assert "99" in (target_words.pace(short) or "")


def test_a_forecast_says_its_method() -> None:
    there = told(89)
    assert plain(target_words.aimed(there)) == "Attendu à fin septembre : 75 % de 120, soit 90."
    assert target_words.aimed(told(18, key="territories", value=20)) is None

    assert plain(target_words.forecast(there)) == (
        "À ce rythme, l’année finirait vers 119 rencontres, 99 % de l’objectif."
    )
    assert plain(target_words.method(there)) == (
        "Méthode : le réalisé, 89, divisé par la part de l’objectif attendue à cette date, 75 %."
    )


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        (told(20, day=date(2026, 2, 28)), "Pas de prévision avant qu’un quart"),
        (told(18, key="territories"), "ne s’additionne pas d’un mois à l’autre"),
        (told(None), "Le réalisé n’est pas connu"),
        (told(20, is_whole=False), "Le centre n’a pas de chiffres depuis le début de 2026"),
    ],
)
def test_without_a_forecast_the_reason_is_said(there: Standing, reason: str) -> None:
    assert target_words.forecast(there) is None
    assert reason in (target_words.method(there) or "")


@pytest.mark.parametrize(
    ("there", "word"),
    [
        (told(120), "Atteint"),
        (told(96), "En avance"),
        (told(90), "Au rythme prévu"),
        (told(80), "En retard"),
        (told(80, phase=Phase.OVER), "Non atteint"),
        (told(18, key="territories", value=20), None),
        (told(None), None),
    ],
)
def test_the_state_is_a_sign_and_a_word(there: Standing, word: str | None) -> None:
    state = target_words.state(there)

    assert (state and state[1]) == word


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (ProfileKind.EVEN, "Même part chaque mois."),
        (ProfileKind.LAST_YEAR, "Réparti comme en 2025."),
        (ProfileKind.TYPED, "Réparti mois par mois : total saisi 130, ramené à 100 %."),
    ],
)
def test_the_spread_is_said(kind: ProfileKind, sentence: str) -> None:
    assert plain(target_words.profile(Goal(1, 2026, "meetings", 120, kind, SEASONS, 1))) == sentence
    assert target_words.profile(Goal(1, 2026, "territories", 20, kind, SEASONS, 1)) is None


def test_a_typed_total_keeps_its_decimals() -> None:
    weights = (8.5, 8.25, 5, *[80 / 9] * 9)
    assert plain(target_words.typed_sum(weights)) == "total saisi 101,75, ramené à 100 %"


def test_a_tile_tells_its_share_of_the_target() -> None:
    assert target_words.of_target(MEETINGS, 119, 160) == f"74{NNBSP}% de l’objectif (160)"
    of_share = f"12{NBSP}points sous l’objectif (50{NNBSP}%)"
    assert target_words.of_target(TRACE_RATE, 0.38, 0.5) == of_share
    assert target_words.of_target(TRACE_RATE, 0.5, 0.5) == f"L’objectif atteint (50{NNBSP}%)"
    assert target_words.of_target(MEETINGS, None, 160) is None
    assert target_words.of_target(MEETINGS, 119, None) is None
