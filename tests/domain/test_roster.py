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
from domain.roster_people import ABSENT, BOTH, SEVERAL, TOO_LONG, UNTICKED

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
        (
            "El Amrani Samira, directrice, Centre social Les Grésilles, Dijon",
            ("El Amrani", "Samira", "directrice", "Centre social Les Grésilles, Dijon", ""),
        ),
        (
            "Marie Dupont, Centre social Simone Veil",
            ("Dupont", "Marie", "", "Centre social Simone Veil", ""),
        ),
        ("Dupont, Marie (CAF)", ("Dupont", "Marie", "", "CAF", "")),
        ("Le Goff, Jean Pierre, CAF", ("Le Goff", "Jean Pierre", "", "CAF", "")),
        ("DUPONT MARTIN, Anne Marie", ("Dupont Martin", "Anne Marie", "", "", "")),
        ("O'Brien Sean", ("O'Brien", "Sean", "", "", "")),
        ("Sean O’Brien", ("O’Brien", "Sean", "", "", "")),
        ("Zoé Blanc (Zoé)", ("Blanc", "Zoé", "", "", "")),
        ("Marie Dupont (iPhone de Marie)", ("Dupont", "Marie", "", "", "")),
        ("Marie Dupont (née Roy)", ("Dupont", "Marie", "", "", "")),
        ("Karim BENALI | CCAS Nevers", ("Benali", "Karim", "", "CCAS Nevers", "")),
        ("Ville de Dijon\tDUPONT\tMarie", ("Dupont", "Marie", "", "Ville de Dijon", "")),
        ("Ville de Dijon\tDUPONT\tZbig", ("Dupont", "Zbig", "", "Ville de Dijon", "")),
        ("CAF\tMartin\tJean", ("Martin", "Jean", "", "CAF", "")),
        ("Salle\tZoé", ("Salle", "Zoé", "", "", "")),
        ("<b>Zorro</b> DELAVEGA", ("Delavega", "Zorro", "", "", "")),
        ("Zoé ROY, <script>x</script>", ("Roy", "Zoé", "", "<script>x</script>", "")),
        ("**Marie** Dupont", ("Dupont", "Marie", "", "", "")),
        ("**mission**", ("mission", "", "", "", "")),
        ("\u202eMarie DUPONT", ("Dupont", "Marie", "", "", "")),
        ("iPhone de Marie", ("iPhone de Marie", "", "", "", "")),
        ("Marie", ("Marie", "", "", "", "")),
    ],
)
def test_a_line_is_read(line: str, awaited: Said) -> None:
    assert said(line) == [awaited]


@pytest.mark.parametrize(
    "line",
    [
        *("", "   ", "1.", "Présents\u00a0:", "Nom Prénom Signature", "–", "Feuille d’émargement"),
        *("Objet\u00a0: Réunion du 14 mai", "14/05/2024 de 9h30 à 12h00", "https://zoom.us/j/12"),
    ],
)
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


def test_a_heading_that_names_structures_and_participants() -> None:
    text = "Nom de la structure\tNom du participant\tPrénom du participant\nMJC\tROY\tAnne"

    assert said(text) == [("Roy", "Anne", "", "MJC", "")]
    assert said("| Nom | Prénom |\n|---|---|\n| Roy | Anne |") == [("Roy", "Anne", "", "", "")]


def test_the_order_of_columns_is_that_of_most_lines() -> None:
    names = said("Paul\tMartin\nMarie\tDupont\nAnne\tKowal")

    assert [last for last, *_ in names] == ["Martin", "Dupont", "Kowal"]


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


def test_the_heading_of_a_message() -> None:
    text = """\
Envoyé : mardi 14 mai 2024 10:02
À : DUPONT Marie <marie@caf.fr>; 'ROY Paul' <p@dole.fr>; "Benali, Karim" <k@mjc.fr>; info@mjc.fr
Cc : Anna Pot <a@doubs.fr>, Jean Roy, Luc BESSON (DDETS) <l@doubs.fr>
Objet : Réunion du 14 mai : ordre du jour
"""

    assert said(text) == [
        ("Dupont", "Marie", "", "", "marie@caf.fr"),
        ("Roy", "Paul", "", "", "p@dole.fr"),
        ("Benali", "Karim", "", "", "k@mjc.fr"),
        ("", "", "", "", "info@mjc.fr"),
        ("Pot", "Anna", "", "", "a@doubs.fr"),
        ("Roy", "Jean", "", "", ""),
        ("Besson", "Luc", "", "DDETS", "l@doubs.fr"),
    ]


