"""How the product is served: quietly, on this machine, and also by Streamlit itself."""

import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.browsing import cards, texts, visit
from tests.browser.conftest import Opener
from tests.browser.serving import HOME, streamlit_serving, tandem_serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_terminal_says_the_address_and_nothing_else(
    sample_warehouse: Path, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with tandem_serving(sample_warehouse, log) as address:
        watched = watch(reader, address)
        # A link to a page is the first thing that this server is asked for: it comes with its frame all the same.
        visit(watched.page, f"{address}/attribution?region=EMEA")
        assert "EMEA" in watched.page.locator(".effect").inner_text()
        watched.page.close()
    assert log.read_text(encoding="utf-8").splitlines() == [f"Tandem is at {address} (stop with Ctrl-C)"]


def test_a_page_comes_with_the_headers_of_a_cautious_site(tandem: str) -> None:
    with urllib.request.urlopen(f"{tandem}/conversion", timeout=10) as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_streamlit_serves_the_same_page(
    tandem: str, sample_warehouse: Path, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    ours = watch(reader, tandem).page
    visit(ours, tandem)
    with streamlit_serving(HOME / "app.py", sample_warehouse, tmp_path / "log") as address:
        watched = watch(reader, address)
        visit(watched.page, address)
        assert cards(watched.page) == cards(ours)
        assert texts(watched.page.locator(".stamp")) == texts(ours.locator(".stamp"))
        watched.page.close()
