"""HTML of our own, from Jinja templates that escape whatever they are given."""

from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.links import link
from domain import formats, wording

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
ENVIRONMENT.filters.update(
    {
        name: getattr(formats, name)
        for name in ("number", "percent", "signed", "day", "short_day", "clock", "enumeration")
    }
)
ENVIRONMENT.globals.update(
    link=link,
    months=formats.MONTHS,
    short_months=formats.SHORT_MONTHS,
    attendance=wording.attendance,
    count=formats.count,
    of=formats.of,
    headcount=formats.headcount,
    known_date=formats.known_date,
    month_name=formats.month,
    short_date=formats.short_date,
)


def render(template: str, **context: Any) -> str:
    """The HTML of a template of components/templates."""
    return ENVIRONMENT.get_template(template).render(**context)


def show(template: str, **context: Any) -> None:
    """Draw a template. One element on the page, whatever it holds."""
    st.html(render(template, **context))
