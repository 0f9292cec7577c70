"""The build means the same on another engine: only constructs of an allow-list, none that differ without an error."""

import pytest
import sqlglot
from sqlglot import exp

from tandem.catalog import Catalog, Query

BUILD = Catalog.load().build

SHAPE = """
    Alias Case Column CTE Distinct From Group Having Identifier If Join Order Ordered Paren Placeholder Select
    Star Table TableAlias Tuple Union Values Var Where Window With
""".split()
VALUES = """
    Boolean Cast DataType DataTypeParam Interval Literal Null
""".split()
LOGIC = """
    And EQ GT GTE In Is LT LTE Like NEQ Not Or
""".split()
ARITHMETIC = """
    Abs Add DateDiff Div Floor IntDiv Mod Mul Neg Pow Round Sub TimestampTrunc
""".split()
FUNCTIONS = """
    Coalesce Concat Count Greatest Lag Lead Least Lower Max Min Nullif Pad RegexpReplace Replace RowNumber SplitPart Sum
    Trim Upper
""".split()
ALLOWED = {*SHAPE, *VALUES, *LOGIC, *ARITHMETIC, *FUNCTIONS}


def name_of(query: Query) -> str:
    """How a test names a query."""
    return query.name


def tree(query: Query) -> exp.Expression:
    """The query as the transpiler reads it."""
    parsed = sqlglot.parse_one(query.text, read="duckdb")
    assert isinstance(parsed, exp.Expression)
    return parsed


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_only_constructs_that_mean_the_same(query: Query) -> None:
    assert {type(node).__name__ for node in tree(query).walk()} - ALLOWED == set()


def test_the_allow_list_holds_nothing_unused() -> None:
    assert {type(node).__name__ for query in BUILD.values() for node in tree(query).walk()} == ALLOWED


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_it_can_be_carried_over(query: Query) -> None:
    spoken = tree(query).sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert sqlglot.parse_one(spoken, read="spark")


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_months_are_cut_to_dates(query: Query) -> None:
    for cut in tree(query).find_all(exp.TimestampTrunc):
        assert isinstance(cut.parent, exp.Cast)
        assert cut.parent.to.this == exp.DType.DATE


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_days_are_counted_between_dates(query: Query) -> None:
    for days in tree(query).find_all(exp.DateDiff):
        assert all(column.name.endswith("_on") for column in days.find_all(exp.Column))


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_only_doubles_are_divided(query: Query) -> None:
    for division in tree(query).find_all(exp.Div):
        assert isinstance(division.this, exp.Cast)
        assert division.this.to.this == exp.DType.DOUBLE


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_no_backslash_in_a_text(query: Query) -> None:
    assert not [literal for literal in tree(query).find_all(exp.Literal) if "\\" in literal.name]


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_an_order_inside_a_query_is_a_window(query: Query) -> None:
    inner = [order for order in tree(query).find_all(exp.Order) if not isinstance(order.parent, exp.Window)]
    assert all(order.parent is order.root() for order in inner)
