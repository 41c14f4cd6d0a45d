"""The official definition of every figure, written once, in French, for its readers.

Screens, files, slides and tests all read this catalogue: an indicator carries both its sentence
and its formula, and the rows it counts, so that the rows shown are the rows counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from domain import half_days
from domain.facts import Facts, MeetingFact


class RowKind(Enum):
    """What one counted row is."""

    MEETING = "rencontre"
    CONTRAT = "contrat de ville"
    QPV = "quartier prioritaire"
    PERSON = "personne"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Row:
    """One row and what it brings to the figure; None when it should bring but is unknown."""

    id: int
    amount: float | None = 1


@dataclass(frozen=True)
class Indicator:
    """A figure: its words, how it is read, and the rows that make it."""

    key: str
    label: str
    unit: str  # one of them, in the singular
    definition: str  # one sentence; it stands beside the number
    formula: str  # one sentence: how it is made of its rows
    reading: str  # what it leaves out, and how it is read over several months
    additive: bool
    row_kind: RowKind
    rows: Callable[[Facts], tuple[Row, ...]]
    is_share: bool = False  # the mean of its rows rather than their sum
    is_known: Callable[[Facts], bool] = lambda facts: True  # noqa: ARG005
    adds_nothing: str = ""  # which meetings counted among « Rencontres » bring it no row

    def value(self, facts: Facts) -> float | None:
        """The figure, or None when it cannot be known: no row tells, or no row for a share."""
        if not self.is_known(facts):
            return None
        amounts = [row.amount for row in self.rows(facts)]
        if not self.is_share:
            return added(amounts)
        known = [amount for amount in amounts if amount is not None]
        return sum(known) / len(known) if known else None


def added(amounts: Iterable[float | None]) -> float | None:
    """The sum of those known; None when there are some, and nobody knows any."""
    given = tuple(amounts)
    known = [amount for amount in given if amount is not None]
    return sum(known) if known or not given else None


def named_share(facts: Facts) -> float | None:
    """Which share (0 to 1) of participations bears a name; None without participations."""
    known = [m for m in facts.counted if m.participations is not None]
    total = sum(m.participations or 0 for m in known)
    named = sum(min(len(m.people), m.participations or 0) for m in known)
    return named / total if total else None


def _meetings(amount: Callable[[MeetingFact], float | None]) -> Callable[[Facts], tuple[Row, ...]]:
    return lambda facts: tuple(Row(m.id, amount(m)) for m in facts.counted)


def _distinct(ids: Callable[[MeetingFact], Iterable[int]]) -> Callable[[Facts], tuple[Row, ...]]:
    return lambda facts: tuple(Row(i) for i in sorted({i for m in facts.counted for i in ids(m)}))


MEETINGS = Indicator(
    key="meetings",
    label="Rencontres",
    unit="rencontre",
    definition="Rencontres tenues dans la région, internes comprises, ni prévues ni annulées.",
    formula=("Nombre de rencontres dites tenues, régionales ou internes, dont la date est venue."),
    reading=(
        "Les rencontres nationales et celles hors région sont comptées à part. S’additionne "
        "d’un mois à l’autre."
    ),
    additive=True,
    row_kind=RowKind.MEETING,
    rows=lambda facts: tuple(Row(meeting.id) for meeting in facts.counted),
)
PARTICIPATIONS = Indicator(
    key="participations",
    label="Participations",
    unit="participation",
    definition="Effectif déclaré de chaque rencontre ou, à défaut, personnes marquées présentes.",
    formula=(
        "Somme, sur les rencontres comptées, de l’effectif déclaré ou, à défaut, du nombre de "
        "personnes marquées présentes."
    ),
    reading=(
        "Jamais les deux ensemble. S’additionne\u00a0: une personne venue deux fois compte "
        "deux fois."
    ),
    additive=True,
    row_kind=RowKind.MEETING,
    rows=_meetings(lambda meeting: meeting.participations),
    adds_nothing="sans effectif connu",
)
TERRITORIES = Indicator(
    key="territories",
    label="Territoires impliqués",
    unit="territoire",
    definition="Contrats de ville distincts touchés par au moins une rencontre.",
    formula=(
        "Nombre de contrats de ville différents parmi les territoires des rencontres comptées, "
        "chaque commune et chaque quartier étant ramenés à leur contrat."
    ),
    reading=(
        "Un quartier ou une commune compte pour son contrat. Ne s’additionne pas\u00a0: une "
        "année n’est jamais la somme de ses mois."
    ),
    additive=False,
    row_kind=RowKind.CONTRAT,
    rows=_distinct(lambda meeting: meeting.contrats),
    adds_nothing="sans contrat de ville",
)
PUBLICATIONS = Indicator(
    key="publications",
    label="Publications",
    unit="publication",
    definition="Comptes rendus, vidéos, podcasts, fiches, notes et journaux parus.",
    formula=("Nombre de publications dont la date de parution tombe dans la période."),
    reading=(
        "Une publication dont on ne connaît que l’année compte pour l’année entière "
        "seulement. S’additionne d’un mois à l’autre."
    ),
    additive=True,
    row_kind=RowKind.PUBLICATION,
    rows=lambda facts: tuple(Row(item.id) for item in facts.publications),
    # Some are known by their year alone: how many fall in a part of it is unknown.
    is_known=lambda facts: not facts.undated,
)
PEOPLE = Indicator(
    key="people",
    label="Personnes distinctes",
    unit="personne",
    definition="Personnes différentes marquées présentes à au moins une rencontre.",
    formula=(
        "Nombre de personnes différentes parmi celles marquées présentes aux rencontres comptées."
    ),
    reading=(
        "Ne vaut que pour la part des participations qui est nominative. Ne s’additionne "
        "pas\u00a0: une même personne peut revenir chaque mois."
    ),
    additive=False,
    row_kind=RowKind.PERSON,
    rows=_distinct(lambda meeting: meeting.people),
    adds_nothing="sans présent nommé",
    # People came and nobody was named: how many they were is unknown, not zero.
    is_known=lambda facts: not facts.counted or any(m.people for m in facts.counted),
)
TRACE_RATE = Indicator(
    key="trace_rate",
    label="Taux de trace",
    unit="trace",
    definition="Part des rencontres tenues qui ont laissé au moins une trace.",
    formula=(
        "Nombre de rencontres comptées qui ont au moins une publication, divisé par le nombre de "
        "rencontres comptées."
    ),
    reading=(
        "Une trace est un compte rendu, une vidéo, un podcast, une fiche, une note ou un journal. "
        "Se lit sur toute la période, pas en moyenne des mois."
    ),
    additive=False,
    row_kind=RowKind.MEETING,
    rows=_meetings(lambda meeting: float(meeting.has_trace)),
    is_share=True,
)
HALF_DAYS = Indicator(
    key="half_days",
    label="Demi-journées",
    unit="demi-journée",
    definition="Durée des rencontres tenues, en demi-journées.",
    formula=f"Somme, sur les rencontres comptées, de leur durée\u00a0: {half_days.DURATION}.",
    reading=("L’unité de la remontée nationale. S’additionne d’un mois à l’autre."),
    additive=True,
    row_kind=RowKind.MEETING,
    rows=_meetings(lambda meeting: meeting.half_days),
    adds_nothing="sans durée connue",
)
QPV = Indicator(
    key="qpv",
    label="Quartiers prioritaires",
    unit="quartier",
    definition="Quartiers prioritaires distincts nommés par au moins une rencontre.",
    formula=(
        "Nombre de quartiers prioritaires différents parmi les territoires des rencontres comptées."
    ),
    reading=("Une rencontre rattachée à un contrat entier n’en nomme aucun. Ne s’additionne pas."),
    additive=False,
    row_kind=RowKind.QPV,
    rows=_distinct(lambda meeting: meeting.qpv),
    adds_nothing="sans quartier prioritaire nommé",
)

ALL = (MEETINGS, PARTICIPATIONS, TERRITORIES, PUBLICATIONS, PEOPLE, TRACE_RATE, HALF_DAYS, QPV)
BY_KEY = {indicator.key: indicator for indicator in ALL}

# What the dashboard tells first.
OF_THE_YEAR = (MEETINGS, PARTICIPATIONS, TERRITORIES, PUBLICATIONS, PEOPLE, TRACE_RATE)

# What a month closes on, in the order of the activity report.
OF_THE_MONTH = (MEETINGS, PARTICIPATIONS, TERRITORIES)
# What the screens of entry show as it moves.
ENTERED = (*OF_THE_MONTH, PUBLICATIONS)
