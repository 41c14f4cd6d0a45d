"""The public data: who gets them, how they are kept, and the contract that both sides hold to."""

import csv
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from components import data, sharing_limit
from components.static_files import OURS
from db.commands import sharing as commands
from db.commands.accounts import digest
from db.models import MonthClosing, utc_now
from db.unit_of_work import Author, writing
from domain.indicators import ALL, OF_THE_MONTH
from domain.roles import Role
from tests import factories
from tests.components.serving import client
from tests.components.test_server import out_of_reach
from tests.components.without_account import forget_callers

CONTRACT: dict[str, Any] = json.loads((OURS / "openapi.json").read_text("utf-8"))
KEY, OTHER_KEY = "la-cle-du-centre", "la-cle-du-voisin"
JSON, CSV = "/api/indicateurs/un/2024.json", "/api/indicateurs/un/2024.csv"


class Ground:
    """Two centres, each with its key and a closed month of 2024."""

    def __init__(self) -> None:
        self.one, self.director = self._centre("un", KEY, 3)
        self.other, _ = self._centre("voisin", OTHER_KEY, 99)

    def _centre(self, slug: str, key: str, meetings: int) -> tuple[int, Author]:
        with writing() as session:
            centre = factories.make_centre(session, slug)
            account = factories.make_account(session, f"direction-{slug}")
            factories.make_member(session, account, centre, Role.DIRECTOR)
            factories.make_meeting(session, centre, date(2024, 5, 2), headcount=50)
            factories.make_closing(session, centre, 2024, 2, meetings=meetings, participations=0)
            factories.make_year_figure(session, centre, 2024, "qpv", 58)
        author = Author(account, centre)
        with writing(author) as session:
            commands.renew_key(session, key_digest=digest(key))
        return centre, author

    def open_to_all(self) -> None:
        with writing(self.director) as session:
            commands.open_data(session, is_open=True)


@pytest.fixture
def ground(database: str, monkeypatch: pytest.MonkeyPatch) -> Ground:  # noqa: ARG001
    forget_callers(monkeypatch)
    return Ground()


def get(path: str = JSON, key: str | None = None, **headers: str) -> httpx2.Response:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if key:
        sent["authorization"] = f"Bearer {key}"
    return client().get(path, headers=sent)


def check(instance: Any, schema: str) -> None:
    """Raise unless it holds to this schema of the contract."""
    held = {"$ref": f"#/components/schemas/{schema}", "components": CONTRACT["components"]}
    OAS31Validator(held, format_checker=OAS31Validator.FORMAT_CHECKER).validate(instance)


def problem(answer: httpx2.Response) -> tuple[int, str]:
    """The code and the sentence of an error that holds to the contract."""
    assert answer.headers["content-type"] == "application/problem+json"
    check(answer.json(), "Problem")
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["detail"]


@pytest.mark.usefixtures("ground")
def test_closed_months_are_given_with_a_key() -> None:
    answer = get(key=KEY)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    check(answer.json(), "ClosedYear")
    assert answer.json()["centre"] == {"slug": "un", "name": "Centre un", "region": "Région"}
    assert answer.json()["months"] == [
        {
            "month": 2,
            "figures": {"meetings": 3, "participations": 0, "territories": None},
            "closed_at": "2025-01-15T00:00:00Z",
            "source": None,
        }
    ]
    assert answer.json()["year_figures"]["qpv"] == 58
    assert answer.json()["year_figures"]["meetings"] is None


@pytest.mark.usefixtures("ground")
def test_a_sheet_a_french_spreadsheet_opens() -> None:
    answer = get(CSV, key=KEY)

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbfcentre;")
    disposition = 'attachment; filename="indicateurs-un-2024.csv"'
    assert answer.headers["content-disposition"] == disposition
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows == [
        {
            "centre": "un",
            "year": "2024",
            "month": "2",
            "meetings": "3",
            "participations": "0",
            "territories": "",
            "closed_at": "2025-01-15T00:00:00Z",
            "source": "",
        }
    ]


@pytest.mark.usefixtures("ground")
def test_the_sheet_says_what_the_document_says() -> None:
    document = get(key=KEY).json()
    text = get(CSV, key=KEY).content.decode("utf-8-sig")

    for row, month in zip(
        csv.DictReader(text.splitlines(), delimiter=";"), document["months"], strict=True
    ):
        assert int(row["month"]) == month["month"]
        for key, value in month["figures"].items():
            assert row[key] == ("" if value is None else str(value))


