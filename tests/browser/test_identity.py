"""Sign-in by a provider of identities: a real one on this machine, a real Chromium, our server."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, create_engine, select

from components.session_routes import PROVIDED
from components.who import COOKIE
from db.models import Account, SignInSession, utc_now
from scripts import live
from scripts.live import Server
from tests.browser.provider import CLIENT, SECRET, Provider, provider_running
from tests.databases import Databases, copied

pytestmark = pytest.mark.looks

LABEL = "Se connecter avec ProConnect"
KNOWN = "direction@example.org"


@pytest.fixture(scope="module")
def database_of_accounts(databases: Databases, demonstration_template: str) -> Iterator[str]:
    """« direction » and « saisie » have an e-mail; « saisie » is suspended."""
    with copied(databases, demonstration_template) as url:
        engine = create_engine(url)
        with Session(engine) as session:
            for account in session.exec(select(Account)):
                if account.username in ("direction", "saisie"):
                    account.email = f"{account.username}@example.org"
                if account.username == "saisie":
                    account.suspended_at = utc_now()
            session.commit()
        engine.dispose()
        yield url


@pytest.fixture(scope="module")
def standing_provider() -> Iterator[Provider]:
    with provider_running() as provider:
        yield provider


@pytest.fixture
def provider(standing_provider: Provider) -> Provider:
    """It vouches for the director, until the test says otherwise."""
    standing_provider.claims = {"email": KNOWN, "email_verified": True}
    standing_provider.state = None
    return standing_provider


@pytest.fixture(scope="module")
def site(
    database_of_accounts: str,
    standing_provider: Provider,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    port = live.free_port()
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "quarante-huit signes tirés au sort, ou davantage"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{standing_provider.url}/.well-known/openid-configuration"
label = "ProConnect"
""",
        "utf-8",
    )
    with ExitStack() as stack:
        # No other server is to know of it.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
            server = stack.enter_context(live.serving_maillage(database_of_accounts, port))
        yield server


@pytest.fixture
def context(browser: Browser, site: Server) -> Iterator[BrowserContext]:
    context = live.new_context(browser, site.url)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, provider: Provider) -> Page:  # noqa: ARG001
    return context.new_page()


def ask(page: Page) -> None:
    """The way to the provider and back."""
    page.goto("/")
    with page.expect_response("**/oauth2callback*"):
        page.get_by_role("button", name=LABEL).click()
    live.wait_until_settled(page)


def is_signed_in(page: Page) -> bool:
    live.wait_until_settled(page)
    return page.locator(".site .account").count() == 1


def cookies(context: BrowserContext) -> set[str]:
    return {cookie.get("name", "") for cookie in context.cookies()}


def enter(page: Page) -> None:
    page.goto("/")
    with page.expect_response("**/api/session"):
        page.get_by_role("button", name=LABEL).click()
    page.locator(".site .account").wait_for()
    live.wait_until_settled(page)


def leave(page: Page) -> None:
    page.goto("/deconnexion")
    page.get_by_role("button", name=LABEL).wait_for()


def sessions_open(database_url: str) -> int:
    engine = create_engine(database_url)
    with Session(engine) as session:
        found = session.exec(select(SignInSession)).all()
    engine.dispose()
    return len([one for one in found if one.revoked_at is None])


def test_a_verified_email_opens_a_session_of_ours_and_leaving_ends_both(
    page: Page, context: BrowserContext, provider: Provider, database_of_accounts: str
) -> None:
    before, left = sessions_open(database_of_accounts), provider.left
    provider.claims["email"] = "Direction@Example.org"

    enter(page)

    expect(page.get_by_role("heading", name="Tableau de bord")).to_be_visible()
    page.reload()
    assert is_signed_in(page)
    assert COOKIE in cookies(context)
    assert sessions_open(database_of_accounts) == before + 1

    leave(page)

    assert provider.left == left + 1
    assert not [name for name in cookies(context) if name.startswith(PROVIDED)]
    assert sessions_open(database_of_accounts) == before
    page.reload()
    assert not is_signed_in(page)


