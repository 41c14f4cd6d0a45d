"""The page of a link: what it shows, to whom, and the one answer to all that opens nothing."""

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx2
import pytest
from sqlmodel import select

from components import data
from components.static_files import url
from db.models import Journal, ShareLink
from db.unit_of_work import reading, writing
from tests import factories
from tests.components.serving import client
from tests.components.test_server import out_of_reach
from tests.components.without_account import forget_callers

FAR, LONG_AGO = date(2999, 12, 31), date(2000, 1, 1)
TOKEN = "jeton"


class Ground:
    """A centre with two meetings of 2024, a closed month, a person, and one link."""

    def __init__(self) -> None:
        with writing() as session:
            region = factories.make_region(session)
            self.dole = factories.make_territory(session, "Dole", within=region)
            lons = factories.make_territory(session, "Lons", within=region)
            self.centre = factories.make_centre(session, region=region, website="https://un.fr")
            person = factories.make_person(session, self.centre, "Aubépine")
            for day, place in ((12, self.dole), (13, lons)):
                factories.make_meeting(
                    session,
                    self.centre,
                    date(2024, 3, day),
                    title="Titre caché",
                    headcount=40,
                    people=[person],
                    territories=[place],
                )
            factories.make_testimonial(
                session, self.centre, 2024, 3, author="Zoé", organisation="Organisme caché"
            )
            factories.make_closing(session, self.centre, 2024, 2, meetings=7, participations=90)
        self.link = self.share(TOKEN)

    def share(self, token: str, **columns: object) -> int:
        with writing() as session:
            return factories.make_share_link(
                session, self.centre, token, **{"ends_on": FAR, **columns}
            )


@pytest.fixture
def ground(database: str, monkeypatch: pytest.MonkeyPatch) -> Ground:  # noqa: ARG001
    forget_callers(monkeypatch)
    return Ground()


def opened(token: str = TOKEN) -> httpx2.Response:
    return client().get(f"/partage/{token}")


