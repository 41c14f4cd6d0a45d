"""The journal as a director reads it, filters it and takes it away."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from components import data, journal_view
from db.bulk import insert_links, insert_rows
from db.commands.closing import end_silence, silence_rule
from db.commands.entering import ForbiddenError
from db.engine import get_engine
from db.journaling import keep
from db.models import (
    Account,
    Centre,
    DifferenceNote,
    Journal,
    JournalHead,
    Meeting,
    Membership,
    MonthClosing,
    PersonConsent,
    Publication,
    SilencedRule,
    Target,
    utc_now,
)
from db.unit_of_work import Author, writing
from domain.closing_entry import SilenceEntry
from domain.difference_entry import DifferenceState
from domain.formats import NBSP
from domain.journal import Wanted
from domain.roles import Membership as Belonging
from domain.roles import Role, User
from domain.vocabulary import ConsentChannel, PublicationKind
from tests import factories
from tests.pages.opening import FICTIONAL, links, markup, open_page, refusal, text

pytestmark = pytest.mark.usefixtures("demonstration")

DIRECTOR, EDITOR = "direction", "saisie"
PARIS = ZoneInfo("Europe/Paris")


def opened(username: str = DIRECTOR, **query: object) -> AppTest:
    return open_page("journal", username, centre=FICTIONAL, **query)


def account(username: str) -> int:
    with Session(get_engine()) as session:
        return session.exec(select(Account.id).where(Account.username == username)).one() or 0


def centre() -> int:
    with Session(get_engine()) as session:
        return session.exec(select(Centre.id).where(Centre.slug == FICTIONAL)).one() or 0


def by(username: str) -> Author:
    return Author(account(username), centre())


def told(line: dict[str, Any]) -> None:
    """A line as a command of its own would write it."""
    with writing() as session:
        own = {"at": utc_now(), "account_id": None, "centre_id": centre(), "row_table": None}
        keep(session, [{**own, **line}])


@pytest.fixture
def meeting() -> int:
    """A meeting made by the editor, then changed by the director, with a territory and a guide."""
    here = centre()
    with writing(by(EDITOR)) as session:
        key = factories.make_meeting(
            session, here, datetime.now(UTC).date(), title="Atelier du fleuve"
        )
    with writing(by(DIRECTOR)) as session:
        session.get_one(Meeting, key).title = "Atelier de la rivière"
        person = factories.make_person(session, here, "Aubépine", first_name="Zoé")
        factories.make_attendance(session, key, person)
        session.add(
            Publication(
                centre_id=here,
                kind=PublicationKind.NOTE,
                title="Le guide",
                published_on=datetime.now(UTC).date(),
            )
        )
    data.forget()
    return key


def test_a_save_is_told_with_its_author_and_what_it_changed(meeting: int) -> None:
    page = opened()
    said = text(page)

    assert "Titre Atelier du fleuve → Atelier de la rivière" in said
    assert f"Personne ajoutée{NBSP}: Zoé Aubépine" in said
    assert said.index("Direction (démonstration)") < said.index("Saisie (démonstration)")
    assert {"centre": FICTIONAL, "id": str(meeting)} in links(page, "rencontre")


def test_each_filter_narrows_what_is_told(meeting: int) -> None:
    mine = text(opened(auteur=account(EDITOR)))
    assert "Rencontre enregistrée" in mine
    assert "Atelier du fleuve →" not in mine

    assert "Rencontre" not in text(opened(nature="publication")).partition("Ôter les filtres")[2]
    assert "Titre Atelier du fleuve →" not in text(opened(action="enregistrement"))
    assert "Zoé Aubépine" in text(opened(nature="rencontre", fiche=meeting))
    said = text(opened(nature="rencontre", fiche=meeting + 1000))
    assert "Rien au journal de cette fiche" in said
    assert "Rien au journal" in text(opened(au="2020-01-01"))
    assert "Titre Atelier" in text(opened(du=datetime.now(UTC).date() - timedelta(days=1)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("auteur", "x"), ("nature", "secret"), ("action", "x"), ("du", "hier")),
        *(("page", "0"), ("page", "99999")),
    ],
)
def test_an_address_that_says_nothing_is_refused(name: str, value: str) -> None:
    refusal(opened(**{name: value}))


def test_a_row_without_its_nature_is_refused() -> None:
    refusal(opened(fiche=1))


def test_pages_hold_fifty_saves() -> None:
    for number in range(120):
        told({"at": utc_now() + timedelta(minutes=number), "action": f"essai {number}"})
    data.forget()

    first, second, third = (text(opened(page=n, du=datetime.now(PARIS).date())) for n in (1, 2, 3))
    assert ("Essai 119" in first, "Essai 70" in first, "Essai 69" in first) == (True, True, False)
    assert "Essai 69" in second
    assert "Essai 19" in third
    assert "Plus anciens" in second
    assert "Plus anciens" not in third


def test_closings_are_told_with_their_words() -> None:
    said = text(opened(nature="arrete"))

    assert "Mois arrêté" in said
    assert "Mois rouvert Motif Une feuille d’émargement retrouvée." in said
    assert "Commentaire" in said
    assert "Temps forts" in said
    assert "Mois publié" in text(open_page("journal", DIRECTOR))


def test_a_line_leads_to_the_screen_of_what_it_tells() -> None:
    with Session(get_engine()) as session:
        closing = session.exec(
            select(MonthClosing).where(
                MonthClosing.centre_id == centre(), col(MonthClosing.reopened_at).is_not(None)
            )
        ).first()
        target = session.exec(select(Target).where(Target.centre_id == centre())).first()
    assert closing
    assert target
    found = links(opened(nature="arrete", action="modification"), "cloture")
    reopened = {"centre": FICTIONAL, "annee": str(closing.year), "mois": str(closing.month)}
    assert reopened in found

    with writing(by(DIRECTOR)) as session:
        session.get_one(Target, target.id).value += 1
        session.add(
            DifferenceNote(
                centre_id=centre(),
                year=2025,
                key="mois-3",
                note="Vu.",
                told="Un.",
                figures={},
                state=DifferenceState.EXPLAINED,
            )
        )
        session.add(
            SilencedRule(
                centre_id=centre(),
                rule="audience",
                until=datetime.now(UTC).date(),
                reason="Plus tard.",
            )
        )
        person = factories.make_person(session, centre(), "Aubépine", first_name="Zoé")
    with writing(by(DIRECTOR)) as session:
        session.add(
            PersonConsent(
                person_id=person,
                purpose="photo",
                given_on=datetime.now(UTC).date(),
                channel=ConsentChannel.EMAIL,
            )
        )
    data.forget()
    page = opened(du=datetime.now(PARIS).date(), auteur=account(DIRECTOR))
    body = markup(page)
    at = f"centre={FICTIONAL}&amp;annee"
    assert f'href="/ecarts?{at}=2025#mois-3"' in body
    assert f'href="/objectifs?{at}={target.year}#{target.key}"' in body
    assert f'href="/cloture?centre={FICTIONAL}">Mois sans audience saisie</a>' in body
    assert links(page, "annuaire").count({"centre": FICTIONAL, "personne": str(person)}) == 2
    assert {"centre": FICTIONAL, "nature": "ecart", "fiche": "1"} in links(page, "journal")


def test_an_empty_journal_says_what_will_come_and_offers_no_sheet() -> None:
    with Session(get_engine()) as session:
        region = session.exec(select(Centre.region_id)).first()
        (new,) = insert_rows(
            session, Centre, [{"slug": "neuf", "name": "Neuf", "region_id": region}]
        )
        member = {"account_id": account(DIRECTOR), "centre_id": new, "role": int(Role.DIRECTOR)}
        insert_links(session, Membership, [member])
        session.commit()
    data.forget()
    page = open_page("journal", DIRECTOR, centre="neuf")

    assert "Rien n’est encore écrit au journal." in text(page)
    assert not page.get("download_button")
    assert opened().get("download_button")


def test_another_centre_is_not_told(meeting: int) -> None:
    other = open_page("journal", DIRECTOR)

    assert "rivière" not in text(other)
    assert meeting


def test_a_secret_and_a_testimonial_are_never_shown() -> None:
    with writing(Author(account("admin"), centre())) as session:
        session.get_one(Account, account(EDITOR)).password_hash = "$2b$04$neuf"
        factories.make_testimonial(
            session, centre(), 2024, 3, body="Une parole intime", organisation="Mairie"
        )
    data.forget()

    said = text(opened())
    assert "Texte (non repris ici)" in said
    for hidden in ("Une parole intime", "$2b$04", "password", "(secret)"):
        assert hidden not in markup(opened())
    assert "Mot de passe changé" in said


def test_names_are_written_as_text() -> None:
    with writing(by(EDITOR)) as session:
        factories.make_theme(session, centre(), "<script>alert(1)</script>")
    data.forget()

    assert "<script>" not in markup(opened())


def director(role: Role = Role.DIRECTOR, username: str = DIRECTOR) -> User:
    own = Belonging(centre(), FICTIONAL, "Centre fictif", "Région", True, "Europe/Paris", role)
    return User(account(username), username, "Direction", own, (own,))


def sheet_rows(wanted: Wanted | None = None) -> list[list[str]]:
    held = journal_view._sheet(director(), wanted or Wanted())
    assert held.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(held.decode("utf-8-sig")), delimiter=";"))


def test_the_sheet_has_a_line_a_field_and_no_formula(meeting: int) -> None:
    with writing(by(EDITOR)) as session:
        session.get_one(Meeting, meeting).title = "=1+1"
    data.forget()

    heading, *rows, head = sheet_rows(Wanted(nature="rencontre", row=meeting))
    with Session(get_engine()) as session:
        kept = session.get_one(JournalHead, centre())
    assert head[3:] == [
        *("Journal", "", f"Dernière ligne{NBSP}: n°{NBSP}{kept.lines}"),
        *("Empreinte", "", kept.digest),
    ]
    assert heading == [
        *("Date", "Heure", "Auteur", "Nature", "Fiche", "Changement", "Champ", "Avant", "Après")
    ]
    (changed,) = [row for row in rows if row[6:] == ["Titre", "Atelier de la rivière", "'=1+1"]]
    assert changed[2:6] == ["Saisie (démonstration)", "Rencontres", "'=1+1", "Rencontre modifiée"]


def test_taking_the_journal_away_is_told_in_it(meeting: int) -> None:
    sheet_rows()

    with Session(get_engine()) as session:
        last = session.exec(select(Journal).order_by(col(Journal.id).desc())).first()
    assert last
    assert (last.action, last.account_id) == ("exporter le journal", account(DIRECTOR))
    for filtered in ({"action": "export"}, {"nature": "export"}):
        said = text(opened(**filtered))
        assert said.endswith("(démonstration) Exporter le journal ")
    told = sheet_rows(Wanted(action="export"))[1]
    assert told[2:] == [
        "Direction (démonstration)",
        "Exports",
        "Le journal",
        "Exporter le journal",
        "",
        "",
        "",
    ]
    assert meeting


def test_rights_are_asked_to_the_database_when_it_is_taken_away() -> None:
    with pytest.raises(ForbiddenError):
        journal_view._sheet(director(Role.ADMIN, EDITOR), Wanted())


def test_days_are_typed_as_in_the_forms(meeting: int) -> None:
    page = opened()
    page.text_input(key="du").input("hier").run()
    assert page.query_params["du"] == str(datetime.now(PARIS).date() - timedelta(days=1))
    page.text_input(key="au").input("1er janvier 2020").run()
    assert "Rien au journal" in text(page)
    assert meeting


@pytest.mark.parametrize(
    ("name", "typed", "day"),
    [
        ("du", "septembre 2026", "2026-09-01"),
        ("au", "septembre 2026", "2026-09-30"),
        ("du", "2025", "2025-01-01"),
        ("au", "2025", "2025-12-31"),
        ("au", "février 2024", "2024-02-29"),
        ("au", "3 mars 2024", "2024-03-03"),
    ],
)
def test_a_month_or_a_year_goes_to_its_end(name: str, typed: str, day: str) -> None:
    page = opened()
    page.text_input(key=name).input(typed).run()

    assert page.query_params[name] == day


def test_a_day_that_cannot_be_read_stays_and_narrows_nothing(meeting: int) -> None:
    page = opened(au="2020-01-01")
    page.text_input(key="au").input("n’importe quoi").run()

    assert "au" not in page.query_params
    assert page.text_input(key="au").value == "n’importe quoi"
    assert "Au : Date non comprise." in text(page).replace(NBSP, " ")
    assert "La liste n’en tient pas compte." in text(page)
    assert "Atelier de la rivière" in text(page)

    page.text_input(key="au").input("hier").run()
    assert "n’en tient pas compte" not in text(page)
    assert meeting


def test_a_silence_is_filtered_and_its_end_tells_what_it_was() -> None:
    with writing(by(DIRECTOR)) as session:
        silence_rule(session, SilenceEntry("audience", date(2026, 12, 5), "Des travaux"))
    with writing(by(DIRECTOR)) as session:
        key = session.exec(select(SilencedRule.id)).one() or 0
        end_silence(session, silence_id=key, version=1)
    data.forget()
    ended = (
        "Veille levée Règle Mois sans audience saisie → rien "
        "Jusqu’au 05/12/2026 → rien Raison Des travaux → rien"
    )

    said = text(opened(nature="veille"))
    assert ended in said
    assert "Règle en veille enregistrée" in said
    assert "Mois arrêté" not in said
    assert "Veille" not in text(opened(nature="arrete"))
    assert [row[3:] for row in sheet_rows(Wanted(nature="veille"))[1:4]] == [
        ["Règles en veille", "Mois sans audience saisie", "Veille levée", *field]
        for field in (
            ("Règle", "Mois sans audience saisie", "rien"),
            ("Jusqu’au", "05/12/2026", "rien"),
            ("Raison", "Des travaux", "rien"),
        )
    ]
