"""The tables. Importing this package fills ``SQLModel.metadata``."""

from db.models.accounts import (
    Account,
    AccountLink,
    Draft,
    Installation,
    Journal,
    JournalHead,
    Membership,
    SignInSession,
    SignInThrottle,
)
from db.models.base import Edited, utc_now
from db.models.entering import Merge, NotADouble, PersonWriting, Submission
from db.models.explaining import DifferenceNote
from db.models.meetings import (
    Meeting,
    MeetingOrganisation,
    MeetingTerritory,
    MeetingTheme,
    Programme,
    Series,
    Theme,
)
from db.models.people import Attendance, Organisation, Person, PersonConsent
from db.models.places import Centre, Territory
from db.models.presenting import Presentation, Scenario, SpeakerNote
from db.models.publishing import (
    AudienceFigure,
    MonthClosing,
    Publication,
    Target,
    Testimonial,
    YearFigure,
)
from db.models.sharing import PublicAccess, ShareLink
from db.models.silencing import SilencedRule

__all__ = [
    "Account",
    "AccountLink",
    "Attendance",
    "AudienceFigure",
    "Centre",
    "DifferenceNote",
    "Draft",
    "Edited",
    "Installation",
    "Journal",
    "JournalHead",
    "Meeting",
    "MeetingOrganisation",
    "MeetingTerritory",
    "MeetingTheme",
    "Membership",
    "Merge",
    "MonthClosing",
    "NotADouble",
    "Organisation",
    "Person",
    "PersonConsent",
    "PersonWriting",
    "Presentation",
    "Programme",
    "PublicAccess",
    "Publication",
    "Scenario",
    "Series",
    "ShareLink",
    "SignInSession",
    "SignInThrottle",
    "SilencedRule",
    "SpeakerNote",
    "Submission",
    "Target",
    "Territory",
    "Testimonial",
    "Theme",
    "YearFigure",
    "utc_now",
]
