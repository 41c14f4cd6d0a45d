"""What an announcement says of a meeting."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- the field of a draft bears the short name
from datetime import time

from domain.vocabulary import Modality


@dataclass(frozen=True)
class Speaker:
    name: str
    function: str | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class Announcement:
    """A draft: None, or nothing, where the text does not say. Warnings are French sentences.

    ``links`` holds every address; the two others are those of them that the text presents so.
    """

    title: str | None = None
    date: Date | None = None
    start_time: time | None = None
    end_time: time | None = None
    modality: Modality | None = None
    organisers: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    links: tuple[str, ...] = ()
    registration_link: str | None = None
    replay_link: str | None = None
    series: str | None = None
    series_number: int | None = None
    warnings: tuple[str, ...] = ()
