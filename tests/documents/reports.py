"""Activity reports to write, the words they hold, and how words are found again in a file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from domain.periods import Period
from domain.report import Bullets, Chart, Note, Paragraph, RegionMap, Report, Table, Tiles, Words
from domain.report_reading import Published, ReportReading
from domain.vocabulary import DatePrecision, PublicationKind
from tests.documents.conftest import FICTIONAL, REAL
from tests.domain.boards import activity, board, card, place, spread
from tests.domain.listed import line
from tests.domain.reports import reading

PERIODS = [
    (REAL, Period.of_year(2023)),
    (FICTIONAL, Period.of_year(2026)),
    (FICTIONAL, Period(date(2025, 1, 1), date(2025, 6, 30))),
    (FICTIONAL, Period.of_month(2026, 8)),
    (REAL, Period.of_year(2020)),
]
IDS = ["real", "fictional", "half", "month", "nothing"]

made_of = pytest.mark.parametrize(("slug", "period"), PERIODS, ids=IDS)


def texts(made: Report) -> Iterator[str]:
    """Every word and figure the report holds, but what pictures draw."""
    for section in made.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Paragraph(text) | Note(text):
                    yield text
                case Bullets(items):
                    yield from items
                case Tiles(tiles):
                    for tile in tiles:
                        yield from (tile.label, tile.value, tile.beside or "", tile.change)
                case Table():
                    yield block.caption
                    yield from (cell for row in block.rows for cell in row)
                    yield from block.total or ()
                case Chart() | RegionMap():
                    yield block.caption
                case Words():
                    yield from block.paragraphs
                    yield from (block.author or "", block.organisation)


def letters(text: str) -> str:
    """Without spaces or hyphens: a cell breaks its lines between and within words."""
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", text)


LONG = "Une très longue rencontre de travail sur les contrats de ville et leurs habitants. " * 4
SOLID = "x" * 300
CONTROL = "Titre\x0b avec \x00des \x1fcontrôles"


def swollen() -> ReportReading:
    """A month of 400 meetings, 20 highlights, a quote of 1,200 characters; titles of 300."""
    titles = (LONG[:300], SOLID, CONTROL)
    meetings = tuple(
        line(titles[n % 3], held_on=date(2024, 3, 1 + n % 31), headcount=n) for n in range(400)
    )
    march = spread(
        3,
        meetings=meetings,
        highlights=(*titles, "Court") * 5,
        testimonials=(card((LONG * 4)[:1200]), card(SOLID), card("Un\n\ndeux\x0c")),
    )
    known = board(
        activity(400, 79800),
        by_month={3: activity(400, 79800)},
        months=(march,),
        centre=LONG[:300],
    )
    known = replace(
        known, coverage=replace(known.coverage, lines=(place(LONG[:300]), place(SOLID, 4)))
    )
    published = [
        Published(PublicationKind.VIDEO, title, date(2024, 1, 1), DatePrecision.DAY, None)
        for title in titles
    ]
    return reading(known, published)


# Of the real year, on its pages.
SAID_OF_2023 = (
    "Rapport d’activité",
    "En 2023, 128 rencontres et 3 492 participations. 11 territoires impliqués sur 23",
    "publié pour l’année : 127",
    "publié pour l’année : 3 481",
    "publié pour l’année : 59",
    "Août – – – Non publié",
    "Octobre 15 745 10 Publié",
    "L’année 128 3 492 11",
    "Chiffres lus le 22 novembre 2026 à 10 h 02",
)
