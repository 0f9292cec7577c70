"""A reader goes through the review: menu, filters, a link for somebody else."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tandem.catalog import Catalog
from tests.browser.browsing import cards, go_by_menu, pick_region, settle, texts, title, visit
from tests.browser.conftest import Opener, new_reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = {
    "Quarter": ("Review", "How are we doing together?", "/"),
    "Value": ("Five questions", "What are our joint efforts worth now?", "/value"),
    "Conversion": ("Five questions", "How much turns into business?", "/conversion"),
    "Reach": ("Five questions", "Whom do we reach?", "/reach"),
    "Velocity": ("Five questions", "How fast?", "/velocity"),
    "Return": ("Five questions", "What comes back?", "/return"),
    "Attribution": ("Evidence", "Who brought it?", "/attribution"),
    "Collateral": ("Evidence", "What do buyers get to see?", "/collateral"),
    "Data": ("Trust", "Can we trust it?", "/data"),
}


def test_every_page_opens_through_the_menu(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/data")
    findings = set()
    for name, (group, question, path) in PAGES.items():
        go_by_menu(page, group, name, question)
        assert urlsplit(page.url).path == path
        assert texts(page.locator(".stamp"))[-1].startswith("Data to ")
        findings.add(title(page))
    assert len(findings) == len(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_link_opens_its_page_at_once(name: str, tandem: str, reader: BrowserContext, watch: Opener) -> None:
    _, question, path = PAGES[name]
    page = watch(reader, tandem).page
    visit(page, f"{tandem}{path}?region=EMEA&segment=SMB")
    assert page.locator(".lead").inner_text() == question
    assert "EMEA · SMB" in page.locator(".effect").inner_text()
    assert "Sample company" in page.locator(".sample").inner_text()
    assert page.get_by_test_id("stException").count() == 0


def test_a_copied_link_shows_somebody_else_the_same(
    tandem: str, browser: Browser, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    everywhere = cards(page)
    pick_region(page, "EMEA")
    mine = cards(page)
    assert mine != everywhere
    with new_reader(browser) as somebody:
        theirs = watch(somebody, tandem).page
        visit(theirs, page.url)
        assert cards(theirs) == mine
        assert title(theirs) == title(page)
        assert texts(theirs.locator(".effect")) == texts(page.locator(".effect"))


def test_filters_survive_a_change_of_page(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}?segment=SMB")
    pick_region(page, "APAC")
    for name in ("Conversion", "Collateral", "Quarter"):
        group, question, _ = PAGES[name]
        go_by_menu(page, group, name, question)
        assert parse_qs(urlsplit(page.url).query) == {"segment": ["SMB"], "region": ["APAC"]}
        assert "APAC · SMB" in page.locator(".effect").inner_text()
        assert "APAC · SMB" in texts(page.locator(".stamp"))[-1]
    page.go_back()
    page.locator(".lead", has_text=PAGES["Collateral"][1]).wait_for()
    settle(page)
    assert "APAC · SMB" in texts(page.locator(".stamp"))[-1]


def test_how_it_is_counted_is_said(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    page.get_by_text("How is this counted?").click()
    page.locator(".counted").first.wait_for()
    for header in page.locator(".counted").all():
        named = re.search(r"Query: (\w+)", header.inner_text())
        assert named
        assert header.locator("h3").inner_text() == Catalog.load().question(named[1]).question
