"""What reading one person's files may cost: memory, time, disk."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tandem.errors import Refused
from tandem.settings import Settings

GB = 1 << 30


class Tell(Protocol):
    """Hears what is being done, and with which file."""

    def __call__(self, said: str, /, file: str = "") -> None:
        """Takes one sentence."""
        ...


def silent(_said: str, /, file: str = "") -> None:
    """Hears nothing."""


@dataclass(frozen=True)
class Limits:
    """Bytes of memory and of any one file written, seconds of processor and of waiting; None is without limit."""

    memory_bytes: int
    file_bytes: int | None = None
    cpu_seconds: int | None = None
    wall_seconds: float | None = None
    threads: int = 2

    @classmethod
    def of(cls, settings: Settings, warehouse: Path, *, in_browser: bool) -> "Limits":
        """Those of the settings; at the command line memory and disk only."""
        return cls(
            memory_bytes=int(settings.reader_memory_gb * GB),
            file_bytes=max(0, free_bytes(warehouse) - int(settings.free_disk_gb * GB)),
            cpu_seconds=settings.reader_cpu_seconds if in_browser else None,
            wall_seconds=settings.reader_wall_seconds if in_browser else None,
            threads=settings.threads,
        )


def free_bytes(folder: Path) -> int:
    """The free space of the disk that holds the folder, which need not exist yet."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(there).free


def size_of(files: Sequence[Path]) -> int:
    """The bytes of the files that are there."""
    return sum(file.stat().st_size for file in files if file.is_file())


def refuse_full_disk(folder: Path, settings: Settings, wanted: int) -> None:
    """Raises Refused unless the disk has room for so many bytes, and never less than the settings keep free."""
    needed, free = max(int(settings.free_disk_gb * GB), wanted), free_bytes(folder)
    if free < needed:
        said = f"{free / GB:,.1f} GB of the disk are free, and this load needs {needed / GB:,.1f} GB."
        raise Refused(f"{said} Make room, then load again: nothing was published.")
