"""Write docs/indicators.md from the catalogue: `python -m scripts.write_indicators`."""

from pathlib import Path

from domain.indicators import ALL

PAGE = Path(__file__).parent.parent / "docs" / "indicators.md"

HEAD = """# Les indicateurs

Écrit par `python -m scripts.write_indicators` d’après `domain/indicators.py`.
Ne pas modifier.

| indicateur | définition | formule | comment le lire | lignes comptées | s’additionne |
|---|---|---|---|---|---|
"""


def page() -> str:
    return HEAD + "".join(
        f"| **{i.label}** (`{i.key}`) | {i.definition} | {i.formula} | {i.reading} | "
        f"{i.row_kind.value} | {'oui' if i.additive else 'non'} |\n"
        for i in ALL
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
