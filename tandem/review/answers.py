"""A bounded memory of answers, shared by everybody whose question, version and scope are the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock

import polars as pl


class AnswerCache:
    """The last answers by key; the longest unused goes first once there are more than `entries`."""

    def __init__(self, entries: int) -> None:
        """Holds at most `entries` answers."""
        self._entries = entries
        self._answers: OrderedDict[Hashable, pl.DataFrame] = OrderedDict()
        self._under_way: dict[Hashable, Event] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The answer kept under `key`, made by `make` when there is none.

        Whoever asks while somebody makes it waits for that one; when that fails, they make it themselves.
        """
        while True:
            with self._lock:
                known = self._known(key)
                if known is not None:
                    return known
                made = self._under_way.get(key)
                if made is None:
                    self._under_way[key] = Event()
                    break
            made.wait()
        return self._made(key, make)

    def known(self, key: Hashable) -> pl.DataFrame | None:
        """The answer kept under `key`, or None."""
        with self._lock:
            return self._known(key)

    def _known(self, key: Hashable) -> pl.DataFrame | None:
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def _made(self, key: Hashable, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        try:
            answer = make()
            with self._lock:
                self._answers[key] = answer
                while len(self._answers) > self._entries:
                    self._answers.popitem(last=False)
            return answer
        finally:
            with self._lock:
                self._under_way.pop(key).set()

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._answers)
