"""Questions answered ahead of whoever asks them."""

from collections.abc import Iterator, Mapping
from threading import Event

import polars as pl
import pytest

from tandem.domain import Filters, Scope
from tandem.review import Ahead, AnswerCache, Question, Review
from tandem.review.ahead import AT_ONCE, WORKERS, plan_of, tasks
from tandem.warehouse import Version
from tests.contracts.conftest import of_company
from tests.review.companies import AS_OF

__all__ = ["of_company"]
EMEA = Filters(regions=("EMEA",))


class Waiting(Version):
    """A version that answers nothing before it may."""

    may: Event
    asked: list[str]

    def query(self, sql: str, params: Mapping[str, object] | None = None, **how: object) -> pl.DataFrame:
        """The rows, once they may be had."""
        self.asked.append(sql)
        assert self.may.wait(30)
        return super().query(sql, params, **how)  # type: ignore[arg-type]


@pytest.fixture
def waiting(of_company: Version) -> Iterator[Waiting]:
    """The company behind a closed door, opened at the end."""
    version = Waiting(of_company.manifest, of_company.folder, of_company.settings, of_company.engine)
    object.__setattr__(version, "may", Event())
    object.__setattr__(version, "asked", [])
    yield version
    version.may.set()


def reader(version: Version) -> Review:
    """A reader with a memory of their own."""
    return Review(version, Scope.everything(), version.settings, as_of=AS_OF, answers=AnswerCache(64))


def test_a_question_asked_meanwhile_is_answered_once(waiting: Waiting) -> None:
    review = reader(waiting)
    Ahead(review, [Question("win_rate", EMEA, {"by": "segment"})])
    waiting.may.set()
    answer = review.ask("win_rate", EMEA, by="segment")
    assert answer.columns[0] == "segment"
    assert len(waiting.asked) == 1


def test_what_was_not_begun_is_let_go_and_nobody_waits_for_it(waiting: Waiting) -> None:
    questions = [Question("win_rate", Filters(regions=(f"Region {number}",))) for number in range(AT_ONCE + 5)]
    ahead = Ahead(reader(waiting), questions)
    ahead.let_go()
    ahead.wait(questions[-1])
    waiting.may.set()
    for begun in questions[:AT_ONCE]:
        ahead.wait(begun)
    assert len(waiting.asked) <= AT_ONCE


def test_whoever_asks_waits_for_what_was_not_begun_yet(waiting: Waiting) -> None:
    review = reader(waiting)
    questions = [Question("win_rate", Filters(regions=(f"Region {number}",))) for number in range(AT_ONCE + 2)]
    ahead = Ahead(review, questions)
    waiting.may.set()
    ahead.wait(questions[-1])
    assert review.is_known(plan_of(review, questions[-1]))


def test_nobody_waits_behind_other_readers(waiting: Waiting) -> None:
    others = Event()
    busy = [WORKERS.submit(others.wait, 30) for _ in range(AT_ONCE)]
    review = reader(waiting)
    ahead = Ahead(review, [Question("win_rate", EMEA)])
    waiting.may.set()
    ahead.wait(Question("win_rate", EMEA))
    assert not review.is_known(plan_of(review, Question("win_rate", EMEA)))
    assert review.ask("win_rate", EMEA).height == 1
    others.set()
    assert all(one.result(30) for one in busy)


def test_what_was_not_begun_here_is_not_waited_for(waiting: Waiting) -> None:
    ahead = Ahead(reader(waiting), [Question("win_rate", EMEA)])
    ahead.wait(Question("win_rate", Filters()))
    ahead.wait(Question("no_such_question", EMEA))
    assert len(waiting.asked) <= 1


def test_a_question_that_cannot_be_answered_stops_nobody(waiting: Waiting) -> None:
    review = reader(waiting)
    waiting.may.set()
    Ahead(review, [Question("no_such_question", EMEA), Question("win_rate", EMEA)])
    assert review.ask("win_rate", EMEA).height == 1


def test_each_goes_once_with_what_it_is_handed_and_how_long_others_wait_for_it(of_company: Version) -> None:
    review = reader(of_company)
    asked = [
        Question("value_by_stage", EMEA),
        Question("value_trend", EMEA),
        Question("win_rate", EMEA, {"by": "segment"}),
        Question("value_by_stage", EMEA),
    ]
    found = {task.question.name: task for task in tasks(review, [*asked, Question("no_such_question", EMEA)]).values()}
    assert sorted(found) == ["value_by_stage", "value_groups", "value_trend", "win_rate"]
    assert len(found["value_trend"].needs) == 1 == len(found["value_trend"].needs & found["value_by_stage"].needs)
    assert not found["value_groups"].needs and not found["win_rate"].needs
    longest = max(found["value_trend"].length, found["value_by_stage"].length)
    assert found["value_groups"].to_the_end == found["value_groups"].length + longest
    assert found["value_trend"].to_the_end == found["value_trend"].length


def test_nothing_begins_before_what_it_is_handed_is_there(waiting: Waiting) -> None:
    review = reader(waiting)
    questions = [Question("value_trend", EMEA), Question("value_by_stage", EMEA)]
    ahead = Ahead(review, questions)
    apart = review.query("value_groups").text
    assert waiting.asked in ([], [apart])
    waiting.may.set()
    for question in questions:
        ahead.wait(question)
    assert waiting.asked[0] == apart
    assert sorted(waiting.asked[1:]) == sorted(review.query(question.name).text for question in questions)


def test_what_is_begun_for_a_question_is_what_it_is_handed(waiting: Waiting) -> None:
    review = reader(waiting)
    waiting.may.set()
    question = Question("question_trend", EMEA, {"within_days": "all"})
    Ahead(review, [question]).wait(question)
    told = len(waiting.asked)
    review.ask("question_trend", EMEA, within_days="all")
    assert len(waiting.asked) == told


def test_what_is_answered_already_is_not_begun(of_company: Version) -> None:
    review = reader(of_company)
    questions = [Question("win_rate", EMEA, {"by": "segment"}), Question("funnel", EMEA)]
    review.ask("funnel", EMEA)
    assert [task.question.name for task in tasks(review, questions).values()] == ["win_rate"]
    review.ask("win_rate", EMEA, by="segment")
    assert tasks(review, questions) == {}
