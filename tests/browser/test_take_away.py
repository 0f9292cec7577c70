"""Every chart can be taken away as a picture, with its heading and its stamp, by mouse and by keyboard."""

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser.browsing import PATIENCE, texts, visit
from tests.browser.conftest import Opener
from tests.browser.test_review import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CHARTS = "[data-testid=stMain] .chart"
FOCUS = "() => document.activeElement?.dataset.take"
# Whether the middle of each, the page scrolled to it, belongs to it: nothing cuts it off or lies on it.
UNCOVERED = """all => all.map(one => {
    document.querySelector("[data-testid=stMain]").scrollTop += one.getBoundingClientRect().y - innerHeight / 2;
    const box = one.getBoundingClientRect();
    return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === one;
})"""


def button(page: Page, chart: str, kind: str) -> Locator:
    """The button that gives a chart as a picture of that kind."""
    return page.locator(f"button[data-chart={chart}][data-take={kind}]")


def taken(page: Page, chart: str, kind: str, folder: Path, *, by_keyboard: bool = False) -> Path:
    """The picture that the button gives, under the name it comes with."""
    with page.expect_download(timeout=PATIENCE) as coming:
        if by_keyboard:
            page.keyboard.press("Enter")
        else:
            button(page, chart, kind).click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height that a PNG says in its first chunk."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def drawn_texts(picture: Path) -> set[str]:
    """Every text of an SVG, with plain spaces."""
    root = ElementTree.fromstring(picture.read_bytes())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    return {"".join(one.itertext()).replace("\N{NO-BREAK SPACE}", " ").strip() for one in root.iter() if one.text}


def test_a_chart_comes_as_a_sharp_png(tandem: str, reader: BrowserContext, watch: Opener, tmp_path: Path) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/reach?quarter=2026Q2")
    file = taken(page, "sides", "png", tmp_path)
    assert file.name == "tandem-reach-sides-2026Q2.png"
    width, height = size_of(file.read_bytes())
    shown = page.locator(".st-key-sides .chart").bounding_box()
    assert shown
    assert width >= 2 * shown["width"]
    assert height >= 2 * shown["height"]


def test_a_chart_comes_as_svg_with_its_heading_and_its_stamp(
    tandem: str, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    page = watch(reader, tandem).page
    page.emulate_media(color_scheme="dark")
    visit(page, f"{tandem}/reach?region=EMEA")
    file = taken(page, "sides", "svg", tmp_path)
    said = drawn_texts(file)
    assert "Target accounts by who reached them" in said
    assert texts(page.locator(".stamp"))[-1] in said
    assert {"2026Q3", "2025Q3"} <= said
    assert "rgb(16, 22, 27)" in file.read_text(encoding="utf-8")


def test_the_keyboard_reaches_both(tandem: str, reader: BrowserContext, watch: Opener, tmp_path: Path) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/velocity")
    button(page, "curves", "png").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "svg"
    assert taken(page, "curves", "svg", tmp_path, by_keyboard=True).stat().st_size > 1_000


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_of_every_page_has_both(name: str, tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem + PAGES[name][2])
    charts = page.locator(CHARTS).count()
    assert [page.locator(f"button[data-take={kind}]").count() for kind in ("png", "svg")] == [charts, charts]
    names = page.locator("button[data-take=png]").evaluate_all("all => all.map(one => one.dataset.chart)")
    assert all(page.locator(f".st-key-{chart} .chart").count() == 1 for chart in names)
    assert all(page.locator("button[data-take]").filter(visible=True).evaluate_all(UNCOVERED))
