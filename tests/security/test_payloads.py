"""Hostile words through every field of entry, then through whatever shows, tells or hands out.

They are typed once, in one centre, and each screen and file is made of it once. Words alone, at
the level of the function that makes them harmless: tests/domain/test_spreadsheet.py,
tests/documents/test_workbook.py, tests/pages/test_addresses.py.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from lxml import etree  # type: ignore[import-untyped]
from markupsafe import escape
from openpyxl import load_workbook
from sqlmodel import SQLModel, func, select
from sqlmodel.sql.sqltypes import AutoString
from streamlit.testing.v1 import AppTest

from components import document_preview
from components.who import SESSION_KEY
from db.models import Meeting
from db.unit_of_work import reading
from documents.making import make
from domain import (
    accounts,
    agreement_entry,
    closing_entry,
    difference_entry,
    meeting_entry,
    publication_entry,
    scenario_entry,
    sharing,
    target_entry,
    testimonial_entry,
)
from domain.announcement.reading import read_announcement
from domain.document_kinds import FILE_TYPES, DocumentKind, Order
from domain.entry import EntryError, read_url
from domain.periods import Period
from domain.roles import Role
from domain.roster import read_roster
from domain.scope import Scope
from tests.components.serving import client
from tests.components.without_account import forget_callers
from tests.databases import Databases, copied, in_use
from tests.documents.conftest import quiet, text_of_pdf
from tests.pages.opening import ROOT
from tests.security import hostile_centre
from tests.security.hostile_centre import ADMIN, SLUG, TODAY, TOKEN, YEAR, Hostile
from tests.security.markup import in_cells, in_html, in_markdown
from tests.security.payloads import MARK, TEXTS
from tests.security.reading_pages import Address, bodies, every_page, marked_up
from tests.signing_in import open_session

once = pytest.mark.only_sqlite(reason="words are escaped once read, wherever they were kept")

NOW = datetime.now(ZoneInfo("Europe/Paris"))
# Where last year is, and what no link says: the paths of a presentation and of a search.
FIRST = (
    *(Address(page, (("annee", str(YEAR)),)) for page in ("", "carte", "rencontres", "ecarts")),
    Address("mois", (("annee", str(YEAR)), ("mois", "3"))),
    Address("saisie-du-mois", (("annee", str(YEAR)), ("mois", "3"))),
    Address("cloture", (("annee", str(YEAR)), ("mois", "1"))),
    Address("rencontres", (("recherche", TEXTS["link"]),)),
    Address("projection", (("annee", str(YEAR)), ("scenario", "annee"), ("scene", "1"))),
)


@pytest.fixture(scope="module")
def hostile(databases: Databases, empty_template: str) -> Iterator[Hostile]:
    with copied(databases, empty_template) as url, in_use(url):
        yield hostile_centre.fill()


# Words that no one types, and why.
NOT_TYPED = {
    "a digest": (
        *("account.password_hash", "account_link.token_digest", "installation.first_start_digest"),
        *("journal.content_digest", "journal.digest", "journal.salt", "journal_head.digest"),
        *("month_closing.digest", "public_access.key_digest", "share_link.token_digest"),
        *("sign_in_session.identity_digest", "sign_in_session.ticket_digest"),
        *("sign_in_session.token_digest", "sign_in_throttle.name_digest"),
    ),
    "a code of ours, or drawn at random": (
        *("centre.timezone", "difference_note.key", "draft.form", "journal.action"),
        *("journal.row_id", "journal.row_table", "silenced_rule.rule", "speaker_note.key"),
        *("submission.token", "target.key", "year_figure.key"),
    ),
    "an address: lower case, figures and hyphens": ("centre.slug", "presentation.address"),
    "the other words, frozen by the page that shows them": ("presentation.board",),
    "shipped with the product, or read from its own files": (
        *("month_closing.source", "territory.code", "territory.epci_name", "territory.epci_siren"),
        *("territory.name", "territory.successor_code", "year_figure.source"),
    ),
}
TOO_LONG: dict[str, tuple[Mapping[str, Any], Callable[[dict[str, Any]], Any]]] = {
    "meeting": (meeting_entry.BLANK, partial(meeting_entry.read_meeting, today=TODAY)),
    "testimonial": (
        testimonial_entry.BLANK,
        partial(testimonial_entry.read_testimonial, today=TODAY),
    ),
    "publication": (
        publication_entry.BLANK,
        partial(publication_entry.read_publication, today=TODAY),
    ),
    "agreement": (agreement_entry.BLANK, partial(agreement_entry.read_agreement, today=TODAY)),
    "link": (sharing.BLANK, partial(sharing.read_link, today=TODAY, territories={})),
    "silence": (closing_entry.BLANK_SILENCE, partial(closing_entry.read_silence, today=TODAY)),
    "closing": (closing_entry.BLANK_CLOSING, partial(closing_entry.read_closing, today=TODAY)),
    "reopening": (closing_entry.BLANK_REOPENING, closing_entry.read_reopening),
    "difference": (difference_entry.BLANK, difference_entry.read_difference),
    "scenario": (
        scenario_entry.BLANK_SCENARIO,
        partial(scenario_entry.read_scenario, reserved=()),
    ),
    "note": (scenario_entry.BLANK_NOTE, scenario_entry.read_note),
    "target": (
        {**target_entry.BLANK, "key": "meetings"},
        partial(target_entry.read_target, last_year=()),
    ),
    "account": ({"name": "", "email": "", "role": None}, accounts.read_invitation),
}
# What of an event a calendar reads; an event has nothing else.
OF_AN_EVENT = {
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY"),
    *("DESCRIPTION", "LOCATION", "URL", "CATEGORIES"),
}


def test_every_column_of_words_holds_one_of_them(hostile: Hostile) -> None:  # noqa: ARG001
    """A column added tomorrow is hostile too, or says here why nobody types in it."""
    with reading() as session:
        empty = {
            f"{table.name}.{column.name}"
            for table in SQLModel.metadata.tables.values()
            for column in table.columns
            if isinstance(column.type, AutoString)
            and not session.scalar(select(func.count()).where(column.contains(MARK)))
        }

    assert sorted(empty.difference(*NOT_TYPED.values())) == []


@pytest.mark.parametrize("form", TOO_LONG)
@pytest.mark.parametrize("letter", ["zq", "1", "1/1/2025, ", "(", "a@"])
def test_a_hundred_thousand_letters_are_refused_in_a_sentence(form: str, letter: str) -> None:
    blank, read = TOO_LONG[form]

    with pytest.raises(EntryError) as refused:
        read(hostile_centre.typed(blank, (letter * 100_000)[:100_000]))

    assert all(0 < len(told) < 200 for told in refused.value.problems.values())


@pytest.mark.parametrize(
    "link",
    [
        *(
            "https://exemple.fr/\nATTACH:https://evil.example",
            "https://exemple.fr/\tx",
            "http://[::1",
        ),
        *("javascript:alert(1)", "data:text/html,<b>", "//evil.example", "https:\\\\evil.example"),
    ],
)
def test_a_link_that_a_calendar_could_not_hold_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="Une adresse web commence par https://"):
        read_url(link)


@pytest.mark.parametrize("unit", ["1/1/2025, ", "zq", "(", "1", " à 14h", "DUPONT, "])
def test_a_pasted_text_is_read_to_its_end(unit: str) -> None:
    """One that a pattern would try in a thousand ways would hold everyone’s server."""
    assert read_announcement((unit * 2000)[:2000], TODAY)
    assert read_roster((unit * 2000)[:2000]) is not None


@once
def test_no_page_reads_a_word_as_more_than_a_word(
    hostile: Hostile,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing raises, nothing is markup, nothing that is exported is a formula."""
    files: dict[str, Any] = {}
    monkeypatch.setattr(
        "streamlit.download_button",
        lambda _label, data, **given: files.setdefault(given["file_name"], data),
    )
    monkeypatch.setattr(document_preview, "prepare", lambda *_: b"")
    session_id, _ = open_session(ADMIN)
    read: set[str] = set()
    faults: dict[Any, list[Any]] = {}
    for address, at in every_page(session_id, *FIRST):
        body = bodies(at)
        found = [*at.exception, *in_html(body), *chain(*map(in_markdown, marked_up(at)))]
        read |= {address.page} if MARK in body else set()
        faults |= {address: found} if found else {}
    faults |= {name: found for name in files if (found := in_file(files[name], name))}

    assert faults == {}
    assert {"", "annuaire", "journal", "projection", "rencontre", "temoignages"} <= read
    assert len(files) > 30


