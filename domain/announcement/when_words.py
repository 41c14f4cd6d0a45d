"""The words around dates and hours, as data: folded, as in ``words.py``."""

from domain.announcement.words import EVENT, WEEKDAY

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
    r"\b(?:prise de (?:poste|fonctions?)|a pourvoir|candidat\w*|depot d\w+|a (?:envoyer|"
    r"transmettre|retourner|rendre|deposer))\b[^.;:]{0,50}\b(?:le|au|pour le|du|des le)$",
)
# Another meeting: left aside, and said.
ANOTHER_MEETING = (
    r"\b(?:sera|seront|est|etre) suivie?s?\b.*$",
    r"\b(?:suivra|fera suite|s'est tenue?|a eu lieu|ont eu lieu|s'etait tenue?|precedente?s?)\b.*$",
    rf"\b(?:suite|apres|depuis)\b(?: a| au| de| du| la| le| les| l'| notre| nos| ce| cette)*"
    rf" ?(?:(?:derniere?|premiere?) )?{EVENT}.*$",
    rf"\bdernie(?:r|re)s? {EVENT}.*$",
    r"\b(?:initialement|au lieu du|replay|rediffusion|report(?:ee?s?)? du)\b.*$",
    r"\b(?:retour sur|bilan d|compte[ -]rendu d|proces[ -]verbal d|pv d|releve d|actes d)"
    r"[^.;:!?]{0,90}\b(?:du|des|de)$",
    r"\bmerci aux? [^.;!?]{0,30}(?:participant|present)[^.;!?]{0,60}$",
    r"\bannul(?:ation|ee?s?)\b(?! et remplace)[^.;?]{0,60}$",
)
# The same, by what stands after a date in its clause: a day that was put off, a past tense.
PUT_OFF = (
    r"^[^.;:!?]{0,80}?\b(?:annul|supprim|deprogramm|report|decal|repouss|deplac)ee?s?"
    r"\b(?! (?:du|de)\b)"
)
PAST = (
    r"^[^.;:(!?]{0,80}?(?:\b(?:vous etiez|nous etions|vous avez (?:ete|participe|assiste)|"
    r"(?:a|ont) (?:reuni|rassembl|accueilli|mobilis|participe|permis|connu|eu lieu|echange)\w*|"
    r"(?:s'est|se sont|s'etai(?:en)?t) (?:tenu|deroul|reuni|retrouv)\w*|"
    r"etai(?:en)?t (?:present|consacr|dedi|organis)\w*)|"
    r"\bmerci aux? [^.;!?]{0,30}(?:participant|present))"
)
DEADLINE_AFTER = r"^ ?(?:au plus tard|dernier delai|delai de rigueur)"
CLOSED = r"^[^.;:!?]{0,40}\b(?:ferme(?:e|s|es)?|fermeture)\b"
# « Rouen, le 3 mars 2026 » alone on its line, without an hour under it: when a letter was written.
LETTER_DATE = (r"^[\w' -]{2,40}, le$", r"^ *\.?(?:\n(?!\n* *(?:de |a |\()?\d\d? ?[h:])|$)")

# The text says that the day is not known yet.
TO_COME = (
    r"\bdates?\b[^.;\n]{0,40}\b(?:a (?:preciser|definir|venir|fixer|determiner)\b|(?:communiqu|"
    r"precis|fix|annonc|confirm)ee?s? (?:ulterieurement|prochainement|plus tard|bientot|sous peu))|"
    r"\bdates?\b[^.;\n]{0,20}\bsera (?:bientot )?(?:communiqu|precis|annonc|fix)|"
    r"\brev(?:iendr|en)\w+ vers vous\b[^.;\n]{0,40}\bdates?\b"
)
TENTATIVE = r"\b(?:date|jour)s?\b[^.;\n]{0,25}\ba confirmer\b|\bsous reserve\b"
# One day of several is to be chosen.
CHOICE = (
    r"\bau choix\b|\bselon (?:vos|les) disponibilites\b|\bdoodle\b|\bsondage\b|"
    r"\b(?:dates|creneaux|jours) (?:possibles|proposees?|propos)\b"
)
OR = rf"(?:[ ,;()-]|\b\d\d?(?:h|:)\d*|\b\d\d\b|\b(?:a|de|et|le|{WEEKDAY})\b|\bheures?\b)*"
# A day that only the reader of the day could name.
RELATIVE = (
    rf"\b(?:(?<!de )(?:apres-)?demain|aujourd'hui(?= (?:a|de) \d)|ce soir|la semaine prochaine|"
    rf"{WEEKDAY} (?:en huit|prochain)|(?:ce )?{WEEKDAY}(?: matin| soir| apres-midi)?"
    rf"(?= (?:a|de|des|vers) \d))"
)
CANCELLED = r"\bannul(?:ee?s?|ation)\b(?! et remplace)(?<!d'annulation)(?<!toute annulation)"
REPORT = r"(?:compte[ -]rendu|proces[ -]verbal|pv|cr|releve de (?:decisions|conclusions))\b"
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
    r"\b(?:permanence|standard|secretariat|joignable|ouverts?|accueil du public|telephon\w*|tel|"
    r"renseignements?|(?<!d.)informations?|contact\w*|bureaux)\b.*$",
)
WELCOME = r"\b(?:accueil|cafe|ouverture des portes|emargement)\b[^.;,]{0,40}$"
END_CUE = (
    r"\b(?:fin|jusqu'a|jusque|jusqu'|cloture|conclusion)(?: prevue| vers| a| des travaux)* ?:? ?$"
)
START_CUE = (
    r"(?:\b(?:a|des|vers|a partir de|partir de|rdv|rendez-vous|debut|debute|commence|horaires?|"
    r"heure|heures|ouverture|demarrage)|[:|(]) ?:? ?$"
)
