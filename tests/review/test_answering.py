"""Under a value of a setting another question answers, and the reader need not know."""

from pathlib import Path

import pytest

from tandem.catalog import Catalog, parse_header
from tandem.errors import WrongUse
from tandem.review.plan import answering, make_plan

FILES = {
    "credit": (
        "-- Credit?\n-- grain: one row (n)\n-- when: model = chain then chained\n"
        "-- setting model varchar = first : first | chain, how\n"
        "-- setting half_life integer = 30 : days\nselect $model, $half_life as n"
    ),
    "chained": (
        "-- Chained?\n-- grain: one row (n)\n-- solve: markov\n-- setting order integer = 1 : 1 | 2, memory\n"
        "select $order as n"
    ),
}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """Two questions, of which one answers for the other."""
    for name, text in FILES.items():
        (tmp_path / f"{name}.sql").write_text(text)
    return Catalog({name: parse_header(tmp_path / f"{name}.sql") for name in FILES}, {}, {}, "")


def test_the_value_of_the_setting_says_who_answers(catalog: Catalog) -> None:
    assert answering(catalog, "credit", {}).name == "credit"
    assert answering(catalog, "credit", {"model": "chain"}).name == "chained"
    assert answering(catalog, "chained", {}).name == "chained"


def test_each_takes_its_own_settings_of_all_that_may_be_given(catalog: Catalog) -> None:
    plan = make_plan(catalog, "credit", {}, {"model": "chain", "order": "2", "half_life": "7"})
    assert (plan.query.name, plan.values) == ("chained", {"order": 2})
    plan = make_plan(catalog, "credit", {}, {"order": "2", "half_life": "7"})
    assert (plan.query.name, plan.values) == ("credit", {"model": "first", "half_life": 7})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"model": "last"}, "model = last is not known. Known: first, chain."),
        ({"order": "3"}, "order = 3 is not known. Known: 1, 2."),
        ({"days": "3"}, "“credit” has no setting days. Known: half_life, model, order."),
    ],
)
def test_what_none_of_them_knows_is_refused(catalog: Catalog, given: dict[str, str], says: str) -> None:
    with pytest.raises(WrongUse) as wrong:
        make_plan(catalog, "credit", {}, given)
    assert str(wrong.value) == says


def test_who_answers_for_another_knows_only_its_own(catalog: Catalog) -> None:
    with pytest.raises(WrongUse, match="“chained” has no setting model"):
        make_plan(catalog, "chained", {}, {"model": "chain"})
