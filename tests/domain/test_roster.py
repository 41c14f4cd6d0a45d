"""Lists of who came: each way to write one, and what no list may do to the reader."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.roster import (
    MOST_LINES,
    RosterLine,
    decode,
    read_file,
    read_pasted,
    read_roster,
    roster_text,
)

# What a line says: last name, first name, function, organisation, e-mail.
Said = tuple[str, str, str, str, str]


def said(text: str) -> list[Said]:
    return [
        (of.last_name, of.first_name, of.function, of.organisation, of.email)
        for of in read_roster(text)
    ]


@pytest.mark.parametrize(
    ("line", "awaited"),
    [
        ("DUPONT Marie", ("Dupont", "Marie", "", "", "")),
        ("Marie DUPONT", ("Dupont", "Marie", "", "", "")),
        ("Marie Dupont", ("Dupont", "Marie", "", "", "")),
        ("Dupont Marie", ("Dupont", "Marie", "", "", "")),
        ("MARIE DUPONT", ("Dupont", "Marie", "", "", "")),
        ("Szymon Kowalczyk", ("Kowalczyk", "Szymon", "", "", "")),
        ("1. DUPONT Marie", ("Dupont", "Marie", "", "", "")),
        ("12) DUPONT Marie", ("Dupont", "Marie", "", "", "")),
        ("- Marie DUPONT", ("Dupont", "Marie", "", "", "")),
        ("• Marie DUPONT", ("Dupont", "Marie", "", "", "")),
        ("Mme Marie DUPONT", ("Dupont", "Marie", "", "", "")),
        ("Jean-Pierre MARTIN", ("Martin", "Jean-Pierre", "", "", "")),
        ("Martin Jean Pierre", ("Martin", "Jean Pierre", "", "", "")),
        ("Paul Le GOFF", ("Le Goff", "Paul", "", "", "")),
        ("DE LA TOUR Anne", ("De La Tour", "Anne", "", "", "")),
        ("Anne de la Tour", ("de la Tour", "Anne", "", "", "")),
        ("d’ARC Jeanne", ("d’Arc", "Jeanne", "", "", "")),
        ("EL AMRANI Fatima", ("El Amrani", "Fatima", "", "", "")),
        (
            "Marie DUPONT, chargée de mission, CAF du Doubs",
            ("Dupont", "Marie", "chargée de mission", "CAF du Doubs", ""),
        ),
        (
            "Marie DUPONT, CAF du Doubs, chargée de mission",
            ("Dupont", "Marie", "chargée de mission", "CAF du Doubs", ""),
        ),
        (
            "Marie Dupont, chargée de mission, politique de la ville, CAF",
            ("Dupont", "Marie", "chargée de mission, politique de la ville", "CAF", ""),
        ),
        ("Dupont, Marie, directrice, CAF", ("Dupont", "Marie", "directrice", "CAF", "")),
        ("Marie Dupont - Ville de Dole", ("Dupont", "Marie", "", "Ville de Dole", "")),
        ("CAF du Doubs - Marie Dupont", ("Dupont", "Marie", "", "CAF du Doubs", "")),
        ("Marie Dupont (Mission locale)", ("Dupont", "Marie", "", "Mission locale", "")),
        ("Marie Dupont, directrice", ("Dupont", "Marie", "directrice", "", "")),
        ("Dupont    Marie    CAF", ("Dupont", "Marie", "", "CAF", "")),
        ("marie.dupont@caf.fr", ("Dupont", "Marie", "", "", "marie.dupont@caf.fr")),
        (
            "jean-pierre.le-goff@caf.fr",
            ("Le-Goff", "Jean-Pierre", "", "", "jean-pierre.le-goff@caf.fr"),
        ),
        ("contact@caf.fr", ("", "", "", "", "contact@caf.fr")),
        ("politique.ville@dole.fr", ("", "", "", "", "politique.ville@dole.fr")),
        ("Marie Dupont <M.Dupont@CAF.fr>", ("Dupont", "Marie", "", "", "m.dupont@caf.fr")),
        ('"Dupont, Marie" <m@caf.fr>', ("Dupont", "Marie", "", "", "m@caf.fr")),
        (
            "Kowalczyk Szymon <szymon.kowalczyk@caf.fr>",
            ("Kowalczyk", "Szymon", "", "", "szymon.kowalczyk@caf.fr"),
        ),
        ("iPhone de Marie", ("iPhone de Marie", "", "", "", "")),
        ("Marie", ("Marie", "", "", "", "")),
    ],
)
def test_a_line_is_read(line: str, awaited: Said) -> None:
    assert said(line) == [awaited]


@pytest.mark.parametrize("line", ["", "   ", "1.", "Présents\u00a0:", "Nom Prénom Signature", "–"])
def test_a_line_of_nobody_is_left_out(line: str) -> None:
    assert read_roster(line) == ()


@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize(
    "heading",
    [
        ("Nom", "Prénom", "Fonction", "Structure", "Courriel"),
        ("NOM", "PRENOM", "Qualité", "Organisme", "Adresse e-mail"),
        ("Nom(s)", "Prénom(s)", "Fonction", "Entité", "E-mail professionnel"),
        ("Last name", "First name", "Job title", "Company", "Email"),
    ],
)
def test_columns_under_a_heading(separator: str, heading: tuple[str, ...]) -> None:
    row = ("DUPONT", "Marie-Anne", "Cheffe de projet", "Grand Dole", "ma@dole.fr")
    text = "Feuille d’émargement\n" + "\n".join(separator.join(cells) for cells in (heading, row))

    assert said(text) == [("Dupont", "Marie-Anne", "Cheffe de projet", "Grand Dole", "ma@dole.fr")]


def test_the_heading_tells_the_order_of_a_name() -> None:
    assert said("Nom Prénom\tStructure\nPaul Camille\tCAF") == [("Paul", "Camille", "", "CAF", "")]
    assert said("Prénom Nom\tStructure\nPaul Camille\tCAF") == [("Camille", "Paul", "", "CAF", "")]
    assert said("Nom et prénom\nDUPONT Marie") == [("Dupont", "Marie", "", "", "")]


def test_columns_without_a_heading() -> None:
    text = "Dupont\tMarie\tDirectrice\tCAF\nKowalczyk\tZbigniew\tanimateur\tMJC\t06 12 34 56 78"

    assert said(text) == [
        ("Dupont", "Marie", "Directrice", "CAF", ""),
        ("Kowalczyk", "Zbigniew", "animateur", "MJC", ""),
    ]
    assert said("Marie Dupont;Directrice;CAF\nPaul Martin;Ville de Dole") == [
        ("Dupont", "Marie", "Directrice", "CAF", ""),
        ("Martin", "Paul", "", "Ville de Dole", ""),
    ]


def test_the_addresses_of_a_message_on_one_line() -> None:
    text = "Dupont, Marie <m@caf.fr>; Paul Martin <p@dole.fr>;"

    assert said(text) == [
        ("Dupont", "Marie", "", "", "m@caf.fr"),
        ("Martin", "Paul", "", "", "p@dole.fr"),
    ]


ZOOM = """\
ID de réunion,Sujet,Heure de début,E-mail de l'utilisateur,Durée (minutes),Participants
812,Oxygène,12/03/2024 14:00,accueil@centre.fr,95,3

