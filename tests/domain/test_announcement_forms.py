"""Dates, hours and modality, in every form French gives them."""

from datetime import date, time

import pytest

from domain.announcement import read_announcement
from domain.vocabulary import Modality

TODAY = date(2025, 1, 15)
DAY = "mardi 13 mai 2025"


@pytest.mark.parametrize(
    "written",
    [
        "13 mai 2025",
        "le 13 Mai 2025",
        "mardi 13 mai 2025",
        "MARDI 13 MAI 2025",
        "13 mai, 2025",
        "13/05/2025",
        "13/5/25",
        "13.05.25",
        "13.05.2025",
        "13-05-2025",
        "2025-05-13",
        "Mar. 13 mai 2025",
        "13\u00a0mai\u00a02025",
        "mardi\u202f13\u202fmai\u202f2025",
        "13 mai",
        "mardi 13 mai",
        "Rendez-vous le 13/05",
        "mardi 13/05",
        "mardi, le 13 mai 2025",
        "13mai 2025",
        "13-mai-2025",
        "La journée du 13 mai 2025.",
        "«\u00a013 mai 2025\u00a0»",
        "(13 mai 2025)",
        "mardi\u2060 13 mai\u200b 2025",
        "13 mai\n2025",
        "Dijon, mardi 13 mai 2025, 14h",
        "Quand ? 13 mai 2025",
        "📅 13 mai 2025",
        "13 mai 2025 | 14h",
        "À vos agendas : 13/05/2025 !",
        "La réunion du 12 mars est repoussée au 13 mai 2025.",
        "13/05/2025 14:00-16:00",
        "Inscriptions avant le 2 mai. Rendez-vous le 13 mai 2025",
        "13 mai 2025 (inscription le 2 mai au plus tard)",
        "13 mai 2025. Date limite d’inscription : 2 mai 2025",
        "RSVP avant le 2 mai ! 13 mai 2025",
        "En application du décret du 3 juin 2015, séance le 13 mai 2025",
        "Le 13 mai 2025 à 14h, retour sur la loi du 1er août 2003",
        "Ouverture des inscriptions le 2 avril 2025. Colloque le 13 mai 2025.",
        "13 mai 2025, réponse attendue pour le 2 mai",
        "Merci de vous inscrire d’ici au 2 mai pour la rencontre du 13 mai 2025",
        "Séance du 13 mai 2025, publié le 2 avril 2025",
    ],
)
def test_the_date_in_every_form(written: str) -> None:
    assert read_announcement(written, TODAY).date == date(2025, 5, 13)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("le 1er juin 2025", date(2025, 6, 1)),
        ("1 er juin 2025", date(2025, 6, 1)),
        ("le 2 févr. 2026", date(2026, 2, 2)),
        ("5 sept. 2025", date(2025, 9, 5)),
        ("29 février", date(2028, 2, 29)),
        ("15 janvier", date(2025, 1, 15)),
        ("14 janvier", date(2026, 1, 14)),
        ("du 3 au 5 juin 2025", date(2025, 6, 3)),
        ("les 5, 12 et 19 juin 2025", date(2025, 6, 5)),
        ("lundi 5 et mardi 6 mai 2025", date(2025, 5, 5)),
        ("du 29 décembre au 2 janvier 2026", date(2025, 12, 29)),
        ("3-5 juin 2025", date(2025, 6, 3)),
    ],
)
def test_other_dates(written: str, expected: date) -> None:
    assert read_announcement(written, TODAY).date == expected


@pytest.mark.parametrize(
    "written",
    [
        "début juin",
        "en mai 2025",
        "printemps 2025",
        "24h/24",
        "7j/7",
        "article 12.05",
        "31 juin 2025",
        "03.13.05.25.11",
        "03 13 05 20 25",
        "21000 Dijon",
        "13 000 € en mai",
        "de 13 à 25 ans",
        "13 mois",
        "QPV 2024",
        "loi du 21 février 2014",
        "avant le 13 mai 2025",
        "v1.13.05.25",
        "https://exemple.fr/2025/05/13/page",
        "IP 10.13.05.25",
        "32 mai 2025",
        "13/13/2025",
        "30/02/2025",
        "jusqu’au 13 mai 2025",
        "Envoyé : lundi 5 mai 2025 10:12\nDe : X",
        "mercredi prochain",
        "0 mai 2025",
        "né le 13 mai 1980",
        "le 13 mai 1789",
        "١٣ mai 2025",
        "mise à jour le 13 mai 2025",
    ],
)
def test_what_is_no_date_of_a_meeting(written: str) -> None:
    assert read_announcement(written, TODAY).date is None


