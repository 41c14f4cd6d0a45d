"""The words of French announcements, as data: no accents, no capitals (see ``source.fold``)."""

from domain.vocabulary import Modality


def words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What a label at the start of a line announces: « Date : », « Intervenant·es : ».
_FIELDS = {
    "title": "titre, intitule",
    "theme": "theme, thematique, sujet",
    "date": "date, dates, quand, jour, date et heure, date et heures, date et horaire, "
    "date et horaires, jour et heure, date/heure, date / heure",
    "hours": "horaire, horaires, heure, heures, creneau, creneau horaire",
    "modality": "modalite, modalites",
    "place": "lieu, ou, adresse, lieu et modalite, lieu / modalite, format, lieu du rendez-vous",
    "organisers": "organisateur, organisateurs, organisatrice, organisatrices, organisation, "
    "organisateurs et partenaires, organise par, co-organise par, coorganise par, partenaires, "
    "partenaire, en partenariat avec, co-organisateurs, coorganisateurs, structure organisatrice, "
    "propose par",
    "speakers": "intervenant, intervenants, intervenante, intervenantes, intervention, "
    "interventions, avec, avec la participation de, avec les interventions de, animation, anime "
    "par, animee par, animateur, animatrice, orateurs, oratrices, temoins, temoignages, "
    "avec les temoignages de, intervenantes et intervenants, intervenants et intervenantes, "
    "avec la presence de, en presence de, temoignage, grand temoin, moderation, moderateur, "
    "moderatrice, avec l'intervention de, nos intervenants, les intervenants, conferencier, "
    "conferenciere, conferenciers",
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
    r"rendez-vous|plenieres?|groupes? de travail|regroupements?|evenements?|festivals?)\b"
)
INVITES = (
    r"\b(?:vous (?:invit\w+|convi\w+|propos\w+|donn\w+ rendez-vous|accueill\w+|attend\w*)|"
    r"(?:a|ont) le plaisir (?:de vous (?:inviter|convier|proposer|accueillir)|d'organiser)|"
    r"(?:est|sont) heureu\w+ de vous (?:inviter|convier|proposer|accueillir)|"
    rf"(?:co-?)?organis(?:e|ent)\b(?=[^.;]{{0,90}}?{EVENT})|"
    rf"propos(?:e|ent) (?=(?:un|une|la|le|son|sa|leur) (?:[\w-]+ ){{0,2}}?{EVENT}))"
)

# Of a date, by what stands before it in its clause. A deadline, a law, the past: never the meeting.
NOT_THE_MEETING = (
    r"\b(?:avant|jusqu'au?|d'ici|au plus tard|depuis|a compter du?)(?: le| au)?$",
    r"\b(?:date limite|limite d'inscription|clotures?|ouvertures?) .{0,60}$",
    r"\bau plus tard .{0,20}$",
    r"\binscri(?:ptions?|vez-vous|re)(?: (?:est|sont|obligatoires?|ouvertes?|possibles?|gratuites?|"
    r"en ligne|souhaitees?|et|demandees?|requises?))* ?:?(?: (?:le|a partir du|des le|du))?$",
    r"\b(?:rsvp|reponse|confirm\w+|repondre|retour)\b.{0,50}\b(?:le|pour le|au)$",
    r"\breponse ?:$",
    rf"\b(?:loi|decret|circulaire|arrete|ordonnance|instruction|directive|deliberation|courrier|"
    rf"lettre|mail|courriel|note|compte[ -]rendu|communique|rapport|decision|discours|jugement|"
    rf"annonces?)\b(?:(?!{EVENT}).){{0,140}}\b(?:du|date du|en date du)$",
    r"\b(?:sign|adopt|vot|promulgu|publi|mis en ligne|mise? a jour|actualis|paru|parue|dat|cre|"
    r"fond|envoy|recu|redig|modifi)(?:ee?s?)?(?: le| du)?$",
    r"\b(?:ne|nee|entree? en vigueur)(?: le| au)?$",
    r"\bfait a [\w -]{2,40}, le$",
)
# Another meeting: left aside, and said.
ANOTHER_MEETING = (
    r"\b(?:sera|seront|est|etre) suivie?s?\b.*$",
    r"\b(?:suivra|fera suite|s'est tenue?|a eu lieu|ont eu lieu|s'etait tenue?|precedente?s?)\b.*$",
    rf"\b(?:suite|apres|depuis)\b(?: a| au| de| du| la| le| les| l'| notre| nos| ce| cette)*"
    rf" ?(?:(?:derniere?|premiere?) )?{EVENT}.*$",
    rf"\bdernie(?:r|re)s? {EVENT}.*$",
    r"\b(?:initialement|au lieu du|replay|rediffusion|reporte du)\b.*$",
)
# How much the words before a date, and after it, say that it is the one of the meeting.
BEFORE_DATE = (
    (
        r"\b(?:aura|auront) lieu|\b(?:se|s') ?(?:tien|derouler)|\brendez-vous\b|"
        r"\b(?:report|repouss|decal|deplac)ee?s?\b",
        3,
    ),
    (r"\b(?:convi|invit|retrouv|propos|donne rendez-vous|prevue?|programmee?|fixee?)", 3),
    (EVENT, 1),
    (r"\blors d", -3),
    (
        r"\b(?:prochain|prochaine|prochains|prochaines|a noter|egalement|aussi|autres?|ensuite)\b",
        -3,
    ),
    (r"^[\w' -]{2,40}, le$", -2),
)
HOUR_NEAR = r"^[ ,:|(-]{0,4}(?:\d{4} ?)?(?:[ ,:|(-]|de|a|entre|des|partir)*\d{1,2} ?(?:h|:)"

