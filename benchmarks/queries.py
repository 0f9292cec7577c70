"""Do the questions of the pages take longer with ten times the touches? They read marts, so they should not."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measuring.company import exports, load
from benchmarks.measuring.measures import HOME, Took, arguments, keep, show, timed, wall_and_processor
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


def measured(version: Version, passes: int) -> dict[str, list[Took]]:
    """What every page's questions take, pass by pass."""
    pages = sorted((HOME / "pages").glob("*.py"))
    found = {page.stem: [timed(answer, version, asked_by(page)) for _ in range(passes)] for page in pages}
    return found | {ALL_PAGES: [together(one_pass) for one_pass in zip(*found.values(), strict=True)]}


def together(parts: Sequence[Took]) -> Took:
    """What all parts took, one after the other."""
    return Took(sum(part.wall for part in parts), sum(part.processor for part in parts))


def numbers(text: str) -> list[int]:
    """Whole numbers between commas."""
    return [int(part) for part in text.split(",")]


def tell(page: str, measures: Mapping[str, Sequence[Took]], out: Path) -> None:
    """Prints and keeps what the questions of a page took at every size, against the first."""
    reference = next(iter(measures))
    walls, processor = wall_and_processor(measures)
    show(f"Questions, {page}", reference, walls)
    show("The same, processor time of all threads", reference, processor)
    keep(out, f"queries_{page.replace(' ', '_')}", walls, reference)


def main() -> None:
    """Measures every size and prints each page's sizes against the smallest."""
    words = arguments(__doc__)
    words.add_argument("--touches", type=numbers, default=[1_000_000, 10_000_000], metavar="N,N")
    wanted = words.parse_args()
    sizes, leads, passes = ([2_000, 8_000], 300, 2) if wanted.smoke else (wanted.touches, 12_000, 7)
    found: dict[str, dict[str, list[Took]]] = {}
    for touches in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for page, seconds in measured(version_with(touches, leads, Path(folder)), passes).items():
                found.setdefault(page, {})[f"{page}, {touches:,} touches"] = seconds
    for page, measures in found.items():
        tell(page, measures, wanted.out)


if __name__ == "__main__":
    main()
