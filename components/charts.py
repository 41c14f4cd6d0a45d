"""What every chart shares."""

from domain.formats import DAYS, MONTHS, NNBSP, SHORT_MONTHS

# Vega’s own words and numbers, in French: https://vega.github.io/vega/docs/api/locale/
FRENCH = {
    "number": {
        "decimal": ",",
        "thousands": NNBSP,
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "percent": f"{NNBSP}%",
    },
    "time": {
        "dateTime": "%A %e %B %Y à %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M:%S",
        "periods": ["", ""],
        "days": [DAYS[-1], *DAYS[:-1]],
        "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
        "months": list(MONTHS),
        "shortMonths": list(SHORT_MONTHS),
    },
}
