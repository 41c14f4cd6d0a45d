"""What the words of a list are, when they are no name: functions, organisations, noise."""

import re
from functools import lru_cache

from domain.entry import plain
from domain.likeness import guessed_family
from domain.vocabulary import Family

# How many texts are remembered while a list is read: the same is asked of one many times.
ASKED_AGAIN = 4096

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(rf"<?\s*{_EMAIL.pattern}\s*>?", re.ASCII)
# What meeting software and sign-in sheets add, and that says nothing of the person.
_NOISE = re.compile(
    r"(?:invite|guest|externe|external|elle|il|iel|she/her|he/him|organisateur|organisatrice|host"
    r"|hote|co-?hote|co-?host|moi|me|non verifie|unverified|x|oui|non|ok|present|presente|presents"
    r"|signature|signee?|visio|vu|[\W_]*|\+?\d[\d\s./()-]{5,}\d"
    r"|(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})?[\s,t]*"
    r"(?:\d{1,2}\s?[h:]\s?\d{0,2}(?::\d{2})?)?\s?(?:[ap]m)?|\d+"
    r"|(?:(?:le|du|de) )?\d[\d/.:h-]*(?: (?:(?:de|a|au|-) )?\d[\d/.:h-]*)*)"
)
_FUNCTION = re.compile(
    r"(?:co-?)?(?:(?:direct|mediat|animat|coordinat|educat|administrat|format)(?:eur|rice)"
    r"|chargee?|cheffe?|deleguee?|elue?|maire|adjointe?|coordonnat(?:eur|rice)|responsable"
    r"|(?:vice-)?presidente?|conseill(?:er|ere)|habitante?|agente?|assistante?|secretaire"
    r"|referente?|technicien(?:ne)?|ingenieure?|consultante?|gerante?|benevole|etudiante?"
    r"|enseignante?|professeure?|cherche(?:ur|use)|medecin|infirmi(?:er|ere)|psychologue"
    r"|travailleu(?:r|se)|(?:sous-)?prefete?|dgs|dga|salariee?|stagiaire|cadre|gestionnaire"
    r"|intervenante?|journaliste|architecte|urbaniste|manager|developpeu(?:r|se)|membre)s?\b"
)
# What begins the name of an organisation of several words: Maison alone is a surname.
_ORGANISATION = re.compile(
    r"(?:villes?|commune|centres?|maison|espace|fondation|compagnie|cie|collectif|comite"
    r"|club|ecole|college|lycee|universite|agence|office|services?|direction|pole|institut"
    r"|structure|societe|groupe|cabinet|atelier|epicerie|jardins?|ressourcerie|cite|conseil"
    r"|reseau|union|syndicat|chambre|banque|caisse|quartier|hotel|salle|amicale|les"
    r"|place|rue) |(?:mairie|caf|cpam|msa|dgfip|apf|emmaus)\b"
)


def find_email(text: str) -> str:
    found = _EMAIL.search(text)
    return found[0].lower() if found else ""


def count_emails(text: str) -> int:
    return len(_EMAIL.findall(text))


def without_email(text: str) -> str:
    return _ADDRESS.sub(" ", text).strip()


@lru_cache(ASKED_AGAIN)
def is_noise(text: str) -> bool:
    return bool(_NOISE.fullmatch(plain(text)))


@lru_cache(ASKED_AGAIN)
def is_function(text: str) -> bool:
    return bool(_FUNCTION.match(plain(text)))


@lru_cache(ASKED_AGAIN)
def is_organisation(text: str) -> bool:
    """Whether a word tells an organisation: the first, or one that tells a family."""
    bare = plain(text)
    return bool(_ORGANISATION.match(bare)) or guessed_family(bare) is not Family.OTHER