def in_file(data: Any, name: str) -> list[str]:
    body = data() if callable(data) else data
    if name.endswith(".csv"):
        text = body.decode("utf-8-sig")
        return in_cells(csv.reader(io.StringIO(text), delimiter=";"))
    return in_workbook(body)


def in_workbook(body: bytes) -> list[str]:
    """Its cells that do something, or would once edited."""
    words = ([cell.value] for cell in cells_of(body) if isinstance(cell.value, str))
    return [*computed_in(body), *in_cells(words)]


def computed_in(body: bytes) -> list[str]:
    """Formulas, and links out of the file but those to where the words began."""
    led = (cell.hyperlink.target for cell in cells_of(body) if cell.hyperlink)
    return [
        *(str(cell.value) for cell in cells_of(body) if cell.data_type == "f"),
        *(to for to in led if to and not to.startswith("https://exemple.fr/")),
    ]


def cells_of(body: bytes) -> list[Any]:
    book = load_workbook(io.BytesIO(body))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


@once
def test_the_header_of_the_application(hostile: Hostile) -> None:  # noqa: ARG001
    at = AppTest.from_file(ROOT / "components" / "shell.py", default_timeout=60)
    at.session_state[SESSION_KEY], _ = open_session(ADMIN)

    assert in_html(bodies(at.run())) == []
    assert escape(TEXTS["script"]) in bodies(at)


