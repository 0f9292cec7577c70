"""The sample company, or a tiny one like it, loaded as `tandem load` loads it."""

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring.measures import HOME
from tandem.cli import main
from tandem.sample import write

SAMPLE = HOME / "data" / "sample"
MAPPING = SAMPLE / "mapping.toml"
TINY_LEADS, TINY_TOUCHES = 600, 4_000


def exports(folder: Path = SAMPLE) -> list[Path]:
    """The company's exports in a folder."""
    return sorted([*folder.glob("*.csv"), *folder.glob("*.csv.gz")])


def company(folder: Path, *, is_tiny: bool) -> list[Path]:
    """The exports of the sample company; for a smoke run those of a tiny one, written into a folder."""
    if not is_tiny:
        return exports()
    write(folder, leads=TINY_LEADS, touches=TINY_TOUCHES)
    return exports(folder)


def load(files: Sequence[Path], warehouse: Path) -> None:
    """Loads the exports, without a word; raises RuntimeError with what was said when they are refused."""
    said = io.StringIO()
    words = ["load", *map(str, files), "--mapping", str(MAPPING), "--warehouse", str(warehouse)]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(words)
    if status:
        raise RuntimeError(said.getvalue())
