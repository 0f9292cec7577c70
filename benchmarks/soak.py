"""Do many readers stay quick, also while fifty people upload, and does the server's memory stay where it was?"""

import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from benchmarks.measuring.company import company, load
from benchmarks.measuring.crowd import crowd
from benchmarks.measuring.measures import arguments
from benchmarks.measuring.session import session
from tests.browser.serving import LOCAL, free_port, running

MEBIBYTE = 1024 * 1024
UPLOADS = 50
MOST_CROWDED = 2.0


@dataclass(frozen=True)
class Soaked:
    """What a soak brought: seconds of every redraw, the server's resident memory before and after."""

    sessions: int
    minutes: float
    redraws: int
    p50_seconds: float
    p95_seconds: float
    mebibytes_at_start: float
    mebibytes_at_end: float


def resident(process: int) -> float:
    """The resident memory of a process in MiB, as the kernel counts it."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


def read_on(address: str, number: int, until: float, together: threading.Barrier, pause: float) -> list[float]:
    """Seconds of every filter change of one reader, who looks at each picture for a while, until the time is over."""
    draw = Random(number)
    seconds: list[float] = []
    with session(address) as reader:
        together.wait()
        while time.monotonic() < until:
            seconds.append(reader.pick(draw.sample(reader.regions, draw.randrange(len(reader.regions)))))
            time.sleep(draw.uniform(0, 2 * pause))
    return seconds


def soak(address: str, process: int, sessions: int, minutes: float, pause: float) -> Soaked:
    """Lets so many readers read for so long; raises RuntimeError when a page fails."""
    at_start: list[float] = []
    # Memory is looked at when every reader has the page open: what comes on top is growth.
    together = threading.Barrier(sessions, action=lambda: at_start.append(resident(process)))
    until = time.monotonic() + 60 * minutes
    with ThreadPoolExecutor(sessions) as pool:
        readers = [pool.submit(read_on, address, number, until, together, pause) for number in range(sessions)]
        seconds = [one for reader in readers for one in reader.result()]
    middle, late = quantiles(seconds)
    return Soaked(sessions, minutes, len(seconds), middle, late, at_start[0], resident(process))


def soak_in_a_crowd(
    address: str, process: int, sessions: int, minutes: float, pause: float
) -> tuple[Soaked, dict[int, int]]:
    """The same while people upload, and how often those were answered with which status."""
    with crowd(address, UPLOADS) as answered:
        crowded = soak(address, process, sessions, minutes, pause)
    return crowded, dict(answered)


def quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    return cuts[9], cuts[18]


def show(soaked: Soaked) -> None:
    """Prints what the soak brought."""
    print(f"{soaked.sessions} readers for {soaked.minutes:g} minutes: {soaked.redraws:,} redraws")
    print(f"redraw   p50 {1000 * soaked.p50_seconds:8.1f} ms   p95 {1000 * soaked.p95_seconds:8.1f} ms")
    grown = soaked.mebibytes_at_end / soaked.mebibytes_at_start
    print(f"memory {soaked.mebibytes_at_start:8.0f} MiB → {soaked.mebibytes_at_end:.0f} MiB, a ratio of {grown:.2f}")


def show_crowd(crowded: Soaked, alone: Soaked, answered: Mapping[int, int]) -> None:
    """Prints what readers met while others uploaded, against what they met afterwards."""
    print(f"\nThe same readers while {UPLOADS} people upload a megabyte each, over and over")
    show(crowded)
    print("\nThe same readers afterwards, alone")
    show(alone)
    slower = crowded.p95_seconds / alone.p95_seconds
    said = ", ".join(f"{count:,} answered {status}" for status, count in sorted(answered.items()))
    print(f"\np95 while people upload {slower:.2f} × that afterwards; uploads: {said}")


def main() -> None:
    """Serves the sample company to the readers, prints and keeps what they met."""
    words = arguments(__doc__)
    words.add_argument("--sessions", type=int, default=50, metavar="N", help="readers at once")
    words.add_argument("--minutes", type=float, default=10, metavar="M", help="how long they read")
    words.add_argument("--pause", type=float, default=1.0, metavar="S", help="seconds that they look, on average")
    wanted = words.parse_args()
    sessions, minutes, pause = (3, 0.1, 0.05) if wanted.smoke else (wanted.sessions, wanted.minutes, wanted.pause)
    port = free_port()
    address = f"http://{LOCAL}:{port}"
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        load(company(Path(folder) / "exports", is_tiny=wanted.smoke), warehouse)
        command = ["tandem", "serve", "--port", str(port)]
        with running(command, warehouse, f"{address}/api/ready", Path(folder) / "log") as server:
            soaked = soak(address, server.pid, sessions, minutes, pause)
            shorter = sessions, min(minutes, MOST_CROWDED), pause
            crowded, answered = soak_in_a_crowd(address, server.pid, *shorter)
            # What was asked before is answered from memory: only readers who come later are comparable.
            alone = soak(address, server.pid, *shorter)
    show(soaked)
    show_crowd(crowded, alone, answered)
    wanted.out.mkdir(parents=True, exist_ok=True)
    content = asdict(soaked) | {"while_uploading": asdict(crowded), "afterwards": asdict(alone), "uploads": answered}
    (wanted.out / "soak.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
