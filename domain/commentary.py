"""What a speaker may say of each scene: short sentences made from the figures, and no others.

A figure nobody knows is not spoken of; a comparison is made only when both sides are known.
"""

from collections.abc import Sequence

from domain import wording
from domain.audience_words import days_read
from domain.board import (
    NO_FAMILY,
    PLANNED_SHOWN,
    Board,
    Tally,
)
from domain.commentary_activity import rectified
from domain.coverage import Coverage
from domain.formats import (
    NBSP,
    count,
    day,
    enumeration,
    known_date,
    number,
    of,
)
from domain.glance import YearAtAGlance
from domain.indicators import PUBLICATIONS
from domain.scene_text import cut
from domain.scene_words import is_whole_year, lower, read_at, sentences, the_period
from domain.scenes import AgendaItem, MonthPage, Quote

# A contrat is white after these months without a meeting.
WHITE_MONTHS = 12
# Names a speaker reads aloud; more are left to the eyes.
SPOKEN = 5
# Contrats that share the first place and are still named.
TIED = 3
# Letters of a title, and of a theme, said among other words.
TITLE_WIDTH, NAME_WIDTH = 120, 60
SIDE_BY_SIDE = "Les deux chiffres se lisent côte à côte, aucun ne corrige l’autre."
NOT_KNOWN = "Le nombre de rencontres n’est pas connu."
END = (
    "Merci de votre attention. Pendant les questions, le numéro d’une scène puis Entrée la "
    "ramène à l’écran."
)


def cover(board: Board) -> str:
    return f"{board.centre} présente {the_period(board.scope.period)}. {read_at(board)}."


def following(body: MonthPage | Quote) -> str:
    """Of the second and later scenes of a month."""
    return quote(body) if isinstance(body, Quote) else "Suite des actions emblématiques."


def quote(quote: Quote) -> str:
    if quote.part > 1:
        return f"Suite du témoignage{NBSP}: {quote.author or quote.organisation}."
    function = lower(quote.function) if quote.function and quote.author else quote.function
    who = ", ".join(name for name in (quote.author, function, quote.organisation) if name)
    opening = "Parole à" if quote.author else f"Témoignage{NBSP}:"
    summary = "Ces mots sont un résumé." if quote.is_summary else None
    return sentences([f"{opening} {who}.", summary])


def visited(coverage: Coverage) -> str:
    """« 20 contrats de ville touchés sur 24 », « Au moins 11… » where rows detail a part only."""
    partial = coverage.is_partial
    if not coverage.visited:
        none = f"Aucun contrat de ville touché sur {len(coverage.lines)}"
        return "Aucun contrat de ville parmi les rencontres détaillées" if partial else none
    reached = count(coverage.visited, "contrat de ville touché", "contrats de ville touchés")
    return f"{'Au moins ' if partial else ''}{reached} sur {len(coverage.lines)}"


def most_visited(coverage: Coverage) -> str:
    most = max((line.meetings for line in coverage.lines), default=0)
    detailed, details = (" détaillée", " détaillées") if coverage.is_partial else ("", "")
    if not most:
        return f"Aucune rencontre{detailed} n’est rattachée à un contrat de ville."
    names = [line.place.name for line in coverage.lines if line.meetings == most]
    if len(names) > TIED:
        meetings = count(most, f"rencontre{detailed}", f"rencontres{details}")
        return f"{len(names)} contrats de ville ont eu {meetings}, aucun plus."
    each = " chacun" if len(names) > 1 else ""
    return f"Le plus de rencontres{details}{NBSP}: {enumeration(names)} ({number(most)}{each})."


def detailed(coverage: Coverage) -> str | None:
    """What is drawn of a part of the meetings says so."""
    if coverage.total is None or not coverage.is_partial:
        return None
    rows = count(coverage.detailed, "rencontre détaillée", "rencontres détaillées")
    return f"Porte sur {rows} sur {number(coverage.total)}."


def map_of_the_period(coverage: Coverage) -> str:
    return sentences([f"{visited(coverage)}.", most_visited(coverage), detailed(coverage)])


def white_title(found: int, *, is_partial: bool = False) -> str:
    known = "détaillée dans la base" if is_partial else "connue en douze mois"
    return f"{count(found, 'contrat')} de ville sans rencontre {known}"


