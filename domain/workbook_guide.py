"""« Aide à la lecture »: what a file of tables holds, and what each of its columns says."""

from collections.abc import Iterator, Sequence

from domain.formats import NBSP
from domain.sheets import UNKNOWN, Column, Kind, Sheet

GUIDE = "Aide à la lecture"
EVERYWHERE = "Toutes les feuilles"

_COLUMNS = (
    Column("Feuille", Kind.TEXT, 24, "La feuille dont il s’agit."),
    Column("Colonne", Kind.TEXT, 32, "Le titre de la colonne."),
    Column("Ce qu’elle dit", Kind.LONG, 100, "Sa définition."),
)
_CELLS = (
    (
        f"«{NBSP}{UNKNOWN}{NBSP}»",
        f"Non disponible{NBSP}: personne ne le sait. Ce n’est pas zéro, et les sommes l’ignorent.",
    ),
    ("Case vide", "Il n’y a rien à dire\u00a0: le mois n’est pas venu, rien n’a été publié…"),
    (
        "Dates et nombres",
        "Ce sont de vraies dates et de vrais nombres. Une date dont on ne connaît que le mois est "
        "celle de son premier jour, montrée sans le jour.",
    ),
    (
        "Apostrophe au début d’un texte",
        f"Un texte qui commence par =, +, -, @, une tabulation ou un retour à la ligne est précédé "
        f"d’une apostrophe, pour qu’aucun tableur ne le calcule. Ce fichier n’a aucune "
        f"formule{NBSP}: ses chiffres sont ceux des écrans.",
    ),
    ("Filtres", "La flèche de chaque titre filtre et trie. Une ligne de total reste à part."),
)


def guide(about: Sequence[tuple[str, str]], sheets: Sequence[Sheet]) -> Sheet:
    """``about``: what is to be known of the whole file, each thing under its name."""
    rows = ((EVERYWHERE, *told) for told in (*about, *_CELLS))
    return Sheet(GUIDE, _COLUMNS, (*rows, *_columns(sheets)), "")


def _columns(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str, str]]:
    for sheet in sheets:
        for column in sheet.columns:
            yield sheet.name, column.title, column.definition
