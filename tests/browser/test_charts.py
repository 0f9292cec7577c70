"""Charts stay where they are: across filters, themes, tabs and pages, with their words, and without their program."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.browsing import go_by_menu, pick_region, settle, visit
from tests.browser.conftest import Opener

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MARK = "() => document.querySelectorAll('.chart, .chart .main-svg').forEach(one => { one.marked = true; })"
MARKED = "() => [...document.querySelectorAll('.chart, .chart .main-svg')].map(one => Boolean(one.marked))"
COUNT_CHANGES = """() => {
    window.changes = [];
    const note = all => window.changes.push(...all.map(one => one.type));
    for (const chart of document.querySelectorAll('.chart'))
        new MutationObserver(note).observe(chart, {subtree: true, childList: true, attributes: true});
}"""
INK = "() => getComputedStyle(document.querySelector('.chart .ytick text, .chart .annotation-text')).fill"
HIDE = "hidden => { document.querySelector('.st-key-quarter_funnel').style.display = hidden ? 'none' : ''; }"


def drawn_texts(page: Page, chart: str) -> list[str]:
    """The texts that a chart shows."""
    return page.locator(f".st-key-{chart} .main-svg text").all_text_contents()


def test_a_filter_changes_what_is_in_a_chart_and_not_the_chart(
    tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    page.evaluate(MARK)
    place, before = page.locator(".st-key-quarter_funnel .chart"), drawn_texts(page, "quarter_funnel")
    height = place.evaluate("one => one.offsetHeight")
    pick_region(page, "EMEA")
    assert set(page.evaluate(MARKED)) == {True}
    assert drawn_texts(page, "quarter_funnel") != before
    assert place.evaluate("one => one.offsetHeight") == height == 340


def test_a_chart_that_says_the_same_is_not_touched(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    page.evaluate(COUNT_CHANGES)
    page.locator(".st-key-records_value button").click()
    page.get_by_role("dialog").locator(".stamp").wait_for()
    settle(page)
    assert page.evaluate("() => window.changes") == []


def test_every_chart_says_in_words_what_it_shows(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/reach")
    charts = page.get_by_role("figure")
    names = [str(chart.get_attribute("aria-label")) for chart in charts.all()]
    assert len(names) == page.locator(".chart").count() > 0
    assert all(len(name) > 20 for name in names)


def test_a_chart_follows_the_reader_from_light_to_dark(tandem: str, other: BrowserContext, watch: Opener) -> None:
    page = watch(other, tandem).page
    visit(page, tandem)
    page.evaluate(MARK)
    light = page.evaluate(INK)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({INK})() !== light", arg=light)
    assert page.evaluate(INK) == "rgb(233, 237, 239)"
    assert light == "rgb(21, 32, 43)"
    assert set(page.evaluate(MARKED)) == {True}


def test_a_chart_fits_its_place_when_the_window_changes(tandem: str, other: BrowserContext, watch: Opener) -> None:
    page = watch(other, tandem).page
    visit(page, tandem)
    for width in (820, 1500):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            """() => [...document.querySelectorAll('.chart')].every(one =>
                Math.abs(one.clientWidth - one.querySelector('.main-svg').clientWidth) <= 1)"""
        )


def test_a_chart_out_of_sight_is_drawn_when_it_comes_to_the_front(
    tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    before = drawn_texts(page, "quarter_funnel")
    page.evaluate(HIDE, True)
    pick_region(page, "EMEA")
    assert drawn_texts(page, "quarter_funnel") == before
    page.evaluate(HIDE, False)
    settle(page)
    assert drawn_texts(page, "quarter_funnel") != before


def test_a_page_takes_its_charts_along_and_another_brings_its_own(
    tandem: str, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    go_by_menu(page, "Five questions", "Reach", "Whom do we reach?")
    assert page.locator(".st-key-quarter_funnel").count() == 0
    assert page.locator(".chart").count() == page.locator(".chart .main-svg:first-child").count() > 0


def test_without_its_program_a_chart_is_a_sentence(tandem: str, other: BrowserContext, watch: Opener) -> None:
    watched = watch(other, tandem)

    def refuse(route: Route) -> None:
        route.abort()

    watched.page.route(re.compile(r"/api/plotly"), refuse)
    visit(watched.page, f"{tandem}/velocity")
    said = watched.page.locator(".st-key-curves .chart").inner_text()
    assert said.startswith("This chart cannot be drawn")
    assert "Share of records that moved on" in said
    watched.errors.clear()


def test_a_bar_says_beside_the_pointer_what_it_counts(tandem: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, tandem).page
    visit(page, tandem)
    bar, tip = page.locator(".st-key-quarter_funnel .bars .point").first, page.locator(".st-key-quarter_funnel .tip")
    bar.hover()
    assert re.fullmatch(r"From leads: [\d,]+ entered, [\d,]+ moved on", tip.inner_text())
    page.locator("h1").hover()
    tip.wait_for(state="hidden")


def test_only_what_plotly_draws_asks_for_plotly(tandem: str, other: BrowserContext, watch: Opener) -> None:
    page = watch(other, tandem).page
    visit(page, tandem)
    assert not page.evaluate("() => Boolean(window.Plotly)")
    go_by_menu(page, "Five questions", "Velocity", "How fast?")
    assert page.evaluate("() => Boolean(window.Plotly)")
    assert page.locator(".js-plotly-plot").count() < page.locator(".chart").count()
