"""A deck as HTML: one scene shown, all of them there, nothing that Streamlit would take out."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from components.deck_view import deck_html, presenter_html
from components.scene_sizes import fitted
from documents import region_drawing
from domain.scenes import (
    Agenda,
    AgendaItem,
    Bar,
    BarGroup,
    Bars,
    Body,
    Cover,
    Deck,
    Differences,
    End,
    Explained,
    ExplainedGroup,
    Figures,
    MapPage,
    MapPoint,
    MonthPage,
    Names,
    Quote,
    RowsAsked,
    Scene,
    SceneKind,
    Tile,
    TwelveMonths,
)

TILE = Tile("meetings", "Rencontres", "128", False, "sur 130", "▲ 12 de plus", "Tenues.")
BARS = BarGroup("Formats", (Bar("Atelier", "12", 1), Bar("Autres", "3", 0.25, published=False)))
QUOTE = Quote(("Nous avons appris", "à nous parler."), False, "M. Dupont", None, "DDETS")
DIJON = MapPoint("Dijon", 5.0415, 47.322, 9, True)
DOLE = MapPoint("Dole", 5.4927, 47.0925, 0, False)
BODIES: tuple[Body, ...] = (
    Cover("Centre", "Région", "Données arrêtées"),
    Figures((TILE,)),
    TwelveMonths((BARS,), "Juin le plus fort."),
    MonthPage((TILE,), ("Séminaire",), QUOTE),
    MapPage((DIJON, DOLE), (("Jura", "50\u202f%"),), "Dijon le plus.", None),
    Names("Deux absents.", (("Gray", "mai 2021"),)),
    Bars((BARS,)),
    QUOTE,
    Differences(("", "Publié"), (("Juin", "17"),), ("Un écart.",)),
    Agenda((AgendaItem("jeudi 3", "Club", "Dijon"),), 2, 3),
    End("Merci"),
)


def scene(body: Body, key: str = "k", title: str = "Titre") -> Scene:
    return Scene(SceneKind.MONTH, key, title, "Juin 2023", body, "Note proposée.")


def deck(*bodies: Body) -> Deck:
    scenes = tuple(scene(body, f"k{number}") for number, body in enumerate(bodies, start=1))
    return Deck(scenes, (), "Centre · année 2023", "Données arrêtées le 22")


def wall(deck: Deck, *, shown: int = 1, **given: object) -> str:
    return deck_html(
        deck,
        scene=shown,
        presentation_id=7,
        seconds=given.get("seconds"),  # type: ignore[arg-type]
        notes=given.get("notes", {}),  # type: ignore[arg-type]
        rows=lambda asked: f"/lignes?indicateur={asked.key}",
        back="/projection",
    )


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_each_body_is_drawn_with_the_title_and_the_foot(body: Body) -> None:
    html = wall(deck(body))

    assert ">Titre</h1>" in html
    assert "Centre · année 2023" in html
    assert "Données arrêtées le 22" in html
    assert f'class="body look-{type(body).__name__.lower()}' in html


def test_only_the_scene_shown_carries_its_number() -> None:
    html = wall(deck(*BODIES), shown=3)

    assert re.findall(r'data-scene="\d+" data-scenes="\d+"', html) == [
        'data-scene="3" data-scenes="11"'
    ]
    assert re.findall(r'data-number="(\d+)"', html) == [str(n) for n in range(1, 12)]
    assert html.count("hidden>") == 11  # ten scenes, and the number being typed


@pytest.mark.parametrize(("asked", "shown"), [(0, "1"), (99, "11")])
def test_a_number_out_of_range_is_the_nearest(asked: int, shown: str) -> None:
    assert f'data-scene="{shown}"' in wall(deck(*BODIES), shown=asked)


def test_what_was_typed_is_escaped() -> None:
    html = wall(deck(MonthPage((), ("<script>alert(1)</script>",), None)))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_nothing_that_streamlit_takes_out_of_html() -> None:
    tags = Tags(wall(deck(*BODIES)))
    assert not {"svg", "script", "template", "style"} & tags.seen


def test_seconds_are_said_when_the_deck_goes_by_itself() -> None:
    assert "data-seconds" not in wall(deck(*BODIES))
    assert 'data-seconds="20"' in wall(deck(*BODIES), seconds=20)


def test_a_kept_note_stands_for_the_proposed_one() -> None:
    html = wall(deck(End("Merci")), notes={"k1": "Remercier la préfecture."})
    assert "Remercier la préfecture." in html
    assert "Note proposée." not in html


def test_the_desk_shows_both_notes_and_the_way_to_change_them() -> None:
    html = presenter_html(
        deck(*BODIES),
        scene=1,
        presentation_id=7,
        notes={"k1": "La mienne."},
        rows=lambda _: None,
        timezone="Indian/Reunion",
        edit_links={"k1": "/projection?note=k1"},
    )
    assert html.count('data-timezone="Indian/Reunion"') == 1
    assert "La mienne." in html
    assert html.count("Texte proposé") == 1
    assert html.count('href="/projection?note=k1"') == 1


def test_each_number_of_a_scene_has_the_way_to_its_rows() -> None:
    known = Explained("Rencontres", "128", RowsAsked("meetings"))
    none = Explained("Santé", "3", None)
    groups = (ExplainedGroup("", (known,)), ExplainedGroup("Thèmes", (none,)))
    html = wall(Deck((replace(scene(Figures((TILE,))), explained=groups),), (), "", ""))
    (listed,) = re.findall(r"<dialog.*?</dialog>", html, re.S)

    assert re.findall(r"<strong>([^<]*)</strong>", listed) == ["128", "3"]
    assert re.findall(r'href="([^"]*)" target="_blank"', listed) == ["/lignes?indicateur=meetings"]
    assert "<h3>Thèmes</h3>" in listed


def test_a_scene_without_a_number_says_so() -> None:
    assert "Cette scène ne montre aucun chiffre." in wall(deck(End("Merci")))


def test_hatching_is_explained_only_where_it_is_seen() -> None:
    published = BarGroup("Formats", (Bar("Atelier", "12", 1), Bar("Vide", "0", 0, published=False)))
    assert "Hachuré" in wall(deck(Bars((BARS,))))
    assert "Hachuré" not in wall(deck(Bars((published,))))


@pytest.mark.parametrize(
    ("body", "look", "sizes"),
    [
        (MonthPage((TILE,), (), None), "bare", ""),
        (MonthPage((TILE,), ("Court",), QUOTE), "roomy", "--text:2.0em;--value:6.6em"),
        (MonthPage((TILE,), ("Court",), None), "roomy", "--text:2.4em;--value:6.6em"),
        (MonthPage((TILE,), (), QUOTE), "roomy", "--text:2.8em;--value:6.6em"),
        (MonthPage((TILE,), ("Court",) * 6, None), "roomy", "--text:1.6em;--value:4.8em"),
        (MonthPage((TILE,), ("Court",) * 9, None), "", ""),
        (QUOTE, "large", "--said:3.2em"),
        (replace(QUOTE, parts=2), "", ""),
        (replace(QUOTE, lines=("mot " * 12,) * 9), "", ""),
        (replace(QUOTE, lines=("https://www.exemple.example/",)), "", ""),
        (Figures((TILE,) * 6), "", "--value:5.6em"),
        (Figures((replace(TILE, beside="mot " * 60),) * 6), "terse", ""),
        (Differences(("", "Publié"), (("Juin", "17"),), ("Un écart.",)), "large", "--text:1.6em"),
        (Agenda((AgendaItem("jeudi 3", "mot " * 30, "Dijon"),) * 6), "", ""),
    ],
)
def test_a_scene_is_written_as_large_as_it_has_room(body: Body, look: str, sizes: str) -> None:
    written = fitted(scene(body))
    assert (written.room, written.style) == (look, sizes)


def test_a_quote_written_larger_keeps_its_words_on_even_lines() -> None:
    words = "Nous avons appris à nous parler, puis à nous entendre, enfin à nous répondre"
    larger = fitted(scene(replace(QUOTE, lines=(words,)))).scene

    assert isinstance(larger.body, Quote)
    assert " ".join(larger.body.lines) == words
    assert len(larger.body.lines) == 2
    assert min(map(len, larger.body.lines)) > 30


def test_discs_are_as_large_as_meetings_are_many() -> None:
    points = tuple(MapPoint(f"V{n}", 5 + n / 4, 47.2, n, False) for n in (0, 1, 4))
    four, one, none = region_drawing.marks(points)

    assert four.radius == region_drawing.LARGEST
    assert one.radius == pytest.approx(four.radius / 2)
    assert none.radius == region_drawing.SMALLEST


def test_names_stay_on_the_map_and_off_one_another() -> None:
    near = tuple(MapPoint(f"Ville {n}", 6.6 + n / 8, 47.5 + n / 20, n + 1, True) for n in range(4))
    names = [mark.name for mark in region_drawing.marks(near) if mark.name]

    assert len(names) == 4
    assert all(name.left >= 0 and name.right <= region_drawing.WIDTH for name in names)
    assert all(not a.shared(b) for a in names for b in names if a is not b)


def test_the_land_is_an_image_of_eight_outlines() -> None:
    assert region_drawing.land().startswith("data:image/svg+xml,")
    assert region_drawing.land().count("M") == 8


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.seen.add(tag)
