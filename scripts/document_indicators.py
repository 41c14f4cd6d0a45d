"""Writes docs/indicators.md from the catalogue. A test says when it has to be run again."""

from domain.indicators import ALL, Indicator
from scripts.live import ROOT

FILE = ROOT / "docs" / "indicators.md"

HEADING = """\
# Ce que veut dire chaque chiffre

Écrit par `python -m scripts.document_indicators` depuis `domain/indicators.py`\u202f; ne pas
modifier. Écran, fichiers et tests lisent le même catalogue.

**Publié** et **calculé** sont deux faits. Un mois arrêté montre ce qui a été publié\u202f; les
lignes du jour donnent ce qui est calculé\u202f; l’écart est montré, jamais corrigé en silence. Un chiffre
inconnu est « non disponible », jamais 0. Un mois sans rencontre vaut 0. On compare aux mêmes jours
de l’année précédente.
"""
SECTION = """
## {label} (`{key}`)

{definition}

{reading}

- Une ligne comptée\u00a0: {row}.
- D’un mois à l’autre\u00a0: {sums}.
"""


def document() -> str:
    return HEADING + "".join(_section(indicator) for indicator in ALL)


def _section(indicator: Indicator) -> str:
    return SECTION.format(
        label=indicator.label,
        key=indicator.key,
        definition=indicator.definition,
        reading=indicator.reading,
        row=indicator.row_kind.value,
        sums="s’additionne" if indicator.additive else "ne s’additionne pas",
    )


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
