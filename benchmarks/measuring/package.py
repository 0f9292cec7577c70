"""The ChannelAttribution package, in an environment of its own that is thrown away."""

import json
import subprocess
import venv
from pathlib import Path

RUN = Path(__file__).with_name("package_run.py")
# It imports matplotlib without saying so.
WANTED = ("ChannelAttribution==2.2.5", "matplotlib")


def installed(folder: Path) -> Path | None:
    """The Python of a new environment in `folder` that has the package; None when it cannot be installed here."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", *WANTED], check=False, capture_output=True)
    return python if done.returncode == 0 else None


def measured(python: Path, paths: Path, passes: int) -> dict[str, list[list[float]]]:
    """Seconds of its models over the paths, pass by pass: by the clock and by the processor."""
    command = [str(python), str(RUN), str(paths), str(passes)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, list[list[float]]] = json.loads(said.stdout.splitlines()[-1])
    return found
