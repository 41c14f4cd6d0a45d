"""The scenes that show figures: the tiles, the twelve months, published against computed."""

from dataclasses import replace
from typing import TypeAlias

from domain import (
    attendance_words,
    commentary,
    commentary_activity,
    comparison_words,
    scene_figures,
    wording,
)
from domain.board import Board, is_approximate, is_published
from domain.formats import MISSING, MONTHS, NBSP, NNBSP, count, number, of, signed
from domain.glance import MonthLine, MonthState, Rectified, YearAtAGlance
from domain.indicators import (
    MEETINGS,
    OF_THE_MONTH,
    OF_THE_YEAR,
    PARTICIPATIONS,
    PUBLICATIONS,
    QPV,
    TERRITORIES,
    Indicator,
)
from domain.scene_text import chunks
from domain.scene_words import (
    capital,
    is_one_month,
    key_of,
    lower,
    month_title,
    name_of,
    over_period,
    part_detail,
    sentences,
)
from domain.scenes import (
    Bar,
    BarGroup,
    Differences,
    ExplainedGroup,
    Figures,
    LeftOut,
    Scene,
    SceneKind,
    Tile,
    TwelveMonths,
)

# A table of differences, and the rows of its numbers.
_Page: TypeAlias = tuple[Differences, tuple[ExplainedGroup, ...]]

APPROXIMATE = "dont des effectifs approchés"
# Rows of a table of differences that a scene holds beside its sentences.
ROWS = 9
# What was published for the year, and where the other figure comes from.
PUBLISHED = {
    MEETINGS: "Rencontres (somme des mois)",
    PARTICIPATIONS: "Participations (somme des mois)",
    PUBLICATIONS: "Publications (dans la base)",
    QPV: "Quartiers prioritaires (nommés dans la base)",
}
# In place of a gap, where rows detail a part of what was published.
IN_PART = "détail partiel"
UNDER_FILTERS = "sous ces filtres, rien n’est publié"
NO_DIFFERENCE = "rien de publié ne s’écarte de ce qui est calculé"
# Where the other scenes take their figures, when rows changed since they were published.
ELSEWHERE = (
    "Ailleurs, rencontres et participations sont celles de l’arrêté\u202f; la carte, les formats "
    "et les thèmes suivent les lignes du jour."
)
NOT_ADDED = f"Ne s’additionne pas{NBSP}: touché plusieurs mois, un contrat compte une fois."


def figures(board: Board) -> list[Scene | LeftOut]:
    kind, glance = SceneKind.FIGURES, board.glance
    known = [glance.figures[i.key].value for i in OF_THE_YEAR]
    if glance.is_blank or all(value is None for value in known):
        return [LeftOut(kind.label, "aucun chiffre pour cette période")]
    title = f"{capital(name_of(board.scope.period))} en chiffres"
    body = Figures(tuple(_tile_of_the_period(board, i) for i in OF_THE_YEAR), _below(board))
    note = commentary_activity.figures(board)
    explained = scene_figures.of_the_period(glance, body.tiles)
    return [Scene(kind, key_of(board, kind), title, over_period(board), body, note, explained)]


def tile(
    indicator: Indicator,
    value: float | None,
    previous: float | None,
    compared: str,
    *,
    beside: str | None = None,
) -> Tile:
    """``compared`` names what it is compared with; without it, nothing is said of a change."""
    return Tile(
        key=indicator.key,
        label=indicator.label,
        value=wording.figure(indicator, value),
        missing=value is None,
        beside=beside,
        change=""
        if previous is None
        else comparison_words.change(indicator, value, previous, compared),
        definition=indicator.definition,
    )


def months(board: Board) -> list[Scene | LeftOut]:
    kind, glance = SceneKind.MONTHS, board.glance
    if is_one_month(board.scope.period):
        return [LeftOut(kind.label, "la présentation porte sur un seul mois")]
    shown = tuple(line for line in glance.months if _is_shown(line))
    if all(line.values[i.key] is None for line in shown for i in OF_THE_MONTH):
        return [LeftOut(kind.label, "aucun mois n’a de chiffres")]
    sentence = wording.months_sentence(replace(glance, months=shown))
    body = TwelveMonths(tuple(_bars(glance, i) for i in OF_THE_MONTH), sentence)
    note = sentences([sentence, commentary_activity.rectified(glance)]) or commentary.NOT_KNOWN
    explained = scene_figures.of_months(glance, zip(OF_THE_MONTH, body.groups, strict=True))
    over = over_period(board)
    return [Scene(kind, key_of(board, kind), "Mois par mois", over, body, note, explained)]


def differences(board: Board) -> list[Scene | LeftOut]:
    """The year’s, then each closed month whose rows changed since."""
    pages = [*_yearly(board.glance), *_rectified(board.glance)]
    kind = SceneKind.DIFFERENCES
    if not pages:
        reason = UNDER_FILTERS if board.scope.is_narrowed else NO_DIFFERENCE
        return [LeftOut(kind.label, reason)]
    return [
        Scene(
            kind,
            key_of(board, kind, *part_detail(part)),
            "Ce qui est publié et ce qui est calculé",
            over_period(board),
            page,
            commentary.differences(board.glance, page.sentences),
            explained,
        )
        for part, (page, explained) in enumerate(pages, start=1)
    ]


