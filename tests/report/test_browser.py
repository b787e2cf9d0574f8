"""The page in a real browser: one column on a phone, a switch that needs no script, print that opens all."""

import pytest

from candide.report import write_documents
from tests.report.people import everyone

pytestmark = pytest.mark.browser
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser(chromium):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as held:
        made = held.chromium.launch(executable_path=str(chromium), args=ARGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return write_documents(*everyone(), tmp_path_factory.mktemp("page"), ("html",))["html"].as_uri()


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.mark.parametrize("place", ["", "#tiktok-eve_en_vrai", "#youtube-dov-daily"])
def test_nothing_is_wider_than_a_phone(phone, address, place):
    phone.goto(address + place)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_gives_way_to_the_profile_that_is_opened(phone, address):
    phone.goto(address)
    phone.get_by_role("link", name="@dov.daily").first.click()
    assert phone.locator("#index").is_hidden()
    assert phone.get_by_role("heading", level=1).all_inner_texts() == ["@dov.daily"]


def test_the_language_is_switched_without_any_script(phone, address):
    phone.goto(address + "#youtube-dov-daily")
    phone.get_by_text("English", exact=True).click()
    assert phone.get_by_role("heading", name="Opinion").is_visible()
    assert phone.get_by_role("heading", name="Synthèse").count() == 0


def test_the_switch_works_by_keyboard(phone, address):
    phone.goto(address)
    phone.locator("#lang-fr").focus()
    phone.keyboard.press("ArrowRight")
    assert phone.locator("#lang-en").is_checked()


def test_print_opens_every_part_of_the_profile_shown_and_of_no_other(phone, address):
    phone.goto(address + "#tiktok-eve_en_vrai")
    phone.emulate_media(media="print")
    assert phone.locator("#tiktok-eve_en_vrai table.rows").first.is_visible()
    assert phone.locator("#youtube-dov-daily").is_hidden()


def test_print_from_the_list_takes_everybody(phone, address):
    phone.goto(address)
    phone.emulate_media(media="print")
    assert phone.locator("article.creator").count() == phone.locator("article.creator:visible").count() == 7


def test_the_reader_s_language_is_remembered_and_nothing_is_asked_of_any_network(browser, address):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_text("English", exact=True).click()
    page.reload()
    assert page.locator("#lang-en").is_checked()
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()
