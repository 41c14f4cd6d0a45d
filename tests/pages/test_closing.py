"""Closing a month through its page, and the alerts that lead there."""

import html
import re
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from components import data
from db.models import (
    Centre,
    Meeting,
    MeetingTerritory,
    MonthClosing,
    SilencedRule,
    Territory,
    utc_now,
)
from db.queries.closing import month_desk, month_reading
from db.unit_of_work import reading, writing
from domain.checks import MEETING_RULES
from domain.formats import MONTHS
from domain.vocabulary import MeetingStatus, TerritoryLevel
from tests import factories
from tests.pages.opening import FICTIONAL, markup, month_figures, open_page, table_rows, text

pytestmark = pytest.mark.usefixtures("demonstration")

TODAY = date.today()


def opened(**query: Any) -> AppTest:
    page = open_page("cloture", centre=FICTIONAL, **query)
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [button for button in page.button if button.label == label]
    page = button.click().run()
    assert not page.exception
    return page


def month_to_close() -> tuple[int, int]:
    """The month the page opens on, which is the first to close."""
    page = opened()
    found = re.search(r'data-month="(\d+)" data-stage="à arrêter"', markup(page))
    assert found
    return TODAY.year, int(found.group(1))


def closings(year: int, month: int) -> list[MonthClosing]:
    with reading() as session:
        return list(
            session.exec(
                select(MonthClosing)
                .join(Centre, col(Centre.id) == col(MonthClosing.centre_id))
                .where(
                    Centre.slug == FICTIONAL,
                    MonthClosing.year == year,
                    MonthClosing.month == month,
                )
                .order_by(col(MonthClosing.revision))
            )
        )


def centre_id(session: Session) -> int:
    return session.exec(select(Centre.id).where(Centre.slug == FICTIONAL)).one() or 0


def add_meeting(year: int, month: int, **columns: Any) -> int:
    """By another process: the cache of this one is not told."""
    with writing() as session:
        return factories.make_meeting(session, centre_id(session), date(year, month, 9), **columns)


def close(year: int, month: int) -> AppTest:
    page = opened(annee=year, mois=month)
    for box in page.checkbox:
        if box.label.startswith("Arrêter quand même"):
            page = box.check().run()
    return press(page, "Arrêter le mois")


def test_a_month_is_closed_with_its_commentary() -> None:
    year, month = month_to_close()
    page = opened(annee=year, mois=month)
    shown = month_figures(page)
    (area,) = page.text_area
    assert f"{shown['meetings']}\u00a0rencontres" in str(area.value)
    page = close(year, month)

    assert "Le mois est arrêté" in text(page)
    (row,) = closings(year, month)
    assert {k: f"{v}" for k, v in row.frozen["figures"].items()} == shown
    assert row.frozen["commentary"] == area.value
    assert month_figures(page) == shown


def test_findings_that_remain_are_to_be_confirmed() -> None:
    year, month = month_to_close()
    add_meeting(year, month)
    data.forget()
    page = press(opened(annee=year, mois=month), "Arrêter le mois")

    told = "\n".join(element.proto.body for element in page.get("html"))
    assert "à revoir\u00a0: corrigez, ou cochez pour arrêter quand même." in told
    assert closings(year, month) == []
    close(year, month)
    assert len(closings(year, month)) == 1


def test_rows_that_change_before_the_click_are_shown_instead() -> None:
    year, month = month_to_close()
    page = opened(annee=year, mois=month)
    before = month_figures(page)["meetings"]
    for box in page.checkbox:
        if box.label.startswith("Arrêter quand même"):
            page = box.check().run()
    add_meeting(year, month, headcount=5)
    page = press(page, "Arrêter le mois")

    assert "ont changé depuis que vous les avez lues" in page.error[0].value
    assert closings(year, month) == []
    body = "\n".join(element.proto.body for element in page.get("html"))
    assert f">{int(before) + 1}</a>" in body
    assert f"{int(before) + 1}\u00a0rencontres" in str(page.text_area[0].value)


