"""Every benchmark still works: a tiny run of each."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.structure.house import HOME

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# What is no comparison: a soak runs until memory shows, and the pictures are for looking.
OTHERS = {"soak", "screens"}
BENCHMARKS = sorted(path for path in (HOME / "benchmarks").glob("*.py") if path.stem not in OTHERS)


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda path: path.stem)
def test_a_benchmark_measures_something(benchmark: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(benchmark), "--smoke", "--out", str(tmp_path)]
    surroundings = os.environ | {"PYTHONPATH": str(HOME)}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    kept = [json.loads(file.read_text(encoding="utf-8")) for file in tmp_path.glob("*.json")]
    assert kept
    assert all(kept)
