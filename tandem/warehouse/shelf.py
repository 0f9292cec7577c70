"""Where versions stand: their folders, which one is published, and which are intact."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from tandem.errors import Damaged, WrongUse
from tandem.settings import Settings
from tandem.warehouse.durable import first_fault, fsync, move_durably, write_durably
from tandem.warehouse.engine import is_held
from tandem.warehouse.frozen import frozen_in
from tandem.warehouse.lock import is_alive
from tandem.warehouse.manifest import Manifest
from tandem.warehouse.version import Version

OLD_SECONDS = 3600
IN_USE = "in use"


class Shelf:
    """The folders of one warehouse.

    CURRENT names the published version. HIGHEST names the highest one ever published: a folder above it was left by a
    process that died before it could publish, and no reader is shown it.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        """The shelf in the folder `root`, which need not exist yet."""
        self.root, self.settings = root, settings
        self.versions, self.staging = root / "versions", root / "staging"
        self._found: dict[Path, str | None] = {}

    def make(self) -> None:
        """Makes the folders."""
        for folder in (self.versions, self.staging):
            folder.mkdir(parents=True, exist_ok=True)

    def folder(self, number: int) -> Path:
        """The folder of a version."""
        return self.versions / f"{number:06d}"

    def pointer(self) -> str | None:
        """What CURRENT says, as it stands; None when there is no such file."""
        return read_line(self.root / "CURRENT")

    def present(self) -> list[int]:
        """The numbers of all version folders, published or left over, highest first."""
        if not self.versions.exists():
            return []
        return sorted((int(path.name) for path in self.versions.iterdir() if path.name.isdecimal()), reverse=True)

    def highest_published(self) -> int | None:
        """The highest number ever published; None when nothing says so."""
        said = [number_in(self.pointer()), number_in(read_line(self.root / "HIGHEST"))]
        return max((number for number in said if number), default=None)

    def numbers(self) -> list[int]:
        """The numbers of the published versions that are kept, newest first."""
        highest = self.highest_published()
        if highest is None:
            # A pointer that cannot be read still says that something was published.
            return [] if self.pointer() is None else self.present()
        return [number for number in self.present() if number <= highest]

    def state(self) -> tuple[int | None, int | None]:
        """What is published, and the highest number that ever was: the same as long as nobody publishes."""
        return number_in(self.pointer()), self.highest_published()

    def next_number(self) -> int:
        """A number that no version has had."""
        return max([*self.present(), self.highest_published() or 0], default=0) + 1

    def point_at(self, number: int) -> None:
        """Publishes a version that stands on the shelf."""
        self._remember_highest()
        try:
            write_durably(self.root / "CURRENT", f"{number:06d}\n")
            self._remember_highest()
        except OSError:
            # Once CURRENT is swapped readers see the version: what fails after that is not told as “not published”.
            if number_in(self.pointer()) != number:
                raise

    def _remember_highest(self) -> None:
        highest = self.highest_published()
        if highest and highest != number_in(read_line(self.root / "HIGHEST")):
            write_durably(self.root / "HIGHEST", f"{highest:06d}\n")

    def add(self, folder: Path, number: int) -> None:
        """Moves a complete version onto the shelf and publishes it."""
        self._found[self.folder(number)] = None
        move_durably(folder, self.folder(number))
        self.point_at(number)

    def open(self, number: int) -> Version:
        """The version of that number; raises Damaged when its bytes have changed (looked at once)."""
        if number not in self.numbers():
            known = ", ".join(str(one) for one in self.numbers()) or "none"
            raise WrongUse(f"There is no version {number}. Known: {known}.")
        folder = self.folder(number)
        if folder not in self._found:
            self._found[folder] = fault_in(folder)
        fault = self._found[folder]
        if fault:
            raise Damaged(f"Version {number} is damaged: {fault}. Roll back to another one, or load the files again.")
        return Version.open(folder, self.settings)

    def remove(self, number: int) -> None:
        """Takes a version off the shelf in one step, then deletes it."""
        gone = self.staging / uuid4().hex
        os.rename(self.folder(number), gone)
        fsync(self.versions)
        shutil.rmtree(gone)

    def retain(self, current: int) -> None:
        """Removes versions beyond the kept number, but not `current`, frozen ones or those that a reader here holds."""
        try:
            stay = {current, *(one.version for one in frozen_in(self.root).values())}
        except Damaged:
            return  # where nobody can say what is frozen, nothing goes
        for number in self.numbers()[self.settings.versions_kept :]:
            if number not in stay and not is_held(self.folder(number)):
                # What cannot be removed now is no reason to call the publication off.
                with suppress(OSError):
                    self.remove(number)

    def clear(self) -> None:
        """Removes what was left: versions never published, staging folders that nobody uses or that waited too long."""
        published = self.numbers()
        if self.pointer() is None or number_in(self.pointer()):
            for number in set(self.present()) - set(published):
                self.remove(number)
        for left in self.staging.iterdir():
            with suppress(FileNotFoundError):
                # The clock may have been set back since: a folder of the future is as old.
                age = abs(time.time() - left.stat().st_mtime)
                longest = self.settings.staged_hours_kept * 3600 if is_alive(left / IN_USE) else OLD_SECONDS
                if age > longest:
                    shutil.rmtree(left)


def fault_in(folder: Path) -> str | None:
    """What is wrong with the version in `folder`, its manifest or its first other file; None when it is intact."""
    try:
        return first_fault(folder, Manifest.read(folder).checksums)
    except Damaged as fault:
        return str(fault).rstrip(".")


def read_line(path: Path) -> str | None:
    """The text of a file; None when there is no such file."""
    try:
        return path.read_bytes().decode("utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None


def number_in(text: str | None) -> int | None:
    """The version number that `text` is, if it is one."""
    return int(text) if text and text.isascii() and text.isdecimal() and int(text) > 0 else None
