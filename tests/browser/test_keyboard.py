"""Without a mouse: the keyboard reaches the filters, every figure's records and its pictures, and comes back again."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.browsing import PATIENCE, settle, visit
from tests.browser.conftest import Opener

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FIVE = {"quarter": "/", "value": "/value", "conversion": "/conversion", "reach": "/reach", "velocity": "/velocity"}
MOST = 250
# What a reader on the keyboard stands on: the key of the nearest part of the page, or the picture that a button gives.
STANDS_ON = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return "";
    if (one.dataset.take) return `${one.dataset.chart} as ${one.dataset.take}`;
    const part = one.closest("[class*=st-key-]");
    return part ? [...part.classList].find(name => name.startsWith("st-key-")).slice(7) : one.tagName;
}"""
# Charts whose records no button under them opens: a reader without a mouse would never see them.
WITHOUT_A_BUTTON = """() => [...document.querySelectorAll("[data-take=png]")].filter(button => {
    const next = button.closest("[data-testid=stElementContainer]").nextElementSibling;
    return !button.closest(".piece").querySelector(".opener") && !next?.querySelector("button, table, .facts");
}).map(button => button.dataset.chart)"""


def walk(page: Page, until: str) -> list[str]:
    """Every place that Tab stops at, up to the one wanted."""
    places: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        places.append(page.evaluate(STANDS_ON))
        if places[-1] == until:
            return places
    raise AssertionError(f"Tab never came to {until}: {places}")


def test_tab_goes_down_the_page_in_the_order_in_which_it_is_read(
    tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    places = walk(page, "quarter_sourced as svg")
    order = [
        "quarter", "region", "segment", "records_value", "records_agreement", "movement_records",
        "funnel_records", "quarter_funnel as png", "quarter_funnel as svg", "sourced_records", "quarter_sourced as png",
    ]  # fmt: skip
    stops = [places.index(place) for place in order]
    assert stops == sorted(stops)


def test_enter_opens_the_records_and_escape_closes_them(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/velocity")
    walk(page, "stay_records")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.locator(".stamp").wait_for(timeout=PATIENCE)
    expect(dialog.get_by_test_id("stDownloadButton")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_setting_is_moved_by_the_arrows_and_stands_in_the_address(
    tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/value")
    page.locator(".st-key-volume input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/value?volume=5*", timeout=PATIENCE)
    settle(page)
    said = page.locator(".heading", has_text="What it would have brought").inner_text()
    assert "5\N{NO-BREAK SPACE}% more leads and deals" in said


@pytest.mark.parametrize("name", FIVE)
def test_every_chart_has_a_button_that_opens_its_records(
    name: str, tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem + FIVE[name])
    assert page.evaluate(WITHOUT_A_BUTTON) == []