def test_a_month_closed_meanwhile_says_by_whom_and_keeps_what_was_typed() -> None:
    year, month = month_to_close()
    first, late = opened(annee=year, mois=month), opened(annee=year, mois=month)
    late = late.text_area[0].set_value("Un autre regard.").run()
    for box in first.checkbox:
        if box.label.startswith("Arrêter quand même"):
            first = box.check().run()
    press(first, "Arrêter le mois")
    late = press(late, "Arrêter le mois")

    for page in (late, late.run()):
        assert page.error[0].value == (
            "Ce mois vient d’être arrêté par Direction (démonstration)\u00a0: votre commentaire "
            "n’a pas été enregistré."
        )
        assert "Un autre regard." in "\n".join(e.proto.body for e in page.get("html"))
    (row,) = closings(year, month)
    assert row.frozen["commentary"] != "Un autre regard."
    assert "non enregistré" not in text(opened(annee=year, mois=month))


def test_what_was_written_is_kept_beside_the_new_proposal() -> None:
    year, month = month_to_close()
    page = opened(annee=year, mois=month)
    page = page.text_area[0].set_value("Un mois à part.").run()
    assert "Proposition du jour" in text(page)

    page = press(page, "Reprendre la proposition")
    assert str(page.text_area[0].value).startswith("En ")


def test_a_month_is_reopened_with_a_reason_and_stays_readable() -> None:
    year, month = month_to_close()
    page = close(year, month)
    page = press(page, "Rouvrir le mois")
    assert "Dites pourquoi rouvrir ce mois." in "".join(e.proto.body for e in page.get("html"))
    page = page.text_area[0].set_value("Une feuille retrouvée.").run()
    page = press(page, "Rouvrir le mois")

    reopened = r"Rouverte le [^:]+ par Direction \(démonstration\)\u00a0: Une feuille retrouvée\."
    assert "Révisions précédentes" in text(page)
    assert re.search(reopened, text(page))
    (row,) = closings(year, month)
    assert row.reopened_because == "Une feuille retrouvée."
    journal = text(open_page("journal", centre=FICTIONAL))
    assert "Mois rouvert Motif Une feuille retrouvée. " in journal
    # Closed again, the month still says why it had been reopened.
    assert re.search(reopened, text(close(year, month)))
    assert [row.revision for row in closings(year, month)] == [1, 2]


def reopen(page: AppTest) -> AppTest:
    page = page.text_area[0].set_value("Une feuille retrouvée.").run()
    return press(page, "Rouvrir le mois")


def test_the_commentary_of_a_reopened_month_follows_its_figures() -> None:
    """What was proposed and not edited is proposed anew: it would tell figures that changed."""
    year, month = month_to_close()
    page = close(year, month)
    then = month_figures(page)
    add_meeting(year, month, headcount=25)
    data.forget()
    page = reopen(opened(annee=year, mois=month))
    now = {
        "meetings": int(then["meetings"]) + 1,
        "participations": int(then["participations"]) + 25,
    }

    told = str(page.text_area[0].value)
    for key, unit in (("meetings", "rencontres"), ("participations", "participations")):
        assert f"{now[key]}\u00a0{unit}" in told
        assert f"{then[key]}\u00a0{unit}" not in told
    assert not page.warning


def test_a_reopened_month_is_told_as_such_among_the_differences() -> None:
    year, month = month_to_close()
    then = month_figures(close(year, month))
    reopen(opened(annee=year, mois=month))
    told = text(open_page("ecarts", centre=FICTIONAL, annee=year))

    name = MONTHS[month - 1].capitalize()
    assert f"{name} a été rouvert le " in told
    assert (
        f"Dernière version arrêtée\u00a0: {then['meetings']}\u00a0rencontres, "
        f"{then['participations']}\u00a0participations et "
    ) in told
    assert f"{name} est absent" not in told


def test_a_commentary_that_was_written_comes_back_with_a_warning() -> None:
    year, month = month_to_close()
    written = "12\u00a0345\u00a0participations, un mois à part."
    page = opened(annee=year, mois=month).text_area[0].set_value(written).run()
    for box in page.checkbox:
        if box.label.startswith("Arrêter quand même"):
            page = box.check().run()
    press(page, "Arrêter le mois")
    page = reopen(opened(annee=year, mois=month))

    assert page.text_area[0].value == written
    (warning,) = page.warning
    shown = month_figures(page)["participations"]
    assert warning.value == (
        "Ce texte dit 12\u202f345\u00a0participations\u202f; les lignes en disent "
        f"{shown} aujourd’hui. Relisez-le avant d’arrêter le mois."
    )


