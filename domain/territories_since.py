"""Months closed whose meetings have other territories since: a difference that no figure tells."""

from collections.abc import Iterator, Mapping

from domain.difference_kinds import DifferenceKind
from domain.differences import Difference
from domain.formats import MONTHS, NBSP, count
from domain.indicators import TERRITORIES


def territories_since(months: Mapping[int, int]) -> Iterator[Difference]:
    """``months`` are how many meetings of each closed month have other contrats since."""
    for month, meetings in sorted(months.items()):
        if meetings:
            yield Difference(
                f"territoires-{month}",
                DifferenceKind.RECTIFIED,
                _told(month, meetings),
                {"rencontres": meetings},
                TERRITORIES.key,
                (month,),
            )


def _told(month: int, meetings: int) -> str:
    """« Mai : les territoires de 2 rencontres ont changé depuis l’arrêté. »"""
    return (
        f"{MONTHS[month - 1].capitalize()}{NBSP}: les territoires de "
        f"{count(meetings, 'rencontre')} ont changé depuis l’arrêté."
    )
