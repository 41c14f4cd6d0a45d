"""What holds of the reader of announcements whatever the text."""

import re
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.announcement import (
    LONGEST_ANNOUNCEMENT,
    Announcement,
    announcement_text,
    as_json,
    decoded,
    read_announcement,
)
from domain.announcement.folding import fold
from domain.announcement.source import source
from domain.announcement.words import MONTHS
from tests.domain.test_announcement import TEXTS, TODAY

# Pieces that announcements are made of, shuffled.
FRAGMENTS = [
    *("Objet : ", "Titre : ", "Date : ", "Horaires : ", "Lieu : ", "Intervenants :\n", "Série : "),
    *(
        "• ",
        "- ",
        "« ",
        " »",
        "(",
        ")",
        " | ",
        " ; ",
        ", ",
        " et ",
        " : ",
        ". ",
        "\n",
        "\n\n",
        " – ",
    ),
    *(
        "mardi 13 mai 2025",
        "le 1er juin",
        "31/02/2025",
        "13.05.25",
        "du 3 au 5 juin 2026",
        "12 et ",
    ),
    *("le premier décembre", "dix-sept mai deux mille vingt-six", "à neuf heures et demie"),
    *(
        "demain",
        " ou le ",
        " est annulée",
        "au choix",
        "Retour sur ",
        "vous étiez",
        "Inscription : ",
    ),
    *("avant le ", "suite au ", "loi du 21 février 2014", "29 février", "2025-03-04", "31 juin"),
    *("de 14h à 16h", "9h30-12h", "13 h", "24h/24", "midi", "16h-14h", "à partir de 18h", "10:30"),
    *("webinaire ", "séminaire ", "Oxygène n°14", "GAP #3", "cycle « X », séance 2", " n° "),
    *("Léa MARTIN", "DURAND Paul", "M. Jean", "sociologue", "directrice de la CAF", "chez Exemple"),
    *("l’IREV", "La Poste", " vous invite ", " organisé par ", " en partenariat avec ", "via Zoom"),
    *(
        "en présentiel",
        "à distance",
        "https://exemple.fr/a?b=(c).",
        "www.a.fr",
        "x@exemple.fr",
        "¤",
    ),
    *(
        "non précisé",
        "À préciser",
        "\u202f",
        "\u00a0",
        "\u200f",
        "\x00",
        "👩‍👧",
        "e\u0301",
        "Cordialement",
    ),
    *("De : Ana <a@b.fr>\n", "Envoyé : lundi 3 mars 2025 10:12\n", "> ", "**", "# ", "\t", "\r\n"),
]
announcements = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
texts = st.one_of(st.text(max_size=400), announcements)


@given(text=texts, today=st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_any_text_is_read(text: str, today: date) -> None:
    draft = read_announcement(text, today)
    assert as_json(draft)["warnings"] == list(draft.warnings)
    if draft.start_time and draft.end_time:
        assert draft.start_time < draft.end_time
    assert draft.start_time or not draft.end_time
    assert draft.series or draft.series_number is None


@settings(max_examples=300)
@given(text=texts)
@example("12 et 13 mai 2025")
@example("05/13/2025")
def test_the_day_and_the_month_are_in_the_text(text: str) -> None:
    read = read_announcement(text, TODAY).date
    if read is not None:
        folded = source(text).folded
        names = [word for word, name in MONTHS.items() if fold(name) == fold(_month(read))]
        assert re.search(rf"(?<!\d)0?{read.day}(?!\d)", folded)
        assert re.search(rf"{'|'.join(names)}|(?<!\d)0?{read.month}(?!\d)", folded)


@settings(max_examples=300)
@given(text=texts)
def test_every_value_is_in_the_text(text: str) -> None:
    draft = read_announcement(text, TODAY)
    seen = _squeezed(source(text).text)
    said = [draft.title, draft.series, *draft.organisers, *draft.links]
    for speaker in draft.speakers:
        said += [speaker.name, speaker.function, speaker.organisation]
    assert [value for value in said if value and _squeezed(value) not in seen] == []


@settings(max_examples=300)
@given(text=texts)
def test_a_draft_reads_itself(text: str) -> None:
    draft = replace(read_announcement(text, TODAY), warnings=())
    again = read_announcement(announcement_text(draft), TODAY)
    assert replace(again, warnings=()) == draft


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_each_draft_reads_itself(file: Path) -> None:
    draft = replace(read_announcement(decoded(file.read_bytes()), TODAY), warnings=())
    again = read_announcement(announcement_text(draft), TODAY)
    assert replace(again, warnings=()) == draft


def test_an_empty_text_is_an_empty_draft() -> None:
    assert read_announcement("", TODAY) == Announcement()


LONG = {
    "an announcement, many times": lambda: "\n".join(decoded(f.read_bytes()) for f in TEXTS) * 20,
    "words": "quartier politique de la ville ".__mul__(2500).__str__,
    "spaces": (" " * 100_000).__str__,
    "one word": ("a" * 100_000).__str__,
    "capitals": ("Léa MARTIN " * 9000).__str__,
    "digits": ("1" * 100_000).__str__,
    "hours": ("14h-16h " * 12_000).__str__,
    "dates": (" ".join(f"le {d} mai {y}" for y in range(1950, 2060) for d in range(1, 29))).__str__,
    "commas": ("Une Ville, " * 9000).__str__,
    "guillemets": ("webinaire « " * 9000).__str__,
    "brackets": ("(" * 100_000).__str__,
    "links": ("https://a.fr/b) " * 6000).__str__,
    "dots": ("a." * 50_000).__str__,
    "labels": ("Intervenants :\n\n" * 6000).__str__,
    "bullets": ("• Léa MARTIN, sociologue\n" * 4000).__str__,
    "emoji and marks": ("👩‍👧\u200f\x00" * 20_000).__str__,
    "hyphens": ("-" * 100_000).__str__,
    "mail": ("a.b-c" * 20_000).__str__,
    "numbers of series": ("Oxygène n° 1 " * 7000).__str__,
    "from": ("De : a\nEnvoyé : b\n" * 5000).__str__,
    "law": ("loi " * 25_000).__str__,
    "organised": ("organisé, " * 10_000).__str__,
    "at most": ("x" * (LONGEST_ANNOUNCEMENT + 10)).__str__,
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_text_is_read_in_time(name: str) -> None:
    """No rule takes a time out of proportion, however odd the text."""
    text = LONG[name]()[: LONGEST_ANNOUNCEMENT + 10]
    before = time.process_time()
    read_announcement(text, TODAY)
    assert time.process_time() - before < 5


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _month(when: date) -> str:
    return list(dict.fromkeys(MONTHS.values()))[when.month - 1]