def text_of(answer: httpx2.Response) -> str:
    body = answer.text.partition("<body")[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def link_row(link: int) -> ShareLink:
    with reading() as session:
        return session.get_one(ShareLink, link)


def tiles(answer: httpx2.Response) -> dict[str, str]:
    found = re.findall(r'data-tile="(\w+)".*?data-value>([^<]*)<', answer.text, re.S)
    return dict(found)


@pytest.mark.usefixtures("ground")
def test_the_figures_of_the_dashboard_without_an_account() -> None:
    answer = opened()

    assert answer.status_code == 200
    assert tiles(answer) == {
        "meetings": "9",
        "participations": "170",
        "territories": "2",
        "publications": "0",
        "people": "1",
        "trace_rate": "0\u202f%",
    }
    said = text_of(answer)
    assert "Centre un, Région" in said
    assert "Publié ou arrêté\u00a0: février." in answer.text
    assert "Provisoires\u00a0: mars à décembre." in answer.text
    assert "Chiffres lus le" in said
    assert "ouverte jusqu’au 31\u00a0décembre 2999 inclus" in answer.text
    assert "Les mois additionnent" not in said
    assert 'href="https://un.fr" rel="noreferrer"' in answer.text


@pytest.mark.usefixtures("ground")
def test_each_month_says_whether_it_is_closed() -> None:
    answer = opened()

    months = re.findall(r'<th scope="col" abbr="([^"]+)"', answer.text)
    assert months[:3] == [
        "janvier, rien d’enregistré",
        "février, mois publié ou arrêté par le centre",
        "mars, mois provisoire, calculé à la lecture",
    ]
    bars = re.findall(r'<td class="(\w+)"><span class="bar"[^>]*>([^<]+)<', answer.text)
    assert bars[:3] == [("future", "–"), ("published", "7"), ("computed", "2")]


def test_rows_that_changed_since_their_month_was_closed_are_explained(ground: Ground) -> None:
    with writing() as session:
        for day in (2, 3):
            factories.make_meeting(session, ground.centre, date(2023, 5, day), headcount=10)
        factories.make_closing(session, ground.centre, 2023, 5, meetings=1, participations=10)
    ground.share("avant", year=2023)

    answer = opened("avant")

    assert tiles(answer)["meetings"] == "1"
    assert "Sur les 2\u00a0rencontres de la base" in answer.text
    assert (
        "Rectifié depuis l’arrêté\u00a0: mai (1\u00a0rencontre à l’arrêté, 2 dans la base)."
        in html.unescape(answer.text)
    )


@pytest.mark.usefixtures("ground")
def test_nobody_is_named_nor_quoted() -> None:
    body = opened().text

    for name in ("Aubépine", "Zoé", "Organisme caché", "Titre caché", "Préfecture", TOKEN):
        assert name not in body


@pytest.mark.usefixtures("ground")
def test_nothing_runs_on_the_page_and_nothing_keeps_it() -> None:
    answer = opened()

    headers = answer.headers
    assert headers["cache-control"] == "private, no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["x-frame-options"] == "DENY"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "<script" not in answer.text
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert "set-cookie" not in headers
    for name in ("maillage.css", "shared.css"):
        assert f'href="/{url(name)}"' in answer.text


def test_openings_are_counted_a_look_at_the_headers_is_not(ground: Ground) -> None:
    opened()
    opened()
    client().head(f"/partage/{TOKEN}")

    row = link_row(ground.link)
    assert (row.openings, row.opened_on) == (2, datetime.now(ZoneInfo("Europe/Paris")).date())


def test_a_month_of_a_territory_shows_that_alone(ground: Ground) -> None:
    ground.share("mars", month=3, territory_id=ground.dole)

    answer = opened("mars")

    assert "<h1>Mars 2024, Dole</h1>" in answer.text
    assert tiles(answer)["meetings"] == "1"
    assert "Les douze mois" not in answer.text
    assert "Lons" not in answer.text
    assert "Pour un seul territoire" in answer.text


def test_figures_are_those_of_the_moment(ground: Ground) -> None:
    opened()
    with writing() as session:
        factories.make_meeting(session, ground.centre, date(2024, 4, 2))
    data.forget()

    assert tiles(opened())["meetings"] == "10"


def test_a_year_without_anything_says_so(ground: Ground) -> None:
    ground.share("vide", year=1999)

    answer = opened("vide")

    assert answer.status_code == 200
    assert "Aucune rencontre n’est enregistrée sur cette période." in answer.text


def test_fictional_figures_are_announced(ground: Ground) -> None:
    with writing() as session:
        other = factories.make_centre(session, "fictif", fictional=True)
        factories.make_share_link(session, other, "fictif", ends_on=FAR)

    assert ground.centre != other
    assert "Données fictives" in opened("fictif").text


def test_a_link_shows_its_own_centre(ground: Ground) -> None:
    with writing() as session:
        other = factories.make_centre(session, "autre")
        factories.make_meeting(session, other, date(2024, 3, 12), headcount=1)
        factories.make_share_link(session, other, "autre", ends_on=FAR)

    assert ground.centre != other
    assert tiles(opened("autre"))["participations"] == "1"
    assert "Centre un" not in opened("autre").text
    assert tiles(opened())["participations"] == "170"


def test_whatever_opens_nothing_has_one_answer(ground: Ground) -> None:
    ground.share("fini", ends_on=LONG_AGO)
    ground.share("revoque", revoked_at=datetime(2024, 1, 1, tzinfo=UTC))
    ground.share("efface", deleted_at=datetime(2024, 1, 1, tzinfo=UTC))

    answers = [
        opened(token) for token in ("inconnu", "fini", "revoque", "efface", "é", "a/b", "x" * 200)
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert "Ce lien n’ouvre rien" in answers[0].text
    assert "demandez un nouveau lien" in answers[0].text


def test_the_end_of_a_link_is_told_when_someone_comes_late(ground: Ground) -> None:
    ended = ground.share("fini", ends_on=LONG_AGO)

    opened("fini")
    opened("fini")

    assert link_row(ended).ended_at is not None
    assert link_row(ended).openings == 0
    with reading() as session:
        changes = select(Journal.account_id, Journal.centre_id, Journal.row_id).where(
            Journal.row_table == "share_link", Journal.action == "modifier"
        )
        assert session.exec(changes).all() == [(None, ground.centre, str(ended))]


def test_too_many_pages_are_refused_for_a_minute(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_callers(monkeypatch, limit=2)
    opened()
    opened("inconnu")

    answer = opened()

    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert "Attendez une minute" in answer.text
    assert link_row(ground.link).openings == 1


def test_without_a_database_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_callers(monkeypatch)
    out_of_reach(tmp_path, monkeypatch)

    answer = opened()

    assert answer.status_code == 503
    assert "momentanément indisponible" in answer.text


@pytest.mark.usefixtures("ground")
def test_the_screen_of_links_keeps_its_address() -> None:
    slashed = client().get("/partage/", follow_redirects=False)

    assert (slashed.status_code, slashed.headers["location"]) == (307, "/partage")
    assert "<title>Maillage</title>" in client().get("/partage").text
    assert client().post(f"/partage/{TOKEN}").status_code == 405
