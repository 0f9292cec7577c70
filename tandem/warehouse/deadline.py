"""Deadlines of questions: one thread interrupts whatever is late."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from time import monotonic

import duckdb

from tandem.errors import Refused

AGAIN = 0.05
NEVER = float("inf")


class Watch:
    """Interrupts cursors that are late; to start a thread for each would cost a tenth of most questions."""

    def __init__(self) -> None:
        """Watches nothing yet, and starts no thread before there is something to watch."""
        self._until: dict[duckdb.DuckDBPyConnection, float] = {}
        self._changed = Condition()
        self._wakes_at = NEVER
        self._thread: Thread | None = None

    def add(self, cursor: duckdb.DuckDBPyConnection, seconds: float) -> None:
        """Interrupts `cursor` when so many seconds have passed."""
        with self._changed:
            until = self._until[cursor] = monotonic() + seconds
            if self._thread is None or not self._thread.is_alive():
                self._wakes_at = until
                self._thread = Thread(target=self._run, daemon=True, name="deadlines")
                self._thread.start()
            elif until < self._wakes_at:
                self._changed.notify()

    def remove(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Never interrupts `cursor` from now on."""
        with self._changed:
            del self._until[cursor]

    def _run(self) -> None:
        with self._changed:
            while True:
                self._wakes_at = self._interrupt_late()
                self._changed.wait(None if self._wakes_at == NEVER else max(0.0, self._wakes_at - monotonic()))

    def _interrupt_late(self) -> float:
        """Interrupts what is late, again and again: an interruption between two statements is forgotten."""
        now = monotonic()
        for cursor, until in self._until.items():
            if until <= now:
                cursor.interrupt()
        return min((until if until > now else now + AGAIN for until in self._until.values()), default=NEVER)


WATCH = Watch()


@contextmanager
def deadline(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupts `cursor` after `seconds`; raises Refused in place of DuckDB's interruption or lack of memory."""
    WATCH.add(cursor, seconds)
    try:
        yield
    except duckdb.InterruptException as late:
        raise Refused(f"The question took longer than {seconds:g} seconds: narrow the filters and ask again.") from late
    except duckdb.OutOfMemoryException as full:
        raise Refused("The question needs more memory than memory_limit allows: narrow the filters.") from full
    finally:
        WATCH.remove(cursor)
