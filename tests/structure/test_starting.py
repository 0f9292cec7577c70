"""What a process imports when it starts: every command, every look at a file and every load waits for it."""

import re
import subprocess
import sys
from pkgutil import resolve_name

import pytest

from tests.structure.house import HOME

PARSER = (HOME / "tandem" / "cli" / "parser.py").read_text(encoding="utf-8")
STARTED = "import sys, {}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
HEAVY = {"alembic", "duckdb", "numpy", "polars", "pyarrow", "sqlalchemy", "streamlit", "uvicorn"}
DATABASE = {"alembic", "sqlalchemy"}


@pytest.mark.parametrize(
    ("process", "does_without"),
    [
        ("tandem.cli", HEAVY),
        ("tandem.cli.asking", {*DATABASE, "streamlit"}),
        ("tandem.ingest.worker", {*DATABASE, "streamlit"}),
    ],
)
def test_a_process_imports_only_what_it_needs(process: str, does_without: set[str]) -> None:
    command = [sys.executable, "-c", STARTED.format(process)]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=True, timeout=120)
    assert does_without & set(done.stdout.split()) == set()


@pytest.mark.parametrize("run", re.findall(r'set_defaults\(run="(.+?)"\)', PARSER))
def test_what_a_command_runs_is_there(run: str) -> None:
    assert callable(resolve_name(run))