def _below(board: Board) -> str | None:
    """Said once of all the tiles: that last year is unknown, and what changed since."""
    glance = board.glance
    alone = all(glance.figures[i.key].previous is None for i in OF_THE_YEAR)
    unknown = (
        f"{capital(comparison_words.compared_period(glance))}{NBSP}: {MISSING}." if alone else None
    )
    narrowed = wording.rows_behind(glance) if glance.is_narrowed else None
    rectified = None if glance.is_narrowed else commentary_activity.rectified(glance)
    return sentences([unknown, narrowed, rectified]) or None


def _tile_of_the_period(board: Board, indicator: Indicator) -> Tile:
    glance = board.glance
    figure = glance.figures[indicator.key]
    rests_on = None if is_published(board, indicator) else wording.rests_on(glance, indicator)
    apart = figure.published if glance.difference(indicator) else None
    told = [
        f"sur {count(glance.contrats, 'contrat')}" if indicator is TERRITORIES else None,
        rests_on,
        wording.published_beside(indicator, apart),
        attendance_words.known_of(glance) if indicator is PARTICIPATIONS else None,
        APPROXIMATE if indicator is PARTICIPATIONS and is_approximate(board) else None,
    ]
    return tile(
        indicator,
        figure.value,
        figure.previous,
        comparison_words.compared_period(glance),
        beside=" · ".join(lower(words) for words in told if words) or None,
    )


def _is_shown(line: MonthLine) -> bool:
    return line.state in (MonthState.PUBLISHED, MonthState.COMPUTED)


def _bars(glance: YearAtAGlance, indicator: Indicator) -> BarGroup:
    values = [line.values[indicator.key] if _is_shown(line) else None for line in glance.months]
    largest = max((value for value in values if value is not None), default=0) or 1
    return BarGroup(
        indicator.label,
        tuple(
            Bar(
                label=month_title(line.month),
                text="–" if value is None else wording.figure(indicator, value),
                share=(value or 0) / largest,
                known=value is not None,
                published=line.state is MonthState.PUBLISHED,
                value=value,
            )
            for line, value in zip(glance.months, values, strict=True)
        ),
        None if indicator.additive else _not_added(glance, indicator),
    )


def _not_added(glance: YearAtAGlance, indicator: Indicator) -> str:
    """Why the months do not make the figure of the whole."""
    whole = glance.figures[indicator.key].value
    published = any(line.state is MonthState.PUBLISHED for line in glance.months)
    if glance.is_detailed or whole is None or not published:
        return NOT_ADDED
    rows = count(glance.detailed, "rencontre détaillée", "rencontres détaillées")
    return f"{NOT_ADDED} Mois publiés{NNBSP}; l’ensemble ({number(whole)}) se lit sur {rows}."


def _yearly(glance: YearAtAGlance) -> list[_Page]:
    """What was published for the year, when a figure of it is not the one computed."""
    # Rows that name no quartier do not say that none was reached.
    named = [i for i in PUBLISHED if i is not QPV or glance.figures[i.key].value]
    if not any(glance.difference(i) and not glance.is_partial(i) for i in named):
        return []
    shown = [i for i in named if glance.figures[i.key].published is not None]
    rows = tuple(_of_year(glance, indicator) for indicator in shown)
    # Where every meeting is detailed, the months that were rectified follow as rows.
    behind = None if glance.is_detailed else wording.rows_behind(glance)
    told = (behind or commentary.SIDE_BY_SIDE,)
    body = Differences(_head("Publié pour l’année"), rows, told)
    return [(body, scene_figures.of_the_year(glance, shown))]


def _of_year(glance: YearAtAGlance, indicator: Indicator) -> tuple[str, ...]:
    """Rows that detail a part of what was published are told as such: they make no gap."""
    figure = glance.figures[indicator.key]
    *told, gap = _row(PUBLISHED[indicator], figure.value, figure.published)
    return (*told, IN_PART if glance.is_partial(indicator) else gap)


def _rectified(glance: YearAtAGlance) -> list[_Page]:
    """The closed months whose rows changed since; nothing where rows detail a part only."""
    months = glance.rectified if glance.is_detailed else ()
    changes = [change for month in months for change in _changes(month)]
    changed = (
        f"Les lignes {of(MONTHS[months[0].month - 1])} ont changé depuis l’arrêté."
        if len(months) == 1
        else "Les lignes de ces mois ont changé depuis leur arrêté."
    )
    told = (changed, ELSEWHERE)
    head = _head("Publié à l’arrêté")
    return [
        (Differences(head, tuple(row for row, _ in page), told), tuple(group for _, group in page))
        for page in chunks(changes, ROWS)
    ]


def _head(published: str) -> tuple[str, ...]:
    return "", "Calculé", published, "Écart (publié − calculé)"


def _changes(month: Rectified) -> list[tuple[tuple[str, ...], ExplainedGroup]]:
    """Each figure that changed as a row, and the rows of its two numbers."""
    pairs = [(i, month.published[i.key], month.computed[i.key]) for i in OF_THE_MONTH]
    return [
        (
            _row(f"{month_title(month.month)}, {indicator.label.lower()}", computed, published),
            scene_figures.of_a_closed_month(indicator, month.month, computed, published),
        )
        for indicator, published, computed in pairs
        if published != computed
    ]


def _row(label: str, computed: float | None, published: float | None) -> tuple[str, ...]:
    """The gap is what was published less what is computed, as the sentences tell it."""
    gap = "–" if computed is None or published is None else signed(published - computed)
    return label, number(computed), number(published), gap
