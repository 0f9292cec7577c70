"""On paper a page is what was found: white, whole, as wide as on the screen, without what can be clicked."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.browsing import visit
from tests.browser.conftest import Opener
from tests.browser.test_look import PROJECTOR, brightness
from tests.browser.test_review import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CLICKED = "header, button, [data-testid=stSelectbox], [data-testid=stMultiSelect], [data-testid=stExpander], details"
# What the reader of the paper sees: things to click, figures and tables that stand out of the paper, what cuts it off.
ON_PAPER = """clicked => {
    const main = document.querySelector('[data-testid=stMain]');
    const edge = main.getBoundingClientRect().right + 1;
    const every = what => [...main.querySelectorAll(what)].filter(one => one.offsetWidth);
    return {
        toClick: [...document.querySelectorAll(clicked)].filter(one => one.checkVisibility()).length,
        out: every('.chart, .rows, h1').filter(one => one.getBoundingClientRect().right > edge).length,
        cut: [main, ...every('.scroll')].filter(one => getComputedStyle(one).overflowY !== 'visible').length,
        paper: getComputedStyle(document.body).backgroundColor,
        charts: every('.chart').map(one => one.parentElement.clientWidth - one.querySelector('svg').clientWidth),
    };
}"""


def opened(page: Page, address: str, look: str) -> Page:
    """The page as a projector shows it, light or dark."""
    page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    visit(page, address)
    return page


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every sheet of a PDF, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


def test_a_table_that_is_pushed_sideways_fits_the_paper(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    page.set_viewport_size({"width": 820, "height": 1180})
    visit(page, tandem + PAGES["Attribution"][2])
    pushed = (
        "() => [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert page.evaluate(pushed) == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(pushed) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(pushed) == 1


@pytest.mark.parametrize(("name", "look", "most"), [("Quarter", "light", 1), ("Attribution", "dark", 7)])
def test_the_paper_takes_the_width_of_the_page(
    name: str, look: str, most: int, tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = opened(watch(reader, tandem).page, tandem + PAGES[name][2], look)
    made = sheets(page.pdf(prefer_css_page_size=True, print_background=True))
    assert 1 <= len(made) <= most
    width, height = made[0]
    assert width == pytest.approx(PROJECTOR[0] * 0.75, abs=15)
    assert width / height == pytest.approx(2**0.5, rel=0.01)
    assert page.evaluate("document.documentElement.className") == ""


@pytest.mark.parametrize(("name", "look"), [("Quarter", "dark"), ("Attribution", "light"), ("Return", "light")])
def test_paper_shows_what_was_found_and_nothing_to_click(
    name: str, look: str, tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = opened(watch(reader, tandem).page, tandem + PAGES[name][2], look)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark" if look == "dark" else "light")
    seen = page.evaluate(ON_PAPER, CLICKED)
    assert (seen["toClick"], seen["out"], seen["cut"]) == (0, 0, 0)
    assert brightness(seen["paper"]) == 255
    assert seen["charts"] and all(abs(apart) <= 1 for apart in seen["charts"])
    assert page.locator(".stamp").last.is_visible() and page.locator("h1").is_visible()
    assert ("printed-from-dark" in page.evaluate("document.documentElement.className")) == (look == "dark")
