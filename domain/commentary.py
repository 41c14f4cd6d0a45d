"""What a speaker may say of each scene: short sentences made from the figures, and no others.

A figure nobody knows is not spoken of; a comparison is made only when both sides are known.
"""

from collections.abc import Iterable, Sequence

from domain import wording
from domain.board import (
    NO_FAMILY,
    PLANNED_SHOWN,
    Board,
    Tally,
    are_participations_approximate,
    is_approximate,
    is_published,
    month_values,
)
from domain.coverage import Coverage
from domain.formats import (
    MONTHS,
    NBSP,
    NNBSP,
    count,
    day,
    day_in_year,
    enumeration,
    known_date,
    number,
    percent,
)
from domain.indicators import MEETINGS, PARTICIPATIONS, PUBLICATIONS, TERRITORIES, TRACE_RATE
from domain.month_spread import MonthSpread
from domain.scene_text import cut
from domain.scene_words import capital, in_period, is_running, is_whole_year, read_at, the_period
from domain.scenes import MonthPage, Quote

# A contrat is white after these months without a meeting.
WHITE_MONTHS = 12
# Names a speaker reads aloud; more are left to the eyes.
SPOKEN = 5
# Contrats that share the first place and are still named.
TIED = 3
# Letters of a title, and of a theme, said among other words.
TITLE_WIDTH, NAME_WIDTH = 120, 60
FOLLOWING = "La suite."
SIDE_BY_SIDE = "Les deux chiffres se lisent côte à côte, aucun ne corrige l’autre."
END = "Merci de votre attention."


def cover(board: Board) -> str:
    return f"{board.centre} présente {the_period(board.scope.period)}. {read_at(board)}."


def figures(board: Board) -> str:
    glance = board.glance
    meetings = glance.figures[MEETINGS.key]
    told: list[str | None] = [_activity(board)]
    if meetings.value is not None and meetings.previous is not None:
        beside = wording.compared_period(glance)
        against = wording.compared(MEETINGS, meetings.value, meetings.previous, beside)
        told.append(f"Pour les rencontres, c’est {against}.")
    return _sentences([*told, _territories(board), _traces(board)])


def month_in_brief(board: Board, spread: MonthSpread) -> str:
    """« Juin : 17 rencontres, 546 participations », of what is known."""
    values, approximate = month_values(board, spread), are_participations_approximate(spread)
    told = _told(values[MEETINGS.key], values[PARTICIPATIONS.key], approximate=approximate)
    return f"{capital(MONTHS[spread.month - 1])}{NBSP}: {', '.join(told)}"


def month(board: Board, spread: MonthSpread) -> str:
    """« En juin, 17 rencontres, 6 de plus qu’en mai ; 546 participations, 299 de plus. »"""
    values = month_values(board, spread)
    meetings, last_year = values[MEETINGS.key], spread.last_year[MEETINGS.key]
    told: list[str | None] = [_activity_of_the_month(board, spread)]
    if meetings is not None and last_year is not None:
        against = wording.compared(MEETINGS, meetings, last_year, wording.compared_month(spread))
        told.append(f"Pour les rencontres, c’est {against}.")
    if territories := values[TERRITORIES.key]:
        told.append(f"{count(territories, 'territoire impliqué', 'territoires impliqués')}.")
    return _sentences(told)


def following(body: MonthPage | Quote) -> str:
    """Of the second and later scenes of a month."""
    return quote(body) if isinstance(body, Quote) else FOLLOWING


def quote(quote: Quote) -> str:
    if quote.part > 1:
        return FOLLOWING
    who = ", ".join(name for name in (quote.author, quote.function, quote.organisation) if name)
    opening = "Parole à" if quote.author else f"Témoignage{NBSP}:"
    summary = "Ces mots sont un résumé." if quote.is_summary else None
    return _sentences([f"{opening} {who}.", summary])


def visited(coverage: Coverage) -> str:
    """« 20 contrats de ville touchés sur 24 »."""
    if not coverage.visited:
        return f"Aucun contrat de ville touché sur {len(coverage.lines)}"
    reached = count(coverage.visited, "contrat de ville touché", "contrats de ville touchés")
    return f"{reached} sur {len(coverage.lines)}"


