"""Files on their way from a browser to the disk: limited, hashed, named safely, gone when they are not taken."""

import hashlib
import os
import re
import shutil
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from tandem import words
from tandem.errors import UploadRefused
from tandem.settings import Settings

MEGABYTE, GIGABYTE = 1024**2, 1024**3
LONGEST_NAME = 120
ROOM_FOR_EACH = 3
UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Upload:
    """A file that came whole: the name to show, where it stands, how large it is, what it holds."""

    name: str
    path: Path
    size: int
    sha256: str


def safe_name(said: str) -> str:
    """The last part of the name that a browser says, harmless as a file name and where it is shown."""
    last = re.split(r"[/\\]", said)[-1]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    name = UNSAFE.sub("_", words.safe.plain(seen)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) > LONGEST_NAME:
        room = LONGEST_NAME - len(ending.encode()) - 1 if dot else 0
        name = f"{cut(stem, room)}.{ending}" if room > 0 else cut(name, LONGEST_NAME)
    return f"_{name}" if RESERVED.fullmatch(name) else name or "unnamed"


def cut(text: str, longest: int) -> str:
    """As much of the text as fits into so many bytes."""
    return text.encode()[:longest].decode(errors="ignore").rstrip(" .")


def refuse_without_room(folder: Path, size: int, settings: Settings) -> None:
    """Raises UploadRefused with 413 for a file over the limit, and with 507 when the disk would run short."""
    if size > settings.upload_limit_mb * MEGABYTE:
        raise UploadRefused(413, words.loading.too_large(settings.upload_limit_mb))
    floor = max(int(settings.free_disk_gb * GIGABYTE), ROOM_FOR_EACH * size)
    if shutil.disk_usage(folder).free < floor:
        raise UploadRefused(507, words.loading.NO_ROOM)


class Spool:
    """One file as it comes in, block by block, on the disk of the warehouse and never whole in memory."""

    def __init__(self, folder: Path, name: str, settings: Settings) -> None:
        """Will stand in `folder` under its checksum and a safe form of `name`."""
        self.folder, self.name, self.settings = folder, safe_name(name), settings
        self.size, self._digest = 0, hashlib.sha256()
        self._partial = folder / f"{uuid4().hex}.partial"
        self._file: BinaryIO = self._partial.open("xb")

    def write(self, block: bytes) -> None:
        """Adds a block; raises UploadRefused when the file grows over the limit or the disk fills up."""
        self.size += len(block)
        refuse_without_room(self.folder, self.size, self.settings)
        self._digest.update(block)
        self._file.write(block)

    def finish(self) -> Upload:
        """The whole file in its place; raises UploadRefused when it is empty."""
        self._file.close()
        if not self.size:
            self.drop()
            raise UploadRefused(422, words.loading.EMPTY)
        digest = self._digest.hexdigest()
        target = self.folder / digest[:16] / self.name
        target.parent.mkdir(exist_ok=True)
        os.replace(self._partial, target)
        return Upload(self.name, target, self.size, digest)

    def drop(self) -> None:
        """Leaves nothing of a file that did not come whole, or is not taken."""
        self._file.close()
        with suppress(FileNotFoundError):
            self._partial.unlink()


def sweep(folder: Path, *, keep: Callable[[str], bool], older_than: float) -> None:
    """Removes what others left in the folder before the moment `older_than`, but what `keep` names."""
    for left in folder.iterdir() if folder.exists() else ():
        with suppress(FileNotFoundError):
            if not keep(left.name) and left.stat().st_mtime < older_than:
                shutil.rmtree(left, ignore_errors=True)
