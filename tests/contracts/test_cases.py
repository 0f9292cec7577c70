"""Every worked example, cell by cell: no Python is needed to add one."""

import pytest

from tandem.catalog import Catalog
from tests.contracts.asking import ask
from tests.contracts.conftest import Publish
from tests.contracts.examples import Example, columns_of, every_example, typed

EXAMPLES = every_example()


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_worked_example(example: Example, published: Publish) -> None:
    expected = example.expected()
    columns = columns_of(example.query, example.asked.settings.get("by"))
    types = [columns[name].type for name in expected.columns]
    wanted = [tuple(map(typed, row, types)) for row in expected.rows()]
    answer = ask(published(example), example.query, example.asked)
    assert answer.select(expected.columns).rows() == wanted


def test_every_question_has_a_worked_example() -> None:
    assert set(Catalog.load().ask) - {example.query for example in EXAMPLES} == set()