# Each person of a line, and the doubt about them.
@pytest.mark.parametrize(
    ("line", "awaited"),
    [
        (
            "Présents : Marie Dupont, Szymon Kowalczyk et Karim Benali",
            [("Marie Dupont", ""), ("Szymon Kowalczyk", SEVERAL), ("Karim Benali", "")],
        ),
        (
            "Marie Dupont, Jean Martin, Karim Benali",
            [("Marie Dupont", ""), ("Jean Martin", ""), ("Karim Benali", "")],
        ),
        (
            "Présents : Luc BESSON, Ville de Nevers ; Anna POT, CAF",
            [("Luc Besson", ""), ("Anna Pot", "")],
        ),
        ("Présents : Anna Pot (CAF), Paul Roy (MJC)", [("Anna Pot", ""), ("Paul Roy", "")]),
        ("Marie Dupont & Paul Roy", [("Marie Dupont", SEVERAL), ("Paul Roy", SEVERAL)]),
        ("Marie Dupont, Jean Martin", [("Marie Dupont", SEVERAL), ("Jean Martin", SEVERAL)]),
        ("Marie et Paul Dupont", [("Marie et Paul Dupont", SEVERAL)]),
        ("Marie Dupont, directrice, Jean Martin, CAF", [("Marie Dupont", SEVERAL)]),
        ("Marie Dupont (Paul Roy)", [("Marie Dupont", SEVERAL)]),
        ("Marie, Paul, Karim", [("Marie", ""), ("Paul", ""), ("Karim", "")]),
    ],
)
def test_several_on_a_line(line: str, awaited: list[tuple[str, str]]) -> None:
    assert [(of.name, of.doubt) for of in read_roster(line)] == awaited


@pytest.mark.parametrize(
    "text",
    [
        *(
            "DURAND Paul    excusé",
            "Durand Paul excusé",
            "Paul Durand (excusé)",
            "Paul DURAND - absent excusé",
        ),
        *("Excusés : Paul Durand", "Excusés :\nPaul Durand", "Excusés\n\nPaul Durand"),
        *("Nom\tPrénom\tSignature\nDurand\tPaul\tExcusé", "Nom;Prénom;Excusé\nDurand;Paul;x"),
        "Nom;Prénom\nExcusés;\nDurand;Paul",
    ],
)
def test_the_excused(text: str) -> None:
    (line,) = read_roster(text)

    assert (line.name, line.excused, line.doubt) == ("Paul Durand", True, "")


def test_who_came_is_told_from_who_did_not() -> None:
    text = "Excusé : Paul Roy\n\nAnne Pot\nLuc Besson absent\nPrésents :\nJean Martin"

    assert [(of.name, of.excused, of.doubt) for of in read_roster(text)] == [
        ("Paul Roy", True, ""),
        ("Anne Pot", False, ""),
        ("Luc Besson", False, ABSENT),
        ("Jean Martin", False, ""),
    ]
    (both,) = read_roster("Anne Pot\nAnne Pot excusée")
    assert both.doubt == BOTH
    ticked = "Nom;Prénom;Présent\nRoy;Paul;x\nPot;Anna;\nDupont;Jean;non"
    assert [of.doubt for of in read_roster(ticked)] == ["", UNTICKED, ABSENT]


def test_what_is_cut_is_said() -> None:
    (line,) = read_roster("Marie Dupont - " + "CAF " * 100)

    assert (line.name, line.doubt) == ("Marie Dupont", TOO_LONG)


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


RECENT_ZOOM = """\
Sujet,ID,Nom de l'hôte,Durée (minutes),Heure de début,Heure de fin,Participants
"Atelier, suite",812 3456 7890,Accueil,95,14/05/2025 09:58:12,14/05/2025 11:33:01,3

Nom (nom d'origine),Adresse e-mail,Heure d'arrivée,Heure de départ,Durée (minutes),Invité
Hélène Bérenger,,14/05/2025 09:58:12,14/05/2025 10:10:12,12,Oui
Hélène Bérenger (Hélène),,14/05/2025 10:11:12,14/05/2025 10:31:12,20,Oui
Karim BENALI | CCAS Nevers,,14/05/2025 10:11:12,14/05/2025 10:31:12,7,Oui
Zoé (Zoé BLANC),,14/05/2025 10:11:12,14/05/2025 10:31:12,8,Oui
"""


def test_the_recent_file_of_zoom() -> None:
    awaited = [("Hélène Bérenger", "", 32), ("Karim Benali", "", 7), ("Zoé Blanc", "", 8)]

    assert spent(read_file(RECENT_ZOOM.encode("cp1252"))) == awaited
    assert spent(RECENT_ZOOM.partition("\n\n")[2]) == awaited
    assert {line.function + line.organisation for line in read_roster(RECENT_ZOOM)} == {
        "",
        "CCAS Nevers",
    }


def test_the_table_of_the_meeting_names_nobody() -> None:
    assert said("Sujet,ID,Nom de l'hôte\nAtelier,812,Accueil\n\nMarie Dupont") == [
        ("Dupont", "Marie", "", "", "")
    ]


