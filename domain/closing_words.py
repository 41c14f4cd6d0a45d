"""What a closing says in French: the commentary proposed, where a month stands, what changed."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from domain import attendance_words, comparison_words, wording
from domain.closing import Changes, ClosedMonth, Closing, MonthReading, MonthStage, refusal_to_close
from domain.desk import MonthDesk
from domain.formats import (
    MONTHS,
    NBSP,
    NNBSP,
    count,
    day,
    enumeration,
    moment,
    month,
    number,
    signed,
)
from domain.indicators import HALF_DAYS, MEETINGS, OF_THE_MONTH, PARTICIPATIONS, Indicator
from domain.periods import Period

# « 275 participations », « aucune rencontre », but not « 6 rencontres de plus ».
QUOTED = (
    r"\b(\d{{1,3}}(?:\s\d{{3}})+|\d+|aucune?)\s+{unit}s?\b"
    r"(?!(?:\s+impliqués?)?\s+de\s+(?:plus|moins))"
)


def proposed_commentary(desk: MonthDesk) -> str:
    """« En juin 2024, 17 rencontres, 546 participations et 9 territoires impliqués. » and on.

    Nothing is said of a figure nobody knows, nor set against one.
    """
    name = month(desk.year, desk.month)
    if desk.reading.figures[MEETINGS.key] == 0:
        none = f"En {name}, aucune rencontre n’est enregistrée."
        return f"{none} {wording.in_part(desk.year)}" if desk.in_part else none
    told = [
        _told(desk.reading, indicator, value)
        for indicator in OF_THE_MONTH
        if (value := desk.reading.figures[indicator.key]) is not None
    ]
    opening = f"En {name}, {enumeration(told)}." if told else ""
    part = wording.in_part(desk.year) if desk.in_part else None
    compared = [_compared(desk, indicator) for indicator in (MEETINGS, PARTICIPATIONS)]
    return " ".join(sentence for sentence in (opening, part, *compared) if sentence)


def first_commentary(desk: MonthDesk) -> str:
    """What the form opens on: what someone wrote of the month before it was reopened, or else
    today’s proposal, for one made from earlier figures would tell them as if they still held.
    """
    kept = desk.earlier[0] if desk.earlier else None
    written = kept.commentary if kept and not kept.is_proposed else None
    return written or proposed_commentary(desk)


def outdated(desk: MonthDesk, commentary: str) -> str | None:
    """« Ce texte dit 275 participations ; les lignes en disent 300 aujourd’hui. »

    A figure that the text quotes beside others of its kind is not told: « 17 rencontres, dont 3
    rencontres à Dole ».
    """
    told = []
    for indicator in OF_THE_MONTH:
        today, quoted = desk.reading.figures[indicator.key], _quoted(indicator, commentary)
        if quoted and today is not None and today not in quoted:
            told.append(
                f"Ce texte dit {count(quoted[0], indicator.unit)}{NNBSP}; les lignes en disent "
                f"{number(today)} aujourd’hui."
            )
    return " ".join(told) or None


def _quoted(indicator: Indicator, commentary: str) -> list[int]:
    found = re.findall(QUOTED.format(unit=indicator.unit), commentary, re.IGNORECASE)
    return [int(re.sub(r"\s", "", one)) if one[0].isdigit() else 0 for one in found]


def _told(reading: MonthReading, indicator: Indicator, value: int) -> str:
    if indicator is MEETINGS:
        return count(value, indicator.unit)
    if indicator is PARTICIPATIONS:
        unknown = list(reading.counted.values()).count(None)
        known = attendance_words.known(reading.figures[MEETINGS.key], unknown)
        return f"{count(value, indicator.unit)}{f' ({known})' if known else ''}"
    return count(value, "territoire impliqué", "territoires impliqués")


def _compared(desk: MonthDesk, indicator: Indicator) -> str | None:
    """« Rencontres : 6 de plus que mai (11) ; 2 de moins que juin 2023 (19). »"""
    value = desk.reading.figures[indicator.key]
    told = [
        comparison_words.compared(indicator, value, other, name)
        for meetings, other, name in _sides(desk, indicator)
        # A month without a known meeting may only be one nobody recorded.
        if value is not None and meetings and other
    ]
    return f"{indicator.label}{NBSP}: {f'{NNBSP}; '.join(told)}." if told else None


def _sides(desk: MonthDesk, indicator: Indicator) -> list[tuple[float | None, float | None, str]]:
    """The month before, and the same of last year: its meetings, the figure, its name."""
    if not desk.compared:
        return []
    meetings, found = desk.compared[MEETINGS.key], desk.compared[indicator.key]
    before = MONTHS[desk.month - 2] if desk.month > 1 else month(desk.year - 1, 12)
    return [
        (meetings.month_before, found.month_before, before),
        (meetings.last_year, found.last_year, month(desk.year - 1, desk.month)),
    ]


def status(desk: MonthDesk, timezone: str) -> str:
    """Where the month stands, in a sentence or two."""
    told = _standing(desk, timezone)
    return f"{told} {wording.in_part(desk.year)}" if desk.in_part else told


def _standing(desk: MonthDesk, timezone: str) -> str:
    period = Period.of_month(desk.year, desk.month)
    if desk.closing is not None:
        return _closed(desk, desk.closing, timezone)
    if desk.stage is MonthStage.UNKNOWN:
        return "Ce centre n’avait encore rien enregistré ce mois-là."
    if desk.stage is not MonthStage.TO_CLOSE:
        return refusal_to_close(period, min(period.end, desk.today)) or ""
    if desk.earlier:
        return f"Mois rouvert le {_by(desk.earlier[0], timezone, reopened=True)}, à arrêter."
    if desk.in_part and not desk.reading.counted:
        return "Mois terminé, à arrêter. L’arrêter dirait qu’aucune rencontre n’y a eu lieu."
    return "Mois terminé, à arrêter."


def _closed(desk: MonthDesk, closing: Closing, timezone: str) -> str:
    if desk.stage is MonthStage.PUBLISHED:
        source = f" Source{NBSP}: {closing.source}." if closing.source else ""
        return f"Mois publié.{source} Il ne s’arrête de nouveau qu’une fois rouvert."
    told = f"Mois arrêté le {_by(closing, timezone)}{_revision(closing)}."
    if desk.stage is MonthStage.RECTIFIED:
        return f"{told} {rectified(desk.changed)}"
    return f"{told} Les lignes disent toujours la même chose."


def closed_line(closing: Closing, timezone: str) -> str:
    """« Révision 1, arrêtée le 8 avril 2024 à 9 h par Claire Petit »."""
    if closing.source:
        return f"Révision {closing.revision}, publiée{NBSP}: {closing.source}"
    return f"Révision {closing.revision}, arrêtée le {_by(closing, timezone)}"


def reopened_line(closing: Closing, timezone: str) -> str:
    return f"Rouverte le {_by(closing, timezone, reopened=True)}{NBSP}: {closing.reopened_because}"


def _by(closing: Closing, timezone: str, *, reopened: bool = False) -> str:
    at = closing.reopened_at if reopened else closing.closed_at
    who = closing.reopened_by if reopened else closing.closed_by
    when = moment(at, timezone) if at else ""
    return f"{when} par {who}" if who else when


def _revision(closing: Closing) -> str:
    return f", révision {closing.revision}" if closing.revision > 1 else ""


def rectified(changed: Changes) -> str:
    """« Rectifié depuis l’arrêté : 1 rencontre venue et 2 rencontres changées. »"""
    told = [
        (len(changed.came), "venue"),
        (len(changed.went), "partie"),
        (len(changed.of_meetings), "changée"),
    ]
    words = [
        count(found, f"rencontre {what}", f"rencontres {what}s") for found, what in told if found
    ]
    return f"Rectifié depuis l’arrêté{f'{NBSP}: {enumeration(words)}' if words else ''}."


def became(changed: Changes, meeting: int) -> str | None:
    """« changée », « changée, 1 → 2 demi-journées »; None for a meeting that is as it was."""
    if meeting not in changed.of_meetings:
        return None
    longer = changed.longer.get(meeting)
    return f"changée, {from_to(*longer, HALF_DAYS)}" if longer else "changée"


def before_a_change(closing: Closing, year: int, timezone: str) -> str:
    """Of a month someone is about to enter a meeting in, or to correct one of."""
    name = month(year, closing.month)
    return (
        f"{name[0].upper()}{name[1:]} est arrêté depuis le {moment(closing.closed_at, timezone)}"
        f"{NBSP}: ses chiffres publiés ne changent pas{NNBSP}; la correction apparaîtra comme une "
        "rectification."
    )


def after_a_change(before: ClosedMonth, now: ClosedMonth) -> str | None:
    """« Mai 2026 est rectifié par cet enregistrement : 275 → 282 participations (+7). »

    What one save changed of the rows of the month, whatever others did before it.
    """
    if _rows(before) == _rows(now):
        return None
    name, were = month(now.year, now.closing.month), before.now.figures
    told = [
        f"{from_to(were[i.key], value, i)} ({apart(were[i.key], value)})"
        for i in OF_THE_MONTH
        if (value := now.now.figures[i.key]) != were[i.key]
    ]
    moved = f"{NBSP}: {enumeration(told)}" if told else ", sans que ses chiffres bougent"
    then = (
        "Ses chiffres publiés ne changent pas."
        if now.changed
        else "Ses lignes disent de nouveau ce qu’elles disaient à l’arrêté."
    )
    return f"{name[0].upper()}{name[1:]} est rectifié par cet enregistrement{moved}. {then}"


def _rows(closed: ClosedMonth) -> tuple[object, ...]:
    return closed.now.figures, closed.now.counted, closed.now.reached, closed.now.lasted


def today(frozen: int | None, now: float | None) -> str:
    """« 300 (+25) »: what the rows say now of a figure that was closed otherwise."""
    if frozen is None or now is None:
        return number(now)
    return f"{number(now)} ({signed(now - frozen)})"


def apart(frozen: int | None, today: int | None) -> str:
    """« +2 », « −12 »; « – » when one of them is unknown."""
    return "–" if frozen is None or today is None else signed(today - frozen)


def from_to(before: float | None, now: float | None, indicator: Indicator = PARTICIPATIONS) -> str:
    """« 12 → 17 participations »."""
    return f"{number(before)} → {count(now, indicator.unit)}"


def elsewhere(before: Collection[str], now: Collection[str]) -> str:
    """« Dole en moins, Lure et Vesoul en plus »: the contrats de ville a meeting reached."""
    sides = ((set(before) - set(now), "moins"), (set(now) - set(before), "plus"))
    return ", ".join(f"{enumeration(sorted(names))} en {side}" for names, side in sides if names)


def highlights_since(now: Sequence[str] | None) -> str | None:
    """« Temps forts changés depuis l’arrêté. Aujourd’hui : … ; … »; None where they did not."""
    if now is None:
        return None
    told = f"{NNBSP}; ".join(text.rstrip(".") for text in now) or "aucun"
    return f"Temps forts changés depuis l’arrêté. Aujourd’hui{NBSP}: {told}."


def entry_of_the_month(*, by_report: bool) -> str:
    """Of a month closed or published, to who types its highlights and its audience."""
    kept = "ses temps forts publiés ne changent plus"
    told = (
        f"Mois publié{NBSP}: {kept}."
        if by_report
        else (f"Mois arrêté{NBSP}: {kept}{NNBSP}; ceux d’ici se lisent à côté, à la clôture.")
    )
    return f"{told} L’audience n’est pas figée{NBSP}: elle se corrige comme avant."


def silenced(until: Sequence[date]) -> str | None:
    """« 1 règle en veille jusqu’au 5 décembre 2026 », « 2 règles…, la première jusqu’au… »."""
    if not until:
        return None
    told = count(len(until), "règle en veille", "règles en veille")
    return f"{told}{', la première' if len(until) > 1 else ''} jusqu’au {day(min(until))}"
