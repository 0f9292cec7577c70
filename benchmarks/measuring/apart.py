"""Work in a process of its own, so that its memory is its own too."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

Works = Mapping[str, Callable[[Path, Path], object]]


class Spent(NamedTuple):
    """What work took: seconds by the clock, seconds of the processor, and the most memory at any time, in MiB."""

    wall: float
    processor: float
    peak: float


def spent_by(script: str, name: str, file: Path, folder: Path) -> Spent:
    """What the work of that name took, done by the script in a process of its own."""
    folder.mkdir(parents=True)
    command = [sys.executable, script, "--one", name, str(file), str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return Spent(*json.loads(said.stdout.splitlines()[-1]))


def do_one(works: Works, given: Sequence[str]) -> None:
    """Does the work named first with the file and the folder that follow, and prints what it took."""
    name, file, folder = given
    wall, processor = time.perf_counter(), time.process_time()
    works[name](Path(file), Path(folder))
    took = time.perf_counter() - wall, time.process_time() - processor
    print(json.dumps([*took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def show_spent(title: str, rows: int, reference: str, found: Mapping[str, Sequence[Spent]]) -> None:
    """Prints the best of every work: rows a second, memory, and both times as ratios of the reference's."""
    least = {name: [min(spent[at] for spent in every) for at in range(3)] for name, every in found.items()}
    print(f"\n{title} (ratios against: {reference})")
    print(f"{'':<44} {'seconds':>9} {'rows/s':>12} {'peak MiB':>9} {'× wall':>8} {'× cpu':>8} {'passes':>7}")
    for name, (wall, processor, peak) in least.items():
        ratios = f"{wall / least[reference][0]:8.2f} {processor / least[reference][1]:8.2f}"
        print(f"{name:<44} {wall:9.2f} {rows / wall:12,.0f} {peak:9.0f} {ratios} {len(found[name]):7}")


def keep_spent(out: Path, name: str, rows: int, reference: str, found: Mapping[str, Sequence[Spent]]) -> None:
    """Writes what was measured to `out`/`name`.json."""
    out.mkdir(parents=True, exist_ok=True)
    spent = {work: [one._asdict() for one in every] for work, every in found.items()}
    content = {"reference": reference, "rows": rows, "spent": spent}
    (out / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
