"""From a list of deals to the journey of one, by a link that a second reader can open."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.browsing import open_records, settle, texts, title, visit
from tests.browser.conftest import Opener, new_reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WHOSE = "[data-testid=stMain] table.rows"


def test_a_list_leads_to_a_deal_that_another_reader_sees_the_same(
    tandem: str, browser: Browser, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/attribution?region=EMEA")
    link = page.locator("table.rows a").first
    name = link.inner_text()
    link.click()
    page.wait_for_url(re.compile(r"/deal\?"))
    page.locator(".lead", has_text="How did this deal come about?").wait_for()
    settle(page)
    assert title(page).startswith(name)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["region"] == ["EMEA"] and asked["opportunity_id"]

    other = new_reader(browser)
    try:
        copied = watch(other, tandem).page
        visit(copied, page.url)
        assert title(copied) == title(page)
        assert texts(copied.locator(WHOSE)) == texts(page.locator(WHOSE))
        visit(copied, page.url.replace("region=EMEA", "region=APAC"))
        copied.get_by_text("No deal to show").wait_for()
    finally:
        other.close()


def test_settings_of_a_deal_stand_in_its_address(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/attribution?region=EMEA")
    [href] = page.locator("table.rows a").first.evaluate_all("links => links.map(one => one.href)")
    visit(page, f"{href}&upto=the+close&side=both+sides")
    assert "Touches of both sides up to the close" in page.locator(".settings").inner_text()
    assert "opportunity_id=" in page.url and "upto=the+close" in page.url.replace("%20", "+")


def test_records_in_a_dialog_lead_to_their_journeys(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/attribution?region=EMEA")
    open_records(page, "disputed")
    table = page.get_by_role("dialog").get_by_test_id("stDataFrame").bounding_box()
    assert table
    across, down = table["x"] + 28, table["y"] + 59
    page.mouse.move(across + 2, down + 1)
    page.wait_for_timeout(500)
    with page.expect_popup() as coming:
        page.mouse.click(across, down)
    deal = coming.value
    settle(deal)
    assert "region=EMEA" in deal.url
    assert re.search(r"(is open|was won|was lost)", title(deal))
    deal.close()


def test_a_deal_is_found_by_a_part_of_its_name(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/deal?called=plan")
    found = page.locator("table.rows a")
    assert found.count() == 10
    assert all("plan" in name.lower() for name in texts(found))