@once
@pytest.mark.parametrize("kind", DocumentKind)
def test_no_document_reads_a_word_as_more_than_a_word(hostile: Hostile, kind: DocumentKind) -> None:
    """An order to the program that lays it out would stop it: « #panic »."""
    scope = Scope(hostile.centre, Period.of_year(YEAR))
    order = Order(kind, scope, Role.ADMIN, TODAY, NOW)
    with reading() as session:
        body = make(session, order, quiet)

    looked_at = {
        FILE_TYPES[DocumentKind.WORKBOOK]: in_workbook,
        FILE_TYPES[DocumentKind.CALENDAR]: in_calendar,
        FILE_TYPES[DocumentKind.REPORT_PDF]: in_pdf,
    }
    assert looked_at.get(FILE_TYPES[kind], in_office)(body) == []


def in_office(body: bytes) -> list[str]:
    """Parts that are no XML, entities, fields and links that hold one of the words."""
    found = []
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, part in parts.items():
        if name.endswith(".xlsx"):
            found += computed_in(part)
        elif name.endswith((".xml", ".rels")):
            root = etree.fromstring(part)
            found += [name] if b"<!DOCTYPE" in part or b'TargetMode="External"' in part else []
            found += [str(one.tag) for one in root.iter() if MARK in str(one.tag)]
            found += [one.text for one in root.iter("{*}instrText") if MARK in (one.text or "")]
    assert any(MARK.encode() in part for part in parts.values())
    return found


def in_pdf(body: bytes) -> list[str]:
    return [word for word in ("/JavaScript", "/Launch", "/EmbeddedFile") if word.encode() in body]


def in_calendar(body: bytes) -> list[str]:
    """What an event has that no event of ours has."""
    calendar = Calendar.from_ical(body)
    events = calendar.walk("VEVENT")
    parts = {part.name for part in calendar.walk()}
    assert any(MARK in str(event["SUMMARY"]) for event in events)
    return [
        *parts - {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"},
        *{name for event in events for name in event} - OF_AN_EVENT,
    ]


@once
def test_no_pdf_reads_a_file_of_the_server(hostile: Hostile, tmp_path: Path) -> None:
    order = Order(
        DocumentKind.REPORT_PDF,
        Scope(hostile.centre, Period.of_year(YEAR)),
        Role.ADMIN,
        TODAY,
        NOW,
    )
    with reading() as session:
        (tmp_path / "report.pdf").write_bytes(make(session, order, quiet))

    told = text_of_pdf(tmp_path / "report.pdf")
    assert "#read(" in told
    assert "root:" not in told


@once
@pytest.mark.parametrize(
    "path", [f"/agenda/{SLUG}", f"/partage/{TOKEN}-0", "/agenda/<script>zq", "/partage/<b>zq"]
)
def test_no_public_page_reads_a_word_as_more_than_a_word(
    hostile: Hostile,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    forget_callers(monkeypatch)
    answer = client().get(path)

    assert in_html(answer.text) == []
    assert answer.status_code == (404 if "<" in path else 200)
    assert "<" in path or escape(TEXTS["script"]) in answer.text


@once
def test_a_calendar_reads_back_the_very_words(hostile: Hostile) -> None:
    with reading() as session:
        titles = session.exec(select(Meeting.title).where(Meeting.announced)).all()
    feed = client().get(f"/agenda/{SLUG}.ics").content

    assert in_calendar(feed) == []
    events = Calendar.from_ical(feed).walk("VEVENT")
    assert sorted(str(event["SUMMARY"]) for event in events) == sorted(titles)
    assert all(str(event["URL"]).startswith("https://exemple.fr/") for event in events)
    assert len(titles) == len(hostile.meetings)


@once
def test_public_data_are_the_very_words(
    hostile: Hostile,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget_callers(monkeypatch)
    told, sheet = (
        client().get(f"/api/indicateurs/{SLUG}/{YEAR}.{kind}") for kind in ("json", "csv")
    )

    assert told.json()["centre"]["name"] == TEXTS["script"]
    assert in_cells(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")), delimiter=";")) == []
