"""Questions answered ahead of whoever asks them."""

from collections.abc import Iterator, Mapping
from threading import Event

import polars as pl
import pytest

from tandem.domain import Filters, Scope
from tandem.review import Ahead, AnswerCache, Question, Review
from tandem.review.ahead import WORKERS, in_order
from tandem.settings import Settings
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


def test_what_was_not_begun_is_let_go(waiting: Waiting) -> None:
    busy = Settings().threads
    filters = [Filters(regions=(f"Region {number}",)) for number in range(busy + 5)]
    ahead = Ahead(reader(waiting), [Question("win_rate", one) for one in filters])
    ahead.let_go()
    waiting.may.set()
    WORKERS.submit(int).result(30)
    assert len(waiting.asked) <= busy


def test_a_question_that_cannot_be_answered_stops_nobody(waiting: Waiting) -> None:
    review = reader(waiting)
    waiting.may.set()
    Ahead(review, [Question("no_such_question", EMEA), Question("win_rate", EMEA)])
    assert review.ask("win_rate", EMEA).height == 1


def test_those_that_others_wait_for_go_first_and_each_goes_once(of_company: Version) -> None:
    review = reader(of_company)
    asked = [
        Question("value_by_stage", EMEA),
        Question("value_trend", EMEA),
        Question("win_rate", EMEA, {"by": "segment"}),
    ]
    order = [question.name for question in in_order(review, [*asked, Question("no_such_question", EMEA)])]
    assert sorted(order) == ["value_by_stage", "value_groups", "value_trend", "win_rate"]
    assert order.index("value_groups") < min(order.index("value_by_stage"), order.index("value_trend"))


def test_what_is_begun_for_a_question_is_what_it_is_handed(waiting: Waiting) -> None:
    review = reader(waiting)
    waiting.may.set()
    for question in in_order(review, [Question("question_trend", EMEA, {"within_days": "all"})]):
        review.ask(question.name, question.filters, **question.given)
    told = len(waiting.asked)
    review.ask("question_trend", EMEA, within_days="all")
    assert len(waiting.asked) == told


def test_what_is_answered_already_is_not_begun(of_company: Version) -> None:
    review = reader(of_company)
    questions = [Question("win_rate", EMEA, {"by": "segment"}), Question("funnel", EMEA)]
    review.ask("funnel", EMEA)
    assert [question.name for question in in_order(review, questions)] == ["win_rate"]
    review.ask("win_rate", EMEA, by="segment")
    assert in_order(review, questions) == []
