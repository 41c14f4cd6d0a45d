"""Sentences of the differences of a year. Rows that detail a part are never told as a fault."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain import wording
from domain.formats import MONTHS, NBSP, NNBSP, count, day, enumeration, number
from domain.indicators import MEETINGS, OF_THE_MONTH, Indicator


def summary(found: int, waiting: int) -> str:
    """« 4 écarts à expliquer, sur 5. »: how many there are, how many of them wait."""
    if not found:
        return "Ce qui est publié et ce que la base calcule concordent."
    if not waiting:
        return f"{count(found, 'écart')}, tous suivis."
    told = f"{count(waiting, 'écart')} à expliquer"
    return f"{told}." if waiting == found else f"{told}, sur {number(found)}."


def of_year(
    indicator: Indicator,
    counted: float | None,
    published: int,
    *,
    of_months: bool,
    is_added: bool,
) -> str:
    """« Les mois additionnent 128 rencontres ; l’année publiée en compte 127, soit 1 de moins. »"""
    if counted is None:
        told = wording.with_unit(indicator, published)
        return f"L’année publiée compte {told}{NNBSP}; la base ne permet pas de le vérifier."
    told = wording.against_year(indicator, counted, published, of_months=of_months)
    if is_added:
        return (
            f"{told} C’est la somme des mois, qui n’en est pas une{NBSP}: les mêmes y reviennent."
        )
    return told


def same(months: Sequence[int], value: int) -> str:
    """« Novembre et décembre publient le même nombre de participations : 390. »"""
    return f"{_named(months)} publient le même nombre de participations{NBSP}: {number(value)}."


def absent(month: int, before: int, after: int, rows: float | None) -> str:
    """« Août est absent des mois publiés, entre juillet et septembre. »"""
    between = f"entre {MONTHS[before - 1]} et {MONTHS[after - 1]}"
    return f"{_named([month])} est absent des mois publiés, {between}. {_in_base(rows)}"


def reopened(
    month: int,
    on: date,
    figures: Mapping[str, int | None],
    rows: float | None,
    came: str | None,
) -> str:
    """« Mai a été rouvert le 3 juin 2026. Dernière version arrêtée : 11 rencontres. »

    ``came`` is how many participations the rows make now, in words.
    """
    told = [
        wording.with_unit(indicator, value)
        for indicator in OF_THE_MONTH
        if (value := figures.get(indicator.key)) is not None
    ]
    last = f"{enumeration(told)}." if told else "aucun chiffre connu."
    return (
        f"{_named([month])} a été rouvert le {day(on)}. Dernière version arrêtée{NBSP}: {last} "
        f"{_in_base(rows, came)}"
    )


def _in_base(rows: float | None, came: str | None = None) -> str:
    known = f"y compte {wording.with_unit(MEETINGS, rows)}" if rows else "n’y a aucune rencontre"
    also = f" (participations{NBSP}: {came})" if came else ""
    return f"La base {known}{also}."


def unsaid(silent: Sequence[int], said: int, published: int) -> str:
    """« 10 témoignages pour 11 mois publiés : aucun en mai. »"""
    told = count(said, "témoignage")
    names = enumeration([MONTHS[month - 1] for month in silent])
    months = f"{number(published)} mois publié{'s' if published > 1 else ''}"
    return f"{told} pour {months}{NBSP}: aucun en {names}."


def of_month(
    month: int,
    figures: Sequence[tuple[Indicator, int | None, str]],
    *,
    is_closed: bool,
) -> str:
    """« Août : 2 rencontres à l’arrêté, 3 dans la base. » Published, counted."""
    where = "à l’arrêté" if is_closed else "selon le mois publié"
    told = [
        f"{wording.with_unit(indicator, published)} {where}, {rows} dans la base"
        for indicator, published, rows in figures
    ]
    return f"{_named([month])}{NBSP}: {f'{NNBSP}; '.join(told)}."


def _named(months: Sequence[int]) -> str:
    """« Novembre et décembre », to begin a sentence."""
    names = enumeration([MONTHS[month - 1] for month in months])
    return f"{names[0].upper()}{names[1:]}"
