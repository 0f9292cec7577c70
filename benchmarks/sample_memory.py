"""Does writing ten times the touches need more memory? Peak resident memory of 10 M touches against that of 1 M."""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tandem.sample import write

FEW, MANY = 1_000_000, 10_000_000


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


def main() -> None:
    """Prints both peaks and their ratio."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--one", type=int)
    one = words.parse_args().one
    if one is not None:
        print(write_one(one))
        return
    (few, few_seconds), (many, many_seconds) = measured(FEW), measured(MANY)
    print(f"{FEW:>12,} touches  {few:7.0f} MiB peak  {few_seconds:6.1f} s")
    print(f"{MANY:>12,} touches  {many:7.0f} MiB peak  {many_seconds:6.1f} s")
    print(f"memory, 10 M against 1 M: {many / few:.2f}")


if __name__ == "__main__":
    main()
