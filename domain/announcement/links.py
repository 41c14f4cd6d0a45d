"""The addresses of the web in an announcement."""

from domain.announcement.source import WEB, Source

_CLOSES = {")": "(", "]": "[", "}": "{"}


def read_links(source: Source) -> tuple[str, ...]:
    """Each address once, without the punctuation of the sentence."""
    found = (_trimmed(match[0]) for match in WEB.finditer(source.text))
    return tuple(dict.fromkeys(link for link in found if "." in link))


def _trimmed(link: str) -> str:
    while link and (link[-1] in ".,;:!?…'’*_" or _is_stray(link)):
        link = link[:-1]
    return link


def _is_stray(link: str) -> bool:
    """« (https://exemple.fr) »: a bracket that the address did not open."""
    opening = _CLOSES.get(link[-1])
    return opening is not None and link.count(link[-1]) > link.count(opening)
