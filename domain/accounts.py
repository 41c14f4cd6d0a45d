"""Accounts as an administrator sees them, and what he types about them. Plain values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from urllib.parse import quote
from zoneinfo import ZoneInfo

from domain.entry import Problems, Typed, clean, plain, read_required
from domain.formats import NBSP
from domain.roles import Role
from domain.searching import plain as folded
from domain.sheets import BLANK, Row

LINK_LIFETIME = timedelta(hours=72)
LONGEST_NAME, LONGEST_EMAIL = 120, 200

_EMAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]{2,}")


class AccountState(Enum):
    ACTIVE = "Actif"
    INVITED = "Invité"
    SUSPENDED = "Suspendu"


@dataclass(frozen=True)
class Right:
    """A role held in a centre."""

    centre_id: int
    slug: str
    centre: str
    role: Role


@dataclass(frozen=True)
class AccountSheet:
    """An account as one administrator sees it: its rights in the centres he administers."""

    id: int
    username: str
    name: str
    email: str | None
    state: AccountState
    rights: tuple[Right, ...]
    is_shared: bool  # it also belongs to a centre that he does not administer
    last_sign_in_at: datetime | None
    sessions: int
    link_until: datetime | None  # of the link that is waiting to be used

    @property
    def told_rights(self) -> str:
        """« Direction (Centre fictif), Lecture (Trajectoire Ressources) »."""
        return ", ".join(f"{right.role.label} ({right.centre})" for right in self.rights)

    def role_in(self, centre_id: int) -> Role | None:
        return next((r.role for r in self.rights if r.centre_id == centre_id), None)


@dataclass(frozen=True)
class PersonEntry:
    """Whose account it is. Without an e-mail, no provider of identities knows it."""

    name: str
    email: str | None


@dataclass(frozen=True)
class InvitationEntry:
    """Who is invited, and with which role in the centre of who invites."""

    person: PersonEntry
    role: Role


@dataclass(frozen=True)
class FirstStart:
    """What the first administrator says of himself, and of his centre when there is none yet."""

    username: str
    name: str
    email: str | None
    password: str
    centre: str | None


def state_of(*, suspended: bool, has_password: bool, came: bool) -> AccountState:
    """``came``: whether it ever signed in, were it by a provider of identities."""
    if suspended:
        return AccountState.SUSPENDED
    return AccountState.ACTIVE if has_password or came else AccountState.INVITED


def read_email(typed: str) -> str | None:
    """An e-mail as it is kept, in lower case; None when empty."""
    text = clean(typed).lower()
    if not text:
        return None
    if not _EMAIL.fullmatch(text) or len(text) > LONGEST_EMAIL:
        raise ValueError("Écrivez une adresse comme marie.martin@example.org.")
    return text


def read_person(typed: Typed) -> PersonEntry:
    """Raise EntryError, with a sentence for each field that is wrong."""
    problems = Problems()
    person = _read_person(problems, typed)
    problems.refuse()
    return person


def read_invitation(typed: Typed) -> InvitationEntry:
    """Raise EntryError, with a sentence for each field that is wrong."""
    problems = Problems()
    person = _read_person(problems, typed)
    if not clean(typed["email"]):
        problems.found["email"] = "Indiquez son adresse e-mail."
    if not typed["role"]:
        problems.found["role"] = "Choisissez ses droits."
    problems.refuse()
    return InvitationEntry(person, Role(int(typed["role"])))


def proposed_username(email: str, taken: Iterable[str]) -> str:
    """« marie.martin » of marie.martin@example.org; « marie.martin2 » when it is taken."""
    base = re.sub(r"[^a-z0-9._-]", "", plain(email.partition("@")[0]))[:50] or "compte"
    held = set(taken)
    number = 2
    name = base
    while name in held:
        name, number = f"{base}{number}", number + 1
    return name


def slug_of(name: str) -> str:
    """The address of a centre of this name: « trajectoire-ressources »."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:64].strip("-")


def search(sheets: Iterable[AccountSheet], words: str) -> list[AccountSheet]:
    """Those that hold every word, in name, identifier, e-mail, rights or state."""
    wanted = folded(words).split()
    return [sheet for sheet in sheets if all(word in _text(sheet) for word in wanted)]


def listed(sheets: Sequence[AccountSheet], timezone: str) -> tuple[tuple[str, ...], list[Row]]:
    """The list as a table to take away: headings, then rows."""
    headings = ("Nom", "Identifiant", "E-mail", "Droits", "État", "Dernière connexion", "Sessions")
    zone = ZoneInfo(timezone)
    return headings, [
        (
            *(sheet.name, sheet.username, sheet.email or BLANK, sheet.told_rights),
            sheet.state.value,
            sheet.last_sign_in_at.astimezone(zone).date() if sheet.last_sign_in_at else BLANK,
            sheet.sessions,
        )
        for sheet in sheets
    ]


def message_address(sheet: AccountSheet, link: str, product: str) -> str:
    """The address that opens the message to send, written already, in the reader’s mail program."""
    subject = f"Votre accès à {product}"
    what = (
        "choisir votre mot de passe et entrer"
        if sheet.state is AccountState.INVITED
        else "choisir un nouveau mot de passe"
    )
    body = (
        f"Bonjour,\r\n\r\nCe lien vous permet de {what} dans {product}{NBSP}:\r\n\r\n{link}\r\n\r\n"
        f"Il est pour vous seul, ne sert qu’une fois, et vaut 72{NBSP}heures.\r\n"
    )
    to = quote(sheet.email or "", safe="@")
    return f"mailto:{to}?subject={quote(subject)}&body={quote(body)}"


def roles_by_name() -> Mapping[str, str]:
    """Each role as a form holds it, and its label."""
    return {str(int(role)): role.label for role in Role}


def _read_person(problems: Problems, typed: Typed) -> PersonEntry:
    name = problems.read(
        "name", read_required, typed["name"], "le nom de la personne", longest=LONGEST_NAME
    )
    return PersonEntry(name or "", problems.read("email", read_email, typed["email"]))


def _text(sheet: AccountSheet) -> str:
    return folded(
        " ".join(
            (sheet.name, sheet.username, sheet.email or "", sheet.told_rights, sheet.state.value)
        )
    )
