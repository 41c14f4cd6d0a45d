"""argparse in French: its own sentences are English, and the library has no other way in."""

import argparse

from domain.formats import NBSP

SENTENCES = {
    "usage: ": f"usage{NBSP}: ",
    "options": "options",
    "positional arguments": "arguments",
    "show this help message and exit": "montre cette aide et s’arrête",
    "the following arguments are required: %s": f"il manque{NBSP}: %s",
    "unrecognized arguments: %s": f"arguments inconnus{NBSP}: %s",
    "expected one argument": "attend une valeur",
    "invalid %(type)s value: %(value)r": f"valeur incorrecte{NBSP}: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        f"choix incorrect{NBSP}: %(value)r (au choix{NBSP}: %(choices)s)"
    ),
    "argument %(argument_name)s: %(message)s": f"%(argument_name)s{NBSP}: %(message)s",
    "%(prog)s: error: %(message)s\n": f"%(prog)s{NBSP}: %(message)s\n",
}


def parser(program: str, description: str) -> argparse.ArgumentParser:
    """A parser that speaks French, its sub-commands too."""
    argparse._ = _translate  # type: ignore[attr-defined]
    return argparse.ArgumentParser(
        prog=program,
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _translate(sentence: str) -> str:
    return SENTENCES.get(sentence, sentence)
