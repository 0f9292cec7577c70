"""What a benchmark measured: seconds by name, as ratios against one of them, printed and kept as JSON."""

import argparse
import json
import os
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, ParamSpec

HOME = Path(__file__).resolve().parents[2]
OUT = HOME / "benchmarks" / "out"
Given = ParamSpec("Given")
Measures = Mapping[str, Sequence[float]]


def arguments(what: str | None) -> argparse.ArgumentParser:
    """The options that every benchmark takes."""
    words = argparse.ArgumentParser(description=what)
    words.add_argument("--smoke", action="store_true", help="a tiny run, to see that it still works")
    words.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="where the JSON goes")
    return words


class Took(NamedTuple):
    """The seconds that passed, and those that the processor worked for this process and the ones it started."""

    wall: float
    processor: float


def timed(work: Callable[Given, object], *given: Given.args, **named: Given.kwargs) -> Took:
    """What the work took, given what it is given."""
    wall, processor = time.perf_counter(), processor_seconds()
    work(*given, **named)
    return Took(time.perf_counter() - wall, processor_seconds() - processor)


def processor_seconds() -> float:
    """The seconds that the processor has worked for this process and for those that it started and saw end."""
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in both)


def wall_and_processor(took: Mapping[str, Sequence[Took]]) -> tuple[Measures, Measures]:
    """Both times of every measure; that of the processor says more on a machine that others use as well."""
    walls = {name: [one.wall for one in every] for name, every in took.items()}
    return walls, {name: [one.processor for one in every] for name, every in took.items()}


def line(name: str, seconds: Sequence[float], reference: Sequence[float]) -> str:
    """One row of the table: least and median in milliseconds, both as ratios of the reference's."""
    least, middle = min(seconds), statistics.median(seconds)
    ratios = f"{least / min(reference):8.2f} {middle / statistics.median(reference):8.2f}"
    return f"{name:<58} {1000 * least:10.1f} {1000 * middle:10.1f} {ratios} {len(seconds):7}"


def show(title: str, reference: str, measures: Measures) -> None:
    """Prints a table whose ratios are against the measure named `reference`."""
    print(f"\n{title} (ratios against: {reference})")
    print(f"{'':<58} {'min ms':>10} {'median ms':>10} {'× min':>8} {'× median':>8} {'passes':>7}")
    for name, seconds in measures.items():
        print(line(name, seconds, measures[reference]))


def keep(out: Path, name: str, measures: Measures, reference: str) -> None:
    """Writes what was measured to `out`/`name`.json, with the load that the machine had besides."""
    out.mkdir(parents=True, exist_ok=True)
    content = {"reference": reference, "load_average": os.getloadavg()[0], "seconds": dict(measures)}
    (out / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
