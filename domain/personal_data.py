"""All that a centre holds about a person, as it is shown and handed to that person on request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.directory import PersonLine
from domain.formats import NBSP, moment, short_day
from domain.history import Moment
from domain.people_sheet import COLUMNS as CAME
from domain.people_sheet import Came, row_of
from domain.sheets import BLANK, Column, Kind, Row, Sheet
from domain.vocabulary import Consent, ConsentChannel
from domain.workbook_guide import guide


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent: to what, when, by which means, where its proof is, until when, taken back when."""

    to: str
    given_on: date | None
    channel: ConsentChannel | None
    reference: str | None
    until: date | None
    withdrawn_on: date | None
    id: int | None = None  # of a consent of its own; a testimonial bears its consent


@dataclass(frozen=True, slots=True)
class Said:
    """A testimonial signed with the person’s name."""

    id: int
    year: int
    month: int
    body: str
    agreed: Agreed


@dataclass(frozen=True, slots=True)
class Place:
    """A text, in a field of a row, that names the person; or only may, by the last name alone."""

    table: str
    row_id: int
    year: int | None
    month: int | None
    what: str  # « Rencontre », « Notes »
    text: str
    is_sure: bool
    is_hidden: bool = False  # nobody is shown it, and it is emptied with the name


@dataclass(frozen=True)
class Held:
    line: PersonLine
    made_at: datetime
    came: tuple[Came, ...]
    consents: tuple[Agreed, ...]
    testimonials: tuple[Said, ...]
    writings: tuple[str, ...]  # how lists wrote the name
    places: tuple[Place, ...]
    past: tuple[Moment, ...]  # what the journal keeps of the sheet

    @property
    def sure(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.is_sure)


_FIELDS = (
    Column("Donnée", Kind.TEXT, 30, "Ce dont il s’agit."),
    Column("Valeur", Kind.LONG, 70, "Ce que le centre en tient aujourd’hui."),
)
_AGREED = (
    Column("Accord pour", Kind.LONG, 44, "L’usage que la personne a autorisé."),
    Column("Donné le", Kind.DATE, 12, "Le jour de l’accord."),
    Column("Par", Kind.TEXT, 26, "Le moyen par lequel il a été donné."),
    Column("Preuve", Kind.LONG, 36, "Où la preuve en est gardée."),
    Column("Jusqu’au", Kind.DATE, 12, "Vide\u00a0: sans limite."),
    Column("Retiré le", Kind.DATE, 12, "Vide\u00a0: l’accord n’a pas été retiré."),
)
_SAID = (
    Column("Mois", Kind.TEXT, 12, "Le mois du témoignage."),
    Column("Texte", Kind.LONG, 80, "Les mots de la personne, ou leur résumé."),
    *_AGREED,
)
_PLACES = (
    Column("Où", Kind.TEXT, 30, "La fiche et le champ où ce texte est écrit."),
    Column("Texte", Kind.LONG, 90, "Le texte, écrit par l’équipe."),
)
_WRITINGS = (Column("Écriture", Kind.LONG, 60, "Comme une liste de présence l’avait écrite."),)
_PAST = (
    Column("Le", Kind.TEXT, 22, "Le moment de l’enregistrement."),
    Column("Ce qui a été fait", Kind.LONG, 40, "Sur la fiche de la personne."),
    Column("Donnée", Kind.TEXT, 20, "Le champ changé."),
    Column("Avant", Kind.LONG, 36, "Ce qu’il contenait."),
    Column("Après", Kind.LONG, 36, "Ce qu’il contient ensuite."),
)


def agreed_row(one: Agreed) -> Row:
    return (
        one.to,
        one.given_on or BLANK,
        one.channel.label if one.channel else BLANK,
        one.reference or BLANK,
        one.until or BLANK,
        one.withdrawn_on or BLANK,
    )


def told_agreed(one: Agreed) -> str:
    """« Tous usages : accord du 12/03/2024 (courriel), preuve : classeur 2, retiré le… »."""
    if one.given_on is None:
        return one.to
    parts = [f"accord du {short_day(one.given_on)}"]
    if one.channel:
        parts.append(one.channel.label.lower())
    parts.append(f"preuve{NBSP}: {one.reference}" if one.reference else "preuve non indiquée")
    if one.until:
        parts.append(f"jusqu’au {short_day(one.until)}")
    if one.withdrawn_on:
        parts.append(f"retiré le {short_day(one.withdrawn_on)}")
    return f"{one.to}{NBSP}: {', '.join(parts)}"


def to_use(consent: Consent) -> str:
    return f"Témoignage{NBSP}: {consent.label}"


def identity(held: Held, timezone: str) -> list[tuple[str, str]]:
    line = held.line
    return [
        ("Nom", line.last_name),
        ("Prénom", line.first_name),
        ("Fonction", line.function or ""),
        ("Structure", line.organisation or ""),
        ("E-mail", line.email or ""),
        ("Numéro de fiche", str(line.id)),
        ("Fiche créée le", moment(held.made_at, timezone)),
    ]


def sheets(held: Held, about: Sequence[tuple[str, str]], timezone: str) -> tuple[Sheet, ...]:
    """What answers a request for access: one sheet a kind of data, and how to read them."""
    tables = (
        Sheet("Identité", _FIELDS, tuple(identity(held, timezone)), ""),
        Sheet("Participations", CAME, tuple(map(row_of, held.came)), "Aucune participation."),
        Sheet("Accords", _AGREED, tuple(map(agreed_row, held.consents)), "Aucun accord noté."),
        Sheet("Témoignages", _SAID, tuple(map(_said, held.testimonials)), "Aucun témoignage."),
        Sheet(
            "Textes qui la nomment",
            _PLACES,
            tuple((one.what, one.text) for one in held.sure),
            "Aucun texte ne la nomme.",
        ),
        Sheet(
            "Écritures reconnues",
            _WRITINGS,
            tuple((one,) for one in held.writings),
            "Aucune.",
        ),
        Sheet("Journal", _PAST, tuple(_past(held.past, timezone)), "Rien au journal."),
    )
    return (*tables, guide(about, tables))


def _said(one: Said) -> Row:
    return (f"{one.month:02d}/{one.year}", one.body, *agreed_row(one.agreed))


def _past(past: Sequence[Moment], timezone: str) -> list[Row]:
    return [
        (moment(save.at, timezone), change.what, *(said or (BLANK, BLANK, BLANK)))
        for save in past
        for change in save.changes
        for said in change.fields or (None,)
    ]
