"""One writer at a time: a lock file that names its owner, and that the system lets go when the owner dies."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

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
