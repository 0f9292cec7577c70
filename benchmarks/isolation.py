"""What does it cost that people's files are opened in a process of their own, against opening them in this one?"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from unittest.mock import patch

from benchmarks.measuring.company import company, load
from benchmarks.measuring.idle import nothing
from benchmarks.measuring.measures import Took, arguments, keep, show, timed, wall_and_processor
from tandem.ingest.apart import run_apart
from tandem.ingest.limits import GB, Limits, Tell, silent

P = ParamSpec("P")
R = TypeVar("R")
TOGETHER = "the sample company, its files opened in this process"
APART = "the same, opened in a process of their own"
START = "starting and ending that process alone"
LIMITS = Limits(4 * GB)


def run_here(
    _limits: Limits, tell: Tell, task: Callable[Concatenate[Tell, P], R], *args: P.args, **named: P.kwargs
) -> R:
    """The task, without a process of its own."""
    return task(tell, *args, **named)


@contextmanager
def together() -> Iterator[None]:
    """Has loads open their files in this process."""
    with patch("tandem.ingest.request.run_apart", run_here):
        yield


def seconds_of(files: list[Path], passes: int) -> dict[str, list[Took]]:
    """What each way takes, pass by pass in turn, each into a warehouse of its own, after one that is not counted."""
    found: dict[str, list[Took]] = {TOGETHER: [], APART: [], START: []}
    with tempfile.TemporaryDirectory() as folder:
        with together():
            load(files, Path(folder) / "first")
        for number in range(passes):
            with together():
                found[TOGETHER].append(timed(load, files, Path(folder) / f"together-{number}"))
            found[APART].append(timed(load, files, Path(folder) / f"apart-{number}"))
            found[START].append(timed(run_apart, LIMITS, silent, nothing))
    return found


def main() -> None:
    """Measures and prints the tables."""
    wanted = arguments(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = company(Path(folder), is_tiny=wanted.smoke)
        walls, processor = wall_and_processor(seconds_of(files, 1 if wanted.smoke else 5))
    show(f"Loading the sample company, {len(files)} files", TOGETHER, walls)
    show("The same, processor time of all threads and processes", TOGETHER, processor)
    keep(wanted.out, "isolation", walls, TOGETHER)
    keep(wanted.out, "isolation_processor", processor, TOGETHER)


if __name__ == "__main__":
    main()