def most_visited(coverage: Coverage) -> str:
    most = max((line.meetings for line in coverage.lines), default=0)
    if not most:
        return "Aucune rencontre n’est rattachée à un contrat de ville."
    names = [line.place.name for line in coverage.lines if line.meetings == most]
    if len(names) > TIED:
        return f"{len(names)} contrats de ville ont eu {count(most, 'rencontre')}, aucun plus."
    each = " chacun" if len(names) > 1 else ""
    return f"Le plus de rencontres{NBSP}: {enumeration(names)} ({number(most)}{each})."


def detailed(coverage: Coverage) -> str | None:
    """What is drawn of a part of the meetings says so."""
    if coverage.total is None or coverage.detailed >= coverage.total:
        return None
    rows = count(coverage.detailed, "rencontre détaillée", "rencontres détaillées")
    return f"Porte sur {rows} sur {number(coverage.total)}."


def map_of_the_period(coverage: Coverage) -> str:
    return _sentences([f"{visited(coverage)}.", most_visited(coverage), detailed(coverage)])


def white_title(found: int) -> str:
    return f"{count(found, 'contrat')} de ville sans rencontre connue en douze mois"


def unvisited(coverage: Coverage, found: int) -> str:
    verb = "est" if found == 1 else "sont"
    return (
        f"{count(found, 'contrat')} de ville sur {len(coverage.lines)} {verb} sans rencontre "
        f"connue dans les douze mois qui finissent le {day(coverage.at)}."
    )


def white(sentence: str, names: Sequence[str]) -> str:
    """The names too, when they are few enough to be spoken."""
    if len(names) > SPOKEN:
        return sentence
    return f"{sentence} {'C’est' if len(names) == 1 else 'Ce sont'} {enumeration(list(names))}."


def shares(board: Board) -> str:
    total = sum(tally.count for tally in board.formats)
    formats, themes = board.formats, board.themes
    return _sentences(
        [
            f"{count(total, 'rencontre')} dans la base, {count(len(formats), 'format')}, "
            f"{count(len(themes), 'thème')}.",
            _first("Le format le plus fréquent", formats, "rencontre"),
            _first("Le thème le plus fréquent", themes, "rencontre"),
            detailed(board.coverage),
        ]
    )


def named(found: int) -> str:
    """« 212 participations nominatives »."""
    return count(found, "participation nominative", "participations nominatives")


def families(board: Board) -> str:
    total = sum(tally.count for tally in board.families)
    known = [tally for tally in board.families if tally.label != NO_FAMILY]
    return _sentences(
        [
            f"{named(total)}, {count(len(known), 'famille')}.",
            _first("La famille la plus présente", known, "participation"),
            f"{wording.coverage(board.glance.named_share)}.",
        ]
    )


def reach(board: Board) -> str:
    published = sum(tally.count for tally in board.publications)
    audience = board.glance.audience[:2] if is_whole_year(board.scope.period) else ()
    return _sentences(
        [
            f"{count(published, 'publication')}." if published else None,
            wording.difference(board.glance, PUBLICATIONS) if published else None,
            *(f"{key.label}{NBSP}: {number(value)}." for key, value in audience),
        ]
    )


def differences(sentences: Sequence[str]) -> str:
    return " ".join(sentences) or SIDE_BY_SIDE


def coming(board: Board) -> str:
    found, first = len(board.planned), board.planned[0]
    planned = f"{count(found, 'rencontre prévue', 'rencontres prévues')}."
    many = f"Voici les {found} prochaines rencontres prévues."
    on = known_date(first.held_on, first.date_precision)
    return _sentences(
        [
            many if found == PLANNED_SHOWN else planned,
            f"La prochaine{NBSP}: {cut(first.title, TITLE_WIDTH)}, {on}.",
        ]
    )


def _activity(board: Board) -> str:
    """« En 2023, 128 rencontres et 3 492 participations. »"""
    found = board.glance.figures
    meetings, came = found[MEETINGS.key].value, found[PARTICIPATIONS.key].value
    told = _told(meetings, came, approximate=is_approximate(board))
    if not told:
        return ""
    until = f", au {day_in_year(board.today)}" if is_running(board) else ""
    return f"{capital(in_period(board.scope.period))}{until}, {enumeration(told)}."


