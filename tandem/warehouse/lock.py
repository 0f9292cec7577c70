"""One writer at a time: a lock file that names its owner, and that the system lets go when the owner dies."""

import fcntl
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from tandem.errors import Busy


@dataclass(frozen=True)
class Owner:
    """Who holds the lock: process, host, person, since when."""

    pid: int
    host: str
    who: str
    since: str

    @classmethod
    def here(cls, who: str) -> "Owner":
        """This process, now, on behalf of `who`."""
        return cls(os.getpid(), socket.gethostname(), who, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")

    def __str__(self) -> str:
        """As “Ann (process 17 on review-1) since 2026-11-21 14:02:03 UTC”."""
        return f"{self.who} (process {self.pid} on {self.host}) since {self.since}"


class Writing:
    """The writer's lock of one publication: held from the start, let go while a person decides, then taken again."""

    def __init__(self, take_it: Callable[[], AbstractContextManager[None]]) -> None:
        """Will take the lock by `take_it`."""
        self._take_it, self._stack, self._is_held = take_it, ExitStack(), False

    def __enter__(self) -> Self:
        """Takes the lock; raises Busy when somebody else has it."""
        self._stack.enter_context(self._take_it())
        self._is_held = True
        return self

    def __exit__(self, *_said: object) -> None:
        """Lets go of it."""
        self.let_go()

    def let_go(self) -> None:
        """Lets others write."""
        self._is_held = False
        self._stack.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Has the lock throughout, taking it again where it was let go; raises Busy when somebody else has it."""
        if self._is_held:
            yield
            return
        with self._take_it():
            yield


@contextmanager
def alive(path: Path) -> Iterator[None]:
    """Holds the file at `path` as a sign that what stands beside it is in use; gone with the process."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def is_alive(path: Path) -> bool:
    """Whether a living process holds the file at `path`."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def writer_lock(path: Path, who: str) -> Iterator[None]:
    """Holds the lock at `path` for `who`; raises Busy naming the owner. A dead owner's lock is free at once."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        take(handle, who)
        yield
    finally:
        os.close(handle)


def take(handle: int, who: str) -> None:
    """Locks the open file and writes the owner into it; raises Busy when somebody else holds it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        raise Busy(f"{owner_of(handle)} is publishing: try again when that is done.") from taken
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps(asdict(Owner.here(who))).encode(), 0)


def owner_of(handle: int) -> str:
    """Who the lock file says holds it; it is empty for the moment between locking and writing."""
    try:
        return str(Owner(**json.loads(os.pread(handle, 4096, 0))))
    except (ValueError, TypeError):
        return "Somebody else"
