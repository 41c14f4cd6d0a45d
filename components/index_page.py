"""The HTML every address answers with: Streamlit’s, in French, with our style and script."""

import base64
import hashlib
import re
from functools import cache

from components.site_map import ADDRESSES, PRODUCT
from components.static_files import OURS, STREAMLIT, url

NOSCRIPT = (
    "<noscript><p>Maillage a besoin de JavaScript. Activez-le dans votre navigateur, puis "
    "rechargez la page.</p></noscript>"
)


def plain_page(tab: str, title: str, text: str, back: str) -> str:
    """A page without Streamlit: what is wrong, and the way back to the first screen."""
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{tab} – {PRODUCT}</title>
<link rel="stylesheet" href="/{url("maillage.css")}">
</head>
<body class="alone">
<main>
<h1>{title}</h1>
<p>{text}</p>
<p><a class="button" href="/">{back}</a></p>
</main>
</body>
</html>
"""


NOT_FOUND = plain_page(
    "Page introuvable",
    "Cette page n’existe pas",
    "L’adresse est peut-être incomplète, ou la page a changé de place.",
    "Revenir au tableau de bord",
)


def index_page() -> str:
    """Streamlit’s page, adapted. Asset addresses are relative: all our addresses are flat."""
    script = (
        f'<script defer src="./{url("maillage.js")}" data-addresses="{" ".join(ADDRESSES)}">'
        "</script>"
    )
    board = f'<script defer src="./{url("projection.js")}"></script>'
    # Our scripts speak before Streamlit’s, which reads what they say.
    page = _adapted().replace("</title>", f"</title>\n{script}\n{board}")
    return page.replace("</head>", f"{_styles()}\n</head>")


def inline_script_hashes() -> str:
    """What the security policy must allow for the scripts written in Streamlit’s page."""
    scripts = re.findall(r"<script>(.*?)</script>", _original(), re.DOTALL)
    return " ".join(f"'sha256-{_hash(script)}'" for script in scripts)


def _styles() -> str:
    return "\n".join(
        f'<link rel="stylesheet" href="./{url(name)}">'
        for name in ("maillage.css", "projection.css")
    )


@cache
def _original() -> str:
    return (STREAMLIT / "index.html").read_text("utf-8")


@cache
def _adapted() -> str:
    page = _original().replace('<html lang="en">', '<html lang="fr">')
    page = page.replace("<title>Streamlit</title>", f"<title>{PRODUCT}</title>")
    page = re.sub(r"<noscript>.*?</noscript>", NOSCRIPT, page, flags=re.DOTALL)
    if any((OURS / "fonts").glob("*.woff2")):
        # We ship our own letters: Streamlit’s would be fetched for nothing.
        page = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*/>', _font_links(), page)
    return page


def _font_links() -> str:
    """Ask for the letters with the style sheet, not once it has been read."""
    return "\n".join(
        f'<link rel="preload" href="./app/static/fonts/{file.name}" as="font" type="font/woff2"'
        " crossorigin>"
        for file in sorted((OURS / "fonts").glob("*.woff2"))
    )


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
