"""What a file is by its first bytes: text, workbook, Parquet, JSON lines, or a container of several of these."""

import gzip
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Protocol

from tandem.errors import FileRefused
from tandem.ingest.bounds import BLOCK, BOMB, MAX_ENTRIES, UNPACK, allowed, check_archive, unpacking
from tandem.words import safe

HTML_STARTS = (b"<html", b"<table", b"<!doctype", b"<head", b"<body", b"<meta")
BINARY_STARTS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"SQLite format 3": "a database",
    b"PARE": "an encrypted Parquet file",
}
AS_CSV = "Export it again as CSV or .xlsx."


class Stream(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many."""


class Kind(Enum):
    """The forms of content that are read."""

    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    JSON_LINES = "json lines"


@dataclass(frozen=True)
class Part:
    """One readable content: the name people know it by, where its bytes are, what it is, the file that brought it."""

    name: str
    path: Path
    kind: Kind
    file: Path


def unpack(file: Path, folder: Path) -> Iterator[Part]:
    """Every content of a file, containers inflated into `folder`; raises FileRefused for what cannot be read."""
    check_there(file)
    yield from parts_of(Part(safe.plain(file.name), file, Kind.TEXT, file), folder, depth=0)


def check_there(file: Path) -> None:
    """Raises FileRefused unless `file` is a file that can be opened and has content."""
    if not file.exists():
        raise FileRefused(file.name, "there is no such file.", "Check its path.")
    if not file.is_file():
        raise FileRefused(file.name, "this is a folder, not a file.", "Name the files in it.")
    try:
        with file.open("rb") as opened:
            first = opened.read(1)
    except OSError as wrong:
        raise FileRefused(file.name, f"it cannot be opened ({wrong.strerror}).", "Check who may read it.") from wrong
    if not first:
        raise FileRefused(file.name, "it is empty (0 bytes).", "Export it again.")


def parts_of(part: Part, folder: Path, depth: int) -> Iterator[Part]:
    """The contents of one stretch of bytes, whatever its name says."""
    with part.path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"\x1f\x8b"):
        check_depth(part, depth)
        yield from parts_of(inflate_gzip(part, folder), folder, depth + 1)
    elif head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        yield from parts_of_zip(part, folder, depth)
    else:
        yield replace(part, kind=kind_of(head, part.name))


def check_depth(part: Part, depth: int) -> None:
    """Raises FileRefused for a container within a container within a container."""
    if depth > 1:
        raise FileRefused(part.name, "it is packed several times over.", "Unpack it and load the files in it.")


def kind_of(head: bytes, name: str) -> Kind:
    """The kind that the first bytes show; raises FileRefused for kinds that are never read."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "this is an old Excel workbook (.xls), or one with a password."
        raise FileRefused(name, problem, "Save it as .xlsx without a password, or as CSV.")
    if start.startswith(HTML_STARTS) or b"<html" in start[:1024] or b"<table" in start[:1024]:
        raise FileRefused(name, "this is a web page (HTML), not a table.", AS_CSV)
    for magic, what in BINARY_STARTS.items():
        if head.startswith(magic):
            raise FileRefused(name, f"this is {what}, not a table.", AS_CSV)
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    return Kind.JSON_LINES if start.startswith(b'{"') else Kind.TEXT


def inflate_gzip(part: Part, folder: Path) -> Part:
    """The content of a gzip file, written into `folder`."""
    target = folder / f"{len(list(folder.iterdir()))}-inflated"
    with unpacking(part.name), gzip.open(part.path) as packed:
        copy_bounded(packed, target, part.name, allowed(part.path.stat().st_size))
    return replace(part, name=part.name.removesuffix(".gz"), path=target)


def parts_of_zip(part: Part, folder: Path, depth: int) -> Iterator[Part]:
    """The contents of a zip file: the workbook that it is, or each file in it."""
    with unpacking(part.name), zipfile.ZipFile(part.path) as archive:
        if "xl/workbook.xml" in archive.namelist():
            yield replace(part, kind=Kind.WORKBOOK)
            return
        check_depth(part, depth)
        check_archive(archive, part.path.stat().st_size, part.name)
        for entry in entries_of(archive, part.name):
            target = folder / f"{len(list(folder.iterdir()))}-inflated"
            with archive.open(entry) as packed:
                copy_bounded(packed, target, part.name, allowed(entry.compress_size))
            name = safe.plain(Path(entry.filename).name)
            yield from parts_of(Part(name, target, Kind.TEXT, part.file), folder, depth + 1)


def entries_of(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The files of an archive, without what macOS adds; raises FileRefused when there are none or too many."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    entries = [entry for entry in entries if not entry.filename.startswith("__MACOSX/") and entry.file_size]
    if not entries or len(entries) > MAX_ENTRIES:
        problem = f"the archive holds {len(entries)} files; 1 to {MAX_ENTRIES} can be read."
        raise FileRefused(name, problem, "Pack the exports of one review into it.")
    return entries


def copy_bounded(packed: Stream, target: Path, name: str, limit: int) -> None:
    """Copies a packed stream to `target`; raises FileRefused when it grows beyond `limit` bytes."""
    size = 0
    with target.open("wb") as plain:
        while block := packed.read(BLOCK):
            size += len(block)
            if size > limit:
                raise FileRefused(name, BOMB, UNPACK)
            plain.write(block)
    if not size:
        raise FileRefused(name, "the file in it is empty (0 bytes).", "Export it again.")
