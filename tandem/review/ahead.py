"""Questions that a page is going to ask, answered beside it before it comes to them."""

from collections.abc import Hashable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock

from tandem.domain import Filters
from tandem.errors import TandemError
from tandem.review.plan import Plan
from tandem.review.review import Review
from tandem.settings import Settings

# An answer of milliseconds is mostly planned, not counted, and a plan is made by one thread: two at once use two cores.
AT_ONCE = Settings().threads
WORKERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ahead")
PATIENCE_SECONDS = 0.1


@dataclass(frozen=True)
class Question:
    """One question as a page asks it: its name, the filters, the settings given with it."""

    name: str
    filters: Filters
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Task:
    """A question, the length of its SQL, the answers it is handed, and the SQL from it to the last in line."""

    question: Question
    length: int
    needs: frozenset[Hashable]
    to_the_end: int = 0
    is_over: Event = field(default_factory=Event)


class Ahead:
    """Questions under way: what others wait for longest goes first, and nothing before what it is handed is there."""

    def __init__(self, review: Review, questions: Iterable[Question]) -> None:
        """Begins to answer what `review` can answer."""
        self._review = review
        self._tasks = tasks(review, questions)
        self._waiting = sorted(self._tasks, key=lambda key: -self._tasks[key].to_the_end)
        self._unanswered = set(self._tasks)
        self._begun, self._running = 0, 0
        self._lock = Lock()
        self._begin()

    def wait(self, question: Question) -> None:
        """Returns when the question is answered, if it is one of these, or when all workers are busy with others'.

        Whoever made the answer meanwhile would take a core from those who make the rest.
        """
        with suppress(TandemError):
            task = self._tasks.get(self._review.key(plan_of(self._review, question)))
            while task and not task.is_over.wait(PATIENCE_SECONDS) and self._running:
                pass

    def let_go(self) -> None:
        """Answers none that was not begun: the page is asked something else by now."""
        with self._lock:
            for key in self._waiting:
                self._tasks[key].is_over.set()
            self._waiting.clear()

    def _begin(self) -> None:
        """Gives the workers what can be answered now."""
        with self._lock:
            ready = (key for key in self._waiting if self._unanswered.isdisjoint(self._tasks[key].needs))
            for key in list(ready)[: AT_ONCE - self._begun]:
                self._waiting.remove(key)
                self._begun += 1
                WORKERS.submit(self._answer, key)

    def _answer(self, key: Hashable) -> None:
        task = self._tasks[key]
        with self._lock:
            self._running += 1
        try:
            with suppress(TandemError):  # whoever asks is told
                self._review.ask(task.question.name, task.question.filters, **task.question.given)
        finally:
            with self._lock:
                self._unanswered.discard(key)
                self._begun, self._running = self._begun - 1, self._running - 1
            task.is_over.set()
            self._begin()


def plan_of(review: Review, question: Question) -> Plan:
    """What has to run for the question; raises WrongUse like ask."""
    return review.plan(question.name, question.filters, question.given)


def tasks(review: Review, questions: Iterable[Question]) -> dict[Hashable, Task]:
    """The questions, and those that are answered on their own for them, by the key of their answer.

    One that cannot be asked is left to whoever asks it; one that is answered already is left out.
    """
    found: dict[Hashable, Task] = {}
    for question in questions:
        with suppress(TandemError):
            add(found, review, question)
    for task in reversed(found.values()):
        task.to_the_end += task.length
        for need in task.needs:
            found[need].to_the_end = max(found[need].to_the_end, task.to_the_end)
    return found


def add(found: dict[Hashable, Task], review: Review, question: Question) -> Hashable:
    """Adds the question, unless it is answered, behind those whose answers it is handed; the key of its answer."""
    plan = plan_of(review, question)
    key = review.key(plan)
    if key not in found and not review.is_known(plan):
        handed = {
            add(found, review, Question(part.name, question.filters, plan.inner_settings(review.catalog, part)))
            for part in plan.apart()
        }
        found[key] = Task(question, plan.length, frozenset(handed & found.keys()))
    return key
