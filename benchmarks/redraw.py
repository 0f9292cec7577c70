"""How long does a filter change take in the browser, page by page, against Streamlit's own elements?"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measuring.company import company
from benchmarks.measuring.measures import arguments, keep, show
from benchmarks.page import FLOOR, READY, in_the_browser, serve_all
from benchmarks.screens import paths
from tests.browser.browsing import chromium

WITHOUT_FILTERS = {"data", "deal"}


def main() -> None:
    """Prints and keeps what every page took."""
    wanted = arguments(__doc__).parse_args()
    filtered = {name: path for name, path in paths().items() if name not in WITHOUT_FILTERS}
    pages = {"quarter": filtered["quarter"]} if wanted.smoke else filtered
    rounds, most = (1, 1) if wanted.smoke else (2, 4)

    def measure(ours: str, references: Mapping[str, str]) -> None:
        seen: dict[str, dict[str, list[float]]] = {name: {READY: [], f"{name}, as it is": []} for name in pages}
        bare: list[float] = []
        with chromium() as browser:
            for _ in range(rounds):
                bare += in_the_browser(browser, references[FLOOR], most)
                for name, path in pages.items():
                    seen[name][READY] += in_the_browser(browser, references[READY], most, path)
                    seen[name][f"{name}, as it is"] += in_the_browser(browser, ours, most, path)
        for name, measures in seen.items():
            show(f"A filter change, {name}", READY, {**measures, FLOOR: bare})
            keep(wanted.out, f"redraw_{name}", {**measures, FLOOR: bare}, READY)

    with tempfile.TemporaryDirectory() as folder:
        serve_all(Path(folder), company(Path(folder) / "exports", is_tiny=wanted.smoke), measure)


if __name__ == "__main__":
    main()
