"""Do the questions of the pages take longer with ten times the touches? They read marts, so they should not."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring.company import exports, load
from benchmarks.measuring.measures import HOME, Measures, arguments, keep, show, timed
from tandem.domain import Filters, Scope
from tandem.review import AnswerCache, Review
from tandem.sample import write
from tandem.settings import Settings
from tandem.warehouse import Version, Warehouse

ASKED = re.compile(r"""\b(ask|ask_by_region)\(\s*"(\w+)\"""")
ALL_PAGES = "all pages"


def asked_by(page: Path) -> list[tuple[str, bool]]:
    """The questions that a page asks, each with whether it asks for every region by itself."""
    return [(name, by == "ask_by_region") for by, name in ASKED.findall(page.read_text(encoding="utf-8"))]


def answer(version: Version, questions: Sequence[tuple[str, bool]]) -> None:
    """Asks all of them with nothing remembered, as the first reader of a page does."""
    review = Review(version, Scope.everything(), version.settings, answers=AnswerCache(512))
    filters = Filters.of(review.latest_quarter)
    for name, by_region in questions:
        regions: Sequence[tuple[str, ...]] = [(one,) for one in review.options.regions] if by_region else [()]
        for some in regions:
            review.ask(name, Filters.of(filters.quarter, some))


def version_with(touches: int, leads: int, folder: Path) -> Version:
    """The company with that many touches, loaded; its exports are removed again."""
    files = write(folder / "exports", leads=leads, touches=touches)
    load(exports(folder / "exports"), folder / "warehouse")
    for file in files:
        file.unlink()
    return Warehouse(folder / "warehouse", Settings()).require()


def measured(version: Version, passes: int) -> Measures:
    """Seconds of every page's questions, pass by pass."""
    pages = sorted((HOME / "pages").glob("*.py"))
    found = {page.stem: [timed(answer, version, asked_by(page)) for _ in range(passes)] for page in pages}
    return found | {ALL_PAGES: [sum(seconds) for seconds in zip(*found.values(), strict=True)]}


def numbers(text: str) -> list[int]:
    """Whole numbers between commas."""
    return [int(part) for part in text.split(",")]


def main() -> None:
    """Measures every size and prints each page's sizes against the smallest."""
    words = arguments(__doc__)
    words.add_argument("--touches", type=numbers, default=[1_000_000, 10_000_000], metavar="N,N")
    wanted = words.parse_args()
    sizes, leads, passes = ([2_000, 8_000], 300, 2) if wanted.smoke else (wanted.touches, 12_000, 7)
    found: dict[str, dict[str, Sequence[float]]] = {}
    for touches in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for page, seconds in measured(version_with(touches, leads, Path(folder)), passes).items():
                found.setdefault(page, {})[f"{page}, {touches:,} touches"] = seconds
    for page, measures in found.items():
        reference = next(iter(measures))
        show(f"Questions of the {page} page" if page != ALL_PAGES else "Questions of all pages", reference, measures)
        keep(wanted.out, f"queries_{page.replace(' ', '_')}", measures, reference)


if __name__ == "__main__":
    main()
