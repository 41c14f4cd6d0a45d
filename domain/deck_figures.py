"""The scenes that show figures: the tiles, the twelve months, published against computed."""

from dataclasses import replace

from domain import commentary, commentary_activity, wording
from domain.board import Board, is_approximate, is_published
from domain.formats import count, day_in_year, number, signed
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
    is_running,
    key_of,
    month_title,
    over_period,
    part_detail,
    the_period,
)
from domain.scenes import (
    Bar,
    BarGroup,
    Differences,
    Figures,
    LeftOut,
    Scene,
    SceneKind,
    Tile,
    TwelveMonths,
)

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
NO_DIFFERENCE = "rien de publié ne s’écarte de ce qui est calculé"
RECTIFIED = "Les lignes de ces mois ont changé depuis leur arrêté."


def figures(board: Board) -> list[Scene | LeftOut]:
    kind, glance = SceneKind.FIGURES, board.glance
    known = [glance.figures[i.key].value for i in OF_THE_YEAR]
    if glance.is_blank or all(value is None for value in known):
        return [LeftOut(kind.label, "aucun chiffre pour cette période")]
    title = f"{capital(the_period(board.scope.period))} en chiffres"
    until = f", au {day_in_year(board.today)}" if is_running(board) else ""
    body = Figures(tuple(_tile_of_the_period(board, i) for i in OF_THE_YEAR))
    note = commentary_activity.figures(board)
    return [Scene(kind, key_of(board, kind), f"{title}{until}", over_period(board), body, note)]


def tile(
    indicator: Indicator,
    value: float | None,
    previous: float | None,
    compared: str,
    *,
    beside: str | None = None,
) -> Tile:
    """``compared`` names what it is compared with; what is not known is said to be so."""
    return Tile(
        key=indicator.key,
        label=indicator.label,
        value=wording.figure(indicator, value),
        missing=value is None,
        beside=beside,
        change=wording.change(indicator, value, previous, compared),
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
    title = f"{capital(the_period(board.scope.period))}, mois par mois"
    note = sentence or commentary.NOT_KNOWN
    return [Scene(kind, key_of(board, kind), title, over_period(board), body, note)]


def differences(board: Board) -> list[Scene | LeftOut]:
    """The year’s, then each closed month whose rows changed since."""
    pages = [*_yearly(board.glance), *_rectified(board.glance)]
    kind = SceneKind.DIFFERENCES
    if not pages:
        reason = "sous ces filtres, rien n’est publié" if board.scope.is_narrowed else NO_DIFFERENCE
        return [LeftOut(kind.label, reason)]
    return [
        Scene(
            kind,
            key_of(board, kind, *part_detail(part)),
            "Ce qui est publié et ce qui est calculé",
            over_period(board),
            page,
            commentary.differences(page.sentences),
        )
        for part, page in enumerate(pages, start=1)
    ]


def _tile_of_the_period(board: Board, indicator: Indicator) -> Tile:
    glance = board.glance
    figure = glance.figures[indicator.key]
    rests_on = None if is_published(board, indicator) else wording.rests_on(glance, indicator)
    told = [
        f"sur {count(glance.contrats, 'contrat')}" if indicator is TERRITORIES else None,
        f"{rests_on[0].lower()}{rests_on[1:]}" if rests_on else None,
        APPROXIMATE if indicator is PARTICIPATIONS and is_approximate(board) else None,
    ]
    return tile(
        indicator,
        figure.value,
        figure.previous,
        wording.compared_period(glance),
        beside=" · ".join(words for words in told if words) or None,
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
            )
            for line, value in zip(glance.months, values, strict=True)
        ),
    )


def _yearly(glance: YearAtAGlance) -> list[Differences]:
    """What was published for the year, when a figure of it is not the one computed."""
    if not any(glance.difference(indicator) for indicator in PUBLISHED):
        return []
    rows = [
        _row(label, glance.figures[i.key].value, glance.figures[i.key].published)
        for i, label in PUBLISHED.items()
        if glance.figures[i.key].published is not None
    ]
    told = [wording.difference(glance, indicator) for indicator in wording.PUBLISHED_APART]
    # Where every meeting is detailed, the months that were rectified follow as rows.
    behind = None if glance.is_detailed else wording.rows_behind(glance)
    sentences = tuple(sentence for sentence in (*told, behind) if sentence)
    return [Differences(("", "Calculé", "Publié pour l’année", "Écart"), tuple(rows), sentences)]


def _rectified(glance: YearAtAGlance) -> list[Differences]:
    """The closed months whose rows changed since; nothing where rows detail a part only."""
    months = glance.rectified if glance.is_detailed else ()
    rows = [row for month in months for row in _changes(month)]
    head = ("", "Calculé", "Publié à l’arrêté", "Écart")
    return [Differences(head, page, (RECTIFIED,)) for page in chunks(rows, ROWS)]


def _changes(month: Rectified) -> list[tuple[str, ...]]:
    pairs = [(i, month.published[i.key], month.computed[i.key]) for i in OF_THE_MONTH]
    return [
        _row(f"{month_title(month.month)}, {indicator.label.lower()}", computed, published)
        for indicator, published, computed in pairs
        if published != computed
    ]


def _row(label: str, computed: float | None, published: float | None) -> tuple[str, ...]:
    """The gap is what was published less what is computed, as the sentences tell it."""
    gap = "–" if computed is None or published is None else signed(published - computed)
    return label, number(computed), number(published), gap
