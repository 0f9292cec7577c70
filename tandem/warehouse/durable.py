"""Bytes that stay: written, flushed to the disk, swapped in one step, and known by their checksum."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path


def fsync(path: Path) -> None:
    """Flushes a file, or the entries of a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fsync_tree(folder: Path) -> None:
    """Flushes every file below `folder`, then every folder, the innermost first."""
    for where, _, names in os.walk(folder, topdown=False):
        for name in names:
            fsync(Path(where, name))
        fsync(Path(where))


def write_durably(path: Path, text: str) -> None:
    """Puts `text` into `path` in one step: after a crash the file holds all of the old text or all of the new."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fsync(fresh)
    os.replace(fresh, path)
    fsync(path.parent)


def move_durably(folder: Path, target: Path) -> None:
    """Renames a folder, flushing its own bytes before and both parents after."""
    fsync_tree(folder)
    os.rename(folder, target)
    fsync(target.parent)
    fsync(folder.parent)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, in a fixed order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def checksums(folder: Path, *, but: str) -> dict[str, str]:
    """SHA-256 of every file below `folder` by relative path, without the file named `but`."""
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files_below(folder) if path != folder / but}


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def first_fault(folder: Path, expected: Mapping[str, str]) -> str | None:
    """What is wrong with the first file of `expected` that is missing or has other bytes; None when none is."""
    for name, checksum in expected.items():
        path = folder / name
        try:
            if sha256(path) != checksum:
                return f"{name} is not what was published"
        except OSError:
            return f"{name} is missing or cannot be read"
    return None