H14, H16, H1630 = time(14), time(16), time(16, 30)


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("14h-16h", H14, H16),
        ("14h–16h30", H14, H1630),
        ("14h00 – 16h30", H14, H1630),
        ("14 h 00 – 16 h 30", H14, H1630),
        ("14\u202fh\u202f00\u202f—\u202f16\u202fh\u202f30", H14, H1630),
        ("de 14h à 16h", H14, H16),
        ("De 14H00 à 16H00", H14, H16),
        ("de 14 h à 16 h 30", H14, H1630),
        ("de 14 heures à 16 heures 30", H14, H1630),
        ("de 14 à 16h", H14, H16),
        ("14-16h", H14, H16),
        ("14h/16h", H14, H16),
        ("14h > 16h", H14, H16),
        ("14h → 16h", H14, H16),
        ("14:00-16:30", H14, H1630),
        ("14:00 à 16:30", H14, H1630),
        ("entre 14h et 16h", H14, H16),
        ("14h jusqu’à 16h", H14, H16),
        ("à partir de 14h et jusqu’à 16h", H14, H16),
        ("début 14h, fin 16h", H14, H16),
        ("à 14h (fin prévue à 16h30)", H14, H1630),
        ("à partir de 14h", H14, None),
        ("dès 14h", H14, None),
        ("à 14 h", H14, None),
        ("14h", H14, None),
        ("14 h 00", H14, None),
        ("14:00", H14, None),
        ("à 14h précises", H14, None),
        ("vers 14h", H14, None),
        ("à 14 heures", H14, None),
        ("de 10h à midi", time(10), time(12)),
        ("midi-14h", time(12), H14),
        ("à midi", time(12), None),
        ("9h-12h30", time(9), time(12, 30)),
        ("09h00-12h30", time(9), time(12, 30)),
        ("9h 30 à 12h", time(9, 30), time(12)),
        ("20h à minuit", time(20), None),
        ("de 9h à 12h et de 14h à 16h", time(9), H16),
        ("9h-12h / 14h-16h30", time(9), H1630),
        ("durée 2h", None, None),
        ("(2h)", None, None),
        ("24h/24", None, None),
        ("35 heures de formation", None, None),
        ("25h", None, None),
        ("", None, None),
    ],
)
@pytest.mark.parametrize(
    "around", ["{day}, {hours}", "{day} – {hours}", "{day}\n{hours}", "{hours} le {day}"]
)
def test_hours_in_every_form(
    written: str, begins: time | None, ends: time | None, around: str
) -> None:
    draft = read_announcement(around.format(day=DAY, hours=written), TODAY)
    assert draft.date == date(2025, 5, 13)
    assert (draft.start_time, draft.end_time) == (begins, ends)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("via Zoom", Modality.REMOTE),
        ("sur Teams", Modality.REMOTE),
        ("en visioconférence", Modality.REMOTE),
        ("en visio-conférence", Modality.REMOTE),
        ("en distanciel", Modality.REMOTE),
        ("Réunion en ligne", Modality.REMOTE),
        ("Lieu : Zoom", Modality.REMOTE),
        ("Rejoindre : https://us02web.zoom.us/j/1", Modality.REMOTE),
        ("Atelier 100 % à distance", Modality.REMOTE),
        ("en présentiel", Modality.ON_SITE),
        ("En PRÉSENTIEL uniquement, pas de visio", Modality.ON_SITE),
        ("Lieu : Maison des associations, Dole", Modality.ON_SITE),
        ("Rendez-vous au 12 rue des Lilas, 25000 Besançon", Modality.ON_SITE),
        ("dans nos locaux", Modality.ON_SITE),
        ("en présentiel ou à distance", Modality.HYBRID),
        ("en présentiel et en visio", Modality.HYBRID),
        ("au format hybride", Modality.HYBRID),
        ("Lieu : salle B et Zoom, 3 place du Marché", Modality.HYBRID),
        ("Un zoom sur l’emploi", None),
        ("Inscription en ligne", None),
        ("Formulaire à remplir en ligne", None),
        ("Les équipes se retrouvent", None),
        ("Lieu : à préciser", None),
        ("accompagnement à distance des familles", None),
    ],
)
def test_modality(written: str, expected: Modality | None) -> None:
    assert read_announcement(f"{DAY}\n{written}", TODAY).modality is expected
