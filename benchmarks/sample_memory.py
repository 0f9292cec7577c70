"""Does writing ten times the touches need more memory? Peak resident memory of 10 M touches against that of 1 M."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring.measures import arguments
from tandem.sample import write

FEW, MANY = 1_000_000, 10_000_000
SMOKE = 1_000, 10_000


def measured(touches: int) -> tuple[float, float]:
    """Peak memory in MiB and seconds of a process of its own that writes the sample company with that many touches."""
    started = time.perf_counter()
    command = [sys.executable, __file__, "--one", str(touches)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(said.stdout), time.perf_counter() - started


def write_one(touches: int) -> float:
    """Writes one company into a folder that is thrown away; gives the peak memory of this process in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), touches=touches)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(sizes: tuple[int, int], out: Path) -> None:
    """Measures both sizes, prints both peaks and their ratio, and keeps them."""
    found = {touches: measured(touches) for touches in sizes}
    for touches, (peak, seconds) in found.items():
        print(f"{touches:>12,} touches  {peak:7.0f} MiB peak  {seconds:6.1f} s")
    few, many = (found[touches][0] for touches in sizes)
    print(f"memory, {sizes[1]:,} against {sizes[0]:,}: {many / few:.2f}")
    out.mkdir(parents=True, exist_ok=True)
    peaks = {str(touches): peak for touches, (peak, _) in found.items()}
    (out / "sample_memory.json").write_text(json.dumps({"mebibytes": peaks}, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Compares both sizes, or writes one of them in this process."""
    words = arguments(__doc__)
    words.add_argument("--one", type=int, metavar="TOUCHES", help="write one size in this process, print its peak")
    wanted = words.parse_args()
    if wanted.one is not None:
        print(write_one(wanted.one))
    else:
        compare(SMOKE if wanted.smoke else (FEW, MANY), wanted.out)


if __name__ == "__main__":
    main()
