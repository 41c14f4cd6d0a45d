"""Organisations and people who do not exist."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

from db.demo.centre import CentreLoader, Row
from db.demo.fictional.ground import Contrat, Ground
from db.demo.fictional.words import (
    FIRST_NAMES,
    FUNCTIONS,
    NAME_BEGINNINGS,
    NAME_ENDS,
    ORGANISATIONS,
    PLACES_OF_NOWHERE,
)
from db.models import Organisation, Person, PersonConsent
from domain.formats import short_day
from domain.vocabulary import ConsentChannel, Family

NUMBER_OF_PEOPLE = 700
# State services, universities and the like work over the whole région.
REGIONAL_SHARE = 0.3
DOMAIN = "centre-fictif.example"  # reserved: no message can reach anyone


@dataclass(frozen=True)
class FictionalOrganisation:
    id: int
    name: str
    family: Family
    contrat: Contrat | None  # None when it works over the whole région


@dataclass(frozen=True)
class FictionalPerson:
    id: int
    organisation: FictionalOrganisation
    zeal: float  # how often he comes, against the others


def add_organisations(
    centre: CentreLoader, ground: Ground, rng: Random
) -> list[FictionalOrganisation]:
    drawn = [(name, family, _home(ground, rng)) for name, family in _organisation_names(rng)]
    rows: list[Row] = [
        {"name": name, "family": family, "territory_id": home.id if home else None}
        for name, family, home in drawn
    ]
    ids = centre.add(Organisation, rows)
    return [FictionalOrganisation(key, *parts) for key, parts in zip(ids, drawn, strict=True)]


def add_people(
    centre: CentreLoader, organisations: list[FictionalOrganisation], rng: Random
) -> list[FictionalPerson]:
    names = rng.sample(list(_names()), NUMBER_OF_PEOPLE)
    homes = rng.choices(organisations, k=NUMBER_OF_PEOPLE)
    ids = centre.add(
        Person, [_person(name, home, rng) for name, home in zip(names, homes, strict=True)]
    )
    _add_consents(centre, ids, rng)
    # A few come to everything, most come now and then.
    return [
        FictionalPerson(key, home, rng.paretovariate(1.3))
        for key, home in zip(ids, homes, strict=True)
    ]


def invented_author(rng: Random) -> str:
    last = f"{rng.choice(NAME_BEGINNINGS)}{rng.choice(NAME_ENDS)}"
    return f"{rng.choice(FIRST_NAMES)} {last}"


def _names() -> Iterator[tuple[str, str]]:
    for first, beginning, end in product(FIRST_NAMES, NAME_BEGINNINGS, NAME_ENDS):
        yield first, f"{beginning}{end}"


def _organisation_names(rng: Random) -> Iterator[tuple[str, Family]]:
    for family, (count, patterns) in ORGANISATIONS.items():
        names = [pattern.format(place) for pattern in patterns for place in PLACES_OF_NOWHERE]
        for name in rng.sample(names, count):
            yield name, family


def _home(ground: Ground, rng: Random) -> Contrat | None:
    return None if rng.random() < REGIONAL_SHARE else rng.choice(ground.contrats)


def _person(name: tuple[str, str], home: FictionalOrganisation, rng: Random) -> Row:
    first, last = name
    return {
        "first_name": first,
        "last_name": last,
        "function": rng.choice(FUNCTIONS[home.family]),
        "organisation_id": home.id,
        "email": f"{_plain(first)}.{_plain(last)}@{DOMAIN}" if rng.random() < 0.8 else None,
    }


def _add_consents(centre: CentreLoader, ids: list[int], rng: Random) -> None:
    """Half agreed to receive the letter; a few changed their mind."""
    centre.add(
        PersonConsent,
        [_consent(centre.loaded_on, key, rng) for key in ids if rng.random() < 0.5],
    )


def _consent(today: date, person_id: int, rng: Random) -> Row:
    given = today - timedelta(days=rng.randint(60, 1000))
    return {
        "person_id": person_id,
        "purpose": "Recevoir la lettre d’information",
        "given_on": given,
        "channel": rng.choice((ConsentChannel.WRITTEN, ConsentChannel.EMAIL)),
        "reference": f"Inscription à la lettre, {short_day(given)}",
        "withdrawn_on": given + timedelta(days=45) if rng.random() < 0.05 else None,
    }


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
