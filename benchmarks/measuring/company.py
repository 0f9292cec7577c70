"""The sample company, loaded as `tandem load` loads it."""

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring.measures import HOME
from tandem.cli import main

SAMPLE = HOME / "data" / "sample"
MAPPING = SAMPLE / "mapping.toml"


def exports(folder: Path = SAMPLE) -> list[Path]:
    """The company's exports in a folder."""
    return sorted([*folder.glob("*.csv"), *folder.glob("*.csv.gz")])


def load(files: Sequence[Path], warehouse: Path) -> None:
    """Loads the exports, without a word; raises RuntimeError with what was said when they are refused."""
    said = io.StringIO()
    words = ["load", *map(str, files), "--mapping", str(MAPPING), "--warehouse", str(warehouse)]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(words)
    if status:
        raise RuntimeError(said.getvalue())