Nom (nom original),Adresse e-mail,Durée totale (minutes),Invité
Marie Dupont (iPhone),marie@caf.fr,45,Non
Marie Dupont,marie@caf.fr,12,Oui
"Martin, Paul",,30,Oui
iPad (Leïla Benali),,7,Oui
Read.ai Notetaker,,50,Oui
"""
TEAMS = """\
1. Résumé
Titre de la réunion\tPoint du réseau
Participants présents\t2
Heure de début\t12/03/2024, 14:00:01

2. Participants
Nom\tPremière participation\tDernier départ\tDurée de la réunion\tE-mail\tID (UPN)\tRôle
Marie Dupont\t14:00\t15:02\t1 h 2 min 3 s\tmarie@caf.fr\tm@caf.fr\tOrganisateur
Paul Martin (Externe)\t14:00\t14:05\t5m 10s\t\t\tPrésentateur

3. Activités lors de la réunion
Nom\tHeure de participation\tHeure de départ\tDurée\tE-mail\tRôle
Marie Dupont\t14:00\t15:02\t1 h 2 min 3 s\tmarie@caf.fr\tOrganisateur
"""


def spent(text: str) -> list[tuple[str, str, int | None]]:
    return [(line.name, line.email, line.minutes) for line in read_roster(text)]


def test_the_file_of_zoom() -> None:
    awaited = [
        ("Marie Dupont", "marie@caf.fr", 57),
        ("Paul Martin", "", 30),
        ("Leïla Benali", "", 7),
        ("Read.ai Notetaker", "", 50),
    ]
    english = ZOOM.replace("Nom (nom original),Adresse e-mail,Durée totale (minutes),Invité",
                           "Name (original name),Email,Total duration (minutes),Guest")  # fmt: skip

    assert spent(ZOOM) == spent(english) == awaited
    assert spent(decode(ZOOM.encode("cp1252"))) == awaited


def test_the_file_of_teams() -> None:
    awaited = [("Marie Dupont", "marie@caf.fr", 62), ("Paul Martin", "", 5)]
    english = (
        TEAMS.replace("Résumé", "Summary")
        .replace("Activités lors de la réunion", "In-Meeting Activities")
        .replace("Nom\tPremière participation\tDernier départ\tDurée de la réunion\tE-mail",
                 "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail")
    )  # fmt: skip

    assert spent(decode(TEAMS.encode("utf-16"))) == awaited
    assert spent(decode(TEAMS.encode("utf-16-le"))) == awaited
    assert spent(english) == awaited


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_each_encoding(encoding: str) -> None:
    text = "Nom;Prénom\nLefèvre;Anaïs\n"

    assert decode(text.encode(encoding)) == text


def test_doubles_are_one_and_homonyms_two() -> None:
    assert said("Marie DUPONT\nDupont Marie\nmarie.dupont@caf.fr") == [
        ("Dupont", "Marie", "", "", "marie.dupont@caf.fr")
    ]
    assert len(read_roster("Marie DUPONT, CAF\nMarie DUPONT, Ville de Dole")) == 2
    assert len(read_roster("A Un <accueil@caf.fr>\nB Deux <accueil@caf.fr>")) == 2


def test_a_workbook_is_told_from_a_text() -> None:
    with pytest.raises(ValueError, match="CSV"):
        read_file(b"PK\x03\x04rest")


def test_the_limit_is_of_lines_and_nobody_is_said() -> None:
    with pytest.raises(ValueError, match="la limite est de 2"):
        read_pasted("Marie Dupont\n" * (MOST_LINES + 1))
    with pytest.raises(ValueError, match="Aucun nom"):
        read_pasted("\n1.\n2.\n")


def test_two_thousand_names_are_read() -> None:
    letters = "abcdefghijklm"
    pairs = [(a + b + c).title() for a in letters for b in letters for c in letters][:MOST_LINES]
    text = "\n".join(f"{at}. {first} DUPONT" for at, first in enumerate(pairs, 1))

    assert len(read_pasted(text)) == MOST_LINES


words = st.text(alphabet="abéDUPONT ,;\t\n\"'’-–.()@<>|:/1٣İßŉ\u202e\u200b\0", max_size=60)
anything = st.one_of(st.text(max_size=200), words, words.map(lambda text: f"Nom\tPrénom\n{text}"))


@given(anything)
@example('"')
@example("Nom;Prénom\n\nNom;Prénom")
@example("\x00Nom\nİ")
def test_any_text_is_read_and_what_is_read_is_read_the_same(text: str) -> None:
    lines = read_roster(text)

    assert roster_text(read_roster(roster_text(lines))) == roster_text(lines)


@given(anything)
def test_nothing_is_invented(text: str) -> None:
    """Each letter of a name, a function or an organisation stands in the text."""
    written = _letters(text)
    for line in read_roster(text):
        for told in (line.last_name, line.first_name, line.function, line.organisation, line.email):
            assert all(_letters(word) in written for word in told.split())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text(data: bytes) -> None:
    assert isinstance(decode(data), str)
    assert isinstance(read_roster(decode(data)), tuple)


def test_a_line_says_its_name() -> None:
    assert RosterLine("Dupont", "Marie").name == "Marie Dupont"


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in bare if letter.isalnum())
