"""The words that tell how and where people meet, as data: folded, as in ``words.py``."""

from domain.announcement.words import EVENT
from domain.vocabulary import Modality

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
NO_MODALITY = r"\b(?:pas|sans|ni|aucune?|plus|non)\b[^.;,]{0,25}$|\bsalles? (?:de )?$"
NO_AFTER = r" ?[:-]? ?(?:non\b|impossible|indisponible|pas (?:de|possible))"
REMOTE_LINK = r"zoom\.us|teams\.(?:microsoft|live)|meet\.google|webex\.com|jit\.si|livestorm"
STREET = r"(?:rue|avenue|boulevard|place|quai|chemin|impasse|allees?|cours|square|route|esplanade)"
PLACE = (
    rf"\b\d{{1,4}} ?(?:bis|ter)?,? {STREET}\b|"
    r"\b(?:rue|avenue|boulevard|place|quai) [^.;\n]{2,60}\b\d{5}\b"
)
# Where people sit: « salle 3 », « centre social des Lilas ».
ROOM = (
    r"(?:salles?(?! zoom| teams)|amphi(?:theatre)?|auditorium|"
    r"hotel (?:de|du) (?:ville|region|departement|metropole)|maison (?:des?|du|pour)|"
    r"centre(?! de ressources| de recherche| hospitalier)|espace|mjc|mediatheque|bibliotheque|"
    r"gymnase|tiers-lieu|theatre|cinema|foyer|palais|campus)\b"
)
_OFFICE = r"(?:mairie|(?:sous-)?prefecture|musee|local|iut|universite|lycee|ecole|college)\b"
# Said with the day or the hour: « à 14h, en salle 3 », « 9h-12h * salle du conseil ».
ROOM_AT = (
    r"\b(?:a la|a l'|au|aux|en|dans (?:la|le|l'|les)) ?"
    rf"(?P<room>(?:grande )?(?:{ROOM}|{_OFFICE}))"
)
ROOM_NEXT = rf"[,*|(:-] ?(?P<room>{ROOM})"
# A line of its own under the date.
ROOM_LINE = rf"\W*(?:en |a la |au |a l'|dans la )?{ROOM}[^.;:?]{{0,80}}$"
# « le 3 juin, de 9h à 17h, à Caen »: a town after the moment, by its capital.
TOWN_NEXT = r"(?:[ ,()-]|\b(?:de|a|au|et|des|partir)\b|\d\d? ?(?:h(?:eures?)?|:) ?(?:\d\d)?)*\ba "
GATHERED = (
    r"\d ?h\b|\b(?:aura lieu|auront lieu|se tien|se deroul|retrouv|se passe|passera|"
    r"rendez-vous|rdv)"
)
NOT_GATHERED = r"\b(?:renseignements|contact|inscri\w+|permanence|accueil du public)\b"
NOT_A_PLACE = rf"(?:{PLATFORMS}|en ligne|a distance|visioconference|distanciel|internet|web)"
