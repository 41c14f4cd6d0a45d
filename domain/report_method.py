"""How the figures are made, and the meetings they count."""

from domain import commentary, wording
from domain.board import Board
from domain.formats import NBSP, count, short_date
from domain.indicators import ALL
from domain.listings import MeetingLine
from domain.report import Block, Note, Paragraph, Section, Table
from domain.scene_words import FICTIONAL, NOT_REAL, figures_read_at

CLOSED = (
    "Un mois publié l’a été dans un rapport\u202f; un mois arrêté, par le centre, ici. Ses "
    "rencontres, ses participations et ses territoires ne bougent plus, même si une saisie vient "
    "ensuite. Un mois calculé se lit sur les lignes de la base, telles qu’elles étaient au moment "
    "indiqué."
)
ADDED = (
    "Les mois s’additionnent quand cela a un sens, les rencontres par exemple. Un chiffre qui ne "
    "s’additionne pas, les territoires par exemple, est compté à nouveau sur toute la période."
)
UNKNOWN = (
    "«\u00a0Non disponible\u00a0» veut dire que personne ne le sait\u00a0: ce n’est pas zéro. "
    "«\u00a0Environ\u00a0» dit qu’un effectif approché entre dans la somme\u202f; "
    "«\u00a0au moins\u00a0», que des rencontres sans effectif connu n’y ajoutent rien."
)
NO_MEETING = "Aucune rencontre comptée n’est détaillée dans la base pour cette période."


def method(board: Board) -> list[Section]:
    names = f"{wording.coverage(board.glance.named_share)}."
    known = wording.rows_behind(board.glance) or commentary.detailed(board.coverage)
    opening = Paragraph(f"{figures_read_at(board)}.")
    return [
        Section(1, "Méthode et définitions", (opening, *_fictional(board), *_filters(board))),
        Section(2, "Publié et calculé", (Paragraph(CLOSED), Paragraph(ADDED), Paragraph(UNKNOWN))),
        Section(2, "Ce que la base connaît", tuple(Paragraph(t) for t in (names, known) if t)),
        Section(2, "Les définitions", (_definitions(),)),
    ]


def annex(board: Board) -> list[Section]:
    """The meetings that have a row, among those counted, oldest first."""
    lines = [
        line for month in board.months for line in month.meetings if line.is_counted_by(board.today)
    ]
    title = f"Annexe{NBSP}: les rencontres"
    if not lines:
        return [Section(1, title, (Paragraph(NO_MEETING),))]
    note = commentary.detailed(board.coverage)
    notes = [Note(note)] if note else []
    return [Section(1, title, (*notes, _meetings(lines)))]


def _fictional(board: Board) -> list[Block]:
    return [Paragraph(f"{FICTIONAL}. {NOT_REAL}")] if board.fictional else []


def _filters(board: Board) -> list[Block]:
    told = ", ".join(board.filters)
    return [Paragraph(f"Filtres{NBSP}: {told}.")] if told else []


def _definitions() -> Table:
    return Table(
        caption="Les définitions des chiffres",
        head=("Chiffre", "Comment il est compté", "Comment il se lit"),
        rows=tuple((one.label, one.formula, one.reading) for one in ALL),
        numeric=frozenset(),
    )


def _meetings(lines: list[MeetingLine]) -> Table:
    return Table(
        caption=count(len(lines), "rencontre comptée", "rencontres comptées"),
        head=("Date", "Titre", "Format", "Territoires", "Participations"),
        rows=tuple(_meeting(line) for line in lines),
        numeric=frozenset({4}),
    )


def _meeting(line: MeetingLine) -> tuple[str, ...]:
    return (
        short_date(line.held_on, line.date_precision),
        line.title,
        line.format.label,
        ", ".join(line.territories) or "–",
        wording.attendance(line),
    )
