"""A bounded memory of answers, shared by everybody whose question, version and scope are the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

import polars as pl


class AnswerCache:
    """The last answers by key; the longest unused goes first once there are more than `entries`."""

    def __init__(self, entries: int) -> None:
        """Holds at most `entries` answers."""
        self._entries = entries
        self._answers: OrderedDict[Hashable, pl.DataFrame] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The answer kept under `key`, made by `make` when there is none."""
        known = self.known(key)
        if known is not None:
            return known
        answer = make()
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._entries:
                self._answers.popitem(last=False)
        return answer

    def known(self, key: Hashable) -> pl.DataFrame | None:
        """The answer kept under `key`, or None."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._answers)