def unvisited(coverage: Coverage, found: int, *, is_narrowed: bool = False) -> str:
    """Filters do not hold here: a place that was visited for something else was visited."""
    verb = "est" if found == 1 else "sont"
    partial = coverage.is_partial
    sentence = (
        f"{count(found, 'contrat')} de ville sur {len(coverage.lines)} {verb} sans rencontre "
        f"{'détaillée' if partial else 'connue'} dans les douze mois qui finissent le "
        f"{day(coverage.at)}"
    )
    if partial:
        rows = count(coverage.detailed, "rencontre")
        part = f"la base détaille {rows} sur les {number(coverage.total)} de la période"
        return f"{sentence}. D’autres ont pu y avoir lieu{NBSP}: {part}."
    return f"{sentence}, tous formats et thèmes confondus." if is_narrowed else f"{sentence}."


def white(sentence: str, names: Sequence[str]) -> str:
    """The first names too, or all of them when they are few enough to be spoken."""
    if len(names) > SPOKEN:
        return f"{sentence} Parmi ces contrats{NBSP}: {enumeration(list(names[:SPOKEN]))}."
    return f"{sentence} {'C’est' if len(names) == 1 else 'Ce sont'} {enumeration(list(names))}."


def list_goes_on(first: str) -> str:
    return f"Suite de la liste, à partir {of(first)}."


def shares(board: Board) -> str:
    total = sum(tally.count for tally in board.formats)
    formats, themes = board.formats, board.themes
    return sentences(
        [
            f"{count(total, 'rencontre')} dans la base, {count(len(formats), 'format')}, "
            f"{count(len(themes), 'thème')}.",
            _first("Le format le plus fréquent", formats, "rencontre"),
            _first("Le thème le plus fréquent", themes, "rencontre"),
            detailed(board.coverage),
            rectified(board.glance),
        ]
    )


def named(found: int) -> str:
    """« 212 participations nominatives »."""
    return count(found, "participation nominative", "participations nominatives")


def families(board: Board) -> str:
    total = sum(tally.count for tally in board.families)
    known = [tally for tally in board.families if tally.label != NO_FAMILY]
    return sentences(
        [
            f"{named(total)}, {count(len(known), 'famille')}.",
            _first("La famille la plus présente", known, "participation"),
            f"{wording.coverage(board.glance.named_share)}.",
        ]
    )


def reach(board: Board) -> str:
    published = sum(tally.count for tally in board.publications)
    audience = board.glance.audience[:2] if is_whole_year(board.scope.period) else ()
    return sentences(
        [
            _published(board.glance, published) if published else None,
            *(f"{h.key.label}, {days_read(h)}{NBSP}: {number(h.value)}." for h in audience),
        ]
    )


def _published(glance: YearAtAGlance, found: int) -> str:
    """Beside what was published for the year, where it differs."""
    return wording.difference(glance, PUBLICATIONS) or f"{count(found, 'publication')}."


def differences(glance: YearAtAGlance, told: Sequence[str]) -> str:
    """What the table shows, spoken; then what is written under it."""
    return sentences([*wording.differences(glance), *told])


def agenda_goes_on(first: AgendaItem) -> str:
    return f"Ensuite{NBSP}: {first.title}, {first.on}."


def coming(board: Board) -> str:
    found, first = len(board.planned), board.planned[0]
    planned = f"{count(found, 'rencontre prévue', 'rencontres prévues')}."
    many = f"Voici les {found} prochaines rencontres prévues."
    on = known_date(first.held_on, first.date_precision)
    return sentences(
        [
            many if found == PLANNED_SHOWN else planned,
            f"La prochaine{NBSP}: {cut(first.title, TITLE_WIDTH)}, {on}.",
        ]
    )


def _first(words: str, tallies: Sequence[Tally], unit: str) -> str | None:
    """The first of a ranking, when it stands alone there."""
    if len(tallies) < 2 or tallies[0].count == tallies[1].count:
        return None
    first = tallies[0]
    return f"{words}{NBSP}: {cut(first.label, NAME_WIDTH)} ({count(first.count, unit)})."
