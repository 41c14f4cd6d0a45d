"""The words around the names of organisations and people, as data: folded, as in ``words.py``."""

from domain.announcement.words import EVENT, WEEKDAY, words

WITH_PARTNERS = (
    r"\b(?:en (?:partenariat|lien|collaboration|cooperation|association|co-?organisation)"
    r"(?: etroite?)? avec|conjointement avec|aux cotes de|(?:co-?)?(?:organis|propos)\w+,? avec)\s+"
)
ORGANISED_BY = (
    r"\b(?:(?:co-?)?organisee?s?(?:,? [\w' ]{0,30}?)? par|propose(?:e|s|es)? par|"
    r"a l'(?:initiative|invitation) (?:de\b|d(?='|u\b|es\b)))\s*"
)
# What ends a list of names.
NAMES_END = (
    r"[.;:!?|«»\"\n]|,? - | (?:a|au|aux|en|pour|sur|afin|autour|lors|dans|via|depuis|avec|qui|dont|"
    r"ou|se|sera|seront|aura|auront|vous|nous|est|sont|le \d|les \d|du \d|de \d|ce|cette|ces|"
    rf"autour|entre|par)\b| {WEEKDAY}"
)
# Common nouns that begin the name of an organisation, with a small letter or not.
ORGANISATION = (
    r"(?:association|agence|ville|mairie|metropole|communaute|prefecture|sous-prefecture|conseil|"
    r"departement|region|centre|maison|mission|universite|laboratoire|office|caisse|federation|"
    r"union|fondation|institut|direction|service|reseau|collectif|regie|cite|pole|ecole|college|"
    r"lycee|hopital|librairie|theatre|cinema|musee|mediatheque|bibliotheque|entreprise|societe|club|"
    r"comite|ligue|chambre|tribunal|barreau|observatoire|syndicat|groupement|compagnie|rectorat|academie|bailleur|espace)s?"
)
NOT_AN_ORGANISATION = (
    r"(?:nous|vous|je|on|il|elle|ils|elles|ce|cette|ces|cet|notre|nos|votre|vos|un|une|madame|mesdames|messieurs|"
    r"monsieur|mme|m\.?|contrat|programme|plan|dispositif|quartier|projet|prefet|sous-prefet|"
    rf"president|presidente|maire|gouvernement|merci|bonjour|j'ai|c'est|{WEEKDAY}|{EVENT}$)"
)

# After « du »: what one is in charge of, not one’s employer.
NOT_AN_EMPLOYER = r"(?:contrat|programme|plan|dispositif|quartier|projet|droit)"

CIVILITY = r"(?:mme|mm?\.|mr|madame|monsieur|dr|pr|maitre|me|docteure?|professeure?)"

# Nouns of functions, by their beginning.
FUNCTION = (
    r"(?:co-?|vice-?|ex-|ancien(?:ne)? |premi(?:er|ere) |sous-)?(?:direct(?:eur|rice)|dirigeant|"
    r"charge|responsable|president|chef|coordin|coordon|anim(?:ateur|atrice)|doctor|docteur|"
    r"sociolog|psycholog|urbanist|geograph|econom(?:iste)|histor|professeur|maitre|enseignant|"
    r"chercheu|ingenieur|consultant|format(?:eur|rice)|mediat|educat|delegue|adjoint|elue?\b|maire|"
    r"prefet|conseill(?:er|ere)|secretaire|habitant|membre|fondat|benevole|techni|referent|"
    r"assistant|infirmi|medecin|agent|cadre|inspect|attache|expert|avocat|juriste|gerant|manager|"
    r"pilote|artiste|journaliste|etudiant|stagiaire|travailleu|intervenant|militant|architecte|"
    r"paysagiste|administrat|representant|gestionnaire|documentaliste|statistic|demograph|"
    r"anthropolog|philosoph|politist|politolog|developp|facilitat|correspondant|paire?-aidant)"
)
# « maire de Dijon »: what follows is a place, not an employer.
OF_A_PLACE = (
    r"(?:ancien\w* )?(?:premi\w+ )?"
    r"(?:maire|prefet|sous-prefet|habitant|elue?\b|depute|senat|adjoint|avocate?s? au barreau)"
)
# First words that look like a first name, and are not.
NOT_A_FIRST_NAME = words(
    "association ville conseil centre cite maison mission region departement agence reseau "
    "federation union pole projet programme plan contrat quartier collectif table groupe espace "
    "grand metropole prefecture universite laboratoire office regie compagnie fondation "
    "institut ecole college lycee hopital caisse pays communaute saint sainte direction service "
    "bureau comite les le la un une des avec pour lieu salle objet bonjour cher chere "
    "inscription contact date ministere club syndicat appel invitation atelier cycle "
    "trajectoire ressources action politique acteurs presentation intervention introduction "
    "ouverture conclusion cloture pause accueil dispositif observatoire restitution zoom focus "
    "retour regards dreets ddets ddetspp caf anct anru ars cerema insee ccas epci qpv irev crpv "
    "orvi msa cpam adil udaf afpa france habitat hlm opac crous pmi ase pjj mjc csc drac dreal "
    "madame monsieur mme mlle prefet prefete sous maire president presidente ministre depute "
    "deputee directeur directrice maitre docteur "
    "ddt ddtm chu cmp chs cidff cdad clspd epn draaf drajes sdjes gip scop"
)
SPEAKS = (
    r"\b(?:(?<!non )intervien(?:dra|dront|t|nent)(?: egalement| aussi)?(?: :)?|presence de|"
    r"(?:(?:nos |les )?intervenante?s?|format(?:eur|rice)s?|animat(?:eur|rice)s?|"
    r"moderat(?:eur|rice)s?|moderation|animation|ouverture|introduction|conclusion|"
    r"cloture|conferencier(?:e|s|es)?|temoins?) ?:|"
    r"avec(?: la participation| l'intervention| les interventions| le temoignage| la "
    r"presence)?(?: d[e'])?|(?<!ecrit )(?<!redige )(?<!realise )par|"
    r"interventions? de|(?:co-?)?anime\w* par|presente\w* par|en presence de|"
    r"temoignages? de|"
    r"retours? d'experience de|regards? de|eclairages? de|presentations? de|mot de|"
    r"introduction (?:par|de)|conference de|modere\w* par|introduit\w* par) ?$"
)
