"""The words of French announcements, as data: no accents, no capitals (see ``source.fold``)."""


def words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What a label at the start of a line announces: « Date : », « Intervenant·es : ».
_FIELDS = {
    "title": "titre, intitule, quoi",
    "theme": "theme, thematique, sujet",
    "date": "date, dates, quand, jour, date et heure, date et heures, date et horaire, "
    "date et horaires, jour et heure, date/heure, date / heure",
    "hours": "horaire, horaires, heure, heures, creneau, creneau horaire",
    "modality": "modalite, modalites",
    "place": "lieu, ou, adresse, lieu et modalite, lieu / modalite, format, lieu du rendez-vous",
    "organisers": "organisateur, organisateurs, organisatrice, organisatrices, organisation, "
    "organisateurs et partenaires, organise par, co-organise par, coorganise par, partenaires, "
    "partenaire, en partenariat avec, co-organisateurs, coorganisateurs, structure organisatrice, "
    "propose par, pilotage, porteur, porteurs, avec qui, partenariat, en lien avec",
    "speakers": "intervenant, intervenants, intervenante, intervenantes, intervention, "
    "interventions, avec, avec la participation de, avec les interventions de, animation, anime "
    "par, animee par, animateur, animatrice, orateurs, oratrices, temoins, temoignages, "
    "avec les temoignages de, intervenantes et intervenants, intervenants et intervenantes, "
    "avec la presence de, en presence de, temoignage, grand temoin, moderation, moderateur, "
    "moderatrice, avec l'intervention de, nos intervenants, les intervenants, conferencier, "
    "conferenciere, conferenciers, formateur, formatrice, formateurs, formatrices, temoin",
    "links": "liens",
    "series": "serie, cycle",
    # They end a list, and are read no further.
    "contact": "contact, contacts, renseignements, renseignements et inscriptions, informations, "
    "informations et inscriptions, inscription, inscriptions, votre contact, vos contacts",
    "other": "programme, public, deroule, deroulement, au programme, tarif, objectifs, contenu, "
    "lien, acces, participation",
}
LABELS = {
    word.replace("-", ""): field for field, words in _FIELDS.items() for word in words.split(", ")
}
UNSAID = r"(?:non |a )(?:precise\w*|defini\w*|preciser|definir|venir|confirmer|communique\w*)\.?$"

MAIL_SUBJECTS = ("objet", "sujet", "subject")
# Only an e-mail has these; « Date : » beside one of them is the day it was sent.
MAIL_SENDERS = (
    "de",
    "from",
    "expediteur",
    "envoye",
    "envoye le",
    "sent",
    "a",
    "to",
    "destinataire",
)
MAIL_HEADERS = (
    *MAIL_SUBJECTS,
    *MAIL_SENDERS,
    *("date", "cc", "cci", "copie", "repondre a", "reply-to", "pieces? jointes?", "importance"),
)

# Names that hold « et », « au »: not to be cut there.
KNOWN_NAMES = ("ressources et territoires", "villes au carre", "ville et banlieue")

# Words after which a line cannot end: it was cut by a mailer.
SMALL_WORDS = words(
    "le la les de du des a au aux en et ou par pour avec sur dans chez un une son sa ses lundi "
    "mardi mercredi jeudi vendredi samedi dimanche"
)

MONTHS = {
    **dict.fromkeys(("janvier", "janv", "jan"), "janvier"),
    **dict.fromkeys(("fevrier", "fevr", "fev"), "février"),
    "mars": "mars",
    **dict.fromkeys(("avril", "avr"), "avril"),
    "mai": "mai",
    "juin": "juin",
    **dict.fromkeys(("juillet", "juil"), "juillet"),
    "aout": "août",
    **dict.fromkeys(("septembre", "sept"), "septembre"),
    **dict.fromkeys(("octobre", "oct"), "octobre"),
    **dict.fromkeys(("novembre", "nov"), "novembre"),
    **dict.fromkeys(("decembre", "dec"), "décembre"),
}
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEKDAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lun|mar|mer|jeu|ven|sam|dim)\b)"
)

# Anything a team calls people to.
EVENT = (
    r"\b(?:web-?inaires?|webconferences?|seminaires?|ateliers?|rencontres?|reunions?|journees?|"
    r"demi-journees?|matinees?|apres-midi|conferences?|colloques?|formations?|tables?[ -]rondes?|"
    r"petits?[ -]dejeuners?|forums?|assises|visioconferences?|visios?|cotec|copil|comites?|oxygene|"
    r"gap|cafes?|soirees?|debats?|cine-debats?|visites?|sessions?|seances?|assemblees?|"
    r"rendez-vous|plenieres?|groupes? de travail|inaugurations?|regroupements?|"
    r"evenements?|festivals?)\b"
)
INVITES = (
    r"\b(?:vous (?:invit\w+|convi\w+|propos\w+|donn\w+ rendez-vous|accueill\w+|attend\w*)|"
    r"(?:a|ont) le plaisir (?:de vous (?:inviter|convier|proposer|accueillir)|d'organiser)|"
    r"(?:est|sont) heureu\w+ de vous (?:inviter|convier|proposer|accueillir)|"
    rf"(?:co-?)?organis(?:e|ent)\b(?=[^.;]{{0,90}}?{EVENT})|"
    rf"propos(?:e|ent) (?=(?:un|une|la|le|son|sa|leur) (?:[\w-]+ ){{0,2}}?{EVENT}))"
)

