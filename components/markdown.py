"""Words that anyone may have typed, where Streamlit reads Markdown: labels, messages, questions."""

import re

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]()#|~<>$:!&=+-."})
# Made links of once the marks are read, so that none of them prevents it; a letter that joins
# words, which nobody sees, does.
_MADE_LINKS = re.compile(r"(https?:/|www|@)(?=[/.\w-])", re.IGNORECASE)


def literal(text: str) -> str:
    """The text, read by Markdown as what it is and no more."""
    return _MADE_LINKS.sub("\\1\u2060", text).translate(_MARKS)
