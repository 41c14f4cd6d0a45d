"""What is typed in a form, read: each reader returns a value, or says in French what is wrong.

Nothing here invents: an empty text is nothing, and what cannot be read is refused.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, time, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from domain.formats import MONTHS, NBSP, NNBSP, count, number, short_day
from domain.vocabulary import DatePrecision, HeadcountPrecision

T = TypeVar("T")
# What a form holds: texts as they were typed, lists of what was chosen.
Typed = Mapping[str, Any]

LONGEST_TITLE, LONGEST_TEXT = 300, 5000
FIRST_YEAR, YEARS_AHEAD = 1990, 5
# Above this, the headcount is asked to be confirmed; above the other, it is refused.
LARGE_HEADCOUNT, LARGEST_HEADCOUNT = 1000, 1_000_000

# Marks that turn the reading of the text around them, what no one can see, and what is no letter.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    r"\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDED_DATE = re.compile(r"(?:[a-z]+\s+)?(?:(\d{1,2})(?:er)?\s+)?([a-z]+)\.?\s+(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})\s*(?:h|heures?|:)\s*(\d{2})?|(\d{1,2})")
_SPOKEN_CLOCK = {"midi": "12h", "et quart": "15", "et demie": "30", "et demi": "30"}
_HEADCOUNT = re.compile(r"(environ|env\.?|~|plus de|\+ de|>)?\s*(\d[\d\s]*)")
_ABOUT = ("environ", "env", "env.", "~")


class EntryError(ValueError):
    """What was typed cannot be saved: a French sentence for each field that is wrong."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class Problems:
    """Gathers what is wrong in a form, so that all of it is said at once."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def read(self, field: str, reader: Callable[..., T], *args: Any, **kwargs: Any) -> T | None:
        """What the reader returns; None once its complaint is kept under the field."""
        with self.under(field):
            return reader(*args, **kwargs)
        return None

    @contextmanager
    def under(self, field: str) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            self.found.setdefault(field, str(error))

    def refuse(self) -> None:
        """Raise EntryError when anything was wrong."""
        if self.found:
            raise EntryError(self.found)


def clean(typed: str) -> str:
    """A text without what cannot be seen, nor spaces around."""
    return _UNSEEN.sub("", typed).strip()


def plain(typed: str) -> str:
    """A text as it is compared: no capitals, no accents, single spaces, straight apostrophes."""
    bare = unicodedata.normalize("NFKD", clean(typed).replace("’", "'"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", letters).strip().lower()


def read_text(typed: str, *, longest: int = LONGEST_TEXT) -> str | None:
    """The text, or None when it is empty. Raise ValueError when it is too long."""
    text = clean(typed)
    if len(text) > longest:
        raise ValueError(
            f"Ce texte a {number(len(text))} caractères, la limite est de {number(longest)}."
        )
    return text or None


def read_required(typed: str, what: str, *, longest: int = LONGEST_TITLE) -> str:
    """The text on one line. Raise ValueError, naming ``what``, when it is empty or too long.

    The no-break spaces of French stay: saving a title nobody touched changes nothing.
    """
    text = read_text(re.sub(r"[^\S\u00a0\u202f]+", " ", typed), longest=longest)
    if text is None:
        raise ValueError(f"Indiquez {what}.")
    return text


def read_date(typed: str, today: date) -> tuple[date, DatePrecision]:
    """« 13/05/2025 », « 13 mai 2025 », « mai 2025 » (day unknown), « 2025 », « hier »."""
    text = plain(typed)
    if not text:
        raise ValueError("Indiquez la date.")
    spoken = {"aujourd'hui": today, "hier": today - timedelta(1), "demain": today + timedelta(1)}
    if text in spoken:
        return spoken[text], DatePrecision.DAY
    parts = _date_parts(text)
    if parts is None:
        raise ValueError(_without_year(typed, today) or _not_a_date(today))
    year, month, day = parts
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        raise ValueError(f"L’année {year} est hors de {FIRST_YEAR}–{today.year + YEARS_AHEAD}.")
    try:
        value = date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"Le {clean(typed)} n’existe pas dans le calendrier.") from None
    if month is None:
        return value, DatePrecision.YEAR
    return value, DatePrecision.DAY if day else DatePrecision.MONTH


def read_time(typed: str) -> time | None:
    """« 14h », « 14 h 30 », « 14:30 », « midi et demi »; None when empty."""
    text = plain(typed)
    if not text:
        return None
    for spoken, figures in _SPOKEN_CLOCK.items():
        text = re.sub(rf"(?<![-\w]){spoken}\b", figures, text)
    found = _CLOCK.fullmatch(text)
    hour, minute = (int(found[1] or found[3]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"Heure non comprise. Écrivez-la comme 14{NBSP}h{NBSP}30.")
    return time(hour, minute)


def read_headcount(typed: str) -> tuple[int | None, HeadcountPrecision]:
    """« 40 », « environ 40 », « plus de 100 »; None when it is yet to come."""
    text = plain(typed)
    if text in ("", "a venir"):
        return None, HeadcountPrecision.EXACT
    found = _HEADCOUNT.fullmatch(text)
    if not found:
        raise ValueError(
            f"Effectif non compris. Écrivez 40, environ 40, plus de 100{NNBSP}; rien s’il est à "
            "venir."
        )
    value = int(re.sub(r"\s", "", found[2])) if len(found[2]) < 12 else LARGEST_HEADCOUNT + 1
    if value > LARGEST_HEADCOUNT:
        raise ValueError(f"L’effectif dépasse {number(LARGEST_HEADCOUNT)}.")
    if not found[1]:
        return value, HeadcountPrecision.EXACT
    about = found[1] in _ABOUT
    return value, HeadcountPrecision.ABOUT if about else HeadcountPrecision.MORE_THAN


def doubt(value: int | None) -> str | None:
    """« 1 200 personnes ? », « 0 personne ? »: what has to be confirmed; None when nothing has."""
    if value is None or 0 < value <= LARGE_HEADCOUNT:
        return None
    return f"{count(value, 'personne')}{NNBSP}?"


def read_number(typed: str, *, largest: int = LARGEST_HEADCOUNT) -> int | None:
    """A whole number, « 13 432 » included; None when empty."""
    text = re.sub(r"\s", "", plain(typed))
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > largest:
        raise ValueError(f"Écrivez un nombre entier, de 0 à {number(largest)}.")
    return int(text)


def read_half_days(typed: str) -> float | None:
    """« 1 », « 0,5 »: halves of a half-day at most; None when empty."""
    text = plain(typed).replace(",", ".")
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,3}(\.[05])?", text) or not 0 < float(text) <= 200:
        raise ValueError("Écrivez un nombre de demi-journées, par exemple 1 ou 0,5.")
    return float(text)


def read_url(typed: str) -> str | None:
    """An address of the web; None when empty."""
    text = clean(typed)
    if not text:
        return None
    if not _is_web(text):
        raise ValueError("Une adresse web commence par https://, et n’a pas d’espace.")
    if len(text) > 2000:
        raise ValueError("Cette adresse est trop longue (2 000 caractères au plus).")
    return text


def _is_web(text: str) -> bool:
    """Not with a line break in it: no calendar could be written."""
    with suppress(ValueError):
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)
        )
    return False


def _date_parts(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, and month and day when they are said."""
    if re.fullmatch(r"\d{4}", text):
        return int(text), None, None
    if found := _ISO_DATE.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMERIC_DATE.fullmatch(text):
        century = 2000 if len(found[3]) == 2 else 0
        return century + int(found[3]), int(found[2]), int(found[1])
    if (found := _WORDED_DATE.fullmatch(text)) and (month := _month(found[2])):
        return int(found[3]), month, int(found[1]) if found[1] else None
    return None


def _month(written: str) -> int | None:
    """The number of a month in full, or cut to three letters or more."""
    names = enumerate(MONTHS, 1)
    return next((n for n, m in names if len(written) > 2 and plain(m).startswith(written)), None)


def _not_a_date(today: date) -> str:
    return f"Date non comprise. Écrivez-la comme {short_day(today)}."


def _without_year(typed: str, today: date) -> str | None:
    """What to add to « 22 novembre », « 22/11 »: which year is not for us to say."""
    for whole in (f"{clean(typed)} {today.year}", f"{clean(typed)}/{today.year}"):
        year, month, day = _date_parts(plain(whole)) or (0, 0, 0)
        with suppress(ValueError):
            date(year, month or 0, day or 1)
            return f"Ajoutez l’année, par exemple{NBSP}: {whole}."
    return None
