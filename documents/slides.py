"""The slides of a period: the scenes of board mode, in words, tables and charts to edit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from sqlmodel import Session

from db.queries.presenting import notes
from db.queries.report import report_reading
from documents import slide_words
from documents.making import Tell
from documents.settled_zip import settled
from documents.slide_bodies import draw_body
from documents.slide_frame import write_foot, write_head
from documents.slide_paging import Page, body_area, pages
from documents.slide_template import cover_layout, new_presentation, scene_layout
from documents.slide_text import printable
from domain.board import Board
from domain.deck import BUILT_IN, deck
from domain.document_kinds import DocumentKind, Order
from domain.scene_words import FICTIONAL, figures_read_at, is_one_month, sentences
from domain.scenes import Cover, Deck, End, Scene, SceneKind, TwelveMonths

LANGUAGE = "fr-FR"
# What carries the language of words.
SPOKEN = tuple(qn(f"a:{tag}") for tag in ("rPr", "defRPr", "endParaRPr"))


def make(session: Session, order: Order, tell: Tell) -> bytes:
    """The whole file, of the year or of one month."""
    tell("Lecture des chiffres")
    read = report_reading(session, scope=order.scope, filters=(), today=order.today, now=order.now)
    kept = {
        note.key: note.text for note in notes(session, centre_id=order.scope.centre_id) if note.text
    }
    tell("Mise en page des diapositives")
    shown = deck_of_period(read.board)
    return write(shown, centre=read.board.centre, read_at=read.board.read_at, kept=kept)


def deck_of_period(board: Board) -> Deck:
    """Of a month, or of the whole year."""
    scenario = BUILT_IN["mois" if is_one_month(board.scope.period) else "annee"]
    return slide_deck(board, scenario.kinds)


def slide_deck(board: Board, kinds: Sequence[SceneKind]) -> Deck:
    """The scenes of the wall in the words of a document, which leaves the house.

    A figure of it was read: « arrêté » is said of a month. Months without a slide are told.
    """
    shown = deck(board, kinds)
    left_out = slide_words.months_left_out(shown.left_out)
    return replace(
        shown,
        scenes=tuple(_of_document(scene, board, left_out) for scene in shown.scenes),
        footer=" · ".join([*_warning(board), shown.footer]),
        moment=figures_read_at(board),
    )


def write(deck: Deck, *, centre: str, read_at: datetime, kept: Mapping[str, str]) -> bytes:
    """The same scenes and notes give the same bytes. ``kept`` are notes, by ``Scene.key``."""
    made = new_presentation()
    for number, page in enumerate(pages(deck), start=1):
        _slide(made, deck, page, number, kept)
    _describe(made, deck, centre, read_at)
    _speak_french(made)
    body = BytesIO()
    made.save(body)
    return settled(body.getvalue(), read_at)


def _slide(
    made: Presentation, deck: Deck, page: Page, number: int, kept: Mapping[str, str]
) -> None:
    scene = page.scene
    ends = isinstance(scene.body, Cover | End)
    slide = made.slides.add_slide(cover_layout(made) if ends else scene_layout(made))
    write_head(slide, page)
    if not ends:
        draw_body(slide.shapes, body_area(scene), scene.body)
    write_foot(slide, deck, number)
    slide.notes_slide.notes_text_frame.text = printable(_note(page, kept))


def _of_document(scene: Scene, board: Board, left_out: str | None) -> Scene:
    if isinstance(scene.body, Cover):
        region = " · ".join([scene.body.region, *_warning(board)])
        moment = figures_read_at(board)
        note = scene.note.replace(scene.body.moment, moment)
        return replace(scene, body=replace(scene.body, region=region, moment=moment), note=note)
    if isinstance(scene.body, TwelveMonths):
        return replace(scene, note=sentences([scene.note, left_out]))
    return scene


def _warning(board: Board) -> list[str]:
    return [FICTIONAL] if board.fictional else []


def _note(page: Page, kept: Mapping[str, str]) -> str:
    """What was kept for what the slide opens, else what is proposed."""
    said = [kept[key] for key in page.keys if key in kept]
    return "\n".join(said) or page.scene.note


def _describe(made: Presentation, deck: Deck, centre: str, read_at: datetime) -> None:
    about = made.core_properties
    about.title, about.author = printable(deck.footer), printable(centre)
    about.subject = f"{DocumentKind.SLIDES.label}, {deck.moment[:1].lower()}{deck.moment[1:]}"
    about.last_modified_by, about.language = printable(centre), LANGUAGE
    about.created = about.modified = read_at.astimezone(UTC).replace(tzinfo=None)
    about.revision = 1


def _speak_french(made: Presentation) -> None:
    """Every word, so that spelling is checked and read aloud as French."""
    roots = [made.notes_master.element]
    for slide in made.slides:
        roots += [slide.element, slide.notes_slide.element]
        roots += [shape.chart.element for shape in slide.shapes if shape.has_chart]
    for root in roots:
        for run in root.iter(qn("a:r")):
            run.get_or_add_rPr()
        for properties in root.iter(*SPOKEN):
            properties.set("lang", LANGUAGE)
