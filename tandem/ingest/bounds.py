"""How large what comes packed may be: read from its directory before anything is unpacked, counted while it is."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from tandem.errors import FileRefused

BLOCK = 1 << 20
MAX_ENTRIES = 50
MAX_RATIO = 100
SMALL = 64 << 20
LARGEST_ENTRY = 3 << 29
MAX_ROWS = 2_000_000
MAX_CELLS = 20_000_000
MAX_COLUMNS = 500
MAX_PARQUET_ROWS = 20_000_000
MAX_ROW_GROUPS = 2_000
BOMB = "it unpacks to far more than an export would."
UNPACK = "Unpack it and load what is in it."
FEWER = "Export fewer rows or columns, or as CSV."


def allowed(packed: int) -> int:
    """The bytes that so many packed ones may become."""
    return max(SMALL, packed * MAX_RATIO)


@contextmanager
def unpacking(name: str) -> Iterator[None]:
    """What goes wrong while an archive is unpacked, as a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, lzma.LZMAError) as wrong:
        raise FileRefused(name, f"it cannot be unpacked ({wrong}).", "Copy or export it again.") from wrong
    except RuntimeError as wrong:
        if "password" not in str(wrong):
            raise
        raise FileRefused(name, "it has a password.", "Pack or save it again without a password.") from wrong


def check_archive(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Raises FileRefused when the directory of an archive of that size shows a trap; nothing is unpacked for it."""
    entries = archive.infolist()
    places = {entry.header_offset for entry in entries}
    if len(places) < len(entries) or sum(entry.compress_size for entry in entries) > size:
        raise FileRefused(name, "files in it lie over each other, as in no honest archive.", "Pack it again.")
    if any(entry.file_size > min(LARGEST_ENTRY, allowed(entry.compress_size)) for entry in entries):
        raise FileRefused(name, BOMB, UNPACK)


def refuse_too_wide(columns: int, name: str) -> None:
    """Raises FileRefused for a table of more columns than can be read."""
    if columns > MAX_COLUMNS:
        raise FileRefused(name, f"it has {columns:,} columns; {MAX_COLUMNS} can be read.", "Export fewer.")
