"""The screens of the product: file, address, title, who may open them."""

from typing import NamedTuple

from domain.roles import Role, User

PRODUCT = "Maillage"
SIGN_OUT = "deconnexion"
# Where one chooses a password, signed in or not: the way of whoever was given a link.
INVITATION = "invitation"


# What a director answers for, one click further than what is read every day.
STEERING = "Piloter"


class Screen(NamedTuple):
    """``address`` is the path without its slash; the dashboard has none."""

    file: str
    address: str
    title: str
    role: Role
    menu: str | None = ""  # in sight, folded under this word, or nowhere

    @property
    def href(self) -> str:
        return f"/{self.address}"


# The order is the order of the menu.
PAGES = (
    Screen("dashboard.py", "", "Tableau de bord", Role.READER),
    Screen("month.py", "mois", "Le mois", Role.READER),
    Screen("map.py", "carte", "Carte", Role.READER),
    Screen("meetings.py", "rencontres", "Rencontres", Role.READER),
    Screen("agenda.py", "agenda", "Agenda", Role.READER),
    Screen("testimonials.py", "temoignages", "Témoignages", Role.READER),
    Screen("projection.py", "projection", "Projection", Role.READER),
    Screen("entry.py", "saisir", "Saisir", Role.EDITOR),
    Screen("directory.py", "annuaire", "Annuaire", Role.EDITOR),
    Screen("targets.py", "objectifs", "Objectifs", Role.READER, STEERING),
    Screen("differences.py", "ecarts", "Écarts", Role.READER, STEERING),
    Screen("closing.py", "cloture", "Clôture", Role.DIRECTOR, STEERING),
    Screen("reports.py", "rapports", "Rapports", Role.READER, STEERING),
    Screen("sharing.py", "partage", "Partage", Role.DIRECTOR, STEERING),
    Screen("journal.py", "journal", "Journal", Role.DIRECTOR, STEERING),
    Screen("accounts.py", "comptes", "Comptes", Role.ADMIN, STEERING),
    Screen("system.py", "systeme", "Installation", Role.ADMIN, STEERING),
    Screen("participants.py", "participants", "Qui est venu", Role.EDITOR, None),
    Screen("testimonial.py", "parole", "Saisir un témoignage", Role.EDITOR, None),
    Screen("publication.py", "trace", "Saisir une publication", Role.EDITOR, None),
    Screen("month_entry.py", "saisie-du-mois", "Saisir le mois", Role.EDITOR, None),
    Screen("meeting.py", "rencontre", "Une rencontre", Role.READER, None),
    Screen("national_return.py", "remontee", "Remontée nationale", Role.READER, None),
    Screen("rows.py", "lignes", "Les lignes d’un chiffre", Role.READER, None),
    Screen("account.py", "compte", "Mon compte", Role.READER, None),
)

ADDRESSES = (*(screen.address for screen in PAGES), SIGN_OUT, INVITATION)


def menu(user: User) -> list[Screen]:
    """What the header offers this user."""
    return [screen for screen in PAGES if screen.menu is not None and user.can_act_as(screen.role)]
