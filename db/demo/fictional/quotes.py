"""What people who do not exist say of the fictional centre: theme, family, words."""

from domain.vocabulary import Family

QUOTES: tuple[tuple[str, Family, str], ...] = (
    (
        "Participation des habitants",
        Family.RESIDENTS,
        "On m’a demandé mon avis, et trois semaines plus tard le banc était déplacé. C’est "
        "peu, mais personne ne l’avait fait avant.",
    ),
    (
        "Contrats de ville",
        Family.LOCAL_AUTHORITY,
        "J’avais vingt objectifs en arrivant, j’en avais six en repartant. Et ces six-là, je "
        "sais comment les suivre.",
    ),
    (
        "Emploi",
        Family.EMPLOYMENT,
        "Nous connaissions tous la même famille sans le savoir. Depuis cette matinée, nous "
        "nous appelons.",
    ),
    (
        "Santé",
        Family.HEALTH,
        "Parler de santé mentale dans une salle de quartier, autour d’un café, change "
        "tout\u00a0: on ne vient pas consulter, on vient discuter.",
    ),
    (
        "Cadre de vie",
        Family.LANDLORD,
        "Le diagnostic en marchant nous a montré des escaliers que nos plans disaient neufs.",
    ),
    (
        "Contrats de ville",
        Family.STATE,
        "Le regard extérieur du centre nous évite de nous raconter des histoires. Les "
        "échanges sont francs, la méthode est claire, et l’on repart avec un calendrier.",
    ),
    (
        "Éducation",
        Family.ASSOCIATION,
        "Les parents sont venus parce que c’était au centre social, un samedi, avec les "
        "enfants. Le lieu et l’heure font la moitié du travail.",
    ),
    (
        "Culture",
        Family.CULTURE,
        "J’avais préparé un spectacle. Les habitants avaient préparé le leur. Nous avons "
        "joué les deux.",
    ),
    (
        "Vieillissement",
        Family.ASSOCIATION,
        "On nous parle toujours des jeunes. Ce jour-là, on a parlé de ma mère.",
    ),
    (
        "Jeunesse",
        Family.UNIVERSITY,
        "Pour mes étudiants, rencontrer ceux qui font vaut dix cours. Ils en reparlent encore.",
    ),
    (
        "Participation des habitants",
        Family.RESIDENTS,
        "Au début je venais pour écouter. Maintenant je tiens le micro.",
    ),
    (
        "Transition écologique",
        Family.LOCAL_AUTHORITY,
        "Nous avons copié sans honte le jardin de nos voisins, et ils nous ont même prêté "
        "leurs outils. L’idée nous a fait gagner un an.",
    ),
    (
        "Égalité femmes-hommes",
        Family.ASSOCIATION,
        "La marche exploratoire du soir a ouvert les yeux de tout le monde, à commencer par "
        "les miens.",
    ),
    (
        "Tranquillité publique",
        Family.STATE,
        "Médiateurs, bailleurs et policiers autour d’une même carte\u00a0: il a suffi de "
        "deux heures pour accorder nos versions.",
    ),
    (
        "Sport",
        Family.ASSOCIATION,
        "Le terrain est resté ouvert tout l’été. Aucun incident, et une équipe de filles à "
        "la rentrée.",
    ),
    (
        "Laïcité",
        Family.LOCAL_AUTHORITY,
        "Mes agents d’accueil ont enfin des réponses simples à des questions compliquées.",
    ),
    (
        "Numérique",
        Family.RESIDENTS,
        "J’ai déclaré mes revenus sans aucune aide. J’ai soixante-treize ans.",
    ),
    (
        "Emploi",
        Family.EMPLOYMENT,
        "La Cité de l’emploi, c’était un sigle. C’est devenu un carnet d’adresses, puis une "
        "habitude. Chacun sait désormais qui fait quoi, et surtout qui ne le fait pas.",
    ),
    (
        "Santé",
        Family.HEALTH,
        "Trois orientations utiles dans la semaine qui a suivi\u00a0: je n’en demandais pas tant.",
    ),
    (
        "Cadre de vie",
        Family.LANDLORD,
        "Nous avons compris que l’abattement de taxe foncière n’était pas une ligne "
        "comptable mais une conversation avec les locataires.",
    ),
    (
        "Culture",
        Family.ASSOCIATION,
        "On nous a laissé le temps de dire ce que culture voulait dire pour nous. La "
        "réponse tenait dans une recette de cuisine.",
    ),
    (
        "Éducation",
        Family.UNIVERSITY,
        "Le croisement des regards entre enseignants, parents et chercheurs est rare. Ici, "
        "il est préparé, donc il réussit.",
    ),
    (
        "Contrats de ville",
        Family.STATE,
        "Une synthèse claire, envoyée dans la semaine. C’est précieux.",
    ),
    (
        "Participation des habitants",
        Family.LOCAL_AUTHORITY,
        "Je craignais une réunion de plaintes. J’ai eu une réunion de propositions, et j’ai "
        "dû revoir mon plan.",
    ),
    (
        "Jeunesse",
        Family.RESIDENTS,
        "D’habitude on parle de nous. Là, on nous a demandé de rester jusqu’à la fin.",
    ),
    (
        "Vieillissement",
        Family.HEALTH,
        "Vieillir au quatrième étage sans ascenseur n’est pas un sujet technique. La "
        "rencontre l’a rappelé à tout le monde.",
    ),
    (
        "Transition écologique",
        Family.LANDLORD,
        "Le compost collectif a mieux marché que nos affiches.",
    ),
    (
        "Égalité femmes-hommes",
        Family.STATE,
        "Un réseau local de repérage est né ce jour-là. Il se réunit encore, tous les deux "
        "mois, sans que personne n’ait besoin de le rappeler.",
    ),
    (
        "Numérique",
        Family.ASSOCIATION,
        "Nos bénévoles savaient réparer les ordinateurs. Ils savent maintenant écouter ceux "
        "qui n’en ont pas.",
    ),
    (
        "Sport",
        Family.LOCAL_AUTHORITY,
        "Le club et l’école se sont parlé pour la première fois en quinze ans.",
    ),
    (
        "Tranquillité publique",
        Family.ASSOCIATION,
        "La médiation de nuit, on en avait peur pour le budget. Les chiffres présentés nous "
        "ont rassurés, le témoignage des médiateurs nous a convaincus.",
    ),
    (
        "Emploi",
        Family.OTHER,
        "En tant qu’entreprise, je cherchais des candidats. J’ai trouvé des voisins.",
    ),
    (
        "Laïcité",
        Family.UNIVERSITY,
        "Enfin une formation qui part des situations vécues avant d’ouvrir les textes.",
    ),
    (
        "Cadre de vie",
        Family.RESIDENTS,
        "Les encombrants, ce n’est pas un sujet noble. Mais c’est par là qu’on a commencé à "
        "se dire bonjour.",
    ),
    (
        "Culture",
        Family.CULTURE,
        "Notre médiathèque est sortie de ses murs et elle n’a pas l’intention d’y rentrer.",
    ),
    (
        "Contrats de ville",
        Family.LOCAL_AUTHORITY,
        "Je garde de cette journée une phrase\u00a0: mesurer, ce n’est pas juger.",
    ),
    (
        "Santé",
        Family.RESIDENTS,
        "Je venais pour la cuisine, j’ai maintenant un rendez-vous chez le dentiste. Il était "
        "temps.",
    ),
    (
        "Éducation",
        Family.ASSOCIATION,
        "Un tableau, des chaises en rond, et pas une seule estrade\u00a0: on a pu parler.",
    ),
)
