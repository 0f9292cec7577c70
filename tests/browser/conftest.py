"""One browser and one server for all tests; every page that a test opens is watched, and photographed when it fails."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.browser.browsing import FLAGS, PATIENCE, Watched, chromium, installed
from tests.browser.serving import HOME, shared_serving
from tests.sharing import shared

OUT = HOME / "tests" / "_out"
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
FAILED = pytest.StashKey[bool]()
Opener = Callable[..., Watched]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remembers whether the test itself failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def tandem(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which the loaded sample company is served."""
    with shared_serving(sample_warehouse, shared(tmp_path_factory, "served")) as address:
        yield address


@pytest.fixture(scope="session")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A reader whose browser keeps from test to test what it has fetched, and compiled: half of what a page takes."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path_factory.mktemp("reader"),
        executable_path=installed(),
        args=FLAGS,
        timeout=PATIENCE,
        viewport=LAPTOP,
        color_scheme="light",
        accept_downloads=True,
    )
    yield context
    context.close()


def new_reader(browser: Browser) -> BrowserContext:
    """Another reader, who has seen nothing yet."""
    return browser.new_context(viewport=LAPTOP, color_scheme="light", accept_downloads=True)


@pytest.fixture
def other(browser: Browser) -> Iterator[BrowserContext]:
    """A second reader."""
    context = new_reader(browser)
    yield context
    context.close()


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens pages of a reader; at the end no console has shown an error and no request has left the host."""
    opened: list[Watched] = []

    def new_page(reader: BrowserContext, address: str) -> Watched:
        opened.append(Watched.of(reader.new_page(), address))
        return opened[-1]

    yield new_page
    if request.node.stash.get(FAILED, False):
        photograph(request.node.name, opened)
    complaints = [complaint for watched in opened for complaint in watched.errors]
    strangers = [stranger for watched in opened for stranger in watched.strangers]
    for watched in opened:
        watched.page.close()
    assert complaints == []
    assert strangers == []


def photograph(name: str, opened: list[Watched]) -> None:
    """Keeps a picture of every page that was open, under the name of the test."""
    OUT.mkdir(exist_ok=True)
    for number, watched in enumerate((one for one in opened if not one.page.is_closed()), 1):
        watched.page.screenshot(path=OUT / f"{name.replace('/', '-')}-{number}.png", full_page=True)
