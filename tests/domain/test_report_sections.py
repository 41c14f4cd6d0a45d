"""The activity report: its chapters, what each holds, and what it leaves out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from domain import report_method, report_months, report_public
from domain.audience import heard
from domain.board import Board, Tally
from domain.difference_entry import DifferenceEntry, DifferenceState, KeptNote
from domain.difference_kinds import DifferenceKind, MonthStanding
from domain.differences import (
    Cell,
    Difference,
    MonthLine,
    YearDifferences,
    YearLine,
)
from domain.glance import MonthState
from domain.indicators import MEETINGS, OF_THE_MONTH, PARTICIPATIONS, TERRITORIES
from domain.periods import Period
from domain.report import (
    Block,
    Bullets,
    Chart,
    Note,
    Paragraph,
    RegionMap,
    Report,
    Section,
    Table,
    Tiles,
    Words,
)
from domain.report_reading import Published
from domain.report_sections import report
from domain.scope import Scope
from domain.vocabulary import AudienceKey, DatePrecision, PublicationKind
from domain.year import PublishedMonth
from tests.domain.boards import YEAR, activity, any_board, board, card, place, spread
from tests.domain.listed import line
from tests.domain.reports import reading

EMPTY_YEAR = tuple(spread(month) for month in range(1, 13))
JUNE = {6: activity(3, 40)}


def section(made: Report, title: str) -> Section:
    return next(one for one in made.sections if one.title == title)


def under(made: Report, title: str) -> list[Section]:
    """A section and those that stand inside it."""
    first = made.sections.index(section(made, title))
    level = made.sections[first].level
    found = [made.sections[first]]
    for one in made.sections[first + 1 :]:
        if one.level <= level:
            break
        found.append(one)
    return found


def blocks(made: Report, title: str) -> list[Block]:
    return [block for one in under(made, title) for block in one.blocks]


def texts(made: Report, title: str) -> list[str]:
    return [b.text for b in blocks(made, title) if isinstance(b, Paragraph | Note)]


def tables(made: Report, title: str) -> list[Table]:
    return [block for block in blocks(made, title) if isinstance(block, Table)]


def june(**columns: object) -> Report:
    months = tuple(spread(month, **(columns if month == 6 else {})) for month in range(1, 13))
    return report(reading(board(activity(3, 40), by_month=JUNE, months=months)))


def test_the_chapters_are_in_the_order_of_a_report() -> None:
    made = june()
    assert [one.title for one in made.sections if one.level == 1] == [
        "L’année en chiffres",
        "Les mois côte à côte",
        "Les territoires",
        "Mois par mois",
        "Formats, thèmes et publics",
        "Publications et audience",
        "Ce qui est publié et ce qui est calculé",
        "Méthode et définitions",
        "Annexe\u00a0: les rencontres",
    ]
    assert (made.title, made.centre, made.period) == (
        "Rapport d’activité",
        "Centre d’essai",
        "2024",
    )
    assert made.moment == "Chiffres lus le 22\u00a0novembre 2026 à 10\u00a0h\u00a002"


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (Period(date(2024, 1, 1), date(2024, 6, 30)), "1er semestre 2024"),
        (Period(date(2024, 7, 1), date(2024, 9, 30)), "3e trimestre 2024"),
        (Period.of_month(2024, 6), "Juin 2024"),
    ],
)
def test_the_cover_names_the_period(period: Period, name: str) -> None:
    made = report(reading(board(scope=Scope(1, period), filters=("Grand Dole",))))
    assert (made.period, made.filters) == (name, ("Grand Dole",))


def test_key_figures_are_tiles_with_their_definitions() -> None:
    figures, before = activity(12, 100), activity(10, None)
    made = report(reading(board(figures, before, by_month=JUNE)))
    (tiles,) = (b.tiles for b in blocks(made, "L’année en chiffres") if isinstance(b, Tiles))
    assert [(tile.label, tile.value) for tile in tiles] == [
        ("Rencontres", "12"),
        ("Participations", "100"),
        ("Territoires impliqués", "non disponible"),
        ("Publications", "non disponible"),
        ("Personnes distinctes", "non disponible"),
        ("Taux de trace", "non disponible"),
    ]
    assert tiles[0].change == "▲ 2 de plus que 2023 (10)"
    assert tiles[0].definition == MEETINGS.definition


def test_the_months_stand_in_a_chart_and_in_a_table_with_the_year_under_them() -> None:
    made = june(is_approximate=True)
    chart = next(b for b in blocks(made, "Les mois côte à côte") if isinstance(b, Chart))
    assert [group.title for group in chart.groups] == [
        "Rencontres",
        "Participations",
        "Territoires impliqués",
    ]
    assert chart.alternative == (
        "Rencontres\u00a0: Juin 3. Participations\u00a0: Juin 40. "
        "Territoires impliqués\u00a0: non disponible."
    )
    (table,) = tables(made, "Les mois côte à côte")
    assert table.rows[5] == ("Juin", "3", "environ 40", "non disponible", "Calculé")
    assert table.total == ("L’année", "3", "environ 40", "non disponible", "")
    assert len(table.rows) == 12


def test_a_part_of_a_year_shows_its_months_only() -> None:
    half = Scope(1, Period(date(YEAR, 4, 1), date(YEAR, 6, 30)))
    known = board(activity(3, 40), by_month=JUNE, scope=half, months=EMPTY_YEAR[3:6])
    made = report(reading(known))
    (table,) = tables(made, "Les mois côte à côte")
    assert [row[0] for row in table.rows] == ["Avril", "Mai", "Juin"]
    assert table.total is not None
    assert table.total[0] == "La période"
    assert [one.title for one in under(made, "Mois par mois") if one.level == 2] == [
        "Avril 2024",
        "Mai 2024",
        "Juin 2024",
    ]
    assert texts(made, "L’audience") == [report_public.PART_OF_A_YEAR]


def test_one_month_has_no_months_side_by_side() -> None:
    known = board(
        activity(3, 40),
        by_month=JUNE,
        scope=Scope(1, Period.of_month(YEAR, 6)),
        months=(spread(6),),
    )
    titles = [one.title for one in report(reading(known)).sections]
    assert "Les mois côte à côte" not in titles
    assert titles[titles.index("Le mois en détail") + 1] == "Juin 2024"


def test_a_month_is_told_in_the_order_of_the_report_of_2023() -> None:
    said = card("Premier\n\n  Second  ", function="Cheffe de projet")
    made = june(highlights=("Un séminaire",), testimonials=(said,))
    first, *rest = under(made, "Juin 2024")
    tiles, standing = first.blocks
    assert isinstance(tiles, Tiles)
    assert [(tile.value, tile.definition) for tile in tiles.tiles] == [
        ("3", ""),
        ("40", ""),
        ("non disponible", ""),
    ]
    assert standing == Note(
        "Rien n’a été publié pour ce mois. Chiffres calculés sur les lignes du jour."
    )
    assert [(one.title, one.blocks) for one in rest] == [
        ("Les actions emblématiques du mois", (Bullets(("Un séminaire",)),)),
        (
            "Le mois en quelques mots",
            (Paragraph("En juin, 3\u00a0rencontres\u202f; 40\u00a0participations."),),
        ),
        (
            "Parole à…",
            (
                Words(
                    ("Premier", "Second"),
                    is_summary=False,
                    author="Camille Durand",
                    function="Cheffe de projet",
                    organisation="Ville de Dole",
                ),
            ),
        ),
    ]


def test_what_was_written_of_a_month_when_it_was_closed_is_what_is_said_of_it() -> None:
    closing = PublishedMonth(
        6,
        {MEETINGS.key: 3},
        datetime(2024, 7, 8, 9, tzinfo=UTC),
        commentary="Un mois dense.\nEt long.",
    )
    made = june(published=closing)
    assert section(made, "Le mois en quelques mots").blocks == (
        Paragraph("Un mois dense."),
        Paragraph("Et long."),
    )
    assert "Mois arrêté le 8\u00a0juillet 2024 à 11\u00a0h." in texts(made, "Juin 2024")


def test_a_silent_month_says_so() -> None:
    known = board(activity(3, 40), by_month={**JUNE, 8: activity(0, 0)}, months=EMPTY_YEAR[:11])
    made = report(reading(known))
    assert texts(made, "Août 2024")[0].startswith("En août, aucune rencontre")
    assert texts(made, "Mai 2024")[0] == report_months.NOTHING
    assert texts(made, "Décembre 2024") == [report_months.NOT_BEGUN]


def test_no_zero_is_made_of_rows_that_tell_a_part_of_the_year() -> None:
    """August of 2023: eleven months were published, 23 of their 128 meetings have a row."""
    closing = PublishedMonth(
        6, {MEETINGS.key: 3}, datetime(2024, 7, 8, tzinfo=UTC), source="Rapport 2024"
    )
    by_month = {
        6: activity(3, 40),
        7: activity(5, 6),
        8: {i.key: None for i in OF_THE_MONTH},
        9: {**activity(2, 4), TERRITORIES.key: None},
    }
    months = (
        spread(6, published=closing),
        spread(7, published=replace(closing, month=7, source=None)),
        spread(8, in_part=True),
        spread(9, in_part=True),
    )
    known = board(activity(10, 50), by_month=by_month, months=months)
    lines = list(known.glance.months)
    for month in (6, 7):
        lines[month - 1] = replace(lines[month - 1], state=MonthState.PUBLISHED)
    for month in (8, 9):
        lines[month - 1] = replace(lines[month - 1], in_part=tuple(i.key for i in OF_THE_MONTH))
    made = report(reading(replace(known, glance=replace(known.glance, months=tuple(lines)))))
    (table,) = tables(made, "Les mois côte à côte")
    assert table.rows[5:9] == (
        ("Juin", "3", "40", "non disponible", "Publié"),
        ("Juillet", "5", "6", "non disponible", "Arrêté"),
        ("Août", "–", "–", "–", "Non publié"),
        ("Septembre", "2", "4", "–", "Calculé, en partie"),
    )
    chart = next(b for b in blocks(made, "Les mois côte à côte") if isinstance(b, Chart))
    assert [bar.text for bar in chart.groups[0].bars[5:9]] == ["3", "5", "–", "2"]
    assert "Août" not in chart.alternative
    assert texts(made, "Août 2024") == [
        "En août, aucune rencontre connue.",
        "Rien n’a été publié pour ce mois. Chiffres calculés sur les lignes du jour. La base ne "
        "détaille qu’une partie des rencontres de 2024\u00a0: ce mois ne se compare à aucun autre.",
    ]
    assert "En septembre, 2\u00a0rencontres connues\u202f; 4\u00a0participations." in texts(
        made, "Septembre 2024"
    )


def test_the_report_of_a_fictional_centre_says_so() -> None:
    known = replace(board(activity(3, 40), by_month=JUNE), fictional=True)
    made = report(reading(known))
    assert made.warning == "Données fictives"
    assert (
        made.foot == "Données fictives · Chiffres lus le 22\u00a0novembre 2026 à 10\u00a0h\u00a002"
    )
    assert texts(made, "Méthode et définitions")[1] == (
        "Données fictives. Rien ici n’est réel\u00a0: tout a été inventé pour la démonstration."
    )
    assert june().foot == june().moment


def test_months_go_two_a_page_unless_one_is_long() -> None:
    long = tuple(f"Une action emblématique parmi trente, la {n}" for n in range(30))
    every = {month: activity(1, 1) for month in range(1, 13)}
    months = tuple(spread(month, highlights=long if month == 5 else long[:8]) for month in every)
    made = report(reading(board(activity(12, 12), by_month=every, months=months)))
    spaced = [one for one in made.sections if one.is_spaced]
    assert len(spaced) == 12
    assert [one.title for one in spaced if one.starts_page] == [
        "Mars 2024",
        "Mai 2024",
        "Juin 2024",
        "Juillet 2024",
        "Septembre 2024",
        "Novembre 2024",
    ]


def test_an_empty_year_says_why_and_takes_few_pages() -> None:
    made = report(reading(board(months=EMPTY_YEAR)))
    assert texts(made, "Mois par mois") == [report_months.NO_MONTH]
    assert [one.title for one in made.sections if one.starts_page] == [
        "L’année en chiffres",
        "Méthode et définitions",
    ]
    assert [one.title for one in made.sections if one.level > 1] == [
        "Publié et calculé",
        "Ce que la base connaît",
        "Les définitions",
    ]
    assert texts(made, "Annexe\u00a0: les rencontres") == [report_method.NO_MEETING]
    assert "Tous les contrats de ville" not in [one.title for one in made.sections]
    assert texts(made, "L’année en chiffres") == ["Aucun chiffre pour cette période."]


def test_every_contrat_is_listed_zeros_included() -> None:
    known = board(activity(3, 40), by_month=JUNE)
    seen = replace(place("Grand Dole", 2, date(2024, 6, 4)), participations=30, is_approximate=True)
    unknown = replace(place("Val de Gray", 1, date(2024, 5, 4)), unknown=1)
    never = replace(place("Jovinien"), participations=0)
    more = replace(
        place("Nevers", 1, date(2024, 5, 4)),
        participations=100,
        is_approximate=True,
        is_minimum=True,
    )
    lines = (seen, unknown, never, more)
    coverage = replace(known.coverage, lines=lines, detailed=3, total=3)
    made = report(reading(replace(known, coverage=coverage)))
    table = tables(made, "Tous les contrats de ville")[0]
    assert table.rows == (
        ("Grand Dole", "–", "2", "environ 30", "04/06/2024"),
        ("Val de Gray", "–", "1", "non disponible", "04/05/2024"),
        ("Jovinien", "–", "0", "0", "aucune connue"),
        ("Nevers", "–", "1", "plus de 100", "04/05/2024"),
    )
    drawn = next(b for b in blocks(made, "Les territoires") if isinstance(b, RegionMap))
    assert len(drawn.points) == 4
    assert drawn.alternative.endswith(
        "Rencontres par contrat\u00a0: Grand Dole 2, Nevers 1, Val de Gray 1."
    )
    assert blocks(made, "Où nous n’avons pas été")[1] == Bullets(
        ("Jovinien (aucune rencontre connue)",)
    )


def test_all_formats_are_drawn_and_a_table_holds_what_a_chart_cannot() -> None:
    formats = tuple(Tally(f"Format {n}", 40 - n) for n in range(20))
    themes = tuple(Tally(f"Thème {n}", 40 - n) for n in range(30))
    known = board(activity(3, 40), by_month=JUNE, formats=formats, themes=themes)
    made = report(reading(known))
    charts = [b for b in blocks(made, "Formats et thèmes") if isinstance(b, Chart)]
    assert [len(chart.groups[0].bars) for chart in charts] == [20, 24]
    (table,) = tables(made, "Formats et thèmes")
    assert len(table.rows) == 30


def test_publications_are_listed_by_kind_as_precisely_as_they_are_known() -> None:
    items = [
        Published(PublicationKind.VIDEO, "Un film", date(2024, 1, 1), DatePrecision.YEAR, None),
        Published(PublicationKind.NOTE, "Une note", date(2024, 2, 3), DatePrecision.DAY, None),
        Published(PublicationKind.NOTE, "Autre note", date(2024, 5, 1), DatePrecision.MONTH, None),
    ]
    made = report(reading(board(activity(3, 40), by_month=JUNE), items))
    (table,) = tables(made, "Les publications")
    assert table.caption == "Les publications\u00a0: 3\u00a0titres"
    assert table.rows == (
        ("Note", "03/02/2024", "Une note"),
        ("Note", "mai 2024", "Autre note"),
        ("Vidéo", "2024", "Un film"),
    )


def test_what_was_given_for_the_year_is_said_once() -> None:
    given = heard(AudienceKey.NEWSLETTER_ISSUES, YEAR, {0: 7}, {})
    made = report(reading(board(activity(3, 40), by_month=JUNE, audience=(given,))))
    (table,) = tables(made, "L’audience")
    assert table.rows == (
        (
            "Lettres parues",
            "7",
            "Pour l’année",
            "non disponible",
            "Numéros de la lettre d’information envoyés.",
        ),
    )


def test_the_audience_says_the_months_it_is_read_on() -> None:
    known = heard(AudienceKey.NEWSLETTER_ISSUES, YEAR, {1: 2, 2: 3, 3: 1}, {1: 1, 2: 1, 3: 1})
    made = report(reading(board(activity(3, 40), by_month=JUNE, audience=(known,))))
    (table,) = tables(made, "L’audience")
    counted = "Numéros de la lettre d’information envoyés. S’additionne d’un mois à l’autre."
    assert table.rows == (("Lettres parues", "6", "Cumul de janvier à mars", "3", counted),)


def _differences() -> YearDifferences:
    cells = {
        MEETINGS.key: Cell(3, 2, differs=True),
        PARTICIPATIONS.key: Cell(40, 38, differs=True, is_approximate=True),
        TERRITORIES.key: Cell(None, None, differs=False),
    }
    sum_ = Difference("annee-meetings", DifferenceKind.SUM, "La somme diffère.", {"publie": 4})
    of_june = Difference("mois-6", DifferenceKind.ROWS, "Juin diffère.", {"a": 1}, months=(6,))
    return YearDifferences(
        YEAR,
        (YearLine(MEETINGS.key, 3, None, 4, 2, is_approximate=False),),
        (MonthLine(6, MonthStanding.PUBLISHED, cells, 0),),
        (sum_, of_june),
    )


def _note(key: str, figures: dict[str, float | None]) -> KeptNote:
    entry = DifferenceEntry(
        YEAR, key, DifferenceState.EXPLAINED, "Une rencontre hors région.", "Avant.", figures
    )
    return KeptNote(entry, "Claire Petit", datetime(2025, 1, 2, tzinfo=UTC))


def test_differences_are_explained_without_naming_who_did() -> None:
    notes = (_note("annee-meetings", {"publie": 4}), _note("mois-6", {"a": 2}))
    known = board(activity(3, 40), by_month=JUNE)
    made = report(reading(known, differences=_differences(), notes=notes))
    explained, year, months = tables(made, "Ce qui est publié et ce qui est calculé")
    assert explained.rows == (
        ("La somme diffère.", "Expliqué", "Une rencontre hors région."),
        (
            "Juin diffère.",
            "–",
            "Une rencontre hors région. (Note écrite quand on lisait «\u00a0Avant.\u00a0»)",
        ),
    )
    assert year.rows == (("Rencontres", "3", "4", "2"),)
    assert months.rows == (("Juin", "Publié", "3", "2", "40", "environ 38", "–", "–"),)
    assert "Claire Petit" not in repr(made)


def test_a_part_of_a_year_tells_the_differences_of_its_months_only() -> None:
    half = Scope(1, Period(date(YEAR, 4, 1), date(YEAR, 6, 30)))
    known = board(activity(3, 40), by_month=JUNE, scope=half, months=EMPTY_YEAR[3:6])
    made = report(reading(known, differences=_differences()))
    (months,) = tables(made, "Ce qui est publié et ce qui est calculé")
    _, left, _ = blocks(made, "Ce qui est publié et ce qui est calculé")
    # Nobody explained it: a reader owes no answer.
    assert left == Bullets(("Juin diffère.",))
    assert [row[0] for row in months.rows] == ["Juin"]


def test_under_filters_what_is_published_for_the_whole_centre_is_left_out() -> None:
    scope = Scope(1, Period.of_year(YEAR), theme_id=3)
    known = heard(AudienceKey.NEWSLETTER_ISSUES, YEAR, {1: 2}, {})
    narrowed = board(
        activity(3, 40),
        by_month=JUNE,
        scope=scope,
        filters=("Santé",),
        audience=(known,),
        months=EMPTY_YEAR,
    )
    made = report(reading(narrowed, differences=_differences()))
    assert texts(made, "Ce qui est publié et ce qui est calculé") == [
        "Sous ces filtres, rien n’est publié."
    ]
    assert texts(made, "L’audience") == [report_public.WHOLE_CENTRE]
    assert not any(text.startswith("Rien n’a été publié") for text in texts(made, "Mois par mois"))
    assert "Filtres\u00a0: Santé." in texts(made, "Méthode et définitions")


def test_the_annex_lists_the_meetings_counted() -> None:
    meetings = (
        line("Une rencontre", held_on=date(2024, 6, 4), headcount=12, territories=("Dole", "Lons")),
        line("À venir", held_on=date(2030, 6, 4)),
        line("Sans compte", held_on=date(2024, 6, 5)),
    )
    (table,) = tables(june(meetings=meetings), "Annexe\u00a0: les rencontres")
    assert table.caption == "2\u00a0rencontres comptées"
    assert table.rows == (
        ("04/06/2024", "Une rencontre", "Atelier", "Dole, Lons", "12"),
        ("05/06/2024", "Sans compte", "Atelier", "–", "non disponible"),
    )


def test_no_control_character_is_left() -> None:
    made = june(highlights=("Un\x0b séminaire\x00",), testimonials=(card("Un\x1fmot"),))
    assert section(made, "Les actions emblématiques du mois").blocks == (
        Bullets(("Un  séminaire ",)),
    )
    (words,) = section(made, "Parole à…").blocks
    assert isinstance(words, Words)
    assert words.paragraphs == ("Un mot",)


@given(any_board)
def test_any_board_makes_a_report_whose_tables_are_whole(known: Board) -> None:
    made = report(reading(known))
    assert made.sections[0].starts_page
    for one in made.sections:
        for block in one.blocks:
            if isinstance(block, Table):
                assert block.rows
                assert {len(row) for row in (*block.rows, block.total or block.head)} == {
                    len(block.head)
                }
            if isinstance(block, Bullets | Tiles | Words):
                assert vars_of(block)


def vars_of(block: Bullets | Tiles | Words) -> tuple[object, ...]:
    if isinstance(block, Bullets):
        return block.items
    return block.tiles if isinstance(block, Tiles) else block.paragraphs
