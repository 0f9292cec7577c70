"""Every benchmark still works: a tiny run of each."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.structure.house import HOME

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BENCHMARKS = sorted(path for path in (HOME / "benchmarks").glob("*.py") if path.stem != "screens")


def smoke(benchmark: Path, out: Path) -> str:
    """What a tiny run prints; how much of the house it covers would slow down what it measures."""
    command = [sys.executable, str(benchmark), "--smoke", "--out", str(out)]
    uncovered = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    surroundings = uncovered | {"PYTHONPATH": str(HOME)}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_screens_are_photographed(tmp_path: Path) -> None:
    said = smoke(HOME / "benchmarks" / "screens.py", tmp_path)
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    looks = [f"quarter-{device}-{look}.png" for device in ("projector", "tablet") for look in ("dark", "light")]
    assert pictures == [*looks, "quarter.png"]
    assert [name for name in pictures if name not in said] == []
    readme = (tmp_path / "quarter.png").read_bytes()
    assert readme.startswith(b"\x89PNG")
    assert (int.from_bytes(readme[16:20], "big"), len(readme) < 150_000) == (1440, True)


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda path: path.stem)
def test_a_benchmark_measures_something(benchmark: Path, tmp_path: Path) -> None:
    assert smoke(benchmark, tmp_path)
    kept = [json.loads(file.read_text(encoding="utf-8")) for file in tmp_path.glob("*.json")]
    assert kept
    assert all(kept)