def test_a_closed_month_is_rectified_in_sight() -> None:
    year, month = month_to_close()
    shown = month_figures(close(year, month))
    add_meeting(year, month, title="Venue plus tard", headcount=7)
    data.forget()
    page = opened(annee=year, mois=month)

    assert month_figures(page) == shown
    told = text(page)
    assert "Rectifié depuis l’arrêté" in told
    assert "Venue depuis\u00a0: Venue plus tard" in told


def test_highlights_that_changed_since_are_told_beside_those_that_were_closed() -> None:
    year, month = month_to_close()
    told = "Temps forts changés depuis l’arrêté. Aujourd’hui\u00a0: "
    with reading() as session:
        kept = month_reading(session, centre_id=centre_id(session), year=year, month=month)
    first, second = kept.highlights
    close(year, month)
    assert told not in text(opened(annee=year, mois=month))
    with writing() as session:
        for meeting in session.exec(select(Meeting).where(Meeting.highlight == first)):
            meeting.highlight = "Tout autre chose."
    data.forget()
    page = opened(annee=year, mois=month)

    body = markup(page)
    assert f"<li>{html.escape(first)}</li>" in body
    assert f"{told}Tout autre chose\u202f; {second}. " in text(page)
    assert "Temps forts changés" not in text(opened(annee=year, mois=1))


def test_the_month_says_to_its_readers_that_it_was_rectified() -> None:
    year, month = month_to_close()
    shown = month_figures(close(year, month))
    add_meeting(year, month, headcount=7)
    data.forget()
    page = open_page("mois", "conseil", centre=FICTIONAL, annee=year, mois=month)

    assert month_figures(page) == shown
    told = text(page)
    assert "Rectifié depuis l’arrêté\u00a0: 1\u00a0rencontre venue." in told
    now = int(shown["meetings"]) + 1
    assert f"Aujourd’hui\u00a0: {now} (+1)" in told
    assert f"Aujourd’hui\u00a0: {now} (+1)" in text(opened(annee=year, mois=month))
    assert "Dans la base" not in told
    assert "Dans la base" in text(open_page("mois", annee=2023, mois=11))


def test_participations_say_on_every_screen_how_many_meetings_they_are_made_of() -> None:
    year, month = month_to_close()
    add_meeting(year, month)
    data.forget()
    meetings = int(month_figures(opened(annee=year, mois=month))["meetings"])
    with reading() as session:
        found = month_desk(
            session, centre_id=centre_id(session), year=year, month=month, today=TODAY
        ).unknown_attendance
    known = f"{meetings - found} des {meetings}\u00a0rencontres ont un effectif"

    assert found >= 1
    assert f" {known} " in text(opened(annee=year, mois=month)).split("Chiffres calculés")[1]
    assert f"({known})" in str(opened(annee=year, mois=month).text_area[0].value)
    assert f" {known} " in text(open_page("mois", centre=FICTIONAL, annee=year, mois=month))
    dashboard = text(open_page("", centre=FICTIONAL, annee=year))
    assert re.search(r" \d+ des \d+\u00a0rencontres ont un effectif ", dashboard)
    assert "ont un effectif" not in text(open_page("", annee=2023))


