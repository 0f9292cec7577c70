"""Is attribution fast? Against the ChannelAttribution package and plain polars, and against sorting the touches once.

Every model over 400 k touches in 90 k paths, asked from what was published and worked out anew for another look-back.
Then every rule model of 10 M touches, against the time that DuckDB needs to read and sort them once.
"""

import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.measuring import by_hand, package
from benchmarks.measuring.measures import Took, arguments, keep, show, timed, wall_and_processor
from benchmarks.measuring.paths import AS_OF, Paths
from tandem.catalog import Catalog
from tandem.domain import Filters, Scope
from tandem.review import AnswerCache, Review
from tandem.review.plan import marts_behind
from tandem.settings import Settings
from tandem.warehouse import DuckEngine, Manifest, Version, build_marts

# On a busy machine the slowest way to ask, every rule model for another look-back, outlasts a reader's patience.
SETTINGS = Settings(query_timeout_seconds=3600)
CREDIT = "campaign_credits"
NARROWED = "words that repeat, written as numbers"
COUNTS = ("path_memories", "path_steps", "path_coalitions")
ASKED = ("attribution_models", "attribution_markov", "attribution_shapley")
RULES = (
    "first",
    "last",
    "lead",
    "linear",
    "position",
    "u_hubspot",
    "u_marketo",
    "w_hubspot",
    "w_marketo",
    "full",
    "time_decay",
)
# The package gives these three in one call, and so does each of our questions about all rule models.
THREE = ("first", "last", "linear")
IN_ONE = "Tandem, all rule models in one question"
ONE_BY_ONE = "Tandem, first, last and linear, one question each"
THEIRS = "first, last, linear in one call"


class Stopwatch:
    """Hears when each mart is begun, and when their words are narrowed, and remembers how long each took."""

    def __init__(self) -> None:
        """Nothing made yet."""
        self._begun: list[Took] = []

    def __call__(self, _said: str) -> None:
        """The next mart is begun, and the one before it done."""
        self._begun.append(Took(time.perf_counter(), time.process_time()))

    def took(self, marts: Iterable[str]) -> dict[str, Took]:
        """How long each of the marts took, in the order in which they were made, and then narrowing them."""
        self("the end")
        spans = zip(self._begun, self._begun[1:], strict=False)
        every = [Took(end.wall - start.wall, end.processor - start.processor) for start, end in spans]
        return dict(zip([*marts, NARROWED], every, strict=True))


def catalog() -> Catalog:
    """The questions, and the marts behind those that are asked here."""
    every = Catalog.load()
    marts = marts_behind(every, every.ask.values())
    wanted = marts_behind(every, [every.ask[name] for name in (*ASKED, "attribution", "path_totals")])
    counts = marts_behind(every, [every.ask["markov_counts"], every.ask["shapley_counts"]])
    names = {mart.name for mart in (*wanted, *counts)}
    return replace(every, build={mart.name: mart for mart in marts if mart.name in names})


def published(paths: Paths, folder: Path) -> tuple[Version, dict[str, Took]]:
    """A version of these paths, and what each of its marts took."""
    extracts, watch, made = paths.extracts(folder / "extracts"), Stopwatch(), catalog()
    build_marts(extracts, folder / "marts.duckdb", catalog=made, settings=SETTINGS, as_of=AS_OF, progress=watch)
    took = watch.took(mart.name for mart in made.build_order() if not mart.is_step)
    rows = {"opportunities": paths.opportunities.height, "touches": paths.touches.height}
    manifest = Manifest(1, datetime(2026, 10, 1), "benchmark", AS_OF, AS_OF, tables=rows)
    engine = DuckEngine(SETTINGS)
    engine.use_version(folder)
    return Version(manifest, folder, SETTINGS, engine), took


def asked(version: Version, question: str, milestone: str = "won", **settings: object) -> Took:
    """What a question takes about all deals at a milestone, with nothing remembered."""
    review = Review(version, Scope.everything(), SETTINGS, answers=AnswerCache(1))
    return timed(review.ask, question, Filters(), milestone=milestone, **settings)


def ours(version: Version, passes: int) -> dict[str, list[Took]]:
    """What our answers take, pass by pass."""
    questions: dict[str, dict[str, Any]] = {
        **{f"Tandem, {model}": {"question": "attribution", "model": model} for model in RULES},
        IN_ONE: {"question": "attribution_models"},
        f"{IN_ONE}, another look-back": {"question": "attribution_models", "lookback_days": 364},
        "Tandem, markov": {"question": "attribution", "model": "markov"},
        "Tandem, markov, order 3": {"question": "attribution", "model": "markov", "order": 3},
        "Tandem, markov, another look-back": {"question": "attribution", "model": "markov", "lookback_days": 364},
        "Tandem, shapley": {"question": "attribution", "model": "shapley"},
        "Tandem, markov with intervals": {"question": "attribution_intervals"},
    }
    took = {name: [asked(version, **given) for _ in range(passes)] for name, given in questions.items()}
    each = zip(*(took[f"Tandem, {model}"] for model in THREE), strict=True)
    return {**took, ONE_BY_ONE: [added(every) for every in each]}


