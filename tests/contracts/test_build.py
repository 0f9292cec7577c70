"""What the header of every build and check query promises, held against the file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from tandem.catalog import Catalog, Dictionary, Query
from tandem.review.plan import marts_with_settings
from tests.build.company import DIRTY, Company, company, make_steps

BUILD, CHECK = Catalog.load().build, Catalog.load().check
EVERY = [*BUILD.values(), *CHECK.values()]
INPUTS = {"calendar", "source_sides"}


def name_of(query: Query) -> str:
    """How a test names a query."""
    return query.name


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A small company with a defect of every kind, and a deal that was touched twice."""
    touches = f"{DIRTY['touches'].rstrip()}\n        T5,2026-01-20,P1,,C1,marketing\n"
    return company(tmp_path_factory.mktemp("company"), {**DIRTY, "touches": touches})


@pytest.fixture(scope="module")
def connection(built: Company) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its marts, and beside them the steps that are not kept and empty canonical tables."""
    with duckdb.connect(str(built.folder / "marts.duckdb"), read_only=True) as marts:
        for table in Dictionary.load().tables.values():
            columns = ", ".join(f"null as {column}" for column in table.columns)
            marts.execute(f"create temp table {table.name} as select {columns} where false")
        for query in BUILD.values():
            make_steps(marts, query.name)
        yield marts


@pytest.mark.parametrize("query", EVERY, ids=name_of)
def test_parameters_are_those_that_the_engine_parses(connection: duckdb.DuckDBPyConnection, query: Query) -> None:
    [statement] = connection.extract_statements(query.text)
    promised = {param.name for param in query.params} | {setting.name for setting in query.settings}
    assert statement.named_parameters == promised


@pytest.mark.parametrize("query", EVERY, ids=name_of)
def test_columns_are_those_promised_in_order(
    built: Company, connection: duckdb.DuckDBPyConnection, query: Query
) -> None:
    answer = connection.table(query.name) if query.name in BUILD else connection.sql(query.text)
    types = ["enum" if type_.id == "enum" else str(type_).lower() for type_ in answer.types]
    assert list(zip(answer.columns, types, strict=True)) == [(column.name, column.type) for column in query.columns]


@pytest.mark.parametrize("query", EVERY, ids=name_of)
def test_tables_read_are_those_promised(query: Query) -> None:
    tree = sqlglot.parse_one(query.text, read="duckdb")
    steps = {step.alias for step in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table)} - steps
    assert read == set(query.reads)
    assert read <= set(BUILD) | set(Dictionary.load().tables) | INPUTS


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_the_grain_is_unique(built: Company, query: Query) -> None:
    if query.grain_columns:
        rows = built.rows(query.name, *query.grain_columns)
        assert rows
        assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_dimensions_are_never_null(built: Company, query: Query) -> None:
    dimensions = {"region", "segment", "kind", "source", "channel", "campaign", "side", "state", "stage"}
    for column in query.columns:
        if column.name in dimensions:
            assert None not in {value for (value,) in built.rows(query.name, column.name)}


@pytest.mark.parametrize("query", BUILD.values(), ids=name_of)
def test_settings_are_for_marts_that_read_marts_only(query: Query) -> None:
    if marts_with_settings(Catalog.load(), [replace(query, reads=(query.name,))]):
        assert set(query.reads) <= set(BUILD)


@pytest.mark.parametrize("query", CHECK.values(), ids=name_of)
def test_invariants_are_answered_from_the_marts_alone(query: Query) -> None:
    assert set(query.reads) <= set(BUILD)
    assert [column.name for column in query.columns] == ["checked", "failed", "example"]
    assert query.question.endswith(".")


@pytest.mark.parametrize("query", EVERY, ids=name_of)
def test_the_last_line_is_the_last_step(query: Query) -> None:
    body = query.text[query.text.index("\nwith\n") :]
    tree = sqlglot.parse_one(body, read="duckdb")
    last_step = tree.args["with_"].expressions[-1]
    assert f"\nselect * from {last_step.alias}\n" in body + "\n"


def marts_listed(document: Path) -> set[str]:
    """The marts that the architecture lists."""
    text = document.read_text(encoding="utf-8")
    table = text[text.index("## Marts") : text.index("## Questions")]
    return {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}


def test_the_architecture_lists_every_mart() -> None:
    assert marts_listed(Path(__file__).parents[2] / "docs" / "architecture.md") == set(BUILD)


def test_a_mart_comes_after_those_it_reads() -> None:
    order = [query.name for query in Catalog.load().build_order()]
    for query in BUILD.values():
        assert all(order.index(read) < order.index(query.name) for read in query.reads if read in BUILD)


def test_the_cut_off_is_the_last_day_counted(built: Company) -> None:
    assert built.as_of == date(2026, 9, 30)
    assert "D4" not in {deal for (deal,) in built.rows("deals", "opportunity_id")}
