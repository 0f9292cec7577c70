"""How long from nothing to the first complete page? Copy, environment, load, serve, browser: each step's seconds."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring.company import company, load
from benchmarks.measuring.measures import HOME, arguments, keep, timed
from tests.browser.browsing import chromium, visit
from tests.browser.serving import LOCAL, free_port, stop, wait_until_ready

Steps = dict[str, list[float]]


def make(target: str, copy: Path) -> None:
    """Makes a target of the Makefile in a copy."""
    surroundings = {name: value for name, value in os.environ.items() if name not in ("TANDEM_WAREHOUSE", "PYTHONPATH")}
    subprocess.run(["make", "--silent", target], cwd=copy, env=surroundings, check=True, capture_output=True)


def set_up(copy: Path, steps: Steps) -> tuple[Path, Path]:
    """Takes the steps from nothing to loaded data; gives the interpreter and the warehouse."""
    clone = ["git", "clone", "--quiet", "--depth", "1", HOME.as_uri(), str(copy)]
    steps["fresh copy"] = [timed(subprocess.run, clone, check=True).wall]
    steps["environment and packages"] = [timed(make, ".venv/.installed", copy).wall]
    steps["load the sample company"] = [timed(make, "sample-data", copy).wall]
    return copy / ".venv" / "bin" / "python", copy / "warehouse"


def use_ours(folder: Path, steps: Steps) -> tuple[Path, Path]:
    """Takes the load alone, with the environment that runs this."""
    files = company(folder / "exports", is_tiny=True)
    steps["load a tiny company"] = [timed(load, files, folder / "warehouse").wall]
    return Path(sys.executable), folder / "warehouse"


def serve_and_look(python: Path, home: Path, warehouse: Path, steps: Steps) -> None:
    """Starts the server and looks at the home page with a browser that has fetched nothing yet, and again."""
    port, log = free_port(), warehouse / "serve.log"
    address, surroundings = f"http://{LOCAL}:{port}", os.environ | {"TANDEM_WAREHOUSE": str(warehouse)}
    with log.open("wb") as said, chromium() as browser:
        command = [str(python), "-m", "tandem", "serve", "--port", str(port)]
        started = time.perf_counter()
        server = subprocess.Popen(command, cwd=home, env=surroundings, stdout=said, stderr=said)
        try:
            wait_until_ready(server.pid, f"{address}/api/ready", log)
            steps["server ready"] = [time.perf_counter() - started]
            reader = browser.new_context(viewport={"width": 1366, "height": 768})
            for name in ("first page complete, cold browser", "again, warm browser"):
                steps[name] = [timed(visit, reader.new_page(), address).wall]
            reader.close()
        finally:
            stop(server)


def show(steps: Steps) -> None:
    """Prints every step with its seconds, and the way to the first complete page as a whole."""
    print("\nFrom nothing to the first complete page")
    for name, (seconds,) in steps.items():
        print(f"{name:<40} {seconds:8.2f} s")
    print(f"{'in all, to the first complete page':<40} {sum(s for (s,) in list(steps.values())[:-1]):8.2f} s")


def main() -> None:
    """Takes every step once."""
    wanted = arguments(__doc__).parse_args()
    steps: Steps = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        python, warehouse = use_ours(place, steps) if wanted.smoke else set_up(place / "copy", steps)
        serve_and_look(python, HOME if wanted.smoke else place / "copy", warehouse, steps)
    show(steps)
    keep(wanted.out, "start", steps, next(iter(steps)))


if __name__ == "__main__":
    main()
