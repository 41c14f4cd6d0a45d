"""Letters without capitals, accents nor typographic signs, one for one."""

import unicodedata
from functools import lru_cache

MASK = "¤"

_FOLDED = {
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006", " "),
    **dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("‐‑‒–—―−", "-"),  # noqa: RUF001 -- every dash there is
    **dict.fromkeys("’‘ʼ`´′", "'"),  # noqa: RUF001 -- every apostrophe
    **dict.fromkeys("“”„", '"'),
    "º": "°",
    "ᵉ": "e",
    "ʳ": "r",
    "→": ">",
    "➔": ">",
}


def fold(text: str) -> str:
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    known = _FOLDED.get(letter)
    if known:
        return known
    if not letter.isascii() and letter.isnumeric():
        return MASK
    bare = unicodedata.normalize("NFD", letter)[0].lower()
    return bare if len(bare) == 1 else letter