@pytest.mark.usefixtures("ground")
def test_without_a_key_one_is_asked_for() -> None:
    answer = get()

    assert problem(answer) == (
        401,
        "Ces données demandent une clé\u00a0: envoyez-la dans l’en-tête Authorization, après "
        "Bearer.",
    )
    assert answer.headers["www-authenticate"] == 'Bearer realm="Maillage"'
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("key", [OTHER_KEY, "inventee", KEY.upper(), "x" * 5000])
@pytest.mark.usefixtures("ground")
def test_any_other_key_is_refused(key: str) -> None:
    answer = get(key=key)

    assert problem(answer) == (403, "Cette clé n’ouvre pas les données de ce centre.")
    assert "Centre" not in answer.text


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic bGU6Y2xl", KEY])
@pytest.mark.usefixtures("ground")
def test_what_is_not_a_key_is_none(header: str) -> None:
    assert get(authorization=header).status_code == 401


@pytest.mark.usefixtures("ground")
def test_nobody_learns_which_centres_there_are() -> None:
    with writing() as session:
        factories.make_centre(session, "muet")
    for key in (None, OTHER_KEY):
        answers = [get(f"/api/indicateurs/{c}/2024.json", key) for c in ("un", "muet", "rien")]

        assert len({answer.content for answer in answers}) == 1
        assert len({answer.status_code for answer in answers}) == 1


def test_a_key_revoked_opens_nothing_at_once(ground: Ground) -> None:
    assert get(key=KEY).status_code == 200
    with writing(ground.director) as session:
        commands.revoke_key(session)

    assert get(key=KEY).status_code == 403


def test_a_key_renewed_takes_the_place_of_the_one_before(ground: Ground) -> None:
    with writing(ground.director) as session:
        commands.renew_key(session, key_digest=digest("neuve"))

    assert (get(key=KEY).status_code, get(key="neuve").status_code) == (403, 200)


def test_open_to_all_it_is_shared_and_kept(ground: Ground) -> None:
    ground.open_to_all()

    answer = get()

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=600"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["vary"] == "Authorization"
    assert get("/api/indicateurs/voisin/2024.json").status_code == 401


@pytest.mark.usefixtures("ground")
def test_with_a_key_each_answer_is_asked_again() -> None:
    headers = get(key=KEY).headers

    assert headers["cache-control"] == "private, no-cache"
    assert headers["vary"] == "Authorization"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", [JSON, CSV])
@pytest.mark.parametrize("held", ["{}", "W/{}", '"autre", {}', "*"])
def test_what_is_already_held_is_not_sent_again(ground: Ground, path: str, held: str) -> None:
    tag = get(path, key=KEY).headers["etag"]

    again = get(path, key=KEY, if_none_match=held.format(tag))

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    with writing(ground.director) as session:
        session.get_one(MonthClosing, 1).reopened_at = utc_now()
        factories.make_closing(session, ground.one, 2024, 2, revision=2, meetings=4)
    data.forget()
    assert get(path, key=KEY, if_none_match=tag).status_code == 200


@pytest.mark.usefixtures("ground")
def test_its_headers_alone_may_be_asked_for() -> None:
    answer = client().head(JSON, headers={"authorization": f"Bearer {KEY}"})

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"] == get(key=KEY).headers["etag"]


@pytest.mark.parametrize(
    "path",
    [
        *("un/1899.json", "un/2101.json", "un/20240.json", "un/٢٠٢٤.json", "un/2024"),
        *("un/2024.xml", "un/2024.JSON", "UN/2024.json", "un//2024.json", "un/2024.json/", "un"),
        f"{'a' * 65}/2024.json",
    ],
)
@pytest.mark.usefixtures("ground")
def test_an_address_badly_formed(path: str) -> None:
    code, sentence = problem(get(f"/api/indicateurs/{path}", key=KEY))

    assert code == 404
    assert sentence.startswith("Adresse inconnue. Exemple")
    assert problem(get("/api/indicateurs", key=KEY)) == (code, sentence)


@pytest.mark.usefixtures("ground")
def test_a_year_without_a_closed_month_is_not_there() -> None:
    answer = get("/api/indicateurs/un/2023.json", key=KEY)

    assert problem(answer) == (404, "Aucun mois de 2023 n’est arrêté dans ce centre.")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"])
@pytest.mark.usefixtures("ground")
def test_they_are_read_and_nothing_else(method: str) -> None:
    answer = client().request(method, JSON, headers={"authorization": f"Bearer {KEY}"})

    assert problem(answer)[0] == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PURGE"])
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/xyz", "/api/xyz/", "/api/indicateur/un"])
def test_nothing_else_below_api_is_a_page(path: str, method: str) -> None:
    answer = client().request(method, path, follow_redirects=False)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    if method != "HEAD":
        assert problem(answer)[1].startswith("Rien n’est à cette adresse.")


