"""The addresses of the web in an announcement, and what each is for, as the text says it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from domain.announcement.source import WEB, Source

_CLOSES = {")": "(", "]": "[", "}": "{"}
# By the words before an address, or by the address of a service of forms.
_REGISTRATION = re.compile(
    r"\b(?:s'|pre-?)?inscri(?!t dans|vent dans)|\bje m'inscris|\bformulaire|\bbilletterie|\breserv|"
    r"\benregistrez-vous|\bconfirmer votre (?:presence|participation)"
)
_FORMS = re.compile(
    r"forms\.gle|framaforms|/forms/|forms\.(?:office|microsoft)|eventbrite|helloasso|weezevent|"
    r"billetweb|limesurvey|sphinx|inscription|register",
    re.I,
)
_NOT_REGISTRATION = re.compile(r"desinscri|desabonn|sans inscription|newsletter|lettre d'info")
_REPLAY = re.compile(
    r"\b(?:replay|rediffusion|revoir|reecouter|enregistrement|captation|visionner|re-?voir)\b"
)


class Links(NamedTuple):
    """Each address once; the first that the text presents as registration, as replay."""

    every: tuple[str, ...]
    registration: str | None
    replay: str | None


def read_links(source: Source) -> Links:
    found = list(_presented(source))
    registration = (link for link, words in found if _is_registration(link, words))
    replay = (link for link, words in found if _REPLAY.search(words))
    every = tuple(dict.fromkeys(link for link, _ in found))
    return Links(every, next(registration, None), next(replay, None))


def _is_registration(link: str, words: str) -> bool:
    if _NOT_REGISTRATION.search(words) or _REPLAY.search(words):
        return False
    return bool(_REGISTRATION.search(words) or _FORMS.search(link))


def _presented(source: Source) -> Iterator[tuple[str, str]]:
    """Each address without the punctuation of the sentence, and the words before it."""
    end = 0
    for found in WEB.finditer(source.text):
        link = _trimmed(found[0])
        if "." in link:
            yield link, _words_before(source, end, found.start())
        end = found.end()


def _words_before(source: Source, floor: int, place: int) -> str:
    """On its line, since the address before; on the line above when it stands alone."""
    lines = source.folded[floor:place].split("\n")
    here = lines.pop()
    above = [line for line in lines if line.strip()]
    return here if re.search(r"\w", here) or not above else above[-1]


def _trimmed(link: str) -> str:
    while link and (link[-1] in ".,;:!?…'’*_" or _is_stray(link)):
        link = link[:-1]
    return link


def _is_stray(link: str) -> bool:
    """« (https://exemple.fr) »: a bracket that the address did not open."""
    opening = _CLOSES.get(link[-1])
    return opening is not None and link.count(link[-1]) > link.count(opening)
