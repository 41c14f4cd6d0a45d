"""Chapters of bars and lists: formats and themes, who takes part, publications and audience."""

from collections import Counter
from collections.abc import Iterator

from domain import audience_words, deck_bars
from domain.audience import MEASURES, Heard
from domain.board import Board, Tally
from domain.formats import MISSING, NBSP, count, number, short_date
from domain.report import Block, Chart, Note, Paragraph, Section, Table
from domain.report_figures import alternative, reason
from domain.report_reading import Published
from domain.scene_words import capital, is_whole_year, sentences
from domain.scenes import BarGroup, Bars, LeftOut, Scene
from domain.searching import plain

BARS = 24
NO_AUDIENCE = "Aucune audience n’est connue pour l’année."
PART_OF_A_YEAR = "L’audience se lit sur une année entière."
WHOLE_CENTRE = "L’audience est celle de tout le centre\u00a0: elle ne se lit pas sous ces filtres."


def shares(board: Board) -> list[Section]:
    chapter, title = Section(1, "Formats, thèmes et publics"), "Formats et thèmes"
    found = deck_bars.shares(board)[0]
    if isinstance(found, LeftOut):
        return [chapter, Section(2, title, (Paragraph(reason(found)),))]
    blocks: list[Block] = [Paragraph(found.note)]
    for short in _groups(found):
        tallies = board.formats if short.title == "Formats" else board.themes
        # A page holds more bars than a wall.
        group = deck_bars.ranking(short.title, tallies, short.note, most=BARS) or short
        blocks += _drawn(f"{group.title} des rencontres", group, told=found.note)
        blocks += _listed(group, tallies)
    return [chapter, Section(2, title, tuple(blocks))]


def families(board: Board) -> list[Section]:
    title = "Qui participe"
    found = deck_bars.families(board)[0]
    if isinstance(found, LeftOut):
        return [Section(2, title, (Paragraph(reason(found)),))]
    (group,) = _groups(found)
    drawn = _drawn(group.title, group, told=found.note)
    return [Section(2, title, (Paragraph(found.note), *drawn))]


def reach(board: Board, publications: tuple[Published, ...]) -> list[Section]:
    found = deck_bars.reach(board)[0]
    told = reason(found) if isinstance(found, LeftOut) else found.note
    chart = [
        block
        for group in ([] if isinstance(found, LeftOut) else _groups(found))
        if any(bar.share for bar in group.bars)
        for block in _drawn("Publications par nature", group, told=told)
    ]
    listed = (_listed_by_kind(publications),)
    return [
        Section(1, "Publications et audience", (Paragraph(told), *chart)),
        Section(2, "L’audience", _audience(board)),
        *([Section(2, "Les publications", listed)] if publications else []),
    ]


def _groups(scene: Scene) -> tuple[BarGroup, ...]:
    if not isinstance(scene.body, Bars):
        raise TypeError(scene.body)
    return scene.body.groups


def _drawn(caption: str, group: BarGroup, *, told: str) -> Iterator[Block]:
    """``told`` stands above: what it says already is no note."""
    bare = BarGroup(group.title, group.bars)
    yield Chart(caption, alternative((bare,)), (bare,))
    note = f"{(group.note or '').rstrip('.')}."
    if group.note and note not in told:
        yield Note(note)


def _listed(group: BarGroup, tallies: tuple[Tally, ...]) -> list[Table]:
    """All of them, where the bars tell the last ones as one number."""
    if len(tallies) <= BARS:
        return []
    rows = tuple((tally.label, number(tally.count)) for tally in tallies)
    head = (group.title, "Rencontres")
    return [Table(f"{group.title}, du plus au moins fréquent", head, rows, frozenset({1}))]


def _listed_by_kind(publications: tuple[Published, ...]) -> Table:
    """The most frequent kind first; oldest first within one."""
    found = Counter(item.kind for item in publications)
    ordered = sorted(publications, key=lambda item: (-found[item.kind], plain(item.kind.label)))
    return Table(
        caption=f"Les publications{NBSP}: {count(len(publications), 'titre')}",
        head=("Nature", "Parution", "Titre"),
        rows=tuple(
            (item.kind.label, short_date(item.on, item.precision), item.title) for item in ordered
        ),
        numeric=frozenset(),
    )


def _audience(board: Board) -> tuple[Block, ...]:
    if board.scope.is_narrowed:
        return (Paragraph(WHOLE_CENTRE),)
    if not is_whole_year(board.scope.period):
        return (Paragraph(PART_OF_A_YEAR),)
    if not board.glance.audience:
        return (Paragraph(NO_AUDIENCE),)
    heard = board.glance.audience
    table = Table(
        caption=f"L’audience en {board.glance.year}",
        head=("Mesure", "Chiffre", "Relevé", "Un an plus tôt", "Ce qui est compté"),
        rows=tuple(_heard(one) for one in heard),
        numeric=frozenset({1, 3}),
    )
    return (table,)


def _heard(one: Heard) -> tuple[str, ...]:
    previous = MISSING if one.previous is None else number(one.previous)
    read = capital(audience_words.days_read(one))
    return one.key.label, number(one.value), read, previous, _defined(one)


def _defined(one: Heard) -> str:
    """What was given for the year is told as such in the table."""
    formula = None if one.is_given else audience_words.formula(one)
    return sentences([MEASURES[one.key].definition, formula])
