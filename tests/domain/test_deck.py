"""Scenes out of a board: what each holds, what goes on to the next, what is left out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain import commentary
from domain.audience import WHOLE, heard
from domain.board import Board, Tally, with_only_testimonials
from domain.coverage import Coverage
from domain.deck import BUILT_IN, deck
from domain.formats import NBSP, NNBSP
from domain.glance import MonthState, Rectified
from domain.indicators import MEETINGS, OF_THE_MONTH, QPV, TERRITORIES, TRACE_RATE
from domain.periods import Period
from domain.scenes import (
    Agenda,
    BarGroup,
    Bars,
    Differences,
    Figures,
    LeftOut,
    MapPage,
    MonthPage,
    Names,
    Quote,
    Scene,
    SceneKind,
    TwelveMonths,
)
from domain.scope import Scope
from domain.vocabulary import AudienceKey, DatePrecision, MeetingFormat
from tests.domain.boards import TODAY, YEAR, Values, activity, board, card, place, spread
from tests.domain.listed import line

JUNE = 6
ONE_MONTH = Scope(1, Period.of_month(YEAR, JUNE))


def scenes(whole: Board, *kinds: SceneKind) -> tuple[Scene, ...]:
    return deck(whole, kinds).scenes


def bodies(whole: Board, *kinds: SceneKind) -> list[Any]:
    return [scene.body for scene in scenes(whole, *kinds)]


def with_june(**columns: Any) -> Board:
    june = spread(JUNE, **columns)
    return board(by_month={JUNE: activity(2, 30)}, months=(june,), testimonials=june.testimonials)


def test_scenes_follow_the_order_asked_for() -> None:
    kinds = (SceneKind.END, SceneKind.MONTH, SceneKind.COVER)

    assert tuple(scene.kind for scene in scenes(with_june(), *kinds)) == kinds


def test_what_has_no_data_is_told_and_not_shown() -> None:
    made = deck(board(), tuple(SceneKind))

    assert [scene.kind for scene in made.scenes] == [SceneKind.COVER, SceneKind.END]
    assert [(left.label, left.reason) for left in made.left_out] == [
        ("Les chiffres", "aucun chiffre pour cette période"),
        ("Les douze mois", "aucun mois n’a de chiffres"),
        (
            "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre "
            "et décembre",
            "n’ont pas commencé",
        ),
        ("La carte", "aucune rencontre détaillée sur la période"),
        ("Où nous n’avons pas été", "aucune rencontre n’est encore rattachée à un territoire"),
        ("Formats et thèmes", "aucune rencontre détaillée sur la période"),
        ("Qui participe", "aucune participation nominative sur la période"),
        ("Parole à…", "aucun témoignage que ses lecteurs puissent voir"),
        ("Publications et audience", "aucune publication connue sur la période"),
        ("Publié et calculé", "rien de publié ne s’écarte de ce qui est calculé"),
        ("Ce qui vient", "aucune rencontre prévue"),
    ]


def test_the_line_under_every_scene() -> None:
    running = Scope(1, Period.of_year(TODAY.year), format=MeetingFormat.GAP, theme_id=3)
    made = deck(board(activity(2), scope=running, filters=("GAP", "Santé")), [SceneKind.FIGURES])

    assert made.footer == (
        f"Centre d’essai · Année 2026, au 22{NBSP}novembre · Filtres{NBSP}: GAP, Santé"
    )
    assert made.moment == f"Données arrêtées le 22{NBSP}novembre 2026 à 10{NBSP}h{NBSP}02"
    assert made.scenes[0].key == "2026+format-gap+theme-3/chiffres"
    assert (made.scenes[0].over, made.scenes[0].title) == (
        f"Année 2026, au 22{NBSP}novembre",
        "L’année en chiffres",
    )


@pytest.mark.parametrize(
    ("first", "last", "code", "name"),
    [
        (1, 12, "2024", "Année 2024"),
        (6, 6, "2024-06", "Juin 2024"),
        (1, 6, "2024-s1", "1er semestre 2024"),
        (10, 12, "2024-t4", "4e trimestre 2024"),
    ],
)
def test_what_a_period_is_called(first: int, last: int, code: str, name: str) -> None:
    days = Period(Period.of_month(YEAR, first).start, Period.of_month(YEAR, last).end)
    scene = scenes(board(activity(2), scope=Scope(1, days)), SceneKind.FIGURES)[0]

    assert (scene.key, scene.over) == (f"{code}/chiffres", name)


def test_a_month_has_its_figures_highlights_and_words_on_one_page() -> None:
    said = card("Nous nous sommes parlé.")
    (scene,) = scenes(with_june(highlights=("Un", "Deux"), testimonials=(said,)), SceneKind.MONTH)

    assert isinstance(scene.body, MonthPage)
    assert (scene.key, scene.over) == ("2024/mois/06", "Mois par mois")
    assert scene.title == "Juin 2024"
    assert [tile.value for tile in scene.body.tiles] == ["2", "30", "non disponible"]
    assert scene.body.highlights == ("Un", "Deux")
    assert scene.body.quote == Quote(
        ("Nous nous sommes parlé.",), False, "Camille Durand", None, "Ville de Dole"
    )


def test_a_month_without_anything_is_left_out() -> None:
    made = deck(
        board(by_month={7: activity(0, 0), 8: activity(None)}, months=(spread(7), spread(8))),
        [SceneKind.MONTH],
    )

    assert made.scenes == ()
    assert made.left_out[:2] == (
        LeftOut("juillet", "rien d’enregistré"),
        LeftOut("août", "rien d’enregistré"),
    )


def test_twenty_long_highlights_go_on_page_after_page() -> None:
    texts = tuple(f"{number:03d} {'mot ' * 49}"[:200].strip() for number in range(20))
    pages = bodies(with_june(highlights=texts), SceneKind.MONTH)

    assert [len(page.highlights) for page in pages] == [3, 4, 4, 4, 4, 1]
    assert tuple(text for page in pages for text in page.highlights) == texts
    assert [(page.part, page.parts) for page in pages] == [(n, 6) for n in range(1, 7)]
    assert [bool(page.tiles) for page in pages] == [True, *[False] * 5]


def test_a_highlight_no_page_can_hold_goes_on_to_the_next() -> None:
    text = ("mot " * 2500).strip()
    pages = bodies(with_june(highlights=("Court", text, "Fin")), SceneKind.MONTH)

    assert len(pages) == 12
    assert " ".join(part for page in pages for part in page.highlights) == f"Court {text} Fin"


@pytest.mark.parametrize(("length", "parts"), [(1200, 3), (10_000, 19)])
def test_a_long_quote_has_scenes_of_its_own_after_its_month(length: int, parts: int) -> None:
    said = card(("mot " * length)[:length].strip())
    made = scenes(with_june(testimonials=(said,)), SceneKind.MONTH, SceneKind.QUOTES)

    first, *rest = made
    assert isinstance(first.body, MonthPage)
    assert first.body.quote is None
    assert [scene.kind for scene in rest] == [SceneKind.MONTH] * parts
    quotes = [scene.body for scene in rest if isinstance(scene.body, Quote)]
    assert [quote.part for quote in quotes] == list(range(1, parts + 1))
    assert rest[0].key == "2024/mois/06/2"
    assert " ".join(line for quote in quotes for line in quote.lines) == said.body


def test_a_short_quote_is_large_too_but_over_one_month() -> None:
    said = card()
    year = scenes(with_june(testimonials=(said,)), SceneKind.MONTH, SceneKind.QUOTES)
    june = spread(JUNE, testimonials=(said,))
    month = deck(
        board(by_month={JUNE: activity(2)}, months=(june,), testimonials=(said,), scope=ONE_MONTH),
        [SceneKind.MONTH, SceneKind.QUOTES],
    )

    assert [scene.key for scene in year] == ["2024/mois/06", f"2024/paroles/{said.id}"]
    assert [scene.key for scene in month.scenes] == ["2024-06/mois/06"]
    assert month.left_out == (LeftOut("Parole à…", "les témoignages sont déjà avec leur mois"),)


def test_words_that_may_no_longer_be_shown_leave_every_scene() -> None:
    kept, gone = card("Oui."), card("Non.")
    whole = with_june(testimonials=(gone, kept))
    made = deck(with_only_testimonials(whole, {kept.id}), [SceneKind.MONTH, SceneKind.QUOTES])

    assert "Non." not in repr(made)
    assert repr(made).count("Oui.") == 2


def test_names_of_the_map_are_few() -> None:
    lines = tuple(place(f"Ville {number:02d}", meetings=number) for number in range(20))
    coverage = Coverage(date(YEAR, 12, 31), lines, (), 0, detailed=26, total=128)
    (scene,) = scenes(board(coverage=coverage), SceneKind.MAP)

    assert isinstance(scene.body, MapPage)
    assert scene.title == f"Au moins 19{NBSP}contrats de ville touchés sur 20"
    assert len(scene.body.points) == 20
    assert [p.name for p in scene.body.points if p.named] == [f"Ville {n}" for n in range(12, 20)]
    assert scene.body.note == f"Porte sur 26{NBSP}rencontres détaillées sur 128."
    assert scene.body.named == (
        f"Nommés{NBSP}: 8 contrats parmi ceux où il y a eu le plus de rencontres."
    )


def test_up_to_twelve_places_are_all_named() -> None:
    lines = tuple(place(f"Ville {number:02d}", meetings=number) for number in range(13))
    (body,) = bodies(board(coverage=Coverage(date(YEAR, 12, 31), lines, (), 0, 26)), SceneKind.MAP)

    assert sum(point.named for point in body.points) == 12
    assert (body.note, body.named) == (None, None)


def test_where_rows_are_a_part_nobody_says_that_there_was_no_meeting() -> None:
    lines = (place("Dole", last=date(2021, 5, 3)), place("Lons"))
    part = Coverage(date(YEAR, 12, 31), lines, (), 0, detailed=26, total=128)
    (scene,) = scenes(board(coverage=part), SceneKind.WHITE)

    assert scene.title == f"2{NBSP}contrats de ville sans rencontre détaillée dans la base"
    assert isinstance(scene.body, Names)
    assert scene.body.names == (("Dole", f"dernière connue{NBSP}: 03/05/2021"), ("Lons", ""))
    assert scene.body.sentence == (
        f"2{NBSP}contrats de ville sur 2 sont sans rencontre détaillée dans les douze mois qui "
        f"finissent le 31{NBSP}décembre 2024. D’autres ont pu y avoir lieu{NBSP}: la base détaille "
        f"26{NBSP}rencontres sur les 128 de la période."
    )


def test_where_nobody_went_goes_on_after_twenty_four_names() -> None:
    lines = tuple(place(f"Ville {number:02d}", last=date(2021, 5, 3)) for number in range(30))
    made = scenes(board(coverage=Coverage(date(YEAR, 12, 31), lines, (), 0)), SceneKind.WHITE)

    assert [scene.key for scene in made] == ["2024/absences", "2024/absences/2"]
    assert made[0].title == f"30{NBSP}contrats de ville sans rencontre connue en douze mois"
    pages = [scene.body for scene in made if isinstance(scene.body, Names)]
    assert [len(page.names) for page in pages] == [24, 6]
    assert pages[0].names[0] == ("Ville 00", f"dernière connue{NBSP}: 03/05/2021")
    assert made[0].note.endswith(
        f"Parmi ces contrats{NBSP}: Ville 00, Ville 01, Ville 02, Ville 03 et Ville 04."
    )
    assert made[1].note == "Suite de la liste, à partir de Ville 24."


def test_bars_beyond_twelve_are_one_number() -> None:
    formats = tuple(Tally(f"Format {number}", 20 - number) for number in range(14))
    (body,) = bodies(board(formats=formats), SceneKind.SHARES)

    assert isinstance(body, Bars)
    assert [bar.text for bar in body.groups[0].bars] == [
        *map(str, range(20, 9, -1)),
        "24",
    ]
    last = body.groups[0].bars[-1]
    assert (last.label, last.share) == ("3 autres", 0)
    assert max(bar.share for bar in body.groups[0].bars) == 1


def test_audience_is_told_of_a_whole_year_only() -> None:
    audience = (
        heard(AudienceKey.WEBSITE_USERS, 2024, {WHOLE: 3900}, {}),
        heard(AudienceKey.WEBSITE_VIEWS, 2024, {1: 20, 2: 30}, {}),
        heard(AudienceKey.NEWSLETTER_SUBSCRIBERS, 2024, {1: 7, 10: 9}, {}),
    )
    (year,) = bodies(board(audience=audience), SceneKind.REACH)

    (group,) = year.groups
    assert group.title == "Audience en 2024"
    assert [(bar.label, bar.text, bar.detail) for bar in group.bars] == [
        ("Utilisateurs du site", "3\u202f900", "pour l’année"),
        ("Pages vues sur le site", "50", "cumul de janvier à février"),
        ("Abonnés à la lettre", "9", "fin octobre"),
    ]
    (scene,) = scenes(board(audience=audience), SceneKind.REACH)
    assert scene.note.startswith("Utilisateurs du site, pour l’année\u00a0: 3\u202f900.")
    assert scenes(board(audience=audience, scope=ONE_MONTH), SceneKind.REACH) == ()


def test_published_for_the_year_beside_what_is_computed() -> None:
    (body,) = bodies(
        board(activity(128, 3492), published={"meetings": 127, "participations": 3492}),
        SceneKind.DIFFERENCES,
    )

    assert isinstance(body, Differences)
    assert body.rows == (
        ("Rencontres (somme des mois)", "128", "127", "−1"),
        ("Participations (somme des mois)", "3\u202f492", "3\u202f492", "0"),
    )
    assert body.head[-1] == "Écart (publié − calculé)"
    assert body.sentences == (commentary.SIDE_BY_SIDE,)
    assert scenes(board(activity(127), published={"meetings": 127}), SceneKind.DIFFERENCES) == ()


def test_quartiers_that_no_row_names_are_not_compared() -> None:
    year = board({**activity(2), QPV.key: 0}, published={QPV.key: 58})

    assert scenes(year, SceneKind.DIFFERENCES) == ()


def test_rows_that_detail_a_part_make_no_scene_of_differences_alone() -> None:
    partial = board({**activity(2), "publications": 20}, published={"publications": 59})
    assert scenes(partial, SceneKind.DIFFERENCES) == ()

    both = board(
        {**activity(128), "publications": 20}, published={"meetings": 127, "publications": 59}
    )
    (scene,) = scenes(both, SceneKind.DIFFERENCES)
    assert isinstance(scene.body, Differences)
    assert [row[-1] for row in scene.body.rows] == ["−1", "détail partiel"]
    assert "59" not in scene.note


def test_what_the_year_published_stands_under_its_tile() -> None:
    (body,) = bodies(board(activity(128, 30), published={"meetings": 127}), SceneKind.FIGURES)

    assert [tile.beside for tile in body.tiles[:2]] == [f"publié pour l’année{NBSP}: 127", None]


def test_months_rectified_since_are_rows_nine_to_a_scene() -> None:
    published = {indicator.key: 2 for indicator in OF_THE_MONTH}
    computed = {indicator.key: 3 for indicator in OF_THE_MONTH}
    rectified = tuple(Rectified(month, published, computed) for month in (1, 2, 3, 4))
    pages = bodies(board(activity(8), rectified=rectified), SceneKind.DIFFERENCES)

    assert [len(page.rows) for page in pages] == [9, 3]
    assert pages[0].rows[0] == ("Janvier, rencontres", "3", "2", "−1")
    assert pages[0].sentences[0] == "Les lignes de ces mois ont changé depuis leur arrêté."


def test_a_month_rectified_since_is_told_on_the_scenes_it_enters() -> None:
    published = {indicator.key: 2 for indicator in OF_THE_MONTH}
    august = Rectified(8, published, {**published, MEETINGS.key: 3})
    whole = board(activity(8), by_month={8: activity(2)}, rectified=(august,))
    kinds = (SceneKind.FIGURES, SceneKind.MONTHS, SceneKind.MONTH, SceneKind.DIFFERENCES)
    figures, months, month, differences = scenes(whole, *kinds)

    told = f"Rectifié depuis l’arrêté{NBSP}: août (2{NBSP}rencontres à l’arrêté, 3 dans la base)."
    assert isinstance(figures.body, Figures)
    assert figures.body.note == f"2023{NBSP}: non disponible. {told}"
    assert all(scene.note.endswith(told) for scene in (figures, months, month))
    assert isinstance(differences.body, Differences)
    assert differences.body.sentences[0] == "Les lignes d’août ont changé depuis l’arrêté."


def test_many_months_rectified_are_counted() -> None:
    published = {indicator.key: 2 for indicator in OF_THE_MONTH}
    rectified = tuple(Rectified(month, published, activity(3)) for month in (1, 2, 3, 4))
    (body,) = bodies(board(activity(8), activity(9), rectified=rectified), SceneKind.FIGURES)

    assert body.note == "4 mois rectifiés depuis l’arrêté."


def test_months_that_are_not_shown_have_no_bar() -> None:
    (body,) = bodies(board(by_month={1: activity(4), 2: activity(0)}), SceneKind.MONTHS)

    assert isinstance(body, TwelveMonths)
    bars = body.groups[0].bars
    assert [(bar.text, bar.share, bar.known) for bar in bars[:3]] == [
        ("4", 1, True),
        ("0", 0, True),
        ("–", 0, False),
    ]


def test_what_comes_six_to_a_scene_with_titles_on_two_lines() -> None:
    long = line("mot " * 125, held_on=date(2026, 12, 1), territories=("Dole", "Lons"))
    unknown = line("Bilan", held_on=date(2027, 3, 1), date_precision=DatePrecision.MONTH)
    later = line("Vœux", held_on=date(2027, 1, 7))
    made = scenes(board(planned=(long, unknown, *[later] * 6)), SceneKind.NEXT)

    pages = [scene.body for scene in made if isinstance(scene.body, Agenda)]
    assert [len(page.items) for page in pages] == [6, 2]
    # The year of the figures is another: that of today is told.
    assert {scene.over for scene in made} == {f"À partir du 22{NBSP}novembre 2026"}
    first, second, third = pages[0].items[:3]
    assert (first.on, first.where) == (f"mardi 1er{NBSP}décembre", "Atelier, Dole, Lons")
    assert len(first.title) == 136
    assert first.title.endswith("mot…")
    assert second.on == "mars 2027 (jour inconnu)"
    assert third.on == f"jeudi 7{NBSP}janvier 2027"


@pytest.mark.parametrize("slug", BUILT_IN)
def test_a_scenario_over_one_month_never_says_the_year(slug: str) -> None:
    coverage = Coverage(date(YEAR, 6, 30), (place("Dole", 2, date(YEAR, 6, 3)),), (), 0, 2, 2)
    whole = board(
        activity(2, 30),
        by_month={JUNE: activity(2, 30)},
        scope=ONE_MONTH,
        coverage=coverage,
        formats=(Tally("GAP", 2),),
        families=(Tally("Santé", 9),),
    )
    made = deck(whole, BUILT_IN[slug].kinds)

    assert made.scenes[0].title == "Juin 2024"
    assert all("année" not in scene.title + scene.over + scene.note for scene in made.scenes)


def test_a_year_before_that_is_not_known_is_said_to_be_so() -> None:
    alone = bodies(board(activity(12)), SceneKind.FIGURES)[0]
    beside = bodies(board(activity(12), activity(10)), SceneKind.FIGURES)[0]

    assert (alone.tiles[0].change, alone.note) == ("", f"2023{NBSP}: non disponible.")
    assert (beside.tiles[0].change, beside.note) == ("▲ 2 de plus que 2023 (10)", None)


def test_the_months_of_a_figure_that_is_no_sum_say_so() -> None:
    def note(whole: Board) -> str | None:
        group: BarGroup = bodies(whole, SceneKind.MONTHS)[0].groups[2]
        return group.note

    by_month = {1: activity(4)}
    figures = {**activity(128), TERRITORIES.key: 11}
    part = board(figures, by_month=by_month, detailed=23)
    published = tuple(replace(line, state=MonthState.PUBLISHED) for line in part.glance.months)
    sum_ = f"Ne s’additionne pas{NBSP}: touché plusieurs mois, un contrat compte une fois."

    assert note(board(figures, by_month=by_month)) == sum_
    assert note(replace(part, glance=replace(part.glance, months=published))) == (
        f"{sum_} Mois publiés{NNBSP}; l’ensemble (11) se lit sur 23{NBSP}rencontres détaillées."
    )


@pytest.mark.parametrize(
    ("may", "june", "title"),
    [
        (activity(2, 30), activity(3, 40), "Juin 2024, le mois le plus fort"),
        (activity(2, 30), activity(3, 30), "Juin 2024, le plus de rencontres"),
        (activity(3, 30), activity(3, 40), "Juin 2024, le plus de participations"),
        (activity(3, 30), activity(3, 30), "Juin 2024"),
        # What is not known of another month may be more.
        (activity(2), activity(3, 40), "Juin 2024, le plus de rencontres"),
        (activity(None, 30), activity(3, 40), "Juin 2024, le plus de participations"),
        (activity(0), activity(3, 40), "Juin 2024, le mois le plus fort"),
    ],
)
def test_the_strongest_month_is_titled_so(may: Values, june: Values, title: str) -> None:
    made = scenes(board(by_month={5: may, JUNE: june}), SceneKind.MONTH)

    assert made[-1].title == title


def test_a_deck_without_anything_but_zeros_is_empty() -> None:
    kinds = (SceneKind.COVER, SceneKind.FIGURES, SceneKind.MONTHS, SceneKind.END)
    zeros = board({**activity(0, 0), TRACE_RATE.key: 0}, by_month={1: activity(0, 0)})

    assert len(scenes(zeros, *kinds)) == 4
    assert deck(zeros, kinds).is_empty
    assert not deck(board(activity(1)), kinds).is_empty
    assert not deck(board(planned=(line("Vœux"),)), [SceneKind.NEXT]).is_empty


def test_participations_stand_beside_the_meetings_they_are_counted_on() -> None:
    month = spread(6, unknown_attendance=2, is_approximate=True)
    told = board(
        activity(110, 2758),
        by_month={6: activity(16, 275)},
        months=(month,),
        unknown_attendance=2,
    )
    (figures,) = deck(told, (SceneKind.FIGURES,)).scenes
    (page,) = deck(told, (SceneKind.MONTH,)).scenes

    assert isinstance(figures.body, Figures)
    assert isinstance(page.body, MonthPage)
    assert [tile.beside for tile in figures.body.tiles if tile.key == "participations"] == [
        f"108 des 110{NBSP}rencontres ont un effectif · dont des effectifs approchés"
    ]
    assert [tile.beside for tile in page.body.tiles] == [
        None,
        f"14 des 16{NBSP}rencontres ont un effectif · dont des effectifs approchés",
        None,
    ]
