"""typst as we use it: our fonts and no others, our templates, nothing read outside of them."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

HERE = Path(__file__).parent
LAYOUT, FONTS = HERE / "layout", HERE / "fonts"
# A4 is 8,27 inches wide: 827 pixels.
PREVIEW_PPI = 100


def pdf(template: str, values: dict[str, str], at: datetime) -> bytes:
    """A tagged PDF. ``values`` are what the template reads; ``at`` dates the file.

    It says that it follows PDF/UA-1 unless some letter is in none of our fonts.
    """
    try:
        return _compiled(
            template, values, "pdf", pdf_standards=["ua-1"], timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        if "could not be displayed with font" not in str(error):
            raise
        return _compiled(template, values, "pdf", timestamp=int(at.timestamp()))


def png(template: str, values: dict[str, str], ppi: float) -> bytes:
    """The first page as a picture."""
    return _compiled(template, values, "png", ppi=ppi)


def _compiled(
    template: str, values: dict[str, str], form: Literal["pdf", "png"], **options: Any
) -> bytes:
    made = typst.compile(
        str(LAYOUT / template),
        root=str(LAYOUT),
        font_paths=_fonts(),
        format=form,
        sys_inputs=values,
        **options,
    )
    first = made[0] if isinstance(made, list) else made
    return first or b""


@cache
def _fonts() -> typst.Fonts:
    """Those typst carries stand in for the letters ours do not have: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