def test_a_meeting_moved_to_other_contrats_is_told_beside_what_was_closed() -> None:
    year, month = month_to_close()
    moved = add_meeting(year, month, title="Partie ailleurs", headcount=7)
    data.forget()
    close(year, month)
    with writing() as session:
        level = col(Territory.level) == TerritoryLevel.CONTRAT_DE_VILLE
        place = session.exec(select(Territory).where(level).order_by(col(Territory.name))).first()
        assert place is not None
        name = place.name
        session.add(MeetingTerritory(meeting_id=moved, territory_id=place.id or 0))
    data.forget()
    page = opened(annee=year, mois=month)

    assert f"Territoires changés depuis\u00a0: Partie ailleurs ({name} en plus)" in text(page)
    meetings = markup(page).split('id="comptees"')[1]
    (row,) = [cells for cells in table_rows(meetings) if "Partie ailleurs" in cells[1]]
    assert row[1:] == ["Partie ailleurs changée", f"– → {name}", "7"]


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (10, "Octobre 2026 n’est pas terminé. Un mois s’arrête une fois terminé."),
        (12, "Décembre 2026 n’a pas commencé. Un mois s’arrête une fois terminé."),
    ],
)
def test_a_month_that_is_not_over_says_why(
    monkeypatch: pytest.MonkeyPatch, month: int, sentence: str
) -> None:
    add_meeting(2026, 1)
    monkeypatch.setattr("components.closing_view.today", lambda _: date(2026, 10, 31))
    page = opened(annee=2026, mois=month)

    assert sentence in text(page)
    assert "Arrêter le mois" not in [button.label for button in page.button]


def test_the_real_year_is_published_but_for_august() -> None:
    page = open_page("cloture", annee=2023)

    stages = re.findall(r'data-stage="([^"]+)"(?: aria-current="true")?><strong>', markup(page))
    assert stages == ["publié"] * 7 + ["à arrêter"] + ["publié"] * 4
    november = text(open_page("cloture", annee=2023, mois=11))
    assert "390\u00a0participations, comme en décembre." in november


def test_what_the_base_details_is_as_sure_on_every_screen() -> None:
    """Two of the four meetings of September have a headcount, and neither is exact."""
    september: dict[str, Any] = {"centre": "trajectoire-ressources", "annee": 2023, "mois": 9}
    for screen in ("cloture", "mois"):
        assert "Dans la base\u00a0: au moins 150 " in text(open_page(screen, **september))
    about = "Des effectifs y sont dits «\u00a0environ\u00a0» ou «\u00a0plus de\u00a0»"
    rows = {"indicateur": "participations", "lecture": "base"}
    assert about in text(open_page("lignes", **september, **rows))
    assert about not in text(open_page("lignes", **{**september, "mois": 7}, **rows))
    assert about not in text(open_page("lignes", **september, indicateur="meetings"))


def test_the_figures_stand_beside_those_of_other_years_and_of_the_month_before() -> None:
    shown = text(opened(annee=2026, mois=8))

    for beside in ("août 2025", "juillet 2026", "Moyenne"):
        assert beside in shown.split("Chiffres arrêtés")[1].split("Temps forts")[0]


def test_a_rule_that_had_nothing_to_look_at_has_no_green_tick() -> None:
    body = markup(open_page("cloture", annee=2023, mois=8))
    states = dict(re.findall(r'<li class="([^"]+)" data-check="([^"]+)"', body))

    assert "Sans objet." in text(open_page("cloture", annee=2023, mois=8))
    assert "Audience de l’année seulement." in text(open_page("cloture", annee=2023, mois=6))
    assert "silent unasked" in states


def test_each_line_to_mend_opens_as_many_meetings() -> None:
    year, month = month_to_close()
    planned = {"status": MeetingStatus.PLANNED}
    for columns in ({}, {"headcount": 2}):
        add_meeting(year, month, **columns)
    with writing() as session:
        key = factories.make_meeting(session, centre_id(session), date(year, month, 3))
        session.get_one(Meeting, key).sqlmodel_update(planned)
    data.forget()
    body = markup(opened(annee=year, mois=month))

    found = re.findall(r'href="/rencontres\?([^"]*manque=[^"]*)".*?<strong>(\d+)</strong>', body)
    assert len(found) == len(MEETING_RULES) - 1
    for query, number in found:
        given = dict(pair.split("=") for pair in html.unescape(query).split("&"))
        assert len(table_rows(markup(open_page("rencontres", **given)))) == int(number)