def test_the_older_file_of_teams() -> None:
    text = """\
Full Name\tUser Action\tTimestamp
Dupont, Marie\tJoined\t5/14/2025, 9:58:12 AM
Dupont, Marie\tLeft\t5/14/2025, 10:58:12 AM
"""
    assert said(text) == [("Dupont", "Marie", "", "", "")]


def test_what_follows_a_name_in_the_file_of_teams() -> None:
    text = TEAMS.replace("Paul Martin (Externe)", "MARTIN, Paul - VILLE DE NEVERS (Externe)")

    assert said(text)[1] == ("Martin", "Paul", "", "VILLE DE NEVERS", "")


SHEET = """\
Feuille d’émargement
N°\tNOM Prénom\tStructure / fonction\tSignature
1.\tDUPONT Marie\tCAF du Doubs\t~~~
2.\tLe GOFF Jean-Pierre\tVille de Dole\t
3.\tBENALI Karim\t\texcusé
4.\t\t\t
"""
CELLS = """\
DUPONT\tMarie\t\tCAF du Doubs\t\tmarie@caf.fr
ROY\tPaul\tdirecteur\t\t\t
BENALI\tKarim\t\t\t06 12 34 56 78\t
\t\t\t\t\t
Le Goff\tJean Pierre\tÉlu\tVille de Dole\t\t
"""


def test_a_sheet_of_signatures_and_a_table_with_empty_cells() -> None:
    assert said(SHEET) == [
        ("Dupont", "Marie", "", "CAF du Doubs", ""),
        ("Le Goff", "Jean-Pierre", "", "Ville de Dole", ""),
        ("Benali", "Karim", "", "", ""),
    ]
    assert [line.excused for line in read_roster(SHEET)] == [False, False, True]
    assert said(CELLS) == [
        ("Dupont", "Marie", "", "CAF du Doubs", "marie@caf.fr"),
        ("Roy", "Paul", "directeur", "", ""),
        ("Benali", "Karim", "", "", ""),
        ("Le Goff", "Jean Pierre", "Élu", "Ville de Dole", ""),
    ]


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


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rest",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        bytes(range(256)) * 8,
        b"\xff\xfe" + bytes(range(256)) * 8,
        b"Nom\0\x01\x02\x03" * 20,
    ],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"n’est pas du texte.*CSV"):
        read_file(data)


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said_to_be(data: bytes) -> None:
    with pytest.raises(ValueError, match="est vide"):
        read_file(data)


def test_the_limit_is_of_lines_and_nobody_is_said() -> None:
    with pytest.raises(ValueError, match="la limite est de 2"):
        read_pasted("Marie Dupont\n" * (MOST_LINES + 1))
    letters = "abcdefghijklm"
    names = [f"Marie {(a + b + c).title()}" for a in letters for b in letters for c in letters]
    with pytest.raises(ValueError, match="noms, la limite est de 2"):
        read_pasted("\n".join(", ".join(names[at : at + 90]) for at in range(0, 2190, 90)))
    with pytest.raises(ValueError, match="Aucun nom"):
        read_pasted("\n1.\n2.\n")


def test_two_thousand_names_are_read() -> None:
    letters = "abcdefghijklm"
    pairs = [(a + b + c).title() for a in letters for b in letters for c in letters][:MOST_LINES]
    text = "\n".join(f"{at}. {first} DUPONT" for at, first in enumerate(pairs, 1))

    assert len(read_pasted(text)) == MOST_LINES


words = st.text(alphabet="abéDUPONT ,;\t\n\"'’-–.()@<>|:/1٣İßŉ\u202e\u200b\0", max_size=60)
phrases = st.lists(
    st.sampled_from(
        [
            *("Marie", "Dupont", "Jean Martin", "KARIM", "et", "&", ", ", "; ", "\t", "\n", "\n\n"),
            *("excusé", "Absents :", "Présents :", "(", ")", "<b>", "**", "x", "non", "1.", "|"),
            *("CAF", "Ville de Dole", "directrice", "a@x.fr", "<b@y.fr>"),
            *("Nom\tPrésent\n", "Nom;Prénom;Excusé\n"),
        ]
    ),
    max_size=25,
).map(" ".join)
anything = st.one_of(
    st.text(max_size=200), words, phrases, words.map(lambda text: f"Nom\tPrénom\n{text}")
)


@given(anything)
@example('"')
@example("Nom;Prénom\n\nNom;Prénom")
@example("\x00Nom\nİ")
@example("/EXCUSÈ")
@example("0/<EXCUSE")
@example("0  0:EXCUSE")
@example("/participants")
@example("A,EXCUSE/EXCUSE")
@example("0\x1f_[")
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
