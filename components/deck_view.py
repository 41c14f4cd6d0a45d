"""A presentation as HTML: the wall, and the second window of who speaks.

All the scenes are there from the start; static/projection.js shows one.
"""

from collections.abc import Callable, Mapping
from typing import Any

from components.scene_sizes import fitted
from components.site_map import PRODUCT
from components.templates import render
from documents import region_drawing
from domain.scenes import Deck, MapPage, RowsAsked, Scene

# The address of the rows of a number; None where no page lists them.
Address = Callable[[RowsAsked], str | None]


def deck_html(
    deck: Deck,
    *,
    scene: int,
    presentation_id: int,
    seconds: int | None,
    notes: Mapping[str, str],
    rows: Address,
    back: str,
) -> str:
    """The wall. ``scene`` is counted from 1; ``seconds`` between two scenes, None to go by hand.

    ``notes`` are those a speaker kept, by ``Scene.key``; ``back`` is where leaving leads.
    """
    return render(
        "projection.html",
        **_common(deck, scene, presentation_id, notes, rows),
        seconds=seconds,
        back=back,
    )


def presenter_html(
    deck: Deck,
    *,
    scene: int,
    presentation_id: int,
    notes: Mapping[str, str],
    rows: Address,
    timezone: str,
    edit_links: Mapping[str, str],
) -> str:
    """The second window: this scene, the next one, what to say; ``edit_links`` by ``Scene.key``.

    The hour it tells is that of the centre, ``timezone``, wherever the computer thinks it is.
    """
    return render(
        "projection_presenter.html",
        **_common(deck, scene, presentation_id, notes, rows),
        timezone=timezone,
        edit_links=edit_links,
    )


def _common(
    deck: Deck, scene: int, presentation_id: int, notes: Mapping[str, str], rows: Address
) -> dict[str, Any]:
    return {
        "deck": deck,
        "product": PRODUCT,
        "presentation_id": presentation_id,
        "shown": min(max(scene, 1), len(deck.scenes)),
        "count": len(deck.scenes),
        "scenes": [_scene(scene, notes, rows) for scene in deck.scenes],
        "land": region_drawing.land(),
        "map_size": (region_drawing.WIDTH, region_drawing.height()),
    }


def _scene(scene: Scene, notes: Mapping[str, str], rows: Address) -> dict[str, Any]:
    """``look`` names the macro of projection_scenes.html that draws its body."""
    points = scene.body.points if isinstance(scene.body, MapPage) else ()
    written = fitted(scene)
    return {
        "scene": written.scene,
        "look": type(scene.body).__name__,
        "marks": region_drawing.marks(points),
        "kept": notes.get(scene.key),
        "explained": [
            (group.title, [(one, rows(one.rows) if one.rows else None) for one in group.figures])
            for group in scene.explained
        ],
        "room": written.room,
        "style": written.style,
    }