def theirs(paths: Paths, folder: Path, python: Path | None, passes: int) -> dict[str, list[Took]]:
    """What the package takes, nothing when it cannot be installed, and of plain polars."""
    touches = paths.closed()
    found = {
        f"polars, {THEIRS}": [timed(by_hand.first_last_linear, touches) for _ in range(passes)],
        "polars, markov": [timed(by_hand.markov, touches) for _ in range(passes)],
    }
    if python is None:
        return found
    paths.texts(folder / "paths.csv")
    seconds = package.measured(python, folder / "paths.csv", passes)
    return {f"ChannelAttribution, {name}": [Took(*one) for one in each] for name, each in seconds.items()} | found


def sorting(extracts: Path, folder: Path) -> Took:
    """What DuckDB needs to read the touches and to write them sorted by opportunity and time."""
    with duckdb.connect(str(folder / "sorted.duckdb"), config={"threads": SETTINGS.threads}) as connection:
        touches = connection.read_parquet(str(extracts / "touches" / "*.parquet"))
        return timed(touches.order("opportunity_id, touched_at, touch_id").create, "sorted")


def together(took: Mapping[str, Took], marts: Iterable[str]) -> Took:
    """What the marts took in all."""
    return added([took[name] for name in marts if name in took])


def added(every: Sequence[Took]) -> Took:
    """What all of them took together."""
    return Took(sum(one.wall for one in every), sum(one.processor for one in every))


def crediting() -> set[str]:
    """The marts that credit touches which are joined to their deals: campaign_credits and what it alone reads."""
    every = Catalog.load()
    joined = {mart.name for mart in marts_behind(every, [every.build["deal_touches"]])} | {"deal_touches"}
    return {mart.name for mart in marts_behind(every, [every.build[CREDIT]])} - joined | {CREDIT}


def faster(took: Mapping[str, Sequence[Took]]) -> dict[str, float]:
    """How many times as fast as the others each of ours is, by the processor: least against least."""
    rules = [IN_ONE, ONE_BY_ONE, *(f"Tandem, {model}" for model in THREE)]
    pairs = [(f"{maker}, {THEIRS}", name) for maker in ("ChannelAttribution", "polars") for name in rules]
    pairs += [(f"{maker}, markov", "Tandem, markov") for maker in ("ChannelAttribution", "polars")]
    least = {name: min(one.processor for one in every) for name, every in took.items()}
    return {f"{name} | {other}": least[other] / least[name] for other, name in pairs if other in least}


def compare_models(paths: int, touches: int, python: Path | None, passes: int) -> dict[str, list[Took]]:
    """What every model takes over so many touches, ours and theirs."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = Paths.drawn(paths, touches)
        version, _ = published(drawn, Path(folder))
        return theirs(drawn, Path(folder), python, passes) | ours(version, passes)


def compare_sorting(paths: int, touches: int, opened_after: int) -> dict[str, list[Took]]:
    """What it takes to credit so many touches under all rule models, and to sort them once."""
    with tempfile.TemporaryDirectory() as folder:
        version, took = published(Paths.drawn(paths, touches, opened_after=opened_after), Path(folder))
        return {
            "DuckDB reads and sorts them once": [sorting(Path(folder) / "extracts", Path(folder))],
            "Tandem credits them, all rule models, two milestones": [together(took, crediting())],
            "Tandem counts paths for Markov and Shapley": [together(took, COUNTS)],
            "Tandem joins them to their deals": [took["deal_touches"]],
            "Tandem, everything that attribution reads": [together(took, took)],
            **{
                f"Tandem credits them for another look-back, {milestone}": [
                    asked(version, ASKED[0], milestone, lookback_days=364)
                ]
                for milestone in ("created", "won")
            },
        }


def print_both(title: str, took: Mapping[str, Sequence[Took]], out: Path) -> None:
    """Prints the times by the clock and by the processor as ratios of the first, and keeps those by the clock."""
    reference = next(iter(took))
    walls, processors = wall_and_processor(took)
    show(f"{title}, by the clock", reference, walls)
    show(f"{title}, by the processor", reference, processors)
    sys.stdout.flush()
    keep(out.parent, out.name, walls, reference)


def main() -> None:
    """Prints both comparisons as ratios."""
    words = arguments(__doc__)
    words.add_argument("--package", type=Path, metavar="PYTHON", help="a Python that has ChannelAttribution already")
    words.add_argument("--passes", type=int, default=5, metavar="N", help="how often each model is asked")
    words.add_argument("--many", type=int, default=10_000_000, metavar="N", help="touches that are sorted and credited")
    words.add_argument(
        "--opened-after",
        type=int,
        default=90,
        metavar="DAYS",
        help="when those deals open: before day 90 touches go on after it, and few paths are the same up to the close",
    )
    wanted = words.parse_args()
    paths, touches, many, passes = (
        (900, 4_000, 20_000, 2) if wanted.smoke else (90_000, 400_000, wanted.many, wanted.passes)
    )
    with tempfile.TemporaryDirectory() as folder:
        python = wanted.package or (None if wanted.smoke else package.installed(Path(folder)))
        if python is None:
            print("ChannelAttribution is left out: a smoke run, or no compiler or network to install it.")
        models = compare_models(paths, touches, python, passes)
    print_both(f"{touches:,} touches in {paths:,} paths", models, wanted.out / "attribution_models")
    print("\nTimes as fast, by the processor; the package and one question of ours give first, last and linear at once")
    for pair, times in faster(models).items():
        print(f"{times:8.1f} × {pair}")
    print_both(
        f"{many:,} touches",
        compare_sorting(many * 9 // 40, many, wanted.opened_after),
        wanted.out / "attribution_sorting",
    )


if __name__ == "__main__":
    main()