def test_a_silenced_rule_leaves_the_dashboard_and_says_why() -> None:
    assert "Mois à arrêter" in text(open_page("", centre=FICTIONAL, annee=TODAY.year))
    page = opened()
    page.selectbox(key="veille.rule").set_value("a-arreter")
    page.text_input(key="veille.until").set_value(f"31/12/{TODAY.year}")
    page.text_input(key="veille.reason").set_value("Le logiciel change")
    page = press(page.run(), "Mettre en veille")

    assert "Le logiciel change" in text(page)
    end = f"31\u00a0décembre {TODAY.year}"
    assert f"Règle en veille jusqu’au {end}\u00a0: Mois à arrêter." in text(page)
    dashboard = open_page("", centre=FICTIONAL, annee=TODAY.year)
    assert "Mois à arrêter" not in text(dashboard)
    asleep = f"1\u00a0règle en veille jusqu’au {end}"
    assert re.search(rf'href="/cloture[^"]*#veilles">{asleep}</a>', markup(dashboard))
    reader = markup(open_page("", "conseil", centre=FICTIONAL, annee=TODAY.year))
    assert f'<p class="silenced">{asleep}</p>' in reader
    page = press(page, "Lever")
    assert "Toutes les règles sont en vigueur." in text(page)
    assert "Mois à arrêter" in text(open_page("", centre=FICTIONAL, annee=TODAY.year))
    with reading() as session:
        assert session.exec(select(SilencedRule)).one().deleted_at is not None


def test_a_silence_that_was_refused_and_left_is_no_draft() -> None:
    page = opened()
    page.text_input(key="veille.until").set_value("hier")
    page = press(page.run(), "Mettre en veille")
    told = "".join(element.proto.body for element in page.get("html"))
    assert "Choisissez une règle." in told

    page = opened()
    assert not page.info
    assert page.text_input(key="veille.until").value == ""
    assert page.text_input(key="veille.until").placeholder == f"31/12/{TODAY.year}"
    labels = [page.selectbox(key="veille.rule").label]
    labels += [page.text_input(key=f"veille.{field}").label for field in ("until", "reason")]
    assert labels == [
        "Règle (obligatoire)",
        "Jusqu’au, inclus (obligatoire)",
        "Raison (obligatoire)",
    ]


@pytest.mark.parametrize(
    ("username", "opens"), [("direction", "cloture"), ("saisie", "mois"), ("conseil", "mois")]
)
def test_a_month_to_close_opens_where_one_may_act(username: str, opens: str) -> None:
    body = markup(open_page("", username, annee=2023))
    attention = body.split('id="attention"')[1].split("</section>")[0]

    assert re.search(rf'href="/{opens}\?annee=2023&amp;mois=8"><span>Mois à arrêter', attention)


def test_a_rectified_month_shows_what_it_froze_beside_the_rows_of_today() -> None:
    page = opened(annee=2026, mois=8)
    meetings = markup(page).split('id="comptees"')[1]

    assert month_figures(page)["meetings"] == "2"
    assert "(2 → 3)" in text(page)
    assert [cells[1].endswith(" venue depuis") for cells in table_rows(meetings)].count(True) == 1
    assert len(table_rows(meetings)) == 3
    assert meetings.count('<tr class="rectified"') == 1


def test_a_meeting_that_changed_is_marked_once_with_what_it_was() -> None:
    year, month = month_to_close()
    kept, gone = (
        add_meeting(year, month, title=title, headcount=15) for title in ("Restée", "Effacée")
    )
    data.forget()
    close(year, month)
    with writing() as session:
        session.get_one(Meeting, kept).headcount = 40
        session.get_one(Meeting, gone).deleted_at = utc_now()
    data.forget()
    body = markup(opened(annee=year, mois=month))

    assert body.count("<table") == 2  # the figures, the meetings
    rows = {cells[1]: cells[2:] for cells in table_rows(body.split('id="comptees"')[1])}
    assert rows["Restée changée"] == ["–", "15 → 40"]
    assert rows["Effacée supprimée"] == ["–", "15"]
    assert body.count('<tr class="rectified"') == 2


def test_an_earlier_revision_shows_its_own_meetings() -> None:
    body = markup(opened(annee=2026, mois=1))
    now, earlier = body.split('id="comptees"')[1].split('id="revisions"')

    assert "arretees" not in body
    assert len(table_rows(earlier)) + 1 == len(table_rows(now))
