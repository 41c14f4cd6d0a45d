"""What an announcement leaves in doubt stays empty; what it says in other ways is read."""

from datetime import date, time

import pytest

from domain.announcement import Announcement, Speaker, read_announcement
from domain.formats import NBSP
from domain.vocabulary import Modality

TODAY = date(2025, 1, 15)


def read(text: str) -> Announcement:
    return read_announcement(text, TODAY)


@pytest.mark.parametrize(
    ("written", "warned"),
    [
        ("La fête du 3 juin 2025 est annulée.", "«\u00a03 juin 2025\u00a0» n’est pas la sienne."),
        ("Rencontre du 3 juin 2025 à 14h. Elle est annulée.", "semble annulée"),
        ("Annulation du webinaire du 3 juin 2025", "n’est pas la sienne"),
        ("Lors du forum du 3 juin 2024, vous étiez 30 à venir.", "n’est pas la sienne"),
        ("Retour sur le café des voisins du 3 juin : un succès", "n’est pas la sienne"),
        ("Compte rendu de la séance du 3 juin 2025", "n’est pas la sienne"),
        ("Merci aux 30 participants de la balade du 3 juin !", "n’est pas la sienne"),
        ("Le 3 juin 2024, le club a réuni 40 personnes.", "n’est pas la sienne"),
        ("Prise de poste le 3 juin 2025", "n’est pas la sienne"),
        ("Le 3 juin la maison est fermée", "n’est pas la sienne"),
        ("Nevers, le 3 juin 2025\n\nMadame,", "n’est pas la sienne"),
        ("Forum 3 juin 2024\nDate à préciser", "n’est pas dite («\u00a0Date à préciser\u00a0»)"),
        (
            "Réunion le 3 juin 2025 ou le 5 juin 2025, selon vos disponibilités",
            "le choix entre le 3\u00a0juin 2025 et le 5\u00a0juin 2025",
        ),
        ("le 3 ou le 5 juin 2025", "le choix entre le 3\u00a0juin 2025 et le 5\u00a0juin 2025"),
        (
            "Deux dates au choix :\n- 3 juin 2025, 10h\n- 9 juin 2025, 10h",
            "le choix entre le 3\u00a0juin 2025 et le 9\u00a0juin 2025",
        ),
        (
            "Café le 3 juin 2025 à 10h.\nAtelier le 9 juin 2025 à 14h.",
            "plusieurs rencontres (le 3\u00a0juin 2025 et le 9\u00a0juin 2025)",
        ),
        ("On se voit demain à 11h", "«\u00a0demain\u00a0» sans la date"),
        ("Ce sera mardi prochain à 14h", "«\u00a0mardi prochain\u00a0» sans la date"),
        ("Jeudi l0 décembre 2O26", "Le jour n’est pas dit («\u00a0Jeudi l0 décembre"),
    ],
)
def test_no_date_is_kept_and_the_doubt_is_said(written: str, warned: str) -> None:
    draft = read(written)
    assert draft.date is None
    assert warned in draft.warnings[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("mardi trois juin deux mille vingt-cinq", date(2025, 6, 3)),
        ("le premier juin 2025", date(2025, 6, 1)),
        ("le vingt et un juin deux mille vingt-cinq", date(2025, 6, 21)),
        ("La séance du 3 juin est reportée au 9 juin 2025", date(2025, 6, 9)),
        ("Réunion le 9 juin 2025, reportée du 3 juin 2025", date(2025, 6, 9)),
        ("Annule et remplace : réunion le 9 juin 2025", date(2025, 6, 9)),
        ("Le 9 juin 2025 à 14h, nous avons le plaisir de vous recevoir", date(2025, 6, 9)),
        ("Lundi 9 juin 2025 de 9h à 17h\nMardi 10 juin 2025 de 9h à 12h", date(2025, 6, 9)),
    ],
)
def test_the_date_that_stands(written: str, expected: date) -> None:
    assert read(written).date == expected


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("De neuf heures trente à midi et demi", time(9, 30), time(12, 30)),
        ("à quatorze heures", time(14), None),
        ("à dix heures et quart", time(10, 15), None),
        ("9.30 - 17.00", time(9, 30), time(17)),
        ("14h (durée : 1h30)", time(14), time(15, 30)),
        ("14h, durée 45 min", time(14), time(14, 45)),
        ("14 h 15 précises", time(14, 15), None),
        ("Horaire : 9h-10h accueil, 10h-12h plénière, 12h-13h30 cocktail", time(10), time(12)),
        ("Renseignements de 9h à 17h au 03 80 00 00 00", None, None),
        ("deux heures pour comprendre", None, None),
    ],
)
def test_hours(written: str, begins: time | None, ends: time | None) -> None:
    draft = read(f"Mardi 13 mai 2025\n{written}")
    assert (draft.start_time, draft.end_time) == (begins, ends)


