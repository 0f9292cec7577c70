"""What does a page’s whole set of questions take, and is it more with ten times the touches? It reads marts only."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.measuring.company import exports, load
from benchmarks.measuring.measures import HOME, Took, arguments, keep, show, timed, wall_and_processor
from tandem.cli.memory import keep_at_hand
from tandem.domain import Filters, Scope
from tandem.review import Ahead, AnswerCache, Question, Review
from tandem.sample import write
from tandem.settings import Settings
from tandem.ui import soon
from tandem.warehouse import Version, Warehouse

ALL_PAGES = "all pages"
MOST_MS = 50
Measured = dict[str, dict[str, list[Took]]]


def asked_by(page: Path, filters: Filters, deal: str) -> list[Question]:
    """The questions that a page asks of the warehouse in TANDEM_WAREHOUSE, about the deal where it shows one."""
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=120).run()
    del app.session_state[soon.LAST]
    app.query_params["opportunity_id"] = deal
    app.switch_page(f"pages/{page.name}").run()
    asked = app.session_state[soon.LAST].asked if soon.LAST in app.session_state else []
    once = {(name, str(given)): Question(name, filters, given) for name, given in asked}
    return list(once.values())


def answer(version: Version, questions: Sequence[Question]) -> None:
    """Answers all of them with nothing remembered, as a page does when its filters change."""
    review = Review(version, Scope.everything(), version.settings, answers=AnswerCache(512))
    ahead = Ahead(review, questions)
    for question in questions:
        ahead.wait(question)
        review.ask(question.name, question.filters, **question.given)


def version_with(touches: int, leads: int, folder: Path) -> Version:
    """The company with that many touches, loaded; its exports are removed again."""
    files = write(folder / "exports", leads=leads, touches=touches)
    load(exports(folder / "exports"), folder / "warehouse")
    for file in files:
        file.unlink()
    return Warehouse(folder / "warehouse", Settings()).require()


def measured(version: Version, passes: int) -> dict[str, list[Took]]:
    """What every page's questions take, pass by pass."""
    os.environ["TANDEM_WAREHOUSE"] = str(version.folder.parents[1])
    review = Review(version, Scope.everything(), version.settings)
    filters = Filters.of(review.latest_quarter)
    largest = str(review.ask("find_deals", filters, called="all")["opportunity_id"][0])
    found: dict[str, list[Took]] = {}
    for page in sorted((HOME / "pages").glob("*.py")):
        questions = asked_by(page, filters, largest)
        if questions:
            gc.freeze()  # as the server does: what stands already is not looked through again and again
            answer(version, questions)
            found[f"{page.stem}, {len(questions)} questions"] = [
                timed(answer, version, questions) for _ in range(passes)
            ]
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
    keep(out, f"queries_{page.split(',', maxsplit=1)[0].replace(' ', '_')}", walls, reference)


def over(found: Measured) -> list[str]:
    """The pages whose questions took longer than they should at the largest size, each with its milliseconds."""
    least = {page: 1000 * min(took.wall for took in list(sizes.values())[-1]) for page, sizes in found.items()}
    return [f"{page}: {least[page]:.0f} ms" for page in found if page != ALL_PAGES and least[page] > MOST_MS]


def versions(touches: Sequence[int], leads: int, ready: Sequence[Path]) -> Iterator[Version]:
    """The version of each warehouse that stands ready, or, where none does, of a company of each size."""
    for warehouse in ready:
        yield Warehouse(warehouse, Settings()).require()
    for size in () if ready else touches:
        with tempfile.TemporaryDirectory() as folder:
            yield version_with(size, leads, Path(folder))


def main() -> None:
    """Measures every size and prints each page's sizes against the smallest."""
    words = arguments(__doc__)
    words.add_argument("--touches", type=numbers, default=[1_000_000, 10_000_000], metavar="N,N")
    words.add_argument(
        "--warehouse", type=Path, nargs="+", default=[], metavar="DIR", help="loaded already, smallest first"
    )
    words.add_argument("--passes", type=int, default=7, metavar="N", help="of which the least counts")
    wanted = words.parse_args()
    keep_at_hand(sys.argv)  # as the server does
    sizes, leads, passes = ([2_000, 8_000], 300, 2) if wanted.smoke else (wanted.touches, 12_000, wanted.passes)
    found: Measured = {}
    for version in versions(sizes, leads, wanted.warehouse):
        for page, seconds in measured(version, passes).items():
            found.setdefault(page, {})[f"{page}, {version.manifest.tables['touches']:,} touches"] = seconds
    for page, measures in found.items():
        tell(page, measures, wanted.out)
    print(f"\nOver {MOST_MS} ms: {'; '.join(over(found)) or 'no page'}")


if __name__ == "__main__":
    main()
