"""One published company for all page tests, and the app over it as Streamlit's own tester runs it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tandem.ui import opening
from tests.pages.company import publish
from tests.sharing import shared

HOME = Path(__file__).resolve().parents[2]
Opener = Callable[..., AppTest]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the whole company in it; to be read, not written."""
    return shared(tmp_path_factory, "pages-company", publish)


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    """Lets Streamlit look once for packages that bring components, which it does for every app and takes longest."""
    with pytest.MonkeyPatch.context() as patch:
        found = manifest_scanner.scan_component_manifests()
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page of the app over a warehouse, with parameters of its address."""

    def open_page(warehouse: Path, page: str = "", **address: str | list[str]) -> AppTest:
        monkeypatch.chdir(HOME)
        app = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
        if page:
            # The tester knows no page before its first run: over nothing, that run draws next to nothing.
            monkeypatch.setenv("TANDEM_WAREHOUSE", str(tmp_path / "nothing"))
            app.run().switch_page(f"pages/{page}.py")
        monkeypatch.setenv("TANDEM_WAREHOUSE", str(warehouse))
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    yield open_page
    opening.warehouse_in.cache_clear()
    os.environ.pop("TANDEM_WAREHOUSE", None)
