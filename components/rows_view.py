"""A number explained: « voir les lignes »."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components.compared import KNOWN_ON, UNTIL, compared, known_on
from components.filters import MONTH, Selection, asked, refuse
from components.links import here, link
from components.list_export import may_take_names, offer_list, say_names_are_kept
from components.rows_words import told_change, told_days
from components.templates import show
from components.titles import name_tab
from db.commands import exporting
from domain import left_out, list_sheets, table_sheets, wording
from domain.counted import (
    CountedMeeting,
    CountedRows,
    LeftOut,
    MonthShare,
    Reading,
    SourceMeeting,
)
from domain.formats import NBSP, count, moment, month, number
from domain.indicators import HALF_DAYS, MEETINGS, PARTICIPATIONS, PUBLICATIONS, Indicator, RowKind
from domain.roles import User
from domain.spreadsheet import file_word
from domain.vocabulary import PublicationKind

READING, KIND = "lecture", "nature"
# When the figures of the projection that led here were read.
PROJECTED = "projete"
# The readings that an address names: without it, the number the screens show.
ADDRESSED = {one.value: one.label for one in (Reading.PUBLISHED, Reading.ROWS)}
KINDS = {kind.value: kind.label for kind in PublicationKind}
# What other screens’ addresses do not say.
NOT_KEPT = dict.fromkeys(("indicateur", READING, KIND, UNTIL, KNOWN_ON, PROJECTED))
# What each line brings, where that is not its participations.
BROUGHT = {"trace_rate": "Trace", "half_days": "Demi-journées"}


def asked_reading() -> Reading:
    asked(READING, ADDRESSED)
    return Reading(st.query_params.get(READING, Reading.RETAINED))


def show_rows(rows: CountedRows, indicator: Indicator, selection: Selection, user: User) -> None:
    reading = asked_reading()
    if kind := _asked_kind(indicator):
        rows = rows.of_kind(kind)
        selection = replace(selection, labels=(*selection.labels, kind.label))
    if reading is Reading.PUBLISHED and rows.published is None:
        refuse("Ce chiffre n’a pas été publié pour cette période.")
    zone, report = user.centre.timezone, _report(rows.months)
    name_tab(f"{indicator.label}, les lignes")
    show(
        "rows.html",
        centre=user.centre,
        indicator=indicator,
        value=wording.figure(indicator, rows.value),
        period=told_days(selection),
        filters=selection.labels,
        told=_explained(rows, indicator, selection, reading),
        about=_about(rows, indicator),
        bases=_bases(rows, indicator) if reading is not Reading.PUBLISHED else None,
        reading=None if reading is Reading.RETAINED else reading.label,
        readings=_readings(rows, indicator, reading),
        has_rows=reading is not Reading.PUBLISHED,
        base=here("lignes", **{READING: Reading.ROWS.value}),
        comparisons=_comparisons(indicator, rows, selection, user),
        last=told_change(rows.last_change, zone),
        shares=[_share(indicator, selection.year, share, zone, report) for share in rows.months],
        report=report,
        rows=rows,
        counted=_counted_groups(indicator, rows),
        csv=file_word(indicator.label),
        sources=[_source_meeting(one) for one in rows.sources],
        brought=BROUGHT.get(indicator.key, PARTICIPATIONS.label),
        total=_total(rows, indicator),
        made=wording.figure(indicator, rows.made),
        computed=wording.figure(indicator, rows.computed),
        left_out=[_left_out(indicator, group) for group in rows.left_out],
        back=back_from(selection),
        map_link=lambda code: link("carte", annee=selection.year, territoire=code),
    )
    monthly = table_sheets.shares(rows.months, indicator)
    offer_list(
        *(user, f"mois-{file_word(indicator.label)}", *monthly, selection.year), what="les mois"
    )
    if reading is not Reading.PUBLISHED:
        _offer(rows, indicator, selection.year, user)


def _explained(
    rows: CountedRows, indicator: Indicator, selection: Selection, reading: Reading
) -> str:
    if reading is Reading.PUBLISHED:
        return _published(rows)
    if selection.scope.period.start > selection.today:
        return "Ces jours ne sont pas venus\u00a0: rien n’y est encore compté."
    return _told(rows, indicator)


def _offer(rows: CountedRows, indicator: Indicator, year: int, user: User) -> None:
    """Without the names, for who may read them and not take them away."""
    names = indicator.row_kind is RowKind.PERSON and not rows.names_hidden
    if names and not may_take_names(user):
        rows, names = replace(rows, others=()), False
        say_names_are_kept()
    told = exporting.tell_counted_export if names else None
    listed = list_sheets.counted(rows, indicator)
    offer_list(user, f"lignes-{file_word(indicator.label)}", *listed, year, told)


def _asked_kind(indicator: Indicator) -> PublicationKind | None:
    """The kind that the address keeps, of a figure that counts publications."""
    raw = asked(KIND, KINDS)
    if raw and indicator is not PUBLICATIONS:
        refuse("Seules les publications se lisent par nature.")
    return PublicationKind(raw) if raw else None


def _published(rows: CountedRows) -> str:
    source = f"dans «{NBSP}{rows.source}{NBSP}»" if rows.source else "tel quel"
    return f"Publié {source} pour l’année entière{NBSP}: ce chiffre n’a pas de lignes."


def _readings(rows: CountedRows, indicator: Indicator, chosen: Reading) -> list[Any]:
    """The other numbers of the same indicator, where they are not all one."""
    values = {
        Reading.RETAINED: rows.retained,
        Reading.PUBLISHED: rows.published,
        Reading.ROWS: rows.computed,
    }
    if rows.published is None:
        del values[Reading.PUBLISHED]
    if chosen is Reading.RETAINED and len(set(values.values())) == 1:
        return []
    return [
        (
            f"{reading.label.capitalize()}{NBSP}: {wording.figure(indicator, value)}",
            here("lignes", **{READING: reading.value if reading in ADDRESSED else None}),
            reading is chosen,
        )
        for reading, value in values.items()
    ]


def _told(rows: CountedRows, indicator: Indicator) -> str:
    """What the lines below make, and why it is not the number when months are published."""
    lines = count(rows.count, indicator.row_kind.value, _kind_many(indicator))
    if rows.value is None:
        return "Les lignes de la base ne permettent pas de connaître ce chiffre."
    if indicator.is_share:
        traced = count(sum(rows.amounts), "rencontre avec trace", "rencontres avec trace")
        return f"{traced}, sur {count(rows.count, 'rencontre comptée', 'rencontres comptées')}."
    if rows.months and rows.made != rows.value:
        return f"Les mois publiés font foi. {_behind(rows, indicator, lines)}"
    if not indicator.additive:
        return f"{lines}, d’après {count(len(rows.sources), 'rencontre')}."
    if indicator in (MEETINGS, PUBLICATIONS):
        return f"{lines}, une par ligne."
    return f"Somme sur {lines}."


def _about(rows: CountedRows, indicator: Indicator) -> str | None:
    """What the sum of the lines below is worth, where a headcount among them is not exact."""
    if indicator is not PARTICIPATIONS or not any(one.is_approximate for one in rows.meetings):
        return None
    return (
        f"Des effectifs y sont dits «{NBSP}environ{NBSP}» ou «{NBSP}plus de{NBSP}»{NBSP}: leur "
        "somme est approchée."
    )


def _bases(rows: CountedRows, indicator: Indicator) -> str | None:
    """Of a figure read on rows alone: where the number of meetings beside it counts others."""
    if indicator.additive or rows.months:
        return None
    return left_out.two_bases(rows.detailed, rows.meetings_shown)


def _behind(rows: CountedRows, indicator: Indicator, lines: str) -> str:
    """What the base holds under a published figure."""
    if indicator is MEETINGS:
        return f"La base en détaille {number(rows.count)}."
    made = wording.with_unit(indicator, rows.made)
    return f"La base détaille {lines}, qui font {made}."


def _kind_many(indicator: Indicator) -> str:
    kind = indicator.row_kind
    return {
        RowKind.CONTRAT: "contrats de ville",
        RowKind.QPV: "quartiers prioritaires",
    }.get(kind, f"{kind.value}s")


def _comparisons(
    indicator: Indicator, rows: CountedRows, selection: Selection, user: User
) -> list[tuple[str, str | None]]:
    """What the figure is compared with; each has its own rows."""
    if rows.comparisons is None:
        return []
    seen_on = known_on() or selection.today
    address = st.query_params.to_dict()
    return compared(indicator, rows.value, rows.comparisons, address, user, seen_on)


def _report(shares: Sequence[MonthShare]) -> str | None:
    """The one document that several months were published in, to be said once."""
    sources = {share.closing.source for share in shares if share.closing and share.closing.source}
    return sources.pop() if len(sources) == 1 and len(shares) > 1 else None


def _share(
    indicator: Indicator, year: int, share: MonthShare, timezone: str, report: str | None
) -> dict[str, Any]:
    return {
        "name": month(year, share.month),
        "href": link("mois", annee=year, mois=share.month),
        "value": wording.figure(indicator, share.value),
        "computed": wording.figure(indicator, share.computed),
        "base": here("lignes", **{MONTH: share.month, "periode": None, READING: "base"}),
        "source": _source(share, timezone, report),
    }


def _source(share: MonthShare, timezone: str, report: str | None) -> str:
    if share.closing is None:
        return "non publié" if share.value is None else "calculé"
    if share.closing.source:
        return "publié" if report else f"publié{NBSP}: {share.closing.source}"
    return f"arrêté le {moment(share.closing.closed_at, timezone)}"


def _counted_groups(indicator: Indicator, rows: CountedRows) -> list[tuple[str, list[Any]]]:
    """The meetings counted; those that a share counts above, and those it only counts below."""
    if not indicator.is_share:
        return [("", [_counted(indicator, one) for one in rows.meetings])]
    with_trace = [_counted(indicator, one) for one in rows.meetings if one.amount]
    without = [_counted(indicator, one) for one in rows.meetings if not one.amount]
    told = (
        (count(len(with_trace), "rencontre avec trace", "rencontres avec trace"), with_trace),
        (count(len(without), "rencontre sans trace", "rencontres sans trace"), without),
    )
    return [(name, found) for name, found in told if found]


def _counted(indicator: Indicator, one: CountedMeeting) -> dict[str, Any]:
    """The line, what it brings, and what it has become where the month was closed before."""
    line, brought = one.line, number(one.amount)
    note = one.gone
    if indicator is MEETINGS or (indicator is PARTICIPATIONS and line.participations == one.amount):
        brought = wording.attendance(line)
    elif indicator is PARTICIPATIONS:
        note = note or f"{number(line.participations)} aujourd’hui"
    if indicator.is_share:
        brought = "oui" if one.amount else "non"
    return {"line": line, "brought": brought, "note": note}


def _source_meeting(one: SourceMeeting) -> dict[str, Any]:
    return {"line": one.line, "brought": wording.attendance(one.line), "note": one.note}


def _total(rows: CountedRows, indicator: Indicator) -> bool:
    """Whether the lines are followed by their sum."""
    return bool(rows.meetings) and indicator in (PARTICIPATIONS, HALF_DAYS)


def _left_out(indicator: Indicator, group: LeftOut) -> dict[str, Any]:
    return {
        "name": left_out.told(indicator, group.reason, group.count),
        "why": group.reason.value[2],
        "meetings": group.meetings,
        "publications": group.publications,
    }


def back_from(selection: Selection) -> tuple[str, str]:
    """The screen the number comes from: the month’s own, or the dashboard under its filters."""
    one_month = len(selection.scope.period.months) == 1
    if one_month and not selection.scope.is_narrowed:
        return here("mois", **{**NOT_KEPT, "periode": None}), "Revenir au mois"
    return here("", **{**NOT_KEPT, MONTH: None}), "Revenir au tableau de bord"
