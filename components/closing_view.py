"""The closing of a month: the year’s months, the checklist, the figures, what was closed."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from components.compared import compared
from components.data import read
from components.filters import MONTH, YEAR, asked_month, available_years, today
from components.links import link
from components.list_export import offer_list
from components.rows_view import READING
from components.templates import show
from components.titles import name_tab
from db.queries import closing as queries
from domain import attendance_words, list_sheets, wording
from domain import closing_words as words
from domain.checks import MEETING_RULES, MONTH_RULES, Finding, MeetingRule, MonthRule
from domain.closing import Closing, MonthStage
from domain.counted import Reading
from domain.desk import GoneMeeting, MonthDesk
from domain.formats import NBSP, enumeration, month, number
from domain.indicators import HALF_DAYS, MEETINGS, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.list_sheets import Listed
from domain.listings import MeetingLine
from domain.roles import User
from domain.sheets import BLANK, KnownDate

ADDRESS = "cloture"
# How the state of a month is drawn.
CLASSES = {
    MonthStage.CLOSED: "closed",
    MonthStage.PUBLISHED: "closed",
    MonthStage.RECTIFIED: "rectified",
    MonthStage.TO_CLOSE: "to-close",
}


def asked_desk(user: User) -> MonthDesk:
    """The month of the address; without one, the first to close of the year, or the last begun."""
    year, number_of_month = asked_month(user)
    desk = _desk(user, year, number_of_month)
    waiting = [line.month for line in desk.months if line.stage is MonthStage.TO_CLOSE]
    if MONTH in st.query_params or not waiting:
        return desk
    return _desk(user, year, waiting[0])


def _desk(user: User, year: int, number_of_month: int) -> MonthDesk:
    centre_id, now = user.centre.centre_id, today(user)
    return read(
        queries.month_desk, centre_id=centre_id, year=year, month=number_of_month, today=now
    )


def show_desk(desk: MonthDesk, user: User) -> None:
    """Everything above the commentary."""
    name = month(desk.year, desk.month).capitalize()
    name_tab(f"Clôture{NBSP}: {name}")
    show(
        "closing.html",
        centre=user.centre,
        desk=desk,
        name=name,
        years=[(y, link(ADDRESS, **{YEAR: y}), y == desk.year) for y in available_years(user)],
        stages=[
            (line, CLASSES.get(line.stage, ""), link(ADDRESS, annee=desk.year, mois=line.month))
            for line in desk.months
        ],
        status=words.status(desk, user.centre.timezone),
        checks=_checks(desk),
        figures=[_figure(desk, indicator, user) for indicator in OF_THE_MONTH],
        highlights=desk.closing.highlights if desk.closing else desk.reading.highlights,
        highlights_since=words.highlights_since(desk.highlights_today),
        highlights_href=link("saisie-du-mois", annee=desk.year, mois=desk.month),
        changes=_changes(desk),
    )


def show_record(desk: MonthDesk, user: User) -> None:
    """Everything below the commentary: the meetings counted, the earlier revisions."""
    zone, closing = user.centre.timezone, desk.closing
    # What was frozen stands beside the rows of today when they differ.
    both = _then_and_now(desk, closing) if closing and desk.changed else None
    earlier = [_revision(desk, closing, zone) for closing in desk.earlier]
    show("closing_record.html", desk=desk, then_and_now=both, earlier=earlier)
    listed = (
        list_sheets.meetings(desk.counted, today(user)) if both is None else _listed_twice(both)
    )
    offer_list(user, "rencontres-comptees", *listed, desk.year)


def _listed_twice(rows: list[dict[str, Any]]) -> Listed:
    """The meetings of the closing and those of today, as they are shown."""
    headings = ("Date", "Rencontre", "Contrats de ville", "Participations", "Depuis l’arrêté")
    return headings, [
        (
            KnownDate(row["meeting"].held_on, row["meeting"].date_precision),
            row["meeting"].title,
            row["contrats"],
            row["participations"],
            row["because"] or BLANK,
        )
        for row in rows
    ]


def _then_and_now(desk: MonthDesk, closing: Closing) -> list[dict[str, Any]]:
    """The meetings of the closing and those of today, once each, with what became of them."""
    frozen = {item["meeting"].id: item for item in _frozen(desk, closing)}
    came = [
        {
            "meeting": line,
            "because": "venue depuis",
            "contrats": _reached(desk, desk.reading.reached[line.id]),
            "participations": number(line.participations),
        }
        for line in desk.counted
        if line.id not in frozen
    ]
    rows = [*(_became(desk, item) for item in frozen.values()), *came]
    return sorted(rows, key=lambda row: (row["meeting"].held_on, row["meeting"].id))


def _became(desk: MonthDesk, item: dict[str, Any]) -> dict[str, Any]:
    """« 15 → 40 »: a meeting of the closing, with what changed of it since."""
    key, changed = item["meeting"].id, desk.changed
    found: dict[str, Any] = {"contrats": enumeration(item["contrats"] or []) or "–"}
    if key in changed.moved:
        found["participations"] = " → ".join(number(value) for value in changed.moved[key])
    if key in changed.elsewhere:
        found["contrats"] = " → ".join(_reached(desk, one) for one in changed.elsewhere[key])
    return {**item, **found, "because": words.became(changed, key) or item["because"]}


def _reached(desk: MonthDesk, contrats: Iterable[int]) -> str:
    return enumeration(_names(desk, contrats)) or "–"


def _frozen(desk: MonthDesk, closing: Closing) -> list[dict[str, Any]]:
    """The meetings that a closing counted, with the participations and contrats of that moment."""
    frozen, counted = closing.meeting_ids or (), closing.counted or {}
    reached = closing.reached
    known: list[MeetingLine | GoneMeeting] = [*desk.counted, *desk.uncounted]
    why = {gone.id: gone.because for gone in desk.uncounted}
    return [
        {
            "meeting": one,
            "because": why.get(one.id),
            "contrats": None if reached is None else _names(desk, reached[one.id]),
            "participations": number(counted.get(one.id)),
        }
        for one in sorted(known, key=lambda one: (one.held_on, one.id))
        if one.id in frozen
    ]


def _checks(desk: MonthDesk) -> list[dict[str, Any]]:
    """Each rule of a month, found or not; none for a month of which nothing can be known."""
    if desk.stage in (MonthStage.FUTURE, MonthStage.UNKNOWN):
        return []
    found = {finding.rule: finding for finding in desk.findings}
    silent = {silence.rule for silence in desk.silences}
    return [
        {
            "key": rule.key,
            "label": rule.label,
            "sentence": rule.sentence,
            "state": _state(rule, desk, found.get(rule.key), rule.key in silent),
            "unasked": desk.unasked.get(rule.key),
            "finding": found.get(rule.key),
            "href": _rows(rule, desk),
        }
        for rule in (*MEETING_RULES, *MONTH_RULES)
    ]


def _state(
    rule: MeetingRule | MonthRule, desk: MonthDesk, finding: Finding | None, silent: bool
) -> str:
    if silent:
        return "silent"
    if finding is None:
        return "silent unasked" if rule.key in desk.unasked else "fine"
    return "grave" if rule.grave else "found"


def _rows(rule: MeetingRule | MonthRule, desk: MonthDesk) -> str:
    """Where what the rule found is seen, and mended."""
    where = {"annee": desk.year, "mois": desk.month}
    if isinstance(rule, MeetingRule):
        return link("rencontres", **where, manque=rule.key)
    if rule.key == "temoignage":
        return link("parole")
    if rule.key == "audience":
        return link("saisie-du-mois", **where)
    return link("lignes", **where, indicateur="participations")


def _figure(desk: MonthDesk, indicator: Indicator, user: User) -> dict[str, Any]:
    frozen = desk.closing.figures[indicator.key] if desk.closing else None
    now = desk.reading.figures[indicator.key]
    is_known = desk.stage not in (MonthStage.FUTURE, MonthStage.UNKNOWN)
    value = frozen if desk.closing else now if is_known else None
    found = desk.compared.get(indicator.key)
    address = {"indicateur": indicator.key, YEAR: desk.year, MONTH: desk.month}
    return {
        "key": indicator.key,
        "label": indicator.label,
        "definition": indicator.definition,
        "value": wording.figure(indicator, value),
        "missing": value is None,
        "comparisons": compared(indicator, value, found, address, user)
        if found and is_known
        else [],
        "known": _known(desk, indicator),
        "today": _today(desk, indicator, frozen) if desk.closing and now != frozen else None,
        "rows": link("lignes", **address),
        "rows_today": link("lignes", **address, **{READING: Reading.ROWS.value}),
    }


def _known(desk: MonthDesk, indicator: Indicator) -> str | None:
    """How many of its meetings participations are counted on."""
    shown = desk.closing.figures if desk.closing else desk.reading.figures
    if indicator is not PARTICIPATIONS:
        return None
    return attendance_words.known(shown[MEETINGS.key], desk.unknown_attendance)


def _today(desk: MonthDesk, indicator: Indicator, frozen: int | None) -> str:
    """Rows that detail a part of what was published are no correction of it."""
    now = desk.reading.figures[indicator.key]
    if desk.stage is not MonthStage.PUBLISHED:
        return words.today(frozen, now)
    about = indicator is PARTICIPATIONS and any(line.is_approximate for line in desk.counted)
    unknown = list(desk.reading.counted.values()).count(None)
    return attendance_words.about(now, approximate=about, unknown=unknown)


def _changes(desk: MonthDesk) -> dict[str, Any] | None:
    """What the rows say today that they did not say when the month was closed."""
    if not desk.changed:
        return None
    titles = {line.id: line for line in desk.counted}
    return {
        "figures": [
            _changed(desk, indicator)
            for indicator in OF_THE_MONTH
            if indicator.key in desk.changed.figures
        ],
        "came": [titles[key] for key in desk.changed.came],
        "moved": [
            (titles[key], words.from_to(before, now))
            for key, (before, now) in desk.changed.moved.items()
        ],
        "elsewhere": [
            (titles[key], words.elsewhere(_names(desk, before), _names(desk, now)))
            for key, (before, now) in desk.changed.elsewhere.items()
        ],
        "longer": [
            (titles[key], words.from_to(before, now, HALF_DAYS))
            for key, (before, now) in desk.changed.longer.items()
        ],
    }


def _changed(desk: MonthDesk, indicator: Indicator) -> dict[str, Any]:
    """A figure when the month was closed and today, each with the way to its rows."""
    frozen, now = desk.changed.figures[indicator.key]
    address = {"indicateur": indicator.key, YEAR: desk.year, MONTH: desk.month}
    return {
        "label": indicator.label,
        "frozen": number(frozen),
        "now": number(now),
        "apart": words.apart(frozen, now),
        "rows": link("lignes", **address),
        "rows_today": link("lignes", **address, **{READING: Reading.ROWS.value}),
    }


def _names(desk: MonthDesk, contrats: Iterable[int]) -> list[str]:
    return sorted(desk.contrats[contrat] for contrat in contrats)


def _revision(desk: MonthDesk, closing: Closing, timezone: str) -> dict[str, Any]:
    return {
        "meetings": _frozen(desk, closing),
        "closed": words.closed_line(closing, timezone),
        "reopened": words.reopened_line(closing, timezone),
        "figures": [(i.label, number(closing.figures[i.key])) for i in OF_THE_MONTH],
        "closing": closing,
    }
