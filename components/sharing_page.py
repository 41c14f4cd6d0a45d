"""The page of figures a partner reads without an account: nothing but HTML and our style."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from components.bars import heights, in_rem
from components.data import once, read_afresh
from components.static_files import url
from components.templates import render
from db.models import utc_now
from db.queries import sharing
from db.queries.sharing import FoundLink
from domain import attendance_words, comparison_words, wording
from domain.coverage import Coverage, CoverageLine
from domain.formats import NBSP, count, day, moment, number, short_date
from domain.glance import MonthLine, MonthState, YearAtAGlance
from domain.indicators import OF_THE_MONTH, OF_THE_YEAR, TERRITORIES, Indicator
from domain.scope import Scope
from domain.sharing import SharedFigures, months_told

CLOSED = ("published", "Mois publié ou arrêté par le centre")
RUNNING = ("computed", "Mois provisoire, calculé à la lecture")
COUNTED = ("computed", "Mois calculé à la lecture")
FUTURE = ("future", "À venir")
UNKNOWN = ("future", "Rien d’enregistré")
SHEETS = ("maillage.css", "shared.css")


def page_of(link: FoundLink, today: date) -> str:
    """The figures of the link as they are now, with the moment they were read."""
    read_at, known = once(_figures, link.scope, today)
    glance = known.glance
    return _page(
        "shared.html",
        title=f"{link.about} – {link.centre}",
        link=link,
        ends=day(link.ends_on),
        read_at=moment(read_at, link.timezone),
        narrowed=glance.is_narrowed,
        is_blank=glance.is_blank,
        status=_status(known),
        tiles=[_tile(glance, indicator) for indicator in OF_THE_YEAR],
        sentence=wording.months_sentence(glance),
        states=_legend(glance),
        months_lines=[(line, _state(glance, line)) for line in glance.months],
        rows=[] if link.month else [_row(glance, indicator) for indicator in OF_THE_MONTH],
        territories=[_territory(line, known.coverage) for line in known.coverage.lines],
        notes=_notes(known.coverage),
        told=_told(glance),
    )


def closed_page(title: str, sentences: Sequence[str]) -> str:
    """What stands where no figure may be read: it says what to do, and not why."""
    return _page("shared_closed.html", title=title, sentences=sentences)


def _page(template: str, **values: Any) -> str:
    return render(template, sheets=[url(name) for name in SHEETS], **values)


def _figures(scope: Scope, today: date) -> tuple[datetime, SharedFigures]:
    return utc_now(), read_afresh(sharing.shared_figures, scope=scope, today=today)


def _status(known: SharedFigures) -> list[str]:
    """Which months are closed and which are provisional; nothing of a part of the centre."""
    if known.glance.is_narrowed:
        return []
    told = (
        ("Publiés ou arrêtés", "Publié ou arrêté", known.closed),
        ("Provisoires", "Provisoire", known.running),
    )
    return [
        f"{several if len(months) > 1 else one}{NBSP}: {months_told(months)}."
        for several, one, months in told
        if months
    ]


def _told(glance: YearAtAGlance) -> list[str]:
    """What makes these figures differ from others that the partner may hold."""
    if glance.is_narrowed:
        return [
            "Pour un seul territoire, les chiffres sont calculés sur les rencontres "
            f"enregistrées, à l’instant de la lecture{NBSP}: un mois s’arrête pour tout le centre."
        ]
    apart = [wording.difference(glance, indicator) for indicator in wording.PUBLISHED_APART]
    return [sentence for sentence in (*apart, wording.rows_behind(glance)) if sentence]


def _tile(glance: YearAtAGlance, indicator: Indicator) -> dict[str, Any]:
    figure = glance.figures[indicator.key]
    beside = comparison_words.compared_period(glance)
    return {
        "key": indicator.key,
        "label": indicator.label,
        "value": wording.figure(indicator, figure.value),
        "missing": figure.value is None,
        "beside": f"sur {glance.contrats}" if indicator is TERRITORIES else None,
        "change": comparison_words.change(indicator, figure.value, figure.previous, beside),
        "mean": comparison_words.mean(indicator, figure.mean, glance.period)
        if figure.mean.years > 1
        else None,
        "coverage": wording.rests_on(glance, indicator),
        "published": wording.published_beside(indicator, figure.published),
        "definition": indicator.definition,
    }


def _state(glance: YearAtAGlance, line: MonthLine) -> tuple[str, str]:
    """What a month is to a partner. In a part of the centre, no month is closed apart."""
    if line.state is MonthState.PUBLISHED:
        return CLOSED
    if line.state is MonthState.COMPUTED and set(line.values.values()) == {None}:
        return UNKNOWN
    if line.state is MonthState.COMPUTED:
        return COUNTED if glance.is_narrowed else RUNNING
    return FUTURE


def _legend(glance: YearAtAGlance) -> list[tuple[str, str]]:
    present = {_state(glance, line) for line in glance.months}
    return [state for state in (CLOSED, RUNNING, COUNTED, UNKNOWN, FUTURE) if state in present]


def _row(glance: YearAtAGlance, indicator: Indicator) -> dict[str, Any]:
    values = [line.values[indicator.key] for line in glance.months]
    return {
        "label": indicator.label,
        "cells": [
            {
                "state": _state(glance, line)[0],
                "text": "–" if value is None else wording.figure(indicator, value),
                "height": in_rem(height),
            }
            for line, value, height in zip(glance.months, values, heights(values), strict=True)
        ],
    }


def _notes(coverage: Coverage) -> list[str]:
    """What the table of territories leaves out."""
    told = []
    if coverage.total is not None and coverage.is_partial:
        told.append(
            f"Ce tableau porte sur les {count(coverage.detailed, 'rencontre')} que la base "
            f"détaille, sur {number(coverage.total)}."
        )
    if coverage.without_territory:
        told.append(
            f"Sans contrat de ville{NBSP}: {count(coverage.without_territory, 'rencontre')}."
        )
    if any(line.unknown and line.participations is not None for line in coverage.lines):
        told.append("* Effectif inconnu pour une partie des rencontres.")
    return told


def _territory(line: CoverageLine, coverage: Coverage) -> dict[str, Any]:
    last, known = line.last, coverage.tells(line.meetings)
    return {
        "name": line.place.name,
        "departement": line.departement.name if line.departement else "",
        "meetings": number(line.meetings) if known else "–",
        "participations": attendance_words.came(line) if known else "–",
        "unknown": line.unknown and line.participations is not None,
        "last": short_date(last.on, last.precision) if last else "–",
        "empty": line.meetings == 0,
    }