def told(answer: httpx2.Response) -> tuple[str, str]:
    assert 0 < int(answer.headers["ratelimit-reset"]) <= 60
    return answer.headers["ratelimit-limit"], answer.headers["ratelimit-remaining"]


@pytest.mark.usefixtures("ground")
def test_too_many_requests_wait_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_callers(monkeypatch, limit=3)
    assert told(get(key=KEY)) == ("3", "2")
    assert told(get()) == ("3", "1")
    assert told(get(key="faux")) == ("3", "0")

    answer = get(key=KEY)

    assert problem(answer) == (429, "Trop de demandes. Attendez avant la suivante.")
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert told(answer) == ("3", "0")


@pytest.mark.usefixtures("ground")
def test_a_key_has_one_limit_wherever_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_callers(monkeypatch, limit=2)
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        browser = client()
        browser._transport.client = (address, 1)  # type: ignore[attr-defined]
        answer = browser.get(JSON, headers={"authorization": f"Bearer {KEY}"})

    assert answer.status_code == 429
    assert get(key=OTHER_KEY).status_code == 403


@pytest.mark.usefixtures("ground")
def test_a_forged_address_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom to believe is told to uvicorn: here its answer is the only one."""
    forget_callers(monkeypatch, limit=1)
    get(x_forwarded_for="198.51.100.1")

    assert get(x_forwarded_for="198.51.100.2").status_code == 429


@pytest.mark.usefixtures("ground")
def test_pages_and_data_are_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_callers(monkeypatch, limit=1)

    assert get(key=KEY).status_code == 200
    assert get(key=KEY).status_code == 429
    assert client().get("/partage/inconnu").status_code == 404
    assert client().get("/partage/inconnu").status_code == 429


def test_the_limit_is_the_one_that_is_told() -> None:
    assert f"{sharing_limit.PER_MINUTE} demandes par minute" in CONTRACT["info"]["description"]


def test_without_a_database_they_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_callers(monkeypatch)
    out_of_reach(tmp_path, monkeypatch)

    assert problem(get()) == (503, "Maillage est momentanément indisponible.")


def test_the_contract_is_a_valid_one_for_anyone() -> None:
    answer = client().get("/api/openapi.json")

    OpenAPIV31SpecValidator(answer.json()).validate()
    assert answer.json() == CONTRACT
    assert answer.headers["access-control-allow-origin"] == "*"
    tag = answer.headers["etag"]
    assert client().get("/api/openapi.json", headers={"if-none-match": tag}).status_code == 304


def test_the_contract_knows_every_indicator() -> None:
    schemas = CONTRACT["components"]["schemas"]
    keys = [indicator.key for indicator in ALL]

    assert schemas["Indicator"]["properties"]["key"]["enum"] == keys
    assert list(schemas["YearFigures"]["properties"]) == keys
    figures = schemas["ClosedMonth"]["properties"]["figures"]
    assert list(figures["properties"]) == [indicator.key for indicator in OF_THE_MONTH]


@pytest.mark.usefixtures("ground")
def test_every_answer_is_one_the_contract_announces() -> None:
    (path,) = [path for path in CONTRACT["paths"] if path.endswith(".json")]
    announced = set(CONTRACT["paths"][path]["get"]["responses"])

    assert announced == {"200", "304", "401", "403", "404", "405", "429", "503"}
    assert re.fullmatch(r"/api/indicateurs/\{centre\}/\{year\}\.json", path)


@pytest.mark.parametrize(
    ("slug", "centre", "year"),
    [("trajectoire-ressources", 1, 2023), ("centre-fictif", 2, date.today().year - 1)],
)
@pytest.mark.usefixtures("demonstration")
def test_the_real_year_and_the_fictional_one_hold_to_the_contract(
    slug: str, centre: int, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_callers(monkeypatch)
    with writing(Author(1, centre)) as session:
        commands.open_data(session, is_open=True)

    document = get(f"/api/indicateurs/{slug}/{year}.json").json()

    check(document, "ClosedYear")
    moments = [datetime.fromisoformat(month["closed_at"]) for month in document["months"]]
    assert all(moment.tzinfo == UTC for moment in moments)
    if year == 2023:
        meetings = [month["figures"]["meetings"] for month in document["months"]]
        assert meetings == [3, 10, 14, 16, 11, 17, 6, 14, 15, 10, 12]
        assert document["year_figures"]["meetings"] == 127
