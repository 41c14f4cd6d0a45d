"""The words the fictional centre is made of. No name here belongs to anyone."""

from domain.vocabulary import Family

FIRST_NAMES = (
    "Adèle", "Aïcha", "Alban", "Amira", "Anatole", "Apolline", "Basile", "Bérénice", "Camille",
    "Célestin", "Clémence", "Coralie", "Dorian", "Éléonore", "Élias", "Émilien", "Fanta",
    "Faustine", "Félix", "Gaspard", "Hawa", "Honorine", "Idriss", "Inaya", "Joachim", "Karim",
    "Léopold", "Lilia", "Lubin", "Maël", "Malika", "Maxence", "Nadir", "Noémie", "Octave",
    "Ondine", "Pénélope", "Philémon", "Quentin", "Rosalie", "Sacha", "Samia", "Séraphin",
    "Solène", "Tancrède", "Thaïs", "Ulysse", "Victoire", "Yanis", "Zélie",
)  # fmt: skip
NAME_BEGINNINGS = (
    "Brinde", "Claire", "Chante", "Douce", "Fausse", "Gente", "Haute", "Jolie", "Lente", "Mille",
    "Passe", "Petite", "Pique", "Rose", "Souffle", "Tourne", "Vague", "Verte", "Vire", "Trotte",
)  # fmt: skip
NAME_ENDS = (
    "bise", "brume", "cerise", "chouette", "étoile", "girouette", "givre", "lande", "lune",
    "mésange", "mousse", "noisette", "nuée", "pantoufle", "pluie", "plume", "tartine", "trompette",
)  # fmt: skip

PLACES_OF_NOWHERE = (
    "Valbrume", "Rochenuée", "Clairbief", "Montfeuille", "Fontlirette", "Brindargues",
    "Sauzelune", "Hautécho", "Bellepluie", "Petitgivre", "Noirmésange", "Chanteluzerne",
    "Vertsabot", "Tournemousse", "Longuebise", "Maupertuisette",
)  # fmt: skip

# How many organisations of each family, and how they are called around an invented name.
ORGANISATIONS: dict[Family, tuple[int, tuple[str, ...]]] = {
    Family.STATE: (10, ("Mission État-ville de {}", "Délégation fictive de {}")),
    Family.LOCAL_AUTHORITY: (
        16,
        ("Ville de {}", "Agglomération de {}", "Service cohésion sociale de {}"),
    ),
    Family.LANDLORD: (7, ("Les Toits de {}", "Foyers réunis de {}")),
    Family.ASSOCIATION: (
        22,
        ("Maison pour tous de {}", "Les Ateliers de {}", "Compagnie des voisins de {}"),
    ),
    Family.RESIDENTS: (8, ("Conseil citoyen de {}", "Table de quartier de {}")),
    Family.UNIVERSITY: (4, ("Institut du social de {}", "Université imaginaire de {}")),
    Family.EMPLOYMENT: (9, ("Mission locale de {}", "Chantier d’insertion de {}")),
    Family.HEALTH: (6, ("Centre de santé de {}", "Atelier santé ville de {}")),
    Family.CULTURE: (5, ("Théâtre de {}", "Médiathèque de {}")),
    Family.OTHER: (3, ("Club d’entreprises de {}", "Cabinet Écho de {}")),
}

# Said alike of a woman and of a man: names are drawn apart from functions.
FUNCTIONS: dict[Family, tuple[str, ...]] = {
    Family.STATE: ("Responsable de service", "Secrétaire de préfecture", "Interprète"),
    Family.LOCAL_AUTHORITY: (
        "Responsable du contrat de ville",
        "Urbaniste",
        "Membre du conseil municipal",
        "Responsable de la réussite éducative",
    ),
    Family.LANDLORD: ("Responsable de secteur", "Gestionnaire d’immeubles"),
    Family.ASSOCIATION: (
        "Bénévole",
        "Membre du bureau",
        "Guide",
        "Pilote de projet",
        "Adulte-relais",
    ),
    Family.RESIDENTS: ("Membre d’un collectif", "Locataire", "Membre du conseil citoyen"),
    Family.UNIVERSITY: ("Sociologue", "Géographe", "Élève en travail social"),
    Family.EMPLOYMENT: ("Analyste de l’emploi", "Responsable de parcours"),
    Family.HEALTH: ("Sage-femme", "Responsable santé", "Médecin"),
    Family.CULTURE: ("Bibliothécaire", "Responsable des publics"),
    Family.OTHER: ("Juriste", "Architecte"),
}

