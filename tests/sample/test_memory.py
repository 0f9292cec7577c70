"""Ten times the touches need no more memory than one tenth of them."""

import tracemalloc
from pathlib import Path

from tandem.sample import write

FEW, MANY = 60_000, 600_000


def peak(folder: Path, touches: int) -> int:
    """The most memory that Python held while writing that many touches, in bytes."""
    tracemalloc.start()
    write(folder, leads=200, touches=touches)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_touches(tmp_path: Path) -> None:
    few, many = peak(tmp_path / "few", FEW), peak(tmp_path / "many", MANY)
    assert (tmp_path / "many" / "Task.csv").stat().st_size > 8 * (tmp_path / "few" / "Task.csv").stat().st_size
    assert many < 1.2 * few
