"""Every question keeps what its header promises."""

import re

import duckdb
import polars as pl
import pytest

from tandem.catalog import Catalog, Dictionary, Query
from tandem.errors import ExtractMissing
from tandem.review.plan import marts_with_settings, questions_read
from tandem.review.solvers import SOLVERS
from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask
from tests.contracts.drilling import declared, every_choice

CATALOG = Catalog.load()
QUESTIONS = list(CATALOG.ask.values())
GIVEN = {
    "start_on": "date",
    "end_on": "date",
    "as_of": "date",
    "regions": "varchar[]",
    "segments": "varchar[]",
    "kinds": "varchar[]",
}
TYPES = {
    "varchar": pl.String,
    "bigint": pl.Int64,
    "integer": pl.Int32,
    "double": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "timestamp": pl.Datetime("us"),
    "decimal(18, 2)": pl.Decimal(18, 2),
}

every_question = pytest.mark.parametrize("query", QUESTIONS, ids=lambda query: query.name)
in_every_way = pytest.mark.parametrize(
    ("query", "settings"),
    [(query, settings) for query in QUESTIONS for settings in every_choice(query)],
    ids=lambda value: value.name if isinstance(value, Query) else str(value),
)


@pytest.fixture(scope="module")
def parser() -> duckdb.DuckDBPyConnection:
    """A connection that knows the macros, to parse with."""
    connection = duckdb.connect()
    connection.execute(CATALOG.macros)
    return connection


def settings_behind(query: Query) -> set[str]:
    """The settings of the questions and marts that a question reads."""
    inner = questions_read(CATALOG, query)
    marts = marts_with_settings(CATALOG, [*inner, query])
    return {setting.name for owner in [*inner, *marts] for setting in owner.settings}


@every_question
def test_parameters_are_those_that_the_engine_parses(query: Query, parser: duckdb.DuckDBPyConnection) -> None:
    [statement] = parser.extract_statements(query.text)
    parsed = set(statement.named_parameters)
    settings = {setting.name for setting in query.settings}
    assert {param.name: param.type for param in query.params} == {
        name: kind for name, kind in GIVEN.items() if name in parsed
    }
    assert parsed <= settings | set(GIVEN)
    switches = {when.setting for when in query.whens}
    assert settings - parsed <= settings_behind(query) | switches, "a setting that nothing uses"


@every_question
def test_what_it_reads_is_what_the_engine_parses(query: Query, parser: duckdb.DuckDBPyConnection) -> None:
    assert set(query.reads) == parser.get_table_names(re.sub(r"\$\w+", "null", query.text))
    assert set(query.reads) <= {*CATALOG.ask, *CATALOG.build}


@every_question
def test_the_header_leans_on_what_there_is(query: Query) -> None:
    columns = {column.name for column in query.columns}
    assert query.question.endswith("?")
    assert query.counted or query.grain == "one row"
    assert set(query.needs) <= set(Dictionary.load().tables)
    assert set(query.grain_columns) <= columns
    assert {drill.column for drill in query.drills} <= columns
    assert query.records is None or query.records in CATALOG.ask
    assert query.records or not query.drills


@every_question
def test_a_dimension_can_be_chosen_where_the_header_says_so(query: Query) -> None:
    setting = query.setting("by")
    if query.by:
        assert setting is not None
        assert set(setting.choices) == set(query.by)


@every_question
def test_what_answers_instead_has_the_same_columns(query: Query) -> None:
    assert query.solver is None or query.solver in SOLVERS
    for when in query.whens:
        setting = query.setting(when.setting)
        assert setting is not None
        assert when.value in setting.choices
        assert [(column.name, column.type) for column in CATALOG.question(when.question).columns] == [
            (column.name, column.type) for column in query.columns
        ]


@in_every_way
def test_columns_types_and_grain(query: Query, settings: dict[str, object], of_company: Version) -> None:
    for quarter in (None, "2026Q2"):
        answer = declared(query, ask(of_company, query.name, Asked(quarter, settings=settings)))
        assert dict(answer.schema) == {column.name: TYPES[column.type] for column in query.columns}
        keys = answer.select(query.grain_columns) if query.grain_columns else pl.DataFrame({"row": [1] * answer.height})
        assert keys.is_unique().all(), f"{query.grain} is not so"
        assert all(answer[name].null_count() == 0 for name in query.grain_columns)


@every_question
def test_rows_come_in_one_order(query: Query, of_company: Version) -> None:
    asked = Asked("2026Q2")
    assert ask(of_company, query.name, asked).equals(ask(of_company, query.name, asked))


@every_question
def test_without_data_there_is_an_answer_or_the_extract_is_named(query: Query, of_nothing: Version) -> None:
    if query.needs:
        with pytest.raises(ExtractMissing) as refused:
            ask(of_nothing, query.name, Asked())
        assert refused.value.tables == query.needs
    else:
        answer = declared(query, ask(of_nothing, query.name, Asked("2026Q3")))
        assert answer.columns == [column.name for column in query.columns]
