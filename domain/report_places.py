"""The chapter of territories: the map, every contrat de ville, where the team has not been."""

from collections.abc import Iterator

from domain import attendance_words, commentary, deck_places, wording
from domain.board import Board
from domain.coverage import Coverage, CoverageLine
from domain.formats import NBSP, count, day, number, short_date
from domain.indicators import MEETINGS
from domain.report import Block, Bullets, Note, Paragraph, RegionMap, Section, Table
from domain.report_figures import UNKNOWN, reason
from domain.scene_words import over_period
from domain.scenes import LeftOut, MapPage, MapPoint, Names
from domain.searching import plain

NO_MEETING_THERE = f"Cercle blanc{NBSP}: aucune rencontre dans la base."

MOVED = "Des cercles trop proches sont écartés l’un de l’autre, pour que chacun se voie."


def places(board: Board) -> list[Section]:
    return [
        Section(1, "Les territoires", _map(board)),
        *_counted(board),
        Section(2, "Où nous n’avons pas été", _white(board)),
    ]


def _counted(board: Board) -> Iterator[Section]:
    """What each place had; nothing where nobody knows of any meeting, which is not zero."""
    glance = board.glance
    if glance.is_blank or glance.figures[MEETINGS.key].value is None:
        return
    yield Section(2, "Tous les contrats de ville", _every(board))
    if board.coverage.by_departement:
        notes = [Note(text) for text in (commentary.detailed(board.coverage),) if text]
        yield Section(2, "Par département", (_shares(board.coverage), *notes))


def _map(board: Board) -> tuple[Block, ...]:
    found = deck_places.map_of_the_period(board)[0]
    if isinstance(found, LeftOut):
        return (Paragraph(reason(found)),)
    if not isinstance(found.body, MapPage):
        raise TypeError(found.body)
    body = found.body
    told = (_rings(body.points), MOVED, body.note, body.named, _without(board.coverage))
    notes = [Note(text) for text in told if text]
    caption = f"Rencontres par contrat de ville, {_period(board)}"
    drawn = RegionMap(caption, _alternative(board, body.points), body.points)
    return (Paragraph(f"{found.title}. {body.sentence}"), drawn, *notes)


def _period(board: Board) -> str:
    told = over_period(board)
    return f"{told[0].lower()}{told[1:]}"


def _alternative(board: Board, points: tuple[MapPoint, ...]) -> str:
    seen = sorted((p for p in points if p.meetings), key=lambda p: (-p.meetings, plain(p.name)))
    told = ", ".join(f"{point.name} {number(point.meetings)}" for point in seen)
    listed = f" Rencontres par contrat{NBSP}: {told}." if told else ""
    return (
        f"Carte de la région {board.region}, un cercle par contrat de ville, d’autant plus grand "
        f"qu’il y a eu de rencontres.{listed}"
    )


def _rings(points: tuple[MapPoint, ...]) -> str | None:
    """What the map draws where there were none."""
    return None if all(point.meetings for point in points) else NO_MEETING_THERE


def _without(coverage: Coverage) -> str | None:
    found = coverage.without_territory
    if not found:
        return None
    told = count(found, "rencontre ne touche", "rencontres ne touchent")
    return f"{told} aucun contrat de ville."


def _every(board: Board) -> tuple[Block, ...]:
    if not board.coverage.lines:
        return (Paragraph("Aucun contrat de ville n’est connu dans cette région."),)
    notes = [
        commentary.detailed(board.coverage),
        _unknown(board.coverage),
        "Une rencontre qui touche plusieurs contrats de ville compte pour chacun d’eux.",
    ]
    return (_contrats(board), *(Note(text) for text in notes if text))


def _contrats(board: Board) -> Table:
    return Table(
        caption=(
            "Rencontres et participations de chaque contrat de ville, dernière rencontre connue "
            f"au {day(board.coverage.at)}"
        ),
        head=(
            "Contrat de ville",
            "Département",
            "Rencontres",
            "Participations",
            "Dernière rencontre",
        ),
        rows=tuple(
            _contrat(line, known=board.coverage.tells(line.meetings))
            for line in board.coverage.lines
        ),
        numeric=frozenset({2, 3}),
    )


def _contrat(line: CoverageLine, *, known: bool) -> tuple[str, ...]:
    return (
        line.place.name,
        line.departement.name if line.departement else "–",
        number(line.meetings) if known else UNKNOWN,
        attendance_words.came(line) if known else UNKNOWN,
        short_date(line.last.on, line.last.precision) if line.last else "aucune connue",
    )


def _unknown(coverage: Coverage) -> str | None:
    """Said where a sum of participations leaves out meetings of which nobody knows how many."""
    names = [
        f"{line.place.name} ({number(line.unknown)})"
        for line in coverage.lines
        if line.unknown and line.participations is not None
    ]
    if not names:
        return None
    return f"Des rencontres sans effectif connu n’ajoutent rien ici{NBSP}: {', '.join(names)}."


def _shares(coverage: Coverage) -> Table:
    return Table(
        caption="Part des contrats de ville touchés, par département",
        head=("Département", "Contrats de ville touchés"),
        rows=tuple((one.place.name, wording.reached(one)) for one in coverage.by_departement),
        numeric=frozenset({1}),
    )


def _white(board: Board) -> tuple[Block, ...]:
    pages = deck_places.white(board)
    if isinstance(pages[0], LeftOut):
        return (Paragraph(reason(pages[0])),)
    bodies = [page.body for page in pages if not isinstance(page, LeftOut)]
    lists = [body for body in bodies if isinstance(body, Names)]
    items = tuple(
        f"{name} ({seen})" if seen else name for body in lists for name, seen in body.names
    )
    return (Paragraph(lists[0].sentence), Bullets(items))
