"""French words for what the journal holds: tables, columns, values.

A testimonial’s text, its author, function and organisation are never quoted here: consent may have
been refused or withdrawn since.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from domain.checks import RULES
from domain.difference_entry import DifferenceState
from domain.formats import MONTHS, NBSP, NNBSP, clock, decimal, number, short_day
from domain.indicators import BY_KEY
from domain.roles import Role
from domain.vocabulary import (
    AttendanceRole,
    AttendanceState,
    AudienceKey,
    Consent,
    ConsentChannel,
    DatePrecision,
    EntryKind,
    Family,
    HeadcountPrecision,
    Labelled,
    MeetingFormat,
    MeetingScope,
    MeetingStatus,
    Modality,
    ProfileKind,
    PublicationKind,
)

GONE = "(effacé depuis)"

# What identifiers stand for: table and id, and the name it has today.
Names = Mapping[tuple[str, int], str]
Teller = Callable[[Any, Names], str]


def _plain(value: Any, _names: Names) -> str:
    return str(value)


def _number(value: Any, _names: Names) -> str:
    return number(value)


def _year(value: Any, _names: Names) -> str:
    return str(value)


def _month(value: Any, _names: Names) -> str:
    return MONTHS[value - 1]


def _day(value: Any, _names: Names) -> str:
    return short_day(date.fromisoformat(value))


def _day_of(value: Any, _names: Names) -> str:
    return short_day(datetime.fromisoformat(value).date())


def _hour(value: Any, _names: Names) -> str:
    return clock(time.fromisoformat(value))


def _list(value: Any, _names: Names) -> str:
    return f"{NNBSP}; ".join(value)


def _weights(value: Any, _names: Names) -> str:
    """« janvier 8,5, février 10… »: what each month weighs."""
    told = zip(MONTHS, value, strict=True)
    return f"{NNBSP}; ".join(f"{name}{NBSP}{decimal(weight)}" for name, weight in told)


def _summary(value: Any, _names: Names) -> str:
    return "résumé" if value else "texte exact"


def _yes_or_no(value: Any, _names: Names) -> str:
    return "oui" if value else "non"


def _role(value: Any, _names: Names) -> str:
    return Role(value).label


def _indicator(value: Any, _names: Names) -> str:
    return BY_KEY[value].label if value in BY_KEY else str(value)


def _rule(value: Any, _names: Names) -> str:
    return RULES[value].label if value in RULES else str(value)


def _one_of(words: type[Labelled]) -> Teller:
    return lambda value, _names: words(value).label


def _named(table: str) -> Teller:
    return lambda value, names: names.get((table, value), GONE)


def _hidden(_value: Any, _names: Names) -> str:
    return "(non repris ici)"


_NAME: Mapping[str, tuple[str, Teller]] = {"name": ("Nom", _plain)}
_MONTH: Mapping[str, tuple[str, Teller]] = {"year": ("Année", _year), "month": ("Mois", _month)}

# The fields that may be told. One that is not here is never shown: no secret needs to be hidden.
LABELS: Mapping[str, Mapping[str, tuple[str, Teller]]] = {
    "meeting": {
        "title": ("Titre", _plain),
        "format": ("Format", _one_of(MeetingFormat)),
        "scope": ("Portée", _one_of(MeetingScope)),
        "status": ("État", _one_of(MeetingStatus)),
        "modality": ("Modalité", _one_of(Modality)),
        "series_id": ("Série", _named("series")),
        "series_number": ("Numéro dans la série", _number),
        "programme_id": ("Dispositif", _named("programme")),
        "held_on": ("Date", _day),
        "date_precision": ("Précision de la date", _one_of(DatePrecision)),
        "start_time": ("Début", _hour),
        "end_time": ("Fin", _hour),
        "half_days": ("Demi-journées", _number),
        "place": ("Lieu", _plain),
        "headcount": ("Effectif", _number),
        "headcount_precision": ("Précision de l’effectif", _one_of(HeadcountPrecision)),
        "announced": ("Annoncée au public", _yes_or_no),
        "registration_url": ("Lien d’inscription", _plain),
        "replay_url": ("Lien pour revoir", _plain),
        "highlight": ("Action emblématique", _plain),
        "highlight_rank": ("Rang dans le mois", _number),
        "notes": ("Notes", _plain),
    },
    "attendance": {
        "person_id": ("Personne", _named("person")),
        "state": ("État", _one_of(AttendanceState)),
        "role": ("Rôle", _one_of(AttendanceRole)),
        "organisation_id": ("Structure", _named("organisation")),
    },
    "publication": {
        "kind": ("Nature", _one_of(PublicationKind)),
        "title": ("Titre", _plain),
        "published_on": ("Date", _day),
        "date_precision": ("Précision de la date", _one_of(DatePrecision)),
        "url": ("Adresse", _plain),
        "meeting_id": ("Rencontre", _named("meeting")),
    },
    "testimonial": {
        "body": ("Texte", _hidden),
        "is_summary": ("Forme", _summary),
        "author": ("Auteur", _hidden),
        "function": ("Fonction", _hidden),
        "organisation": ("Structure", _hidden),
        "family": ("Famille", _one_of(Family)),
        "year": ("Année", _year),
        "month": ("Mois", _month),
        "meeting_id": ("Rencontre", _named("meeting")),
        "territory_id": ("Territoire", _named("territory")),
        "theme_id": ("Thème", _named("theme")),
        "consent": ("Accord", _one_of(Consent)),
        "consent_on": ("Accord donné le", _day),
        "consent_channel": ("Accord reçu par", _one_of(ConsentChannel)),
        "consent_until": ("Accord jusqu’au", _day),
        "consent_reference": ("Preuve de l’accord", _plain),
        "withdrawn_on": ("Accord retiré le", _day),
    },
    "person": {
        "first_name": ("Prénom", _plain),
        "last_name": ("Nom", _plain),
        "function": ("Fonction", _plain),
        "organisation_id": ("Structure", _named("organisation")),
        "email": ("E-mail", _plain),
    },
    "person_consent": {
        "person_id": ("Personne", _named("person")),
        "purpose": ("Objet", _plain),
        "given_on": ("Donné le", _day),
        "channel": ("Reçu par", _one_of(ConsentChannel)),
        "reference": ("Preuve", _plain),
        "withdrawn_on": ("Retiré le", _day),
    },
    "person_writing": {
        "writing": ("Écriture", _plain),
        "person_id": ("Personne", _named("person")),
    },
    "organisation": {
        **_NAME,
        "family": ("Famille", _one_of(Family)),
        "territory_id": ("Territoire", _named("territory")),
    },
    "merge": {"kind": ("Nature", _one_of(EntryKind)), "undone_at": ("Annulée le", _day_of)},
    "not_a_double": {"kind": ("Nature", _one_of(EntryKind))},
    "theme": _NAME,
    "series": _NAME,
    "programme": _NAME,
    "scenario": _NAME,
    "speaker_note": {"text": ("Note", _plain)},
    "silenced_rule": {
        "rule": ("Règle", _rule),
        "until": ("Jusqu’au", _day),
        "reason": ("Raison", _plain),
    },
    # Its month is its name.
    "month_closing": {
        "revision": ("Révision", _number),
        "meetings": ("Rencontres", _number),
        "participations": ("Participations", _number),
        "territories": ("Territoires", _number),
        "commentary": ("Commentaire", _plain),
        "highlights": ("Temps forts", _list),
        "source": ("Source", _plain),
        "reopened_because": ("Motif", _plain),
    },
    "year_figure": {
        "year": ("Année", _year),
        "key": ("Indicateur", _indicator),
        "value": ("Valeur", _number),
        "source": ("Source", _plain),
    },
    "difference_note": {
        "year": ("Année", _year),
        "state": ("État", _one_of(DifferenceState)),
        "note": ("Note", _plain),
    },
    "target": {
        "year": ("Année", _year),
        "key": ("Indicateur", _indicator),
        "value": ("Objectif", _number),
        "profile_kind": ("Répartition", _one_of(ProfileKind)),
        "profile": ("Poids des mois", _weights),
    },
    "share_link": {
        "recipient": ("Destinataire", _plain),
        **_MONTH,
        "territory_id": ("Territoire", _named("territory")),
        "ends_on": ("Jusqu’au", _day),
    },
    "public_access": {
        "is_open": ("Ouvertes à tous", _yes_or_no),
        "key_since": ("Clé créée le", _day_of),
    },
    "audience_figure": {
        **_MONTH,
        "key": ("Mesure", _one_of(AudienceKey)),
        "value": ("Valeur", _number),
    },
    "centre": {
        **_NAME,
        "slug": ("Adresse", _plain),
        "website": ("Site", _plain),
        "timezone": ("Fuseau horaire", _plain),
        "public_agenda": ("Agenda public", _yes_or_no),
        "retention_years": ("Noms gardés sans rencontre (années)", _number),
    },
    "account": {
        "username": ("Identifiant", _plain),
        **_NAME,
        "email": ("E-mail", _plain),
        "suspended_at": ("Suspendu le", _day_of),
    },
    "account_link": {
        "account_id": ("Compte", _named("account")),
        "expires_at": ("Jusqu’au", _day_of),
    },
    "membership": {
        "account_id": ("Compte", _named("account")),
        "role": ("Droits", _role),
    },
}