def _territories(board: Board) -> str | None:
    found, glance = board.glance.figures[TERRITORIES.key].value, board.glance
    if not found:
        return None
    reached = count(found, "territoire impliqué", "territoires impliqués")
    rows = "" if is_published(board, TERRITORIES) else _behind(board, ", d’après ")
    return f"{reached} sur {glance.contrats}{rows}."


def _traces(board: Board) -> str | None:
    found = board.glance.figures[TRACE_RATE.key].value
    if found is None:
        return None
    return f"Taux de trace{NBSP}: {percent(found)}{_behind(board, ', sur ')}."


def _behind(board: Board, link: str) -> str:
    """« , d’après 26 rencontres détaillées », where a figure rests on a part of the meetings."""
    if board.glance.is_detailed:
        return ""
    rows = board.glance.detailed
    return f"{link}{count(rows, 'rencontre détaillée', 'rencontres détaillées')}"


def _activity_of_the_month(board: Board, spread: MonthSpread) -> str:
    values, name = month_values(board, spread), MONTHS[spread.month - 1]
    meetings = values[MEETINGS.key]
    if meetings is None:
        return f"En {name}, le nombre de rencontres n’est pas connu."
    before = _month_before(board, spread)
    opening = f"En {name}{', à ce jour' if spread.is_running else ''}"
    told = count(meetings, "rencontre") if meetings else "aucune rencontre"
    compared = _against(meetings, before.get(MEETINGS.key))
    first = f"{opening}, {told}{_than_before(compared, spread)}"
    came = values[PARTICIPATIONS.key]
    if not came:
        return f"{first}."
    apart = _against(came, before.get(PARTICIPATIONS.key))
    second = _participations(came, approximate=are_participations_approximate(spread))
    # Once is enough to name the month before.
    than = f", {apart}" if apart and compared else _than_before(apart, spread)
    return f"{first}{NNBSP}; {second}{than}."


def _month_before(board: Board, spread: MonthSpread) -> dict[str, float | None]:
    """The figures a month may be set against: none for a month that still runs.

    A month without a known meeting may only be one nobody recorded. Participations are compared
    between exact figures only.
    """
    line = board.glance.months[spread.month - 2]
    if spread.is_running or spread.month == 1 or not line.values[MEETINGS.key]:
        return {}
    both = [month for month in board.months if month.month in (line.month, spread.month)]
    exact = len(both) == 2 and not any(are_participations_approximate(month) for month in both)
    came = line.values[PARTICIPATIONS.key] if exact else None
    return {MEETINGS.key: line.values[MEETINGS.key], PARTICIPATIONS.key: came}


def _against(value: float, before: float | None) -> str:
    """« 6 de plus », « autant »; nothing when the other is unknown."""
    if before is None:
        return ""
    apart = value - before
    return f"{number(abs(apart))} {wording.more(apart)}" if apart else "autant"


def _than_before(compared: str, spread: MonthSpread) -> str:
    return f", {compared} qu’en {MONTHS[spread.month - 2]}" if compared else ""


def _told(meetings: float | None, came: float | None, *, approximate: bool) -> list[str]:
    """The activity that is known, with its units."""
    told = [] if meetings is None else [count(meetings, MEETINGS.unit)]
    return told if came is None else [*told, _participations(came, approximate=approximate)]


def _participations(came: float, *, approximate: bool) -> str:
    about = "environ " if approximate and came else ""
    return f"{about}{count(came, PARTICIPATIONS.unit)}"


def _first(words: str, tallies: Sequence[Tally], unit: str) -> str | None:
    """The first of a ranking, when it stands alone there."""
    if len(tallies) < 2 or tallies[0].count == tallies[1].count:
        return None
    first = tallies[0]
    return f"{words}{NBSP}: {cut(first.label, NAME_WIDTH)} ({count(first.count, unit)})."


def _sentences(told: Iterable[str | None]) -> str:
    return " ".join(sentence for sentence in told if sentence)
