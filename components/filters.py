"""Filters shared by the screens. The address holds them: it is read, checked, and written here.

Widgets are not bound to the address by Streamlit: a value it does not know would be dropped in
silence, where our users are told, and shown the way back.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn
from zoneinfo import ZoneInfo

import streamlit as st

from components.data import read
from components.links import link
from components.markdown import literal
from components.widget_state import give
from db.queries import choices, territories, years
from domain.formats import MONTHS, NBSP
from domain.periods import Period
from domain.places import Place
from domain.roles import User
from domain.scope import Scope
from domain.vocabulary import MeetingFormat

YEAR, PERIOD, MONTH, PAGE, SORT = "annee", "periode", "mois", "page", "tri"
PER_PAGE = 50
TERRITORY, FORMAT, THEME, SEARCH = "territoire", "format", "theme", "recherche"
LONGEST_SEARCH = 80

# What can be asked of a year: label, first month, last month.
PERIODS = {
    "annee": ("Année entière", 1, 12),
    "s1": ("1er semestre", 1, 6),
    "s2": ("2e semestre", 7, 12),
    "t1": ("1er trimestre", 1, 3),
    "t2": ("2e trimestre", 4, 6),
    "t3": ("3e trimestre", 7, 9),
    "t4": ("4e trimestre", 10, 12),
}

# What an address may ask for besides: the months from January on, that targets add up.
FROM_JANUARY = {f"{last}-mois": (f"Janvier à {MONTHS[last - 1]}", 1, last) for last in range(2, 12)}
EVERY_PERIOD = {**PERIODS, **FROM_JANUARY}

WHOLE_YEAR = "annee"
FORMATS = {item.value: item.label for item in MeetingFormat}
# Years of a day: the first and the last that Python knows have no day before, or after.
DATED = range(1900, 2200)


@dataclass(frozen=True)
class Selection:
    """What the filters say: the scope, and what the screens need beside it."""

    scope: Scope
    today: date
    labels: tuple[str, ...]  # the filters in force, in words

    @property
    def year(self) -> int:
        return self.scope.period.year


def today(user: User) -> date:
    """The day it is where the centre is."""
    return datetime.now(ZoneInfo(user.centre.timezone)).date()


def asked_scope(user: User, *, territory: bool = True, month: bool = False) -> Selection:
    """What the address says, without drawing the filters.

    Only a screen that says which ``month`` it shows lets one narrow the year.
    """
    place = asked_place(user) if territory else None
    format_ = asked(FORMAT, FORMATS)
    theme = asked(THEME, themes(user))
    scope = Scope(
        user.centre.centre_id,
        _asked_period(user, month=month),
        place.id if place else None,
        MeetingFormat(format_) if format_ else None,
        int(theme) if theme else None,
    )
    named = (place.name if place else None, FORMATS.get(format_ or ""))
    labels = (*named, themes(user).get(theme or ""))
    return Selection(scope, today(user), tuple(label for label in labels if label))


def asked_year(user: User) -> int:
    """The year of the address, or the last that has figures."""
    known = available_years(user)
    raw = st.query_params.get(YEAR, str(_last_begun(user)))
    if whole_number(raw) not in known:
        listed = ", ".join(map(str, known))
        refuse(
            f"Aucun chiffre pour l’année {quoted(raw)}. "
            f"Ce centre a des chiffres pour\u00a0: {listed}."
        )
    return int(raw)


def asked_month(user: User) -> tuple[int, int]:
    """Year and month of the address; without them, the last month begun of the last year."""
    year = asked_year(user)
    default = today(user).month if year == today(user).year else 12
    raw = st.query_params.get(MONTH, str(default))
    if whole_number(raw) not in range(1, 13):
        refuse(f"Le mois {quoted(raw)} n’existe pas\u00a0: un mois va de 1 à 12.")
    return year, int(raw)


def asked_order(orders: Collection[str], default: str) -> tuple[str, bool]:
    """The order of a list that the address asks for, and whether it goes down: « -date »."""
    raw = st.query_params.get(SORT, default)
    key = raw.removeprefix("-")
    if key not in orders:
        refuse(f"La liste ne se trie pas par {quoted(raw)}.")
    return key, raw.startswith("-")


def asked_page(total: int) -> tuple[int, int]:
    """The page of a list of so many lines that the address asks for, and how many there are."""
    pages = max(1, -(-total // PER_PAGE))
    raw = st.query_params.get(PAGE, "1")
    if whole_number(raw) not in range(1, pages + 1):
        refuse(f"La page {quoted(raw)} n’existe pas{NBSP}: la liste en a {pages}.")
    return int(raw), pages


def asked_place(user: User) -> Place | None:
    """The territory of the address, if it names one."""
    code = asked(TERRITORY, territories_of(user))
    return next((place for place in region(user) if place.code == code), None)


def asked_number(name: str) -> int:
    """A row’s number, as the address gives it."""
    number = whole_number(st.query_params.get(name, ""))
    if number is None:
        refuse("L’adresse ne dit pas quelle ligne montrer.")
    return number


def whole_number(raw: str) -> int | None:
    """The number an address gives; None for anything else, or longer than any of ours."""
    return int(raw) if raw.isdecimal() and len(raw) <= 9 else None


def asked(name: str, known: Collection[str]) -> str | None:
    """A value of the address, which must be a known one; None when it is not given."""
    raw = st.query_params.get(name)
    if raw is not None and raw not in known:
        refuse(f"{quoted(raw)} n’est pas un choix connu de «\u00a0{name}\u00a0».")
    return raw


def asked_day(name: str) -> date | None:
    raw = st.query_params.get(name)
    if not raw:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(raw)
        if day.year in DATED:
            return day
    refuse(f"{quoted(raw)} n’est pas une date{NBSP}: écrivez par exemple 2026-03-01.")


def available_years(user: User) -> tuple[int, ...]:
    """The years that have figures; the present one for a centre that begins."""
    return read(years.years_with_figures, centre_id=user.centre.centre_id) or (today(user).year,)


def region(user: User) -> tuple[Place, ...]:
    """Every territory of the region of the user’s centre."""
    return read(territories.region, centre_id=user.centre.centre_id)


def quoted(raw: str) -> str:
    """A text of the address between French quotes: cut short, and without power in Markdown."""
    return f"«\u00a0{literal(raw[:60])}\u00a0»"


def refuse(sentence: str) -> NoReturn:
    """Say what is wrong with the address, show the way back, and stop the page."""
    page, label = _way_back()
    st.title("Adresse à corriger")
    st.error(sentence, icon=":material/wrong_location:")
    st.html(f'<p><a class="button" href="{link(page)}">{label}</a></p>')
    st.stop()


def _way_back() -> tuple[str, str]:
    """To the page one was on where something is chosen there, else to the first one."""
    # Under AppTest the address is unknown.
    if str(st.context.url).rpartition("/")[2] == "projection":
        return "projection", "Choisir une projection"
    return "", "Revenir au tableau de bord"


def choose_optional(name: str, label: str, options: Mapping[str, str]) -> None:
    """Draw a filter that may be left empty."""
    give(name, st.query_params.get(name))
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder="Tout",
        filter_mode="contains",
        key=name,
        on_change=_keep_in_address,
        args=(name,),
    )


def search_box(placeholder: str, *gone: str) -> str:
    """Draw the field of the words to look for; other words take the parts ``gone`` away."""
    give(SEARCH, st.query_params.get(SEARCH, "")[:LONGEST_SEARCH])
    words: str = st.text_input(
        "Rechercher",
        key=SEARCH,
        placeholder=placeholder,
        on_change=_keep_in_address,
        args=(SEARCH, *gone),
        icon=":material/search:",
        width=420,
        max_chars=LONGEST_SEARCH,
    )
    return words


def _last_begun(user: User) -> int:
    """The last year that has figures; a meeting planned next year does not open it."""
    known = available_years(user)
    return max((year for year in known if year <= today(user).year), default=known[0])


def _asked_period(user: User, *, month: bool) -> Period:
    _, first, last = EVERY_PERIOD[asked(PERIOD, EVERY_PERIOD) or WHOLE_YEAR]
    if MONTH in st.query_params:
        one = Period.of_month(*asked_month(user))  # refused everywhere when it does not exist
        if month:
            return one
    year = asked_year(user)
    return Period(Period.of_month(year, first).start, Period.of_month(year, last).end)


def _keep_in_address(name: str, *gone: str) -> None:
    # Another selection has other pages.
    for part in (PAGE, name, *gone):
        st.query_params.pop(part, None)
    if value := (st.session_state[name] or "").strip():
        st.query_params[name] = value


def territories_of(user: User) -> Mapping[str, str]:
    return read(choices.territories, centre_id=user.centre.centre_id)


def themes(user: User) -> Mapping[str, str]:
    return read(choices.themes, centre_id=user.centre.centre_id)
