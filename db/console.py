"""What the command line shows, as text in aligned columns."""

import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.queries.accounts import AccountLine
from db.queries.centres import CentreLine
from domain.formats import MISSING, MONTHS, NBSP, half_up, number, percent
from domain.indicators import ALL, OF_THE_MONTH, Indicator

NONE = "—"
SIDES = ("published", "computed")
BAR = 30  # characters


def speak_utf8() -> None:
    """French sentences reach any terminal or file: Windows would choose its own alphabet."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def show_progress(what: str, done: int, total: int) -> None:
    """A bar drawn again on its line; nothing where nobody looks: a file, a journal of system."""
    if not sys.stderr.isatty():
        return
    share = done / total
    full = "█" * half_up(BAR * share)
    how_far = f"{percent(share)}  {number(done)} sur {number(total)}"
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r{what:<11} {full:░<{BAR}} {how_far}{end}")
    sys.stderr.flush()


def figures_table(report: Mapping[str, Any]) -> str:
    """The report of ``db.queries.figures.year_report``, published and computed side by side."""
    names = ["", *(cell for i in OF_THE_MONTH for cell in (i.label, ""))]
    sides = ["", *(word for _ in OF_THE_MONTH for word in ("publié", "calculé"))]
    lines = [names, sides, *_months(report), _sums(report), _year(report)]
    title = f"{report['centre']}, {report['year']}"
    legend = f"{NONE}{NBSP}: {MISSING}"
    return "\n\n".join([title, _aligned(lines), _aligned(_others(report)), legend])


def accounts_table(accounts: Iterable[AccountLine]) -> str:
    rows = [
        [
            account.username,
            account.name,
            ", ".join(f"{role.label} ({slug})" for slug, role in account.roles) or NONE,
            account.state.value.lower(),
        ]
        for account in accounts
    ]
    return _aligned([["Identifiant", "Nom", "Droits", "État"], *rows], right=False)


def centres_table(centres: Iterable[CentreLine]) -> str:
    rows = [[c.slug, c.name, c.region, c.timezone, c.website or NONE] for c in centres]
    titles = ["Adresse", "Nom", "Région", "Fuseau horaire", "Site"]
    return _aligned([titles, *rows], right=False)


def _months(report: Mapping[str, Any]) -> Iterable[list[str]]:
    for month in report["months"]:
        pairs = [_show(i, month[side][i.key]) for i in OF_THE_MONTH for side in SIDES]
        yield [MONTHS[month["month"] - 1], *pairs]


def _sums(report: Mapping[str, Any]) -> list[str]:
    cells = [[_show(i, report["sum_of_months"].get(i.key)), ""] for i in OF_THE_MONTH]
    return ["somme des mois", *(cell for pair in cells for cell in pair)]


def _year(report: Mapping[str, Any]) -> list[str]:
    return ["année", *(_show(i, report[side][i.key]) for i in OF_THE_MONTH for side in SIDES)]


def _others(report: Mapping[str, Any]) -> list[list[str]]:
    """Figures that have no month."""
    others = [i for i in ALL if i not in OF_THE_MONTH]
    rows = [[i.label, *(_show(i, report[side].get(i.key)) for side in SIDES)] for i in others]
    return [["Autres chiffres de l’année", "publié", "calculé"], *rows]


def _show(indicator: Indicator, value: float | None) -> str:
    if value is None:
        return NONE
    return percent(value) if indicator.is_share else number(value)


def _aligned(rows: Sequence[Sequence[str]], *, right: bool = True) -> str:
    """Columns as wide as their widest cell; figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths, right=right) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int], *, right: bool) -> str:
    first, *rest = zip(row, widths, strict=True)
    cells = [cell.rjust(width) if right else cell.ljust(width) for cell, width in rest]
    return "  ".join([first[0].ljust(first[1]), *cells]).rstrip()
