"""A change of the filters asks again at once what the page asked before, and nothing else."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tandem.review import Question, Review
from tandem.ui import soon
from tests.pages.conftest import Opener


class Noting:
    """Stands in for the workers: keeps what they would have answered."""

    begun: list[list[Question]] = []  # noqa: RUF012
    waited: list[Question] = []  # noqa: RUF012
    left: list[int] = []  # noqa: RUF012

    def __init__(self, review: Review, questions: Iterable[Question]) -> None:
        """Keeps the questions."""
        assert review.options.regions
        self.begun.append(list(questions))

    def wait(self, question: Question) -> None:
        """Keeps what was waited for."""
        self.waited.append(question)

    def let_go(self) -> None:
        """Keeps how many had been begun."""
        self.left.append(len(self.begun))


@pytest.fixture
def noting(monkeypatch: pytest.MonkeyPatch) -> type[Noting]:
    """What is begun from now on."""
    monkeypatch.setattr(soon, "Ahead", Noting)
    Noting.begun.clear()
    Noting.waited.clear()
    Noting.left.clear()
    return Noting


def names(questions: Iterable[Question]) -> list[str]:
    """The names of the questions."""
    return [question.name for question in questions]


def test_other_filters_ask_the_same_questions(company: Path, open_app: Opener, noting: type[Noting]) -> None:
    app = open_app(company, "reach")
    assert noting.begun == []
    app.multiselect("region").set_value(["EMEA"]).run()
    [begun] = noting.begun
    assert names(begun)[:2] == ["reach_by_side", "reach_map"]
    assert {question.filters.regions for question in begun} == {("EMEA",)}
    app.multiselect("region").set_value(["EMEA", "APAC"]).run()
    assert names(noting.begun[1]) == names(begun)
    assert names(noting.waited) == 2 * names(begun)


def test_settings_go_with_their_questions(company: Path, open_app: Opener, noting: type[Noting]) -> None:
    app = open_app(company, "conversion", counted="to date")
    app.multiselect("segment").set_value(["SMB"]).run()
    assert {question.given.get("within_days") for question in noting.begun[0] if question.name == "funnel_steps"} == {
        "all"
    }


def test_nothing_is_begun_where_no_filter_changed(company: Path, open_app: Opener, noting: type[Noting]) -> None:
    app = open_app(company, "reach")
    app.run()
    app.switch_page("pages/velocity.py").run()
    assert noting.begun == []
