"""Streamlit’s own words, in French.

Streamlit 1.67 has no translation (streamlit issue 1353). Its client holds its words as literals:
they are replaced as the bundles are read into memory. A test finds each literal in the bundles,
so that a new version of Streamlit cannot bring English back unseen.
"""

# Literal in the bundles (without its quotes), and what our users read instead.
WORDS = {
    "No results": "Aucun résultat",
    "Selected values": "Choix faits",
    "Multiselect options": "Choix possibles",
    "Add: ${M}": "Ajouter ${M}",
    "Add: ${n}": "Ajouter ${n}",
    "Remove ${e}": "Ôter ${e}",
    "Clear all": "Tout effacer",
    "Select all": "Tout choisir",
    "Select ${p.length} matches": "Choisir les ${p.length} résultats",
    "Open": "Ouvrir",
    "Clear value": "Effacer",
    "Selectbox options": "Choix possibles",
    "Show password": "Afficher la saisie",
    "Hide password": "Masquer la saisie",
    "Clear entry": "Effacer",
    "Press Enter to ${e}": "Entrée pour ${e}",
    "submit form": "envoyer",
    "apply": "valider",
    "Choose an option": "Choisir",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": (
        "Flèches pour changer de date, Entrée pour choisir, Échap pour fermer."
    ),
    "Skip to main content": "Aller au contenu",
    "Please wait...": "Un instant…",
    "Running...": "Calcul en cours…",
    "Connection error": "Connexion perdue",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your "
    "terminal:": "Le serveur ne répond plus. Prévenez votre administrateur. Il se relance par",
    "streamlit run yourscript.py": "make run",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "Le serveur ne répond plus. Vérifiez votre connexion, puis rechargez la page."
    ),
    "Reconnected to server.": "Connexion rétablie.",
    "Upload": "Choisir un fichier",
    "Add files": "Ajouter des fichiers",
    "Drag and drop a file here": "Déposez un fichier ici",
    "${T(t,D.Byte,0)} per file": "${T(t,D.Byte,0)} au plus",
    "File must be ${$(n,`b`)} or smaller.": "Ce fichier dépasse la limite de ${$(n,`b`)}.",
    "Only one file is allowed.": "Un seul fichier à la fois.",
    "Upload failed": "Le fichier n’est pas arrivé",
    "Unexpected error. Please try again.": "Le fichier n’a pas été reçu. Recommencez.",
    "Click to retry upload": "Cliquer pour recommencer",
    "Cancel upload of ${e.name}": "Ne pas envoyer ${e.name}",
    "Error: ": "Erreur\u00a0: ",
    "Remove ${e.name}": "Retirer ${e.name}",
    "${e.type} files are not allowed.": "Les fichiers ${e.type} ne sont pas acceptés.",
    "Page not found": "Page introuvable",
    "The page that you have requested does not seem to exist": "Cette page n’existe pas",
}

# « apply » is also the name of a function everywhere else.
ONLY_IN = {
    "apply": ("InputInstructions",),
    "submit form": ("InputInstructions",),
    "Open": ("Selectbox", "Multiselect"),
    "Remove ${e}": ("Multiselect",),
    "Select all": ("Multiselect",),
    "Error: ": ("utils.",),
}
# Not whole literals: the name of a key beside a button (elsewhere « Enter » is what the browser
# calls it), the size of a file, the fault of one that was not received, and what lists are
# searched by, where « besancon » must find Besançon.
SNIPPETS = {
    "`Help for ${": "`Aide\u00a0: ${",
    "enter:`Enter`": "enter:`Entrée`",
    "`${e.toFixed(n)}${t.toUpperCase()}`": (
        "`${e.toLocaleString(`fr-FR`,{maximumFractionDigits:n})}\u00a0"
        "${{b:`o`,kb:`ko`,mb:`Mo`,gb:`Go`}[t]}`"
    ),
    "errorMessage:P(e)": "errorMessage:`Le fichier n’est pas arrivé. Recommencez.`",
    "var yn=e=>e.toLowerCase();": (
        "var yn=e=>e.normalize(`NFD`).replace(/\\p{M}/gu,``).toLowerCase();"
    ),
}


def in_french(name: str, content: str) -> str:
    """The text of the bundle ``name`` with its words in French."""
    for english, french in WORDS.items():
        if name.startswith(ONLY_IN.get(english, ("",))):
            content = content.replace(f"`{english}`", f"`{french}`")
    for english, french in SNIPPETS.items():
        content = content.replace(english, french)
    return content
