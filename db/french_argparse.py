"""argparse in French: its own sentences are English, and the library has no other way in."""

import argparse

SENTENCES = {
    "usage: ": "usage : ",
    "options": "options",
    "positional arguments": "arguments",
    "show this help message and exit": "montre cette aide et s’arrête",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "expected one argument": "attend une valeur",
    "invalid %(type)s value: %(value)r": "valeur incorrecte : %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "choix incorrect : %(value)r (au choix : %(choices)s)"
    ),
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
}


def parser(description: str) -> argparse.ArgumentParser:
    """A parser that speaks French, its sub-commands too."""
    argparse._ = _translate  # type: ignore[attr-defined]
    return argparse.ArgumentParser(
        prog="python -m db",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _translate(sentence: str) -> str:
    return SENTENCES.get(sentence, sentence)
