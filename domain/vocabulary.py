"""The words of the trade: closed lists, each value with its French label.

The value is stored in the database and read in addresses, hence in French and without accents;
the member is what the code says.
"""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A closed list whose members carry the words shown on screen."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class TerritoryLevel(Labelled):
    REGION = "region", "Région"
    DEPARTEMENT = "departement", "Département"
    CONTRAT_DE_VILLE = "contrat", "Contrat de ville"
    COMMUNE = "commune", "Commune"
    QPV = "qpv", "Quartier prioritaire"
    QVA = "qva", "Quartier de veille active"


class Certainty(Labelled):
    CERTAIN = "certain", "Certain"
    DEDUCED = "deduit", "Déduit, non confirmé"


class MeetingFormat(Labelled):
    GAP = "gap", "GAP"
    OXYGENE = "oxygene", "Oxygène"
    SEMINAR = "seminaire", "Séminaire"
    RESIDENTS_WORKSHOP = "atelier-habitants", "Atelier habitants"
    WORKSHOP = "atelier", "Atelier"
    REGIONAL_MEETING = "rencontre-regionale", "Rencontre régionale"
    DEPARTMENT_NETWORK = "reseau-departemental", "Réseau départemental"
    COTEC = "cotec", "COTEC"
    WEBINAR = "webinaire", "Webinaire"
    TRAINING = "formation", "Formation"
    TALK_IN_TRAINING = "intervention", "Intervention en formation"
    CONFERENCE = "conference", "Conférence"
    STUDY_DAY = "journee-etude", "Journée d’étude"
    HALF_DAY = "demi-journee", "Demi-journée"
    GATHERING = "regroupement", "Regroupement"
    INTERNAL_SEMINAR = "seminaire-interne", "Séminaire interne"
    OTHER = "autre", "Autre"


class MeetingScope(Labelled):
    """Where a meeting counts. Regional and internal meetings are those of the region."""

    REGIONAL = "regional", "Régional"
    OUTSIDE = "hors-region", "Hors région"
    NATIONAL = "national", "National"
    INTERNAL = "interne", "Interne"


class Modality(Labelled):
    ON_SITE = "presentiel", "Présentiel"
    REMOTE = "visio", "Visioconférence"
    HYBRID = "hybride", "Hybride"


class MeetingStatus(Labelled):
    PLANNED = "prevue", "Prévue"
    HELD = "tenue", "Tenue"
    CANCELLED = "annulee", "Annulée"


class DatePrecision(Labelled):
    DAY = "jour", "Jour connu"
    MONTH = "mois", "Mois connu, jour inconnu"
    YEAR = "annee", "Année connue"


class HeadcountPrecision(Labelled):
    EXACT = "exact", "Exact"
    ABOUT = "environ", "Environ"
    MORE_THAN = "plus-de", "Plus de"


class EntryKind(Labelled):
    """What may be entered twice."""

    MEETING = "rencontre", "Rencontre"
    PERSON = "personne", "Personne"
    ORGANISATION = "structure", "Structure"


class Family(Labelled):
    STATE = "etat", "État"
    LOCAL_AUTHORITY = "collectivite", "Collectivité"
    LANDLORD = "bailleur", "Bailleur"
    ASSOCIATION = "association", "Association"
    RESIDENTS = "habitants", "Habitants"
    UNIVERSITY = "universite", "Université"
    EMPLOYMENT = "emploi-insertion", "Emploi et insertion"
    HEALTH = "sante", "Santé"
    CULTURE = "culture", "Culture"
    OTHER = "autre", "Autre"


class OrganisationRole(Labelled):
    ORGANISER = "organisateur", "Organisateur"
    PARTNER = "partenaire", "Partenaire"
    HOST = "accueil", "Accueil"


class AttendanceRole(Labelled):
    PARTICIPANT = "participant", "Participant"
    SPEAKER = "intervenant", "Intervenant"
    FACILITATOR = "animateur", "Animateur"


class AttendanceState(Labelled):
    REGISTERED = "inscrit", "Inscrit"
    PRESENT = "present", "Présent"
    EXCUSED = "excuse", "Excusé"


class Consent(Labelled):
    """What the author of a testimonial allows, from the narrowest to the widest."""

    PENDING = "a-recueillir", "À recueillir"
    TEAM = "equipe", "Interne, l’équipe seulement"
    BOARD = "conseil", "Interne et rapport d’activité"
    PUBLIC = "public", "Tous usages, site compris"


class ConsentChannel(Labelled):
    WRITTEN = "ecrit", "Formulaire signé"
    EMAIL = "courriel", "Courriel"
    ORAL = "oral", "Oral"
    PUBLISHED = "publie", "Déjà publié par le centre"


class PublicationKind(Labelled):
    MINUTES = "compte-rendu", "Compte rendu"
    VIDEO = "video", "Vidéo"
    PODCAST = "podcast", "Podcast"
    EXPERIENCE_SHEET = "fiche-experience", "Fiche expérience"
    PROGRAMME_SHEET = "fiche-dispositif", "Fiche dispositif"
    JOURNAL = "journal", "Journal"
    NOTE = "note", "Note"
    OTHER = "autre", "Autre"


class ProfileKind(Labelled):
    """How a yearly target is spread over its months."""

    EVEN = "regulier", "Régulière"
    LAST_YEAR = "an-dernier", "Comme l’année d’avant"
    TYPED = "saisi", "Mois par mois"


class AudienceKey(Labelled):
    WEBSITE_USERS = "website_users", "Utilisateurs du site"
    WEBSITE_VIEWS = "website_views", "Pages vues sur le site"
    NEWSLETTER_SUBSCRIBERS = "newsletter_subscribers", "Abonnés à la lettre"
    NEWSLETTER_ISSUES = "newsletter_issues", "Lettres parues"
    PODCAST_EPISODES = "podcast_episodes", "Épisodes de podcast"
    SOCIAL_FOLLOWERS = "social_followers", "Abonnés sur les réseaux"
