"""French words for the rows that the journal tells of, and what they refer to."""

from domain.vocabulary import DatePrecision, HeadcountPrecision, MeetingStatus

# What goes without saying when a row is made.
USUAL = {
    "announced": False,
    "date_precision": DatePrecision.DAY,
    "headcount_precision": HeadcountPrecision.EXACT,
    "highlights": [],
    "is_open": False,
    "public_agenda": False,
    "revision": 1,
}
# The table a part leads to, and what is said of one and of several.
PARTS = {
    "meeting_territory": ("territory", "Territoire", "Territoires", ""),
    "meeting_theme": ("theme", "Thème", "Thèmes", ""),
    "meeting_organisation": ("organisation", "Structure", "Structures", "e"),
    "attendance": ("person", "Personne", "Personnes", "e"),
}
# What is told row by row, with the ending of its participles.
ROWS = {
    "meeting": ("Rencontre", "e"),
    "publication": ("Publication", "e"),
    "testimonial": ("Témoignage", ""),
    "person": ("Personne", "e"),
    "person_consent": ("Accord d’une personne", ""),
    "person_writing": ("Écriture reconnue", "e"),
    "organisation": ("Structure", "e"),
    "merge": ("Fusion", "e"),
    "not_a_double": ("Distinction de deux fiches", "e"),
    "theme": ("Thème", ""),
    "series": ("Série", "e"),
    "programme": ("Dispositif", ""),
    "scenario": ("Scénario de projection", ""),
    "speaker_note": ("Note de projection", "e"),
    "silenced_rule": ("Règle en veille", "e"),
    "month_closing": ("Arrêté du mois", ""),
    "year_figure": ("Chiffre publié de l’année", ""),
    "difference_note": ("Écart", ""),
    "target": ("Objectif", ""),
    "share_link": ("Lien de partage", ""),
    "public_access": ("Accès aux données publiques", ""),
    "audience_figure": ("Chiffre d’audience", ""),
    "centre": ("Centre", ""),
    "account": ("Compte", ""),
    "account_link": ("Lien pour choisir un mot de passe", ""),
    "membership": ("Droits d’un compte", ""),
    "installation": ("Installation", "e"),
    "territory": ("Territoire", ""),
}
REFERENCES = {
    "person_id": "person",
    "organisation_id": "organisation",
    "series_id": "series",
    "programme_id": "programme",
    "meeting_id": "meeting",
    "territory_id": "territory",
    "theme_id": "theme",
    "account_id": "account",
}
STATUS_WORDS = {
    MeetingStatus.PLANNED: "Rencontre de nouveau prévue",
    MeetingStatus.HELD: "Rencontre marquée tenue",
    MeetingStatus.CANCELLED: "Rencontre annulée",
}
# What a row was when a field of it was filled.
ACTS = {
    "account": {"password_hash": "Mot de passe changé", "suspended_at": "Compte suspendu"},
    "share_link": {
        "revoked_at": "Lien de partage révoqué",
        "ended_at": "Lien de partage arrivé à sa fin",
    },
    "public_access": {"key_since": "Clé des données publiques créée"},
}
# A row deleted and brought back, where « supprimée » would not say what it means.
ENDS = {"silenced_rule": ("Veille levée", "Veille reprise")}