def test_one_hour_holds_for_the_days_that_are_offered() -> None:
    assert read("Réunion le 3 juin ou le 5 juin 2025, à 14h").start_time == time(14)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mardi 13 mai 2025\nVisio : non", None),
        ("Mardi 13 mai 2025 en salle Visio 3 de la mairie", Modality.ON_SITE),
        ("Mardi 13 mai 2025\nVisio ou présentiel ?", None),
        ("Mardi 13 mai 2025\nLa séance ne se tiendra pas en visioconférence.", None),
        ("Mardi 13 mai 2025, de 9h à 12h, à Nevers", Modality.ON_SITE),
        ("Mardi 13 mai 2025 à 9h, salle Colette", Modality.ON_SITE),
        ("Mardi 13 mai 2025\nMaison des projets, Dole", Modality.ON_SITE),
        ("Rendez-vous au centre social des Prés", Modality.ON_SITE),
        ("Mardi 13 mai 2025\nCentre de ressources du Doubs", None),
        ("Renseignements à la mairie, à 9h", None),
        ("Lieu : Visioconférence Zoom ou Maison des projets, Dole", Modality.HYBRID),
        ("Mardi 13 mai 2025 à 9h, salle Colette\nLien de connexion à venir", None),
    ],
)
def test_modality(written: str, expected: Modality | None) -> None:
    assert read(written).modality is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Interviendront Mme Zoé Lenoir, cheffe de projet à Nevers Portes du Sud, et M. Ali "
            "Sahli (directeur de la Régie).",
            (
                Speaker("Zoé Lenoir", "cheffe de projet", "Nevers Portes du Sud"),
                Speaker("Ali Sahli", "directeur", "Régie"),
            ),
        ),
        (
            "Mardi 13 mai, 12h-13h. Intervenante : Zoé Lenoir (ANRU).",
            (Speaker("Zoé Lenoir", None, "ANRU"),),
        ),
        ("Formatrice : Zoé Lenoir, consultante", (Speaker("Zoé Lenoir", "consultante"),)),
        ("Présence de Zoé LENOIR (CAF)", (Speaker("Zoé LENOIR", None, "CAF"),)),
        (
            "Intervenants : Zoé Lenoir (maire), modérés par Ali Sahli",
            (Speaker("Zoé Lenoir", "maire"), Speaker("Ali Sahli")),
        ),
        (
            "Intervenante : Mme Zoé El Amri - psychologue - CMP de Nevers",
            (Speaker("Zoé El Amri", "psychologue", "CMP de Nevers"),),
        ),
        (
            "Intervenants :\n- Dr Zoé Lenoir, médecin, CHU de Dijon",
            (Speaker("Zoé Lenoir", "médecin", "CHU de Dijon"),),
        ),
        ("Avec : Inès de La Roche du Bois", (Speaker("Inès de La Roche du Bois"),)),
        (
            "avec Zoé Lenoir, géographe, et le collectif Ville à tous",
            (Speaker("Zoé Lenoir", "géographe"),),
        ),
        (
            "animée par Maître Lenoir, avocate au barreau de Dijon",
            (Speaker("Lenoir", "avocate", "barreau de Dijon"),),
        ),
        ("Mme Lenoir, Maire, et M. Sahli, Préfet, vous invitent à l’inauguration", ()),
    ],
)
def test_speakers(written: str, expected: tuple[Speaker, ...]) -> None:
    assert read(written).speakers == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Pilotage : DDT 21 / Dole Agglo", ("DDT 21", "Dole Agglo")),
        (
            "- Avec qui : Métropole du Sud, bailleur Habitat 3",
            ("Métropole du Sud", "bailleur Habitat 3"),
        ),
        (
            "En partenariat avec la librairie Le Feuillet et M. Yves Petit",
            ("librairie Le Feuillet",),
        ),
    ],
)
def test_organisers(written: str, expected: tuple[str, ...]) -> None:
    assert read(written).organisers == expected


