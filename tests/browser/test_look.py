"""On a tablet, light and dark, nothing is cut off and nothing has to be pushed aside."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.browsing import settle, visit
from tests.browser.conftest import Opener
from tests.browser.test_review import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TABLET = (820, 1180)
PROJECTOR = (1920, 1080)
# How far the page is wider than its window, and which figures are wider than their place.
TOO_WIDE = """() => {
    const over = one => one.scrollWidth - one.clientWidth;
    const main = document.querySelector('[data-testid=stMain]');
    const cut = [...document.querySelectorAll('.card .figure, .card .between, .card .change, .facts li, h1, .heading')];
    return {
        page: Math.max(over(document.documentElement), over(main)),
        figures: cut.filter(one => over(one) > 1).map(one => one.innerText),
    };
}"""
# Texts of a chart that stand out of it to the left or right, and marks whose colour no theme has filled in.
BADLY_DRAWN = """() => {
    const drawn = [...document.querySelectorAll('.chart')].filter(one => one.offsetWidth);
    const cut = chart => {
        const edge = chart.getBoundingClientRect();
        const out = ({width, left, right}) => width && (left < edge.left - 1 || right > edge.right + 1);
        return [...chart.querySelectorAll('text')].filter(one => out(one.getBoundingClientRect()));
    };
    const left = /^rgba?[(]0, 0, ([1-9]|16)[,)]/;
    const unfilled = chart => [...chart.querySelectorAll('path, rect, text')].filter(one => {
        const {fill, stroke} = getComputedStyle(one);
        return left.test(fill) || left.test(stroke);
    });
    return {
        cut: drawn.flatMap(cut).map(one => one.textContent),
        unfilled: drawn.flatMap(unfilled).map(one => one.outerHTML.slice(0, 120)),
    };
}"""
PAPER = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def on_a_tablet(page: Page) -> Page:
    """The page as it is seen on a tablet, in the dark."""
    page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    page.emulate_media(color_scheme="dark")
    return page


def brightness(colour: str) -> float:
    """How bright a colour is that a browser gives as rgb(…), 0..255."""
    return sum(float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]) / 3


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_on_a_tablet(name: str, tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = on_a_tablet(watch(reader, tandem).page)
    visit(page, tandem + PAGES[name][2])
    assert page.evaluate(TOO_WIDE) == {"page": 0, "figures": []}
    assert page.evaluate(BADLY_DRAWN) == {"cut": [], "unfilled": []}
    assert brightness(page.evaluate(PAPER)) < 60


def test_nothing_is_cut_off_on_laptop_and_projector(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    assert page.evaluate(TOO_WIDE) == {"page": 0, "figures": []}
    assert brightness(page.evaluate(PAPER)) > 200
    page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    settle(page)
    assert page.evaluate(TOO_WIDE) == {"page": 0, "figures": []}


def test_the_six_cards_stand_in_full_rows(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = on_a_tablet(watch(reader, tandem).page)
    visit(page, tandem)
    tops = [round(box["y"]) for card in page.locator(".card").all() if (box := card.bounding_box())]
    assert len(tops) == 6
    assert len({tops.count(top) for top in tops}) == 1
