"""Entry as colleagues do it: in few gestures, by keyboard, by touch, and when all goes wrong."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, product, repeat
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect
from sqlalchemy import text

from components.who import COOKIE
from scripts import live
from scripts.live import Server, wait_until_settled
from tests.databases import Databases, copied, session_on

pytestmark = pytest.mark.looks

FORM = "/saisir?centre=centre-fictif"
TITLE, FORMAT, HEADCOUNT = "Titre (obligatoire)", "Format (obligatoire)", "Effectif"


@pytest.fixture(scope="module")
def entered(databases: Databases, demonstration_template: str) -> Iterator[str]:
    """A database these tests write in, and no other test reads."""
    with copied(databases, demonstration_template) as url:
        yield url


@pytest.fixture(scope="module")
def entry_server(entered: str) -> Iterator[Server]:
    with live.serving_maillage(entered) as server:
        yield server


@pytest.fixture
def editor(browser: Browser, entry_server: Server, entered: str) -> Iterator[Page]:
    """A browser that was never here, where « saisie » is signed in, without a draft left."""
    with session_on(entered) as session, session.begin():
        session.execute(text("DELETE FROM draft"))
    token = live.open_session(entered, "saisie")
    context = live.new_context(browser, entry_server.url, token=token)
    yield context.new_page()
    context.close()


def asked(url: str, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with session_on(url) as session:
        return [tuple(row) for row in session.execute(text(statement), values)]


def rows(url: str, title: str) -> list[tuple[str, int | None, str | None]]:
    """Title, headcount and place of the meetings whose title begins so."""
    statement = "SELECT title, headcount, place FROM meeting WHERE title LIKE :title"
    return asked(url, statement, title=f"{title}%")


def open_form(page: Page, address: str = FORM) -> None:
    page.goto(address)
    wait_until_settled(page)


def a_meeting(url: str) -> int:
    """The last one that was held."""
    ((meeting,),) = asked(
        url,
        "SELECT max(meeting.id) FROM meeting JOIN centre ON centre.id = centre_id"
        " WHERE slug = 'centre-fictif' AND status = 'tenue'",
    )
    return int(meeting)


def open_participants(page: Page, meeting: int) -> Locator:
    """The page of who came; where its file is dropped."""
    open_form(page, f"/participants?centre=centre-fictif&id={meeting}")
    page.get_by_text("Ou un fichier de Zoom").click()
    return page.locator('input[type="file"]')


def on_a_phone(browser: Browser, server: Server, entered: str) -> Page:
    """A page of a phone where « saisie » is signed in."""
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="fr-FR",
    )
    token = live.open_session(entered, "saisie")
    context.add_cookies([{"name": COOKIE, "value": token, "url": server.url}])
    return context.new_page()


def saved(page: Page, done: str = "Rencontre enregistrée") -> None:
    expect(page.get_by_role("heading", name=done)).to_be_visible()


def test_a_meeting_is_saved_in_eight_gestures(editor: Page, entered: str) -> None:
    open_form(editor)

    editor.get_by_label(TITLE).fill("Huit gestes")  # 1
    editor.get_by_role("combobox", name=FORMAT).click()  # 2
    editor.get_by_role("option", name="Conférence").click()  # 3
    editor.get_by_role("combobox", name="Territoires").fill("Grand Dole")  # 4
    editor.get_by_role("option", name="Grand Dole · Contrat de ville").click()  # 5
    editor.get_by_label(HEADCOUNT).fill("42")  # 6
    editor.get_by_role("button", name="Enregistrer").click()  # 7

    saved(editor)
    assert rows(entered, "Huit gestes") == [("Huit gestes", 42, None)]
    # While the page is drawn anew, the month as it was may stand beside it.
    expect(editor.locator(".month-figures", has_text="+42")).to_be_visible()


def test_a_meeting_is_saved_by_the_keyboard_alone(editor: Page, entered: str) -> None:
    open_form(editor)
    keyboard = editor.keyboard
    for _ in range(40):
        keyboard.press("Tab")
        if editor.evaluate("document.activeElement.ariaLabel") == TITLE:
            break

    keyboard.type("Au clavier")
    keyboard.press("Tab")
    keyboard.type("Conf")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(editor.get_by_role("combobox", name=FORMAT)).to_have_value("Conférence")
    while editor.evaluate("document.activeElement.ariaLabel") != HEADCOUNT:
        keyboard.press("Tab")
    keyboard.type("environ 30")
    keyboard.press("Control+Enter")

    saved(editor)
    assert rows(entered, "Au clavier") == [("Au clavier", 30, None)]


def test_a_meeting_is_saved_on_a_phone(
    browser: Browser, entry_server: Server, entered: str, editor: Page
) -> None:
    assert editor  # its draft is gone
    phone = on_a_phone(browser, entry_server, entered)
    open_form(phone)

    phone.get_by_label(TITLE).fill("Au doigt")
    phone.get_by_role("combobox", name=FORMAT).tap()
    phone.get_by_role("option", name="Conférence").tap()
    phone.get_by_role("combobox", name="Territoires").tap()
    phone.get_by_role("option", name="Contrat de ville").first.tap()
    phone.get_by_label(HEADCOUNT).fill("12")
    phone.get_by_role("button", name="Enregistrer").tap()

    saved(phone)
    assert rows(entered, "Au doigt") == [("Au doigt", 12, None)]
    phone.context.close()


def test_an_error_stands_beside_its_field_and_clears_nothing(editor: Page, entered: str) -> None:
    open_form(editor)
    editor.get_by_label(TITLE).fill("<b>Sans</b> format")
    editor.get_by_label("Date (obligatoire)").fill("31/02/2026")
    editor.get_by_role("button", name="Enregistrer").click()

    expect(editor.get_by_text("n’existe pas dans le calendrier")).to_be_visible()
    expect(editor.get_by_label(TITLE)).to_have_value("<b>Sans</b> format")
    expect(editor.get_by_label("Date (obligatoire)")).to_have_value("31/02/2026")
    assert rows(entered, "<b>") == []


def test_a_double_click_makes_one_row(editor: Page, entered: str) -> None:
    open_form(editor)
    editor.get_by_label(TITLE).fill("Deux clics")
    editor.get_by_role("combobox", name=FORMAT).click()
    editor.get_by_role("option", name="Conférence").click()
    editor.get_by_role("button", name="Enregistrer").dblclick()

    saved(editor)
    assert len(rows(entered, "Deux clics")) == 1


def test_the_last_words_of_a_text_are_saved_by_the_keyboard(editor: Page, entered: str) -> None:
    """Ctrl + Enter inside a text that is longer than a line, right after its last letter."""
    open_form(editor)
    editor.get_by_label(TITLE).fill("Avec des notes")
    editor.get_by_role("combobox", name=FORMAT).click()
    editor.get_by_role("option", name="Conférence").click()
    editor.get_by_text("Plus de détails").click()

    editor.get_by_role("textbox", name="Notes").click()
    editor.keyboard.type("Prévoir des chaises.")
    editor.keyboard.press("Enter")
    editor.keyboard.type("Et du café.")
    editor.keyboard.press("Control+Enter")

    saved(editor)
    notes = asked(entered, "SELECT notes FROM meeting WHERE title = 'Avec des notes'")
    assert notes == [("Prévoir des chaises.\nEt du café.",)]


def test_a_file_is_gone_once_its_list_is_saved(editor: Page, entered: str) -> None:
    drop = open_participants(editor, a_meeting(entered))
    names = map("".join, product("BCDFGLMNPR", repeat=2))
    lines = "Nom;Prénom\n" + "".join(f"{name}nouvelle;Albertine\n" for name in names)
    drop.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": lines.encode()})
    chips = editor.get_by_test_id("stFileChip")
    expect(chips).to_contain_text("2,1\u00a0ko")

    editor.get_by_role("button", name="Enregistrer 100").click()

    expect(editor.get_by_text("C’est enregistré.")).to_be_visible()
    expect(chips).to_have_count(0)


def test_a_file_too_large_is_refused_and_nothing_is_lost(
    editor: Page, entered: str, tmp_path: Path
) -> None:
    drop = open_participants(editor, a_meeting(entered))
    text = editor.get_by_role("textbox", name="La liste, une personne par ligne")
    text.fill("Albertine NOUVELLE")
    file = tmp_path / "enorme.csv"
    file.write_bytes(b"a;b\n" * 12_500_000)

    drop.set_input_files(file)

    refused = editor.get_by_test_id("stFileChip").get_by_role("alert")
    expect(refused).to_have_text("Erreur\u00a0: Ce fichier dépasse la limite de 5\u00a0Mo.")
    expect(text).to_have_value("Albertine NOUVELLE")
    expect(editor.get_by_role("button", name="Enregistrer 1")).to_be_visible()


def test_a_file_too_large_sent_past_the_form_is_refused(
    editor: Page, entry_server: Server, entered: str
) -> None:
    """In the name of a page that is open, without telling the size beforehand."""
    drop = open_participants(editor, a_meeting(entered))
    with editor.expect_request(lambda request: "upload_file" in request.url) as sent:
        drop.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"Zoe UNE"})
    request: Request = sent.value
    headers = {k: v for k, v in request.all_headers().items() if k != "content-length"}
    boundary = headers["content-type"].partition("boundary=")[2]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    fifty_megabytes = chain([head.encode()], repeat(b"a" * 2**20, 50))

    with closing(http.client.HTTPConnection("127.0.0.1", entry_server.port)) as connection:
        path = request.url.removeprefix(entry_server.url)
        connection.request(request.method, path, fifty_megabytes, headers, encode_chunked=True)
        assert connection.getresponse().status == 413


def test_what_was_typed_outlives_the_server(browser: Browser, demonstration: str) -> None:
    """The field is never left, the server is killed, another starts: the draft is offered."""
    token = live.open_session(demonstration, "saisie")
    with live.serving_maillage(demonstration) as server:
        page = live.new_context(browser, server.url, token=token).new_page()
        open_form(page)
        page.get_by_label(TITLE).press_sequentially("Une phrase qui ne se perd pas")
        expect(page.get_by_text("Brouillon gardé")).to_be_visible()
        expect(page.get_by_label(TITLE)).to_be_focused()
        server.process.kill()
        server.process.wait()
        page.context.close()

    with live.serving_maillage(demonstration) as server:
        page = live.new_context(browser, server.url, token=token).new_page()
        open_form(page)
        page.get_by_role("button", name="Reprendre le brouillon").click()
        expect(page.get_by_label(TITLE)).to_have_value("Une phrase qui ne se perd pas")
        page.context.close()


def test_two_people_on_one_meeting_see_both_versions(
    browser: Browser, entry_server: Server, entered: str, editor: Page
) -> None:
    address = f"{FORM}&modifier={a_meeting(entered)}"
    token = live.open_session(entered, "direction")
    other = live.new_context(browser, entry_server.url, token=token).new_page()
    open_form(editor, address)
    open_form(other, address)
    other.get_by_label(TITLE).fill("Le titre de la direction")
    other.get_by_role("button", name="Enregistrer").click()
    saved(other, "Modification enregistrée")

    editor.get_by_label(TITLE).fill("Le titre de la saisie")
    editor.get_by_role("button", name="Enregistrer").click()

    both = editor.get_by_role("region", name="Deux versions").or_(editor.locator(".stale"))
    expect(both.first).to_contain_text("Le titre de la direction")
    expect(both.first).to_contain_text("Le titre de la saisie")
    assert rows(entered, "Le titre de la") == [
        ("Le titre de la direction", *rows(entered, "Le titre de la")[0][1:])
    ]
    editor.get_by_role("button", name="Garder ma saisie").click()
    editor.get_by_role("button", name="Enregistrer").click()
    saved(editor, "Modification enregistrée")
    assert rows(entered, "Le titre de la")[0][0] == "Le titre de la saisie"
    other.context.close()


def test_a_save_is_seen_by_another_session_at_its_next_read(
    browser: Browser, entry_server: Server, entered: str, editor: Page
) -> None:
    token = live.open_session(entered, "conseil")
    board = live.new_context(browser, entry_server.url, token=token).new_page()
    open_form(board, "/?centre=centre-fictif")
    tile = board.locator('[data-tile="meetings"] [data-value]')
    before = int(tile.inner_text())

    open_form(editor)
    editor.get_by_label(TITLE).fill("Vue de l’autre")
    editor.get_by_role("combobox", name=FORMAT).click()
    editor.get_by_role("option", name="Conférence").click()
    editor.get_by_role("button", name="Enregistrer").click()
    saved(editor)
    board.get_by_role("link", name="Carte").click()
    board.get_by_role("link", name="Tableau de bord").click()

    expect(tile).to_have_text(str(before + 1))
    board.context.close()


def test_a_call_on_a_phone_keeps_its_save_in_sight(
    browser: Browser, entry_server: Server, entered: str, editor: Page
) -> None:
    """A hundred names, and one who was not expected."""
    assert editor  # its draft is gone
    phone = on_a_phone(browser, entry_server, entered)
    ((meeting,),) = asked(
        entered,
        "SELECT meeting_id FROM attendance JOIN meeting ON meeting.id = meeting_id"
        " WHERE status = 'tenue' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
    )
    open_form(phone, f"/participants?centre=centre-fictif&id={meeting}&facon=appel")
    save = phone.get_by_role("button", name="Enregistrer l’appel")
    expect(save).to_be_in_viewport(ratio=1)

    phone.get_by_role("checkbox").nth(40).scroll_into_view_if_needed()
    search = phone.get_by_role("combobox", name="Chercher, ou ajouter")
    search.tap()
    search.press_sequentially("Zénon INATTENDU")
    phone.get_by_role("option", name="Ajouter Zénon INATTENDU").tap()
    expect(phone.locator(".called")).to_contain_text("Zénon Inattendu (nouvelle)")
    expect(save).to_be_in_viewport(ratio=1)
    save.tap()

    expect(phone.get_by_text("C’est enregistré.")).to_be_visible()
    came = asked(
        entered,
        "SELECT state FROM attendance JOIN person ON person.id = person_id"
        " WHERE meeting_id = :meeting AND last_name = 'Inattendu'",
        meeting=meeting,
    )
    assert came == [("present",)]
    phone.context.close()