@pytest.mark.parametrize(
    ("written", "title", "series", "number"),
    [
        (
            "Rendez-vous n°12 du Club des maires\n12/05/25 – 14h/17h\nDistanciel",
            "Rendez-vous n°12 du Club des maires",
            "Club des maires",
            12,
        ),
        ("Mardi 13 mai 2025 – De neuf heures à midi\nLe sport", "Le sport", None, None),
        ("De : a@b.fr\nSubject: Prochain webinaire\n\nBonjour", None, None, None),
        ("JOURNÉE D’ÉTUDE\nQuartiers et climat\nLe 13 mai", "Quartiers et climat", None, None),
        ("ATELIER\n« Jardins »\nle premier juin à dix heures", "Jardins", None, None),
        ("Rencontre : les 40 ans du club", "Rencontre : les 40 ans du club", None, None),
        (
            "Le 5 mai de 17 à 19 h : café des partenaires, Maison pour tous.",
            "café des partenaires",
            None,
            None,
        ),
        ("- Quoi : visite de terrain", "visite de terrain", None, None),
        ("Atelier X\nRendez-vous le 13 mai", "Atelier X", None, None),
        (
            "L’ORME vous invite à une conférence sur le droit, animée par X.",
            "conférence sur le droit",
            None,
            None,
        ),
        ("<b>Le sport", "<b>Le sport", None, None),
        ("En partenariat avec l’ORME\nLe sport", "Le sport", None, None),
        (
            "Objet : Comité de pilotage du contrat de ville « Agir 2030 »",
            "Comité de pilotage du contrat de ville « Agir 2030 »",
            None,
            None,
        ),
        ("Le sport en ville\nSéance 3/6\nLe 13 mai", "Le sport en ville", "Le sport en ville", 3),
        ("Formation — Écouter\nSession 2 sur 3", "Formation — Écouter", "Formation — Écouter", 2),
        ("Atelier n° 3 rue des Lilas", None, None, None),
        (
            'Le Midi #7 : "Où en est-on ?" — mardi 13/05',
            'Le Midi #7 : "Où en est-on ?"',
            "Midi",
            7,
        ),
        ("slt ali, la reunion c mardi 13/05 18h", None, None, None),
    ],
)
def test_titles_and_series(
    written: str, title: str | None, series: str | None, number: int | None
) -> None:
    draft = read(written)
    assert (draft.title, draft.series, draft.series_number) == (title, series, number)


def test_a_report_says_that_it_is_one() -> None:
    warnings = read("Objet : Compte rendu de la réunion du 3 novembre 2025").warnings
    assert "Le texte est un compte rendu, non une invitation." in warnings


def test_a_long_text_without_a_title_says_how_it_begins() -> None:
    question = f"La question des quartiers revient partout{', et partout ailleurs' * 9}."
    opening = "La question des quartiers revient partout, et partout ailleurs, et partout…"
    assert read(f"{question}\nMardi 13 mai 2025").warnings == (
        f"Le titre n’est pas dit{NBSP}: le texte s’ouvre par «{NBSP}{opening}{NBSP}».",
    )


@pytest.mark.parametrize(
    ("written", "registration", "replay"),
    [
        ("Inscription : https://a.fr/x", "https://a.fr/x", None),
        ("Inscrivez-vous ici\nhttps://a.fr/x", "https://a.fr/x", None),
        ("Lien : https://forms.gle/x", "https://forms.gle/x", None),
        ("[Je m’inscris](https://a.fr/x)", "https://a.fr/x", None),
        ("Replay : https://a.fr/v", None, "https://a.fr/v"),
        ("Pour revoir la séance : https://a.fr/v", None, "https://a.fr/v"),
        ("Rejoindre : https://zoom.us/j/1", None, None),
        ("Cordialement\nZoé\nhttps://www.exemple.fr", None, None),
        ("Se désinscrire : https://a.fr/x", None, None),
        ("Site : https://a.fr ; inscription : https://a.fr/x", "https://a.fr/x", None),
    ],
)
def test_what_a_link_is_for(written: str, registration: str | None, replay: str | None) -> None:
    draft = read(written)
    assert (draft.registration_link, draft.replay_link) == (registration, replay)
    assert {registration, replay} - {None} <= set(draft.links)
