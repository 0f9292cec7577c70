"""How long does a filter change take in the browser, page by page, against Streamlit's own elements?"""

import tempfile
from pathlib import Path

from benchmarks.measuring.company import company, load
from benchmarks.measuring.measures import arguments, keep, show
from benchmarks.page import FLOOR, in_the_browser, script_serving
from benchmarks.screens import paths
from tests.browser.browsing import chromium
from tests.browser.serving import tandem_serving

WITHOUT_FILTERS = {"data", "deal"}
OURS, OWN = "as it is", "by Streamlit’s own elements, figures made once"


def main() -> None:
    """Prints and keeps what every page took."""
    wanted = arguments(__doc__).parse_args()
    filtered = {name: path for name, path in paths().items() if name not in WITHOUT_FILTERS}
    pages = {"quarter": filtered["quarter"]} if wanted.smoke else filtered
    rounds, most = (1, 1) if wanted.smoke else (2, 4)
    seen: dict[str, dict[str, list[float]]] = {name: {OWN: [], OURS: []} for name in pages}
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        load(company(home / "exports", is_tiny=wanted.smoke), home / "warehouse")
        with (
            tandem_serving(home / "warehouse", home / "page.log") as ours,
            script_serving("own_elements.py", home / "warehouse", home / "own.log") as own,
            script_serving("floor.py", home / "warehouse", home / "floor.log") as floor,
            chromium() as browser,
        ):
            for _ in range(rounds):
                bare += in_the_browser(browser, floor, most)
                for name, path in pages.items():
                    seen[name][OWN] += in_the_browser(browser, own, most, path)
                    seen[name][OURS] += in_the_browser(browser, ours, most, path)
    for name, measures in seen.items():
        named = {f"{name}, {how}": seconds for how, seconds in measures.items()}
        show(f"A filter change, {name}", f"{name}, {OWN}", {**named, FLOOR: bare})
        keep(wanted.out, f"redraw_{name}", {**measures, FLOOR: bare}, OWN)


if __name__ == "__main__":
    main()
