"""What a speaker may say of each scene: short sentences made from the figures, and no others.

A figure nobody knows is not spoken of; a comparison is made only when both sides are known.
"""

from collections.abc import Sequence

from domain import wording
from domain.board import (
    NO_FAMILY,
    PLANNED_SHOWN,
    Board,
    Tally,
)
from domain.coverage import Coverage
from domain.formats import (
    NBSP,
    count,
    day,
    enumeration,
    known_date,
    number,
)
from domain.indicators import PUBLICATIONS
from domain.scene_text import cut
from domain.scene_words import is_whole_year, read_at, sentences, the_period
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
NOT_KNOWN = "Le nombre de rencontres n’est pas connu."
END = "Merci de votre attention."


def cover(board: Board) -> str:
    return f"{board.centre} présente {the_period(board.scope.period)}. {read_at(board)}."


def following(body: MonthPage | Quote) -> str:
    """Of the second and later scenes of a month."""
    return quote(body) if isinstance(body, Quote) else FOLLOWING


def quote(quote: Quote) -> str:
    if quote.part > 1:
        return FOLLOWING
    who = ", ".join(name for name in (quote.author, quote.function, quote.organisation) if name)
    opening = "Parole à" if quote.author else f"Témoignage{NBSP}:"
    summary = "Ces mots sont un résumé." if quote.is_summary else None
    return sentences([f"{opening} {who}.", summary])


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
    return sentences([f"{visited(coverage)}.", most_visited(coverage), detailed(coverage)])


def white_title(found: int) -> str:
    return f"{count(found, 'contrat')} de ville sans rencontre connue en douze mois"


def unvisited(coverage: Coverage, found: int, *, is_narrowed: bool = False) -> str:
    """Filters do not hold here: a place that was visited for something else was visited."""
    verb = "est" if found == 1 else "sont"
    sentence = (
        f"{count(found, 'contrat')} de ville sur {len(coverage.lines)} {verb} sans rencontre "
        f"connue dans les douze mois qui finissent le {day(coverage.at)}"
    )
    return f"{sentence}, tous formats et thèmes confondus." if is_narrowed else f"{sentence}."


def white(sentence: str, names: Sequence[str]) -> str:
    """The names too, when they are few enough to be spoken."""
    if len(names) > SPOKEN:
        return sentence
    return f"{sentence} {'C’est' if len(names) == 1 else 'Ce sont'} {enumeration(list(names))}."


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
            f"{count(published, 'publication')}." if published else None,
            wording.difference(board.glance, PUBLICATIONS) if published else None,
            *(f"{key.label}{NBSP}: {number(value)}." for key, value in audience),
        ]
    )


def differences(told: Sequence[str]) -> str:
    return " ".join(told) or SIDE_BY_SIDE


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
