"""Questions that a page is going to ask, answered beside it before it comes to them."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

import polars as pl

from tandem.domain import Filters
from tandem.errors import TandemError
from tandem.review.plan import Plan
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
        """Begins to answer what `review` can answer, what others wait for before them."""
        self._answers: list[Future[pl.DataFrame]] = [
            WORKERS.submit(review.ask, question.name, question.filters, **question.given)
            for question in in_order(review, questions)
        ]

    def let_go(self) -> None:
        """Answers none that was not begun: the page is asked something else by now."""
        for answer in self._answers:
            answer.cancel()


def in_order(review: Review, questions: Iterable[Question]) -> list[Question]:
    """The questions, and those that are answered on their own for them, in the order that keeps two workers busy.

    A question stands behind those whose answers it is handed; beside each other those with most to plan go first. One
    that cannot be asked is left to whoever asks it; one that is answered already is left out.
    """
    found: dict[str, tuple[Plan, Question]] = {}
    for question in questions:
        with suppress(TandemError):
            plan = review.plan(question.name, question.filters, question.given)
            if review.is_known(plan):
                continue
            for part in plan.apart():
                settings = plan.inner_settings(review.catalog, part)
                inner = plan.inner(review.catalog, part)
                found.setdefault(f"{part.name} {settings}", (inner, Question(part.name, question.filters, settings)))
            found.setdefault(f"{question.name} {question.given}", (plan, question))
    return [question for _, question in sorted(found.values(), key=lambda one: (len(one[0].apart()), -one[0].length))]