def test_one_comes_back_to_the_address_first_asked_for(page: Page) -> None:
    page.goto("/mois?annee=2023&mois=2")
    with page.expect_response("**/api/session"):
        page.get_by_role("button", name=LABEL).click()

    expect(page).to_have_url(re.compile(r"/mois\?annee=2023&mois=2$"))
    assert is_signed_in(page)


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email_verified": False}, "n’a pas vérifié votre adresse"),
        ({"email_verified": "true"}, "n’a pas vérifié votre adresse"),
        ({"email": None}, "n’a pas vérifié votre adresse"),
        ({"email": "inconnue@example.org"}, "Aucun compte ne porte l’adresse"),
        ({"email": "saisie@example.org"}, "Votre compte est suspendu."),
    ],
)
def test_a_refusal_says_why_and_forgets_the_provider(
    page: Page,
    context: BrowserContext,
    provider: Provider,
    database_of_accounts: str,
    claims: dict[str, object],
    sentence: str,
) -> None:
    before = sessions_open(database_of_accounts)
    provider.claims.update(claims)

    page.goto("/")
    with page.expect_response("**/api/session"):  # which clears the cookies
        page.get_by_role("button", name=LABEL).click()

    expect(page.get_by_test_id("stAlert")).to_contain_text(sentence)
    expect(page.get_by_label("Identifiant")).to_be_visible()
    assert sessions_open(database_of_accounts) == before
    page.reload()
    assert not is_signed_in(page)
    assert answered(context)


def answered(context: BrowserContext) -> bool:
    return not [name for name in cookies(context) if name.startswith(PROVIDED)]


def test_another_state_than_the_one_sent_opens_nothing(
    page: Page, context: BrowserContext, provider: Provider, database_of_accounts: str
) -> None:
    before = sessions_open(database_of_accounts)
    provider.state = "forge"

    ask(page)

    assert not is_signed_in(page)
    assert answered(context)
    assert sessions_open(database_of_accounts) == before


def test_a_token_signed_by_another_key_opens_nothing(
    page: Page, context: BrowserContext, provider: Provider
) -> None:
    own = provider.key
    provider.signing = RSAKey.generate_key(2048, {"kid": "un", "use": "sig", "alg": "RS256"})
    try:
        ask(page)
    finally:
        provider.signing = own

    assert not is_signed_in(page)
    assert answered(context)


def test_the_cookie_of_the_provider_opens_nothing_by_itself(
    page: Page, context: BrowserContext, browser: Browser, site: Server
) -> None:
    enter(page)
    stolen = [c for c in context.cookies() if c.get("name", "").startswith(PROVIDED)]
    assert stolen

    elsewhere = live.new_context(browser, site.url)
    elsewhere.add_cookies([dict(cookie) for cookie in stolen])  # type: ignore[misc]
    thief = elsewhere.new_page()
    thief.goto("/")

    assert not is_signed_in(thief)
    expect(thief.get_by_label("Identifiant")).to_be_visible()
    elsewhere.close()


def test_suspended_meanwhile_the_session_dies_at_the_next_click(
    page: Page, database_of_accounts: str
) -> None:
    enter(page)
    engine = create_engine(database_of_accounts)

    def suspended(now: bool) -> None:
        with Session(engine) as session:
            one = session.exec(select(Account).where(Account.username == "direction")).one()
            one.suspended_at = utc_now() if now else None
            session.commit()

    suspended(True)
    page.goto("/mois")
    assert not is_signed_in(page)
    suspended(False)
    engine.dispose()


def test_the_secrets_are_ignored_by_git() -> None:
    ignored = Path(__file__).parents[2] / ".gitignore"
    assert ".streamlit/secrets.toml" in ignored.read_text("utf-8").splitlines()
