"""A quarter as it was presented, in a browser: one click, one link, on every page."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tandem.domain import Quarter
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.browser.browsing import cards, go_by_menu, settle, texts, title, visit
from tests.browser.conftest import Opener, new_reader
from tests.browser.serving import tandem_serving
from tests.pages.company import Rows, publish

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

IN_VIEW = "one => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight"


def dearer(tables: dict[str, Rows]) -> None:
    """Every deal is worth twice as much."""
    for deal in tables["opportunities"]:
        deal["amount"] *= 2


@pytest.fixture(scope="module")
def presented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a company whose quarter was presented with version 1, and whose version 2 is published."""
    folder = tmp_path_factory.mktemp("presented")
    warehouse: Path = folder / "warehouse"
    publish(warehouse, leads=400)
    Warehouse(warehouse, Settings()).freeze(Quarter(2026, 3), "Ann")
    publish(warehouse, leads=400, change=dearer)
    with tandem_serving(warehouse, folder / "log") as address:
        yield address


def choose(page: Page, label: str) -> None:
    """Chooses what the page shows."""
    page.get_by_role("radio", name=label).click()
    settle(page)


def test_a_link_shows_what_was_presented(
    presented: str, browser: Browser, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, presented).page
    visit(page, presented)
    now, found = cards(page), title(page)
    choose(page, "As presented")
    page.locator(".presented").wait_for()
    settle(page)
    assert parse_qs(urlsplit(page.url).query) == {"quarter": ["2026Q3"], "shown": ["As presented"]}
    assert cards(page) != now
    with new_reader(browser) as somebody:
        theirs = watch(somebody, presented).page
        visit(theirs, page.url)
        assert cards(theirs) == cards(page)
        assert texts(theirs.locator(".presented b")) == ["2026Q3 as presented: version 1, data to 31 Oct 2026"]
    choose(page, "As now")
    expect(page.locator(".presented")).to_have_count(0)
    assert (cards(page), title(page)) == (now, found)


def test_the_banner_stays_on_every_page_and_in_sight(presented: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, presented).page
    visit(page, f"{presented}?quarter=2026Q3&shown=As+presented")
    for group, name, question in (
        ("Five questions", "Value", "What are our joint efforts worth now?"),
        ("Evidence", "Attribution", "Who brought it?"),
    ):
        go_by_menu(page, group, name, question)
        assert texts(page.locator(".stamp"))[-1].startswith("As presented · Data to 31 Oct 2026 · version 1")
        page.locator(".stamp").last.scroll_into_view_if_needed()
        assert page.locator(".presented").evaluate(IN_VIEW)


def test_what_changed_since_leads_to_its_records(presented: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, presented).page
    visit(page, f"{presented}?quarter=2026Q3")
    row = page.locator("table.rows tr").filter(has_text="Return")
    assert "restated" in row.inner_text()
    page.locator(".st-key-changed_return button").click()
    dialog = page.get_by_role("dialog")
    dialog.locator(".stamp").wait_for()
    assert "Which records are not as they were presented?" in dialog.inner_text()
