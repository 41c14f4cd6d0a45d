"""A meeting marked held before its date: no figure counts it yet, and no list says it does."""

from datetime import date

import pytest
from sqlmodel import Session, select

from db.engine import get_engine
from db.models import Centre, Territory
from tests import factories
from tests.pages.opening import REAL, markup, open_page, table_rows, text, tiles

BESANCON = "CV074"
NEXT_YEAR = date.today().year + 1


@pytest.fixture(autouse=True)
def two_meetings_ahead(demonstration: str) -> None:  # noqa: ARG001
    """On the first day of the year to come: one in a contrat de ville, one without."""
    first = date(NEXT_YEAR, 1, 1)
    with Session(get_engine()) as session:
        centre = session.exec(select(Centre.id).where(Centre.slug == REAL)).one()
        besancon = session.exec(select(Territory.id).where(Territory.code == BESANCON)).one()
        assert centre is not None
        assert besancon is not None
        factories.make_meeting(session, centre, first)
        factories.make_meeting(session, centre, first, territories=[besancon])
        session.commit()


def test_the_map_and_its_lists_count_what_the_dashboard_counts() -> None:
    assert tiles(open_page("", annee=NEXT_YEAR))["meetings"] == "non disponible"

    told = text(open_page("carte", annee=NEXT_YEAR, territoire=BESANCON))
    assert "0\u00a0contrat de ville sur 23 a été touché" in told
    assert "Aucune rencontre n’y est comptée" in told
    assert "sans contrat de ville" not in told
    missing = open_page("rencontres", annee=NEXT_YEAR, manque="territoire")
    assert table_rows(markup(missing)) == []


def test_the_list_holds_them_and_says_that_none_counts() -> None:
    listed = open_page("rencontres", annee=NEXT_YEAR)

    assert len(table_rows(markup(listed))) == 2
    told = "2\u00a0rencontres, dont 0\u00a0comptée aujourd’hui."
    assert told in text(listed)
