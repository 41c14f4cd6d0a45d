"""Texts that look alike, and families told by a name."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.likeness import closest, guessed_family, near, near_pairs
from domain.vocabulary import Family


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Préfecture du Doubs", "Prefecture du Doubs (25)"),
        ("Préfecture du Doubs", "PRÉFECTURE  DU DOUBS"),
        ("Mairie de Dole", "Ville de Dole"),
        ("Commune de Saint-Claude", "Mairie de St Claude"),
        ("Communauté d’agglomération du Grand Dole", "Grand Dole Agglomération"),
        ("Association Les Francas", "Asociation Les Francas"),
        ("CAF du Jura", "Caisse d’allocations familiales du Jura"),
        ("Centre social de la Grette", "Centre social la Grette Besançon"),
        ("Oxygène n° 14", "Oxygène n°14"),
        ("Atelier habitants des Mesnils", "Ateliers habitants, les Mesnils"),
        ("DDETS (25)", "DDETS"),
        ("Oxygène n° 07", "Oxygène n° 7"),
        ("1" * 10_000, "1" * 10_000),
    ],
)
def test_looks_like(a: str, b: str) -> None:
    assert near(a, b)
    assert near(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Grand Dole", "Grand Dijon"),
        ("Communauté d’agglomération du Grand Dole", "Communauté d’agglomération du Grand Dijon"),
        ("Oxygène n°14", "Oxygène n°15"),
        ("Oxygène n°14", "Oxygène"),
        ("DDETS (25)", "DDETS (39)"),
        ("DDETS 25", "DDETS 39"),
        ("Préfecture du Doubs", "Préfecture du Jura"),
        ("Mission locale de Dole", "Mission locale de Lure"),
        ("Ville de Dole", "Ville de Dole, CCAS"),
        ("Séminaire interne", "Séminaire externe"),
        ("", ""),
        ("", "Ville de Dole"),
        ("(25)", "(39)"),
    ],
)
def test_does_not_look_like(a: str, b: str) -> None:
    assert not near(a, b)
    assert not near(b, a)


@given(st.text(), st.text())
def test_any_two_texts_are_compared_the_same_both_ways(a: str, b: str) -> None:
    assert near(a, b) == near(b, a)


@given(st.text(alphabet="abcdé 14’-", min_size=1))
def test_a_text_looks_like_itself(text: str) -> None:
    assert near(text, text) or not text.strip()


NAMES = st.lists(
    st.sampled_from(["ville", "villa", "dole", "dale", "besancon", "bezancon", "25", "025", "de"]),
    max_size=5,
).map(" ".join)


@given(st.lists(NAMES | st.text(alphabet="abéC 1(25)'", max_size=12), max_size=12))
def test_pairs_are_those_found_by_comparing_each_to_each(names: list[str]) -> None:
    texts = {key: name for key, name in enumerate(names) if any(map(str.isalpha, name))}

    found = [(a, b) for a, b in combinations(texts, 2) if near(texts[a], texts[b])]

    assert near_pairs(texts) == [pair for pair in found if _says_something(texts, pair)]


def _says_something(texts: dict[int, str], pair: tuple[int, int]) -> bool:
    """Texts of empty words only are left out of pairs: nothing can be said of them."""
    return all(near_pairs({0: texts[key], 1: texts[key]}) for key in pair)


def test_the_closest_comes_first() -> None:
    known = ["Préfecture du Jura", "Préfecture du Doubs", "Ville de Dole", "Néolia"]

    assert closest("prefecture doubs", known)[:2] == ["Préfecture du Doubs", "Préfecture du Jura"]
    assert closest("prefecture doubs", known, limit=1) == ["Préfecture du Doubs"]
    assert closest("zzzz", known) == []


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ville de Dole", Family.LOCAL_AUTHORITY),
        ("CCAS de Vesoul", Family.LOCAL_AUTHORITY),
        ("Grand Besançon Métropole", Family.LOCAL_AUTHORITY),
        ("Communauté d’agglomération de l’Auxerrois", Family.LOCAL_AUTHORITY),
        ("Conseil départemental du Jura", Family.LOCAL_AUTHORITY),
        ("Région Bourgogne-Franche-Comté", Family.LOCAL_AUTHORITY),
        ("Préfecture de la région Bourgogne-Franche-Comté", Family.STATE),
        ("Sous-préfecture de Dole", Family.STATE),
        ("DDETSPP du Jura", Family.STATE),
        ("Éducation nationale", Family.STATE),
        ("ARS Bourgogne-Franche-Comté", Family.HEALTH),
        ("CHU de Besançon", Family.HEALTH),
        ("CPTS du Grand Dole", Family.HEALTH),
        ("Grand Dole Habitat", Family.LANDLORD),
        ("Office public de l’habitat du Jura", Family.LANDLORD),
        ("Mission locale de Dole", Family.EMPLOYMENT),
        ("FRANCE TRAVAIL", Family.EMPLOYMENT),
        ("Université de Bourgogne", Family.UNIVERSITY),
        ("Université populaire", Family.OTHER),
        ("Conseil citoyen des Mesnils", Family.RESIDENTS),
        ("MJC de Dole", Family.ASSOCIATION),
        ("Centres sociaux de Planoise", Family.ASSOCIATION),
        ("Association des habitants de Planoise", Family.ASSOCIATION),
        ("Médiathèque de Lons", Family.CULTURE),
        ("Marsupilami", Family.OTHER),
        ("", Family.OTHER),
    ],
)
def test_a_word_of_the_name_tells_the_family(name: str, family: Family) -> None:
    assert guessed_family(name) is family
