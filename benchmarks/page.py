"""How long does a filter change of the Quarter page take, at the server and in the browser, against its bare frame?"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.measuring.company import company, load
from benchmarks.measuring.measures import arguments, keep, show
from benchmarks.measuring.session import session
from tests.browser.browsing import chromium, settle, visit
from tests.browser.serving import LOCAL, free_port, running, tandem_serving

FLOOR = "the frame with its filters, no figures"
FIRST, AGAIN = "Quarter page, never asked before", "Quarter page, asked before"
# The seconds from the click to the last change outside the filter bar, once nothing has changed for a while.
WATCH = """quiet => {
    const ours = one => (one.nodeType === 1 ? one : one.parentElement)?.closest('.st-key-filters');
    window.watched = new Promise(done => document.addEventListener('click', () => {
        const clicked = performance.now();
        let last = clicked;
        const seen = changes => { if (changes.some(one => !ours(one.target))) last = performance.now(); };
        const observer = new MutationObserver(seen);
        const main = document.querySelector('[data-testid=stMainBlockContainer]');
        observer.observe(main, {subtree: true, childList: true, characterData: true, attributes: true});
        const look = () => {
            if (performance.now() - last < quiet) return setTimeout(look, 20);
            observer.disconnect();
            done((last - clicked) / 1000);
        };
        setTimeout(look, quiet);
    }, {capture: true, once: true}));
}"""
QUIET_MS = 700


@contextmanager
def floor_serving(warehouse: Path, log: Path) -> Iterator[str]:
    """The address of the page without its figures."""
    port = free_port()
    address = f"http://{LOCAL}:{port}"
    command = ["benchmarks.measuring.floor_server", str(port)]
    with running(command, warehouse, f"{address}/api/ready", log):
        yield address


def at_the_server(address: str, passes: int) -> tuple[list[float], list[float]]:
    """Seconds of choosing regions that nobody chose before, and of choosing them again."""
    with session(address) as reader:
        choices = [list(some) for size in (1, 2, 3) for some in combinations(reader.regions, size)][:passes]
        first = [reader.pick(some) for some in choices]
        again = [reader.pick(some) for some in choices]
    return first, again


def click(page: Page, region: str) -> float:
    """The seconds from choosing one region in the browser until everything stands still; nothing is chosen after it."""
    page.locator("input[aria-label=Regions]").click()
    option = page.get_by_role("option", name=region, exact=True)
    option.wait_for()
    page.evaluate(WATCH, QUIET_MS)
    option.click()
    seconds = float(page.evaluate("() => window.watched"))
    page.keyboard.press("Escape")
    page.get_by_label("Clear all").click()
    page.locator(".effect", has_text="all regions").wait_for()
    settle(page)
    return seconds


def in_the_browser(browser: Browser, address: str, passes: int, most: int) -> list[float]:
    """Seconds of choosing each region (`most` of them) in turn, after each was chosen once."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    visit(page, address)
    with session(address) as reader:
        regions = [region for region in reader.regions if not region.startswith("(")][:most]
    for region in regions:
        click(page, region)
    seconds = [click(page, region) for _ in range(passes) for region in regions]
    page.close()
    return seconds


def serve_both(folder: Path, files: Sequence[Path], measure: Callable[[str, str], None]) -> None:
    """Serves page and frame over a company, and measures both."""
    load(files, folder / "warehouse")
    with (
        tandem_serving(folder / "warehouse", folder / "page.log") as page,
        floor_serving(folder / "warehouse", folder / "floor.log") as floor,
    ):
        measure(page, floor)


def main() -> None:
    """Measures and prints both tables."""
    wanted = arguments(__doc__).parse_args()
    passes, rounds, most = (2, 1, 1) if wanted.smoke else (30, 3, 5)

    def measure(page: str, floor: str) -> None:
        first, again = at_the_server(page, passes)
        _, bare = at_the_server(floor, passes)
        server = {FLOOR: bare, AGAIN: again, FIRST: first}
        with chromium() as browser:
            seen = {
                FLOOR: in_the_browser(browser, floor, rounds, most),
                AGAIN: in_the_browser(browser, page, rounds, most),
            }
        show("A filter change, server side", FLOOR, server)
        show("A filter change, in the browser", FLOOR, seen)
        keep(wanted.out, "page_server", server, FLOOR)
        keep(wanted.out, "page_browser", seen, FLOOR)

    with tempfile.TemporaryDirectory() as folder:
        serve_both(Path(folder), company(Path(folder) / "exports", is_tiny=wanted.smoke), measure)


if __name__ == "__main__":
    main()
