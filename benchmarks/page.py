"""How long does a filter change of the Quarter page take, at server and browser, against two references?"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
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
READY = "the same page, by Streamlit’s elements, figures made once"
FIRST, AGAIN = "Quarter page, never asked before", "Quarter page, asked before"
# The seconds from the click to the last change outside the filter bar, once something has changed and then nothing has.
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
            if (last === clicked || performance.now() - last < quiet) return setTimeout(look, 20);
            observer.disconnect();
            done((last - clicked) / 1000);
        };
        setTimeout(look, quiet);
    }, {capture: true, once: true}));
}"""
QUIET_MS = 700


@contextmanager
def script_serving(script: str, warehouse: Path, log: Path) -> Iterator[str]:
    """The address of a page of the benchmarks."""
    port = free_port()
    address = f"http://{LOCAL}:{port}"
    command = ["benchmarks.measuring.floor_server", str(port), script]
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


def in_the_browser(browser: Browser, address: str, most: int, path: str = "") -> list[float]:
    """Seconds of choosing each region (`most` of them) in turn on the page at `path`, after each was chosen once."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    visit(page, address + path)
    with session(address) as reader:
        regions = [region for region in reader.regions if not region.startswith("(")][:most]
    for region in regions:
        click(page, region)
    seconds = [click(page, region) for region in regions]
    page.close()
    return seconds


def serve_all(folder: Path, files: list[Path], measure: Callable[[str, Mapping[str, str]], None]) -> None:
    """Serves the page and what it is compared with, over the company of the files, and measures them."""
    load(files, folder / "warehouse")
    warehouse = folder / "warehouse"
    with (
        tandem_serving(warehouse, folder / "page.log") as page,
        script_serving("floor.py", warehouse, folder / "floor.log") as floor,
        script_serving("own_elements.py", warehouse, folder / "ready.log") as ready,
    ):
        measure(page, {FLOOR: floor, READY: ready})


def main() -> None:
    """Measures and prints both tables."""
    wanted = arguments(__doc__).parse_args()
    passes, rounds, most = (2, 1, 1) if wanted.smoke else (30, 3, 5)

    def measure(page: str, references: Mapping[str, str]) -> None:
        first, again = at_the_server(page, passes)
        server = {name: at_the_server(address, passes)[1] for name, address in references.items()}
        server |= {AGAIN: again, FIRST: first}
        pages = {**references, AGAIN: page}
        seen: dict[str, list[float]] = {name: [] for name in pages}
        with chromium() as browser:
            for name, address in [*pages.items()] * rounds:
                seen[name] += in_the_browser(browser, address, most)
        show("A filter change, server side", FLOOR, server)
        show("A filter change, in the browser", FLOOR, seen)
        show("The same", READY, seen)
        keep(wanted.out, "page_server", server, FLOOR)
        keep(wanted.out, "page_browser", seen, FLOOR)

    with tempfile.TemporaryDirectory() as folder:
        serve_all(Path(folder), company(Path(folder) / "exports", is_tiny=wanted.smoke), measure)


if __name__ == "__main__":
    main()
