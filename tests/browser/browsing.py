"""A real browser: where it is, when a page has settled, what it shows, what it complained about."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, WebSocket, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Long enough for a machine that does much else at the same time; nothing that goes well waits so long.
PATIENCE = 180_000
expect.set_options(timeout=PATIENCE)
# The last element of a page stands, the script rests, nothing waits to be replaced, every figure is drawn.
SETTLED = """() => {
    const every = what => [...document.querySelectorAll(what)];
    const app = document.querySelector('[data-testid=stApp]');
    return app?.dataset.testScriptState === 'notRunning'
        && every('[data-testid=stMain] .stamp, [data-testid=stMain] .notice').length > 0
        && every('[data-stale=true], [data-testid=stSkeleton]').length === 0
        && every('[data-testid=stBidiComponentRegular]').every(one => one.hasChildNodes())
        && every('.stBidiComponent .panels').every(one => one.hasChildNodes())
        && every('.chart').every(one => one.offsetWidth === 0 || one.ariaBusy !== 'true' && one.hasChildNodes());
}"""


def works(name: str) -> bool:
    """Whether a browser of that name starts."""
    path = shutil.which(name)
    return path is not None and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


@cache
def installed() -> str | None:
    """The installed Chromium; None where there is none, and Playwright's own takes its place."""
    return next((shutil.which(name) for name in NAMES if works(name)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The installed Chromium, else Playwright's own, without a window."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=installed(), args=FLAGS, timeout=PATIENCE)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """What went wrong on a page, and which hosts it asked besides its own."""

    page: Page
    host: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page, address: str) -> "Watched":
        """The page, watched from now on."""
        watched = cls(page, urlsplit(address).netloc)
        page.set_default_timeout(PATIENCE)
        page.on("console", watched.hear)
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.on("request", watched.see)
        page.on("websocket", watched.see)
        return watched

    def hear(self, message: ConsoleMessage) -> None:
        """Keeps an error that the console shows, with the address that it is about."""
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def see(self, asked: Request | WebSocket) -> None:
        """Keeps what is asked of another host."""
        address = urlsplit(asked.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.strangers.append(asked.url)


def settle(page: Page) -> None:
    """Waits until the page stands as it will stay."""
    page.wait_for_function(SETTLED, timeout=PATIENCE)


def visit(page: Page, address: str) -> None:
    """Opens an address and waits until its page has settled."""
    page.goto(address)
    settle(page)


def go_by_menu(page: Page, group: str, name: str, question: str) -> None:
    """Opens a page as a reader does, by its group in the menu and its name, and waits until it asks its question."""
    page.get_by_test_id("stTopNavSection").filter(has_text=group).click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text=re.compile(rf"^{name}$")).click()
    page.locator(".lead", has_text=question).wait_for()
    settle(page)


def title(page: Page) -> str:
    """The finding that a page opens with."""
    return page.locator("[data-testid=stMain] h1").inner_text()


def pick_region(page: Page, region: str) -> None:
    """Chooses a region in the filter bar and waits until the page has settled on it."""
    page.locator("input[aria-label=Regions]").click()
    page.get_by_role("option", name=region, exact=True).click()
    page.wait_for_url(re.compile(rf"region={region.replace(' ', '(%20|[+])')}"))
    page.keyboard.press("Escape")
    page.locator(".effect", has_text=region).wait_for()
    settle(page)


def open_records(page: Page, button: str) -> None:
    """Opens the records behind a figure."""
    page.locator(f".st-key-{button} button").click()
    page.get_by_role("dialog").locator(".stamp").wait_for()


def take_away(page: Page, label: str, folder: Path) -> Path:
    """The file that a button of the open records gives."""
    button = page.get_by_role("dialog").get_by_test_id("stDownloadButton").filter(has_text=label)
    with page.expect_download(timeout=PATIENCE) as coming:
        button.get_by_role("button").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def cards(page: Page) -> dict[str, str]:
    """The figure of every card of the Quarter page, by its title."""
    return dict(zip(texts(page.locator(".card h3")), texts(page.locator(".card .figure")), strict=True))


def texts(found: Locator) -> list[str]:
    """The texts of all that is found, with plain spaces."""
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found.all_inner_texts()]
