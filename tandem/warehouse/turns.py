"""One at a time: who comes next waits in a row of places, and is told who is before; a dead one's place is free."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tandem.errors import Busy
from tandem.warehouse.lock import owner_of, take

POLL_SECONDS = 0.1
TRIES = 10
Say = Callable[[str], None]


@contextmanager
def turn(folder: Path, who: str, *, waiting: int, say: Say) -> Iterator[None]:
    """Holds the turn of `folder` for `who`, after at most `waiting` others; raises Busy when as many wait already.

    A place is a locked file: place 0 has the turn, and each of the others moves up when the one before it is free.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place, handle = last_place(folder, who, waiting)
    try:
        while place:
            handle = moved_up(folder, who, place, handle, say)
            place -= 1
        yield
    finally:
        os.close(handle)


def last_place(folder: Path, who: str, waiting: int) -> tuple[int, int]:
    """The place behind all that are taken, and its open file; raises Busy when there is none."""
    handle = entered(folder / f"{waiting}.lock", who)
    if handle is None:
        others = "1 load is" if waiting == 1 else f"{waiting} loads are"
        raise Busy(f"{others} waiting already, behind {owner_at(folder)}: try again in a few minutes.")
    for place in range(waiting - 1, -1, -1):
        before = seated(folder / f"{place}.lock", who)
        if before is None:
            return place + 1, handle
        os.close(handle)
        handle = before
    return 0, handle


def entered(path: Path, who: str) -> int | None:
    """The last place, through which everybody comes in; None when somebody stays there."""
    for _ in range(TRIES):
        handle = seated(path, who)
        if handle is not None:
            return handle
        time.sleep(POLL_SECONDS)
    return None


def seated(path: Path, who: str) -> int | None:
    """The open file of a place that was free, locked; None when somebody has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    with suppress(Busy):
        take(handle, who)
        return handle
    os.close(handle)
    return None


def moved_up(folder: Path, who: str, place: int, handle: int, say: Say) -> int:
    """Waits for the place before `place`, then leaves its own; gives the open file of the new one."""
    say(f"Waiting, as number {place}: {owner_at(folder)} is loading")
    while (before := seated(folder / f"{place - 1}.lock", who)) is None:
        time.sleep(POLL_SECONDS)
    os.close(handle)
    return before


def owner_at(folder: Path) -> str:
    """Who has the turn."""
    handle = os.open(folder / "0.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        return owner_of(handle)
    finally:
        os.close(handle)
