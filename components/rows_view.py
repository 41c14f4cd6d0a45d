"""The rows of a number: « voir les lignes »."""

from typing import Any

from components.filters import Selection
from components.links import here, link
from components.templates import show
from components.titles import name_tab
from db.queries.rows import CountedRows, MonthShare
from domain import wording
from domain.formats import count, day, month, number
from domain.indicators import MEETINGS, Indicator, RowKind
from domain.roles import User


def show_rows(rows: CountedRows, indicator: Indicator, selection: Selection, user: User) -> None:
    period = selection.scope.period.until(selection.today)
    name_tab(f"{indicator.label}, les lignes")
    show(
        "rows.html",
        centre=user.centre,
        indicator=indicator,
        value=wording.figure(indicator, rows.value),
        period=f"du {day(period.start)} au {day(period.end)}",
        filters=selection.labels,
        told=_told(rows, indicator),
        shares=[_share(indicator, selection.year, share) for share in rows.months],
        rows=rows,
        back=here("", indicateur=None, mois=None),
        map_link=lambda code: link("carte", annee=selection.year, territoire=code),
    )


def _told(rows: CountedRows, indicator: Indicator) -> str:
    """What the lines below make, and why it is not the number when months are published."""
    lines = count(rows.count, _kind(indicator), _kind_many(indicator))
    apart = count(
        rows.apart, "rencontre nationale ou hors région", "rencontres nationales ou hors région"
    )
    beside = f" {apart} à part." if rows.apart and indicator is MEETINGS else ""
    if rows.value is None:
        return "Les lignes de la base ne permettent pas de connaître ce chiffre."
    if indicator.is_share:
        return f"Part calculée sur {lines}."
    if rows.months:
        return f"Les mois publiés font foi. {_behind(rows, indicator, lines)}{beside}"
    return f"{lines[0].upper()}{lines[1:]}, une par ligne.{beside}"


def _behind(rows: CountedRows, indicator: Indicator, lines: str) -> str:
    """What the base holds under a published figure."""
    if indicator is MEETINGS:
        return f"La base en détaille {number(rows.count)}."
    made = wording.with_unit(indicator, rows.computed)
    return f"La base détaille {lines}, qui font {made}."


def _kind(indicator: Indicator) -> str:
    return indicator.row_kind.value


def _kind_many(indicator: Indicator) -> str:
    kind = indicator.row_kind
    return {
        RowKind.CONTRAT: "contrats de ville",
        RowKind.QPV: "quartiers prioritaires",
    }.get(kind, f"{kind.value}s")


def _share(indicator: Indicator, year: int, share: MonthShare) -> dict[str, Any]:
    return {
        "name": month(year, share.month),
        "href": link("mois", annee=year, mois=share.month),
        "value": wording.figure(indicator, share.value),
        "source": "publié" if share.published else "calculé",
    }
