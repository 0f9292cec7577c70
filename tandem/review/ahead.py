"""Questions that a page is going to ask, answered beside it before it comes to them."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import polars as pl

from tandem.domain import Filters
from tandem.review.review import Review
from tandem.settings import Settings

# An answer of milliseconds is mostly planned, not counted, and a plan is made by one thread: two at once use two cores.
WORKERS = ThreadPoolExecutor(Settings().threads, thread_name_prefix="ahead")


@dataclass(frozen=True)
class Question:
    """One question as a page asks it: its name, the filters, the settings given with it."""

    name: str
    filters: Filters
    given: Mapping[str, object] = field(default_factory=dict)


class Ahead:
    """Questions under way; whoever asks one of them meanwhile waits for that answer, and makes none of their own."""

    def __init__(self, review: Review, questions: Iterable[Question]) -> None:
        """Begins to answer what `review` can answer, in this order."""
        self._answers: list[Future[pl.DataFrame]] = [
            WORKERS.submit(review.ask, question.name, question.filters, **question.given) for question in questions
        ]

    def let_go(self) -> None:
        """Answers none that was not begun: the page is asked something else by now."""
        for answer in self._answers:
            answer.cancel()