# What is talked about, theme by theme. Each subject follows « sur » or a colon.
SUBJECTS: dict[str, tuple[str, ...]] = {
    "Santé": (
        "l’accès aux soins près de chez soi",
        "la santé mentale, en parler sans tabou",
        "bien manger avec un petit budget",
        "les mille premiers jours de l’enfant",
    ),
    "Emploi": (
        "lever les freins à l’emploi",
        "les clauses sociales dans les chantiers",
        "la garde d’enfants et la reprise d’activité",
        "aller vers ceux que l’on ne voit pas",
    ),
    "Culture": (
        "les droits culturels dans les quartiers",
        "une mémoire de quartier à écouter",
        "des artistes au pied des immeubles",
        "la lecture hors les murs",
    ),
    "Éducation": (
        "la place des parents à l’école",
        "le décrochage, agir avant",
        "l’orientation sans stéréotypes",
        "le temps périscolaire en commun",
    ),
    "Participation des habitants": (
        "faire vivre un conseil citoyen",
        "la marche exploratoire, mode d’emploi",
        "un budget décidé par les habitants",
        "prendre la parole en réunion publique",
    ),
    "Vieillissement": (
        "vieillir dans son quartier",
        "l’isolement des personnes âgées",
        "des aidants à soutenir",
    ),
    "Transition écologique": (
        "des îlots de fraîcheur au pied des tours",
        "la précarité énergétique",
        "un jardin partagé qui dure",
        "le réemploi près de chez soi",
    ),
    "Égalité femmes-hommes": (
        "l’espace public pour toutes et tous",
        "les violences faites aux femmes, repérer et orienter",
        "le sport au féminin",
    ),
    "Tranquillité publique": (
        "la médiation sociale la nuit",
        "le rapprochement entre police et population",
        "les rodéos, que faire ensemble",
    ),
    "Sport": (
        "le sport comme premier pas",
        "des terrains ouverts l’été",
        "les éducateurs sportifs et la citoyenneté",
    ),
    "Laïcité": (
        "la laïcité au guichet",
        "la laïcité dans les centres de loisirs",
    ),
    "Cadre de vie": (
        "la gestion urbaine de proximité",
        "l’abattement de taxe foncière, bien l’employer",
        "la rénovation urbaine vue d’en bas",
        "les déchets et les encombrants",
    ),
    "Numérique": (
        "l’accès aux droits en ligne",
        "des écrans et des familles",
    ),
    "Jeunesse": (
        "les jeunes que l’on n’entend pas",
        "la mobilité des jeunes",
        "l’engagement associatif à vingt ans",
    ),
    "Contrats de ville": (
        "évaluer à mi-parcours",
        "l’appel à projets, simplifier",
        "mobiliser le droit commun",
        "écrire des objectifs qui se mesurent",
    ),
}  # fmt: skip

VENUES = (
    "Maison de quartier",
    "Salle polyvalente",
    "Centre social",
    "Espace associatif",
    "Hôtel de ville",
    "Pépinière d’entreprises",
    "Médiathèque",
)

COMMENTARIES = (
    "Un mois porté par les ateliers d’habitants.",
    "Les réseaux départementaux ont repris leur rythme.",
    "Deux rencontres reportées au mois suivant.",
    "Une forte présence des collectivités, peu de bailleurs.",
)
