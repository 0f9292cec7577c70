"""What one person has dropped and not yet published: files, what they were recognised as, what the check found."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from secrets import token_urlsafe
from threading import RLock

from tandem import words
from tandem.errors import FileRefused, Refused, UploadRefused
from tandem.ingest import Look
from tandem.settings import Settings
from tandem.ui.findings import Findings
from tandem.ui.uploads import Upload


class Stage(StrEnum):
    """Where a load stands."""

    GATHERING = "gathering"
    CHECKING = "checking"
    FOUND = "found"
    PUBLISHING = "publishing"


@dataclass(frozen=True)
class Item:
    """One file on the tray: looked at or not yet, left out or not."""

    upload: Upload
    looks: tuple[Look, ...] | None = None
    is_left_out: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other file, safe in the name of a button."""
        return f"{self.upload.sha256[:12]}-{abs(hash(self.upload.name)) % 10**8}"

    @property
    def problem(self) -> str | None:
        """Why it cannot be loaded as it is."""
        return next((look.problem for look in self.looks or () if look.problem), None)

    @property
    def is_clear(self) -> bool:
        """Whether it was looked at, and nothing has to be said about it by hand."""
        return self.looks is not None and not any(
            look.problem or look.missing or look.ambiguous_dates for look in self.looks
        )


@dataclass(frozen=True)
class Choices:
    """How a load joins what is there: its mode where it is not that of each export, its cut-off."""

    mode: str | None = None
    as_of: date | None = None


@dataclass
class Tray:
    """The files of one person, and the one load that is made of them."""

    who: str
    folder: Path
    settings: Settings
    ticket: str = field(default_factory=lambda: token_urlsafe(24))
    stage: Stage = Stage.GATHERING
    choices: Choices = Choices()
    said: tuple[str, ...] = ()
    findings: Findings | None = None
    refusal: Refused | None = None
    published: tuple[int, int | None] | None = None
    is_stopped: bool = False
    held: ExitStack = field(default_factory=ExitStack)
    _items: dict[str, Item] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    @property
    def items(self) -> tuple[Item, ...]:
        """The files in the order in which they came."""
        with self._lock:
            return tuple(self._items.values())

    @property
    def wanted(self) -> tuple[Item, ...]:
        """The files that are not left out."""
        return tuple(item for item in self.items if not item.is_left_out)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done that the page waits for."""
        is_looking = self.stage == Stage.GATHERING and any(item.looks is None for item in self.items)
        return is_looking or self.stage in (Stage.CHECKING, Stage.PUBLISHING)

    def refuse_more(self) -> None:
        """Raises UploadRefused while a load of these files is under way, or when they are too many."""
        if self.stage != Stage.GATHERING:
            raise UploadRefused(409, words.loading.UNDER_WAY)
        if len(self.items) >= self.settings.upload_files:
            raise UploadRefused(413, words.loading.too_many(self.settings.upload_files))

    def put(self, upload: Upload) -> None:
        """Adds a file that came whole; the same one again changes nothing."""
        with self._lock:
            item = Item(upload)
            self._items.setdefault(item.key, item)
            self.refusal = self.published = None

    def change(self, key: str, how: Callable[[Item], Item]) -> None:
        """Replaces a file by what `how` makes of it, unless it is gone."""
        with self._lock:
            if key in self._items:
                self._items[key] = how(self._items[key])

    def looked(self, key: str, looks: tuple[Look, ...]) -> None:
        """Notes what a file was recognised as."""
        self.change(key, lambda item: replace(item, looks=looks))

    def leave_out(self, key: str, is_left_out: bool) -> None:
        """Leaves a file out of the load, or takes it again."""
        self.change(key, lambda item: replace(item, is_left_out=is_left_out))
        self.refusal = None

    def look_again(self) -> None:
        """Forgets what the files were recognised as: they will be looked at anew."""
        for item in self.items:
            self.change(item.key, lambda one: replace(one, looks=None))
        self.refusal = None

    def say(self, line: str) -> None:
        """Notes what is being done; raises Refused when the person has stopped it."""
        if self.is_stopped:
            raise Refused(words.loading.STOPPED)
        self.said = (*self.said, line)

    def begin(self, stage: Stage) -> None:
        """Enters a stage in which something is being done; raises Refused when something else is."""
        with self._lock:
            if self.stage in (Stage.CHECKING, Stage.PUBLISHING):
                raise Refused(words.loading.UNDER_WAY)
            self.stage, self.said, self.refusal, self.is_stopped = stage, (), None, False

    def refuse(self, refusal: Refused) -> None:
        """Goes back to the files with the sentence that stopped the load, and lets go of what was built."""
        self.let_go()
        self.refusal = refusal

    def hold(self, refusal: Refused) -> None:
        """Keeps what was checked, with the sentence for which it was not published yet."""
        self.refusal, self.stage = refusal, Stage.FOUND

    def let_go(self) -> None:
        """Discards what was built; the files stay."""
        self.held.close()
        self.findings, self.stage = None, Stage.GATHERING

    def clear(self) -> None:
        """Puts everything away."""
        self.let_go()
        with self._lock:
            items, self._items = self.items, {}
        for item in items:
            item.upload.path.unlink(missing_ok=True)
        self.refusal = self.published = None

    def culprit(self) -> Item | None:
        """The file that stopped the load, where it was one."""
        name = self.refusal.file if isinstance(self.refusal, FileRefused) else None
        return next((item for item in self.wanted if name and name.startswith(item.upload.name)), None)
