"""Organisers, speakers, links, series and titles, in every form French gives them."""

from datetime import date

import pytest

from domain.announcement import Speaker, read_announcement

TODAY = date(2025, 1, 15)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "L’ORME, en partenariat avec Soins Alsace, vous invite",
            ("ORME", "Soins Alsace"),
        ),
        ("L'ORME vous invite à un webinaire", ("ORME",)),
        ("Séminaire organisé par X Conseil et Y Études", ("X Conseil", "Y Études")),
        ("Trajets Communs et la DREETS vous convient", ("Trajets Communs", "DREETS")),
        ("Atelier co-organisé avec la CAF du Doubs", ("CAF du Doubs",)),
        ("Organisateurs : CAF, La Poste et la Ville de Dole", ("CAF", "La Poste", "Ville de Dole")),
        (
            "Organisé par la Direction de l’économie et du travail",
            ("Direction de l’économie et du travail",),
        ),
        ("Dans le cadre du plan, l’ARS et la CPAM organisent une rencontre", ("ARS", "CPAM")),
        ("La Ville de Dijon organise une rencontre à Dijon", ("Ville de Dijon",)),
        (
            "À l’initiative de l’Union des Centres, en lien avec le CIDFF, une rencontre",
            ("Union des Centres", "CIDFF"),
        ),
        ("Nous vous invitons à une rencontre", ()),
        ("Je vous propose une réunion", ()),
        ("Ce webinaire vous propose un échange", ()),
        ("Le gouvernement a invité chacun à donner son avis", ()),
        ("Des actions menées en partenariat avec les habitants", ()),
    ],
)
def test_organisers(written: str, expected: tuple[str, ...]) -> None:
    assert read_announcement(f"{written}.", TODAY).organisers == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Léa MARTIN, directrice, CAF", Speaker("Léa MARTIN", "directrice", "CAF")),
        ("MARTIN Léa – directrice chez Exemple", Speaker("MARTIN Léa", "directrice", "Exemple")),
        (
            "Léa MARTIN – directrice de la MJC : le sport",
            Speaker("Léa MARTIN", "directrice", "MJC"),
        ),
        (
            "Léa Martin (sociologue, Université de Lille)",
            Speaker("Léa Martin", "sociologue", "Université de Lille"),
        ),
        ("Mme MARTIN, présidente de l’ADIL", Speaker("MARTIN", "présidente", "ADIL")),
        ("Léa MARTIN, Ville de Lille", Speaker("Léa MARTIN", None, "Ville de Lille")),
        ("Léa MARTIN", Speaker("Léa MARTIN")),
        ("Léa MARTIN, maire de Dole", Speaker("Léa MARTIN", "maire de Dole")),
        ("Léa MARTIN : le sport en QPV", Speaker("Léa MARTIN")),
        ("Jean-Luc DE LA TOUR, élu", Speaker("Jean-Luc DE LA TOUR", "élu")),
        (
            "Aïcha EL-KHATIB, chargée de mission à la Ville d’Évreux",
            Speaker("Aïcha EL-KHATIB", "chargée de mission", "Ville d’Évreux"),
        ),
        ("Léa MARTIN | directrice | CAF", Speaker("Léa MARTIN", "directrice", "CAF")),
    ],
)
def test_a_speaker_of_a_list(written: str, expected: Speaker) -> None:
    assert read_announcement(f"Intervenant·es :\n- {written}\n", TODAY).speakers == (expected,)


@pytest.mark.parametrize(
    "written",
    [
        "• Le Conseil citoyen des Marnes, un an après",
        "• Cité ÉDUCATIVE, un projet",
        "Cordialement,\nLéa MARTIN, chargée de mission",
        "De : Léa MARTIN <lea@exemple.fr>\nObjet : x",
        "Contact : Léa MARTIN, assistante",
        "Contact :\nLéa MARTIN, assistante",
        "• DREETS Grand-Est, partenaire",
    ],
)
def test_who_does_not_speak(written: str) -> None:
    assert read_announcement(written, TODAY).speakers == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://exemple.fr/a.", ("https://exemple.fr/a",)),
        ("(https://exemple.fr/a)", ("https://exemple.fr/a",)),
        ("[ici](https://exemple.fr/a_(b))", ("https://exemple.fr/a_(b)",)),
        ("<https://exemple.fr/a>;", ("https://exemple.fr/a",)),
        ("« https://exemple.fr/a »", ("https://exemple.fr/a",)),
        ("https://a.fr, https://b.fr et https://a.fr", ("https://a.fr", "https://b.fr")),
        ("www.exemple.fr!", ("www.exemple.fr",)),
        ("forms.gle/AbC123", ("forms.gle/AbC123",)),
        ("contact@exemple.fr", ()),
        ("mailto:contact@exemple.fr", ()),
        ("etc.Fin de phrase", ()),
    ],
)
def test_links(written: str, expected: tuple[str, ...]) -> None:
    assert read_announcement(f"Voir {written}", TODAY).links == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Oxygène n°14", ("Oxygène", 14)),
        ("Oxygène n°\u00a014 : le sport", ("Oxygène", 14)),
        ("OXYGÈNE N° 14", ("OXYGÈNE", 14)),
        ("GAP #3", ("GAP", 3)),
        ("Webinaire n° 5 : le sport", ("Webinaire", 5)),
        ("L’ORME vous invite à l’Oxygène numéro 14", ("Oxygène", 14)),
        ("Les Mardis de la ville #4", ("Les Mardis de la ville", 4)),
        ("Cycle « Santé », séance 2", ("Santé", 2)),
        ("le 14e Oxygène", ("Oxygène", 14)),
        ("loi n° 2014-173", (None, None)),
        ("Salle n° 3", (None, None)),
        ("Article n°12", (None, None)),
        ("Lettre d’information n° 42", (None, None)),
        ("Numéro 06 12 34 56 78", (None, None)),
        ("Oxygène", (None, None)),
    ],
)
def test_series(written: str, expected: tuple[str | None, int | None]) -> None:
    draft = read_announcement(written, TODAY)
    assert (draft.series, draft.series_number) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Objet : Le sport en QPV", "Le sport en QPV"),
        ("Objet : Invitation – Le sport en QPV – 13 mai 2025", "Le sport en QPV"),
        ("Objet : RE: TR: Le sport en QPV, le 13 mai à 14h", "Le sport en QPV"),
        ("Le sport en QPV\nMardi 13 mai 2025", "Le sport en QPV"),
        ("Mardi 13 mai 2025\nLe sport en QPV", "Le sport en QPV"),
        ("Un webinaire intitulé “Le sport en QPV” aura lieu.", "Le sport en QPV"),
        ("Un webinaire sur « Le sport en QPV » aura lieu.", "Le sport en QPV"),
        ('Le séminaire "Le sport en QPV" est reporté.', "Le sport en QPV"),
        ("Titre : « Le sport en QPV »", "Le sport en QPV"),
        ("Webinaire du 13 mai 2025 : Le sport en QPV", "Le sport en QPV"),
        ("Mardi 13 mai 2025", None),
        ("Invitation", None),
        ("Bonjour à tous,", None),
        ("Réunion le 13 mai à 14h", None),
        ("Il faut « agir vite » dans les quartiers.", None),
        ("https://exemple.fr", None),
        ("Préfecture du Nord\nMardi 13 mai 2025", None),
        ("x" * 400, None),
    ],
)
def test_title(written: str, expected: str | None) -> None:
    assert read_announcement(written, TODAY).title == expected