# Of an hour, by what stands before it.
HOUR_ASIDE = (
    r"\b(?:duree|pendant|durant|environ|en|bloc de|pause|dejeuner|inscription\w*|avant|limite)"
    r"(?: (?:de|d'|a|estimee|approximative|totale|prevue|est|libre))* ?:? ?$",
    r"\b(?:lundi|mardi) au (?:jeudi|vendredi|samedi)\b.*$",
    r"\b(?:permanence|standard|secretariat|joignable|ouvert|telephon\w*|tel)\b.*$",
)
WELCOME = r"\b(?:accueil|cafe|ouverture des portes|emargement)\b[^.;,]{0,40}$"
END_CUE = (
    r"\b(?:fin|jusqu'a|jusque|jusqu'|cloture|conclusion)(?: prevue| vers| a| des travaux)* ?:? ?$"
)
START_CUE = (
    r"(?:\b(?:a|des|vers|a partir de|partir de|rdv|rendez-vous|debut|debute|commence|horaires?|"
    r"heure|heures|ouverture|demarrage)|[:|(]) ?:? ?$"
)

PLATFORMS = (
    r"zoom|teams|google meet|meet|webex|jitsi|big ?blue ?button|bbb|gotomeeting|livestorm|skype|"
    r"tixeo|webconf|visio|youtube"
)
_GATHER = (
    rf"(?:{EVENT}|tiendra|tenir|lieu|deroulera|format|participer|suivre|possible|et|ou|:|^|,|\()"
)
# How people meet, by the words that say so; « zoom sur l’emploi » is none of them.
MODALITIES = (
    (
        Modality.HYBRID,
        r"\b(?:hybride|bi-?modal)s?\b|\bcomodal|\bretransmi\w+|"
        r"\b(?:et|ou|aussi|egalement|possible\w*) (?:aussi |egalement )?(?:en|a|par) "
        r"(?:visio\w*|distance|distanciel)\b",
    ),
    (
        Modality.REMOTE,
        rf"\b(?:via|sur|par|avec|lien|en|reunion|webinaire|visio|visioconference)"
        rf"(?: l'application| la plateforme| l'outil| microsoft| google| ms)? ?[-:(]? ?"
        rf"(?:{PLATFORMS})\b(?! sur\b)|"
        rf"[(:,/-] ?(?:{PLATFORMS})\b(?! sur\b)|\bvisio(?:s|-?conferences?)?\b|\bdistanciel\b|"
        r"^\W*(?:100 ?% )?(?:en ligne|a distance)\b|"
        rf"{_GATHER} ?[-(]? ?(?:100 ?% )?(?:uniquement |entierement |exclusivement )?"
        r"(?:en ligne|a distance)\b|\blien de connexion\b|\bteams meeting\b|^teams$|^zoom$",
    ),
    (Modality.ON_SITE, r"\bpresentiel\b|\bsur place\b|\bdans (?:les|nos|ses) locaux\b"),
)
# The word says it by itself: a seminar on the web.
WEB_EVENT = r"\b(?:web-?inaire|webconference)\b"
NO_MODALITY = r"\b(?:pas|sans|ni|aucune?|plus|non)\b[^.;,]{0,25}$"
REMOTE_LINK = r"zoom\.us|teams\.(?:microsoft|live)|meet\.google|webex\.com|jit\.si|livestorm"
PLACE = (
    r"\b\d{1,4} ?(?:bis|ter)?,? (?:rue|avenue|boulevard|place|quai|chemin|impasse|allees?|cours|"
    r"square|route|esplanade)\b|\b(?:rue|avenue|boulevard|place|quai) [^.;\n]{2,60}\b\d{5}\b"
)
NOT_A_PLACE = rf"(?:{PLATFORMS}|en ligne|a distance|visioconference|distanciel|internet|web)"

# Words of a heading that says nothing of the subject.
GENERIC = (
    rf"(?:invitations?|rappel|save the date|a vos agendas|agenda|actualites?|newsletter|programme|"
    rf"lettre(?: d'information| d'info)?|communique(?: de presse)?|flash info|bonjour|bonsoir|"
    rf"evenements?|info|infos|informations?|inscriptions?|s'inscrire|annonce|date|"
    rf"republique francaise|prefecture[\w' -]*|(?:ville|mairie) d[\w' -]*|nouveau|{EVENT}|"
    r"regional\w*|departemental\w*|flash|retour|bilan|sur|en ligne|gratuite?|du|de|la|"
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
    r"invitation\s+(?:au|aux|a la|a l'|a une?|a)\s*|[^\w«\"(#]+)\s*"
)

GREETING = r"(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs|cher|chere|chers|cheres)\b"
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
