"""What leaves the database in a file is told in the journal, before the file is handed out."""

from sqlmodel import Session

from db.bulk import tell
from db.commands.entering import own_row, require_role
from db.models import Person
from domain.document_kinds import NAMING, DocumentKind
from domain.formats import short_day
from domain.periods import Period
from domain.roles import Role

# The person is told by the row: anonymised since, no name is left in the line.
EXPORTING_PERSON = "exporter les données de la personne"


def tell_export(session: Session) -> None:
    """Tell that the journal was taken away."""
    require_role(session, Role.DIRECTOR)
    tell(session, "exporter le journal", table="journal")


def tell_people_export(session: Session, *, period: Period) -> None:
    """Tell that the names of who came over the period were taken away."""
    require_role(session, NAMING[DocumentKind.PEOPLE])
    days = f"du {short_day(period.start)} au {short_day(period.end)}"
    tell(session, f"exporter les participants {days}", table="export")


def tell_directory_export(session: Session) -> None:
    """Tell that people of the directory were taken away."""
    require_role(session, NAMING[DocumentKind.PEOPLE])
    tell(session, "exporter les personnes de l’annuaire", table="export")


def tell_person_export(session: Session, *, person_id: int) -> None:
    """Tell that all that is held about a person was taken away, to be handed to that person."""
    require_role(session, NAMING[DocumentKind.PEOPLE])
    own_row(session, Person, person_id)
    tell(session, EXPORTING_PERSON, table="person", row_id=person_id)


def tell_counted_export(session: Session) -> None:
    """Tell that the people a figure counts were taken away."""
    require_role(session, NAMING[DocumentKind.PEOPLE])
    tell(session, "exporter les personnes comptées", table="export")


def tell_accounts(session: Session) -> None:
    """Tell that the list of accounts was taken away."""
    require_role(session, Role.ADMIN)
    tell(session, "exporter les comptes", table="export")