# Words of a heading that says nothing of the subject.
GENERIC = (
    rf"(?:invitations?|rappel|save the date|a vos agendas|agenda|actualites?|newsletter|programme|"
    rf"lettre(?: d'information| d'info)?|communique(?: de presse)?|flash info|bonjour|bonsoir|"
    rf"evenements?|info|infos|informations?|inscriptions?|s'inscrire|annonce|date|"
    rf"republique francaise|prefecture[\w' -]*|(?:ville|mairie) d[\w' -]*|nouveau|{EVENT}|"
    r"regional\w*|departemental\w*|flash|ordre du jour|distanciel|presentiel|hybride|visio|"
    r"uniquement|minutes|min|heures|retour|bilan|sur|en ligne|gratuite?|du|de|la|"
    r"le|l'|au|a|n°|\d+|"
    rf"nos|prochaine?s?|presse|{'|'.join(MONTHS)}|"
    r"madame|monsieur|mesdames|messieurs|cheres?|chers?|tous|toutes|collegues|partenaires|et|[^\w]+)"
)
# A first line that names who writes, not what is announced.
LETTERHEAD = (
    r"(?:les? |la |l')?(?:centre|ville|prefecture|mairie|metropole|communaute|association|agence|"
    r"direction|ministere|conseil (?:departemental|regional)|union|federation|office|caisse|"
    r"universite|departement|region|republique|reseau national)\b"
)
SUBJECT_PREFIX = (
    r"(?:(?:tr|re|fw|fwd|rv)\s*:|\[[^\]]{0,40}\]|(?:invitation|rappel|save the date|info|"
    r"information|a vos agendas|relance|urgent|annonce|"
    r"derniers? jours?)\s*!?\s*(?:[:|/,]|-(?= )|!)|"
    r"invitation\s+(?:au|aux|a la|a l'|a une?|a)\s*|[^\w«\"(#<]+)\s*"
)

# What kind of meeting, and nothing of its subject: the line under it tells that.
KIND = (
    rf"\W*{EVENT}(?: (?:d'|de )?(?:etudes?|echanges?|pratiques|travail|informations?|concertation|"
    r"equipe|reflexion|publique|technique|thematique|regionale?|departementale?|partenariale?))*\W*"
)
# What a service of meetings or of tickets writes by itself.
SERVICE = (
    r"(?:reunion|evenement)? ?(?:microsoft )?teams\b|rejoindre|cliquez|participe(?:z|r) a partir|"
    r"id de (?:la )?(?:reunion|conference)|code secret|besoin d'aide|options de reunion|"
    r"en savoir plus|acheter|billets?|partager|ajouter a|mot de passe|telecharger|"
    r"evenement (?:en ligne|gratuit)"
)
GREETING = (
    r"(?:bonjour|bonsoir|salut|slt|coucou|hello|madame|monsieur|mesdames|messieurs|chere?s?)\b"
)
CLOSING = (
    r"(?:bien )?(?:cordialement|a vous|amicalement)|sinceres salutations|salutations|"
    r"respectueusement|a (?:tres )?bientot|dans l'attente|belle (?:journee|soiree)|"
    r"bonne (?:journee|reception)|"
    r"(?:tres )?sincerement|nous vous prions|je vous prie|-- ?$"
)

# Numbered things that are no meetings: « loi n° 2014-173 », « salle n° 3 ».
NOT_A_SERIES = words(
    "loi decret arrete article circulaire ordonnance salle batiment bureau porte ligne bus tram "
    "fiche lot axe page tome annexe piece objectif action mesure figure tableau lettre "
    "newsletter journal siret siren rna cerfa telephone tel dossier code poste qpv hall stand "
    "parking decision priorite volet etape chapitre enjeu point question orientation quai "
    "convention"
)
# Words that a name of series does not hold: it begins after the last of them.
NOT_IN_A_SERIES = words(
    "vous nous au aux prochain prochaine pour lors notre votre son sa ce cette invitation "
    "invite invitent objet rappel re tr fw fwd save the date convie convient propose proposent "
    "organise organisent a le l un une est sera apres suite du retour sur par avec"
)
