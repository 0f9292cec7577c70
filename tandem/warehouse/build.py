"""The build: canonical tables in, marts.duckdb out."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb

from tandem.catalog import Catalog, Dictionary, Query
from tandem.settings import Settings
from tandem.warehouse.engine import Step, with_steps
from tandem.warehouse.inputs import see_extracts, write_inputs
from tandem.warehouse.session import building, used

Progress = Callable[[str], None]


def silent(_said: str) -> None:
    """Progress that nobody watches."""


def build_marts(
    extracts: Path,
    marts: Path,
    *,
    catalog: Catalog,
    settings: Settings,
    as_of: date,
    progress: Progress = silent,
    dictionary: Dictionary | None = None,
) -> None:
    """Writes the database `marts` from the Parquet files of `extracts`; `progress` hears of every step."""
    known = dictionary or Dictionary.load()
    with building(marts, settings, marts.with_suffix(".spill")) as connection:
        see_extracts(connection, extracts, known)
        write_inputs(connection, known, settings, as_of)
        connection.execute(catalog.macros)
        order = [query for query in catalog.build_order() if not query.is_step]
        for place, query in enumerate(order, 1):
            progress(f"Building {query.name.replace('_', ' ')} ({place} of {len(order)})")
            make_mart(connection, query, catalog.steps_of(query, while_building=True), as_of, settings.currency)
        progress("Writing words that repeat as numbers")
        narrow(connection, catalog)


def make_mart(
    connection: duckdb.DuckDBPyConnection, query: Query, steps: Sequence[Query], as_of: date, currency: str
) -> None:
    """Runs one build query, its steps before it, into the table of its name, with the defaults of their settings."""
    defaults = {setting.name: setting.value() for one in (*steps, query) for setting in one.settings}
    given: dict[str, object] = {"as_of": as_of, "currency": currency, **defaults}
    table = "table" if query.is_kept else "temp table"
    rows = with_steps(query.text, [Step(step.name, step.text) for step in steps])
    connection.execute(f"create {table} {query.name} as\n{rows}", used(rows, given))


def narrow(connection: duckdb.DuckDBPyConnection, catalog: Catalog) -> None:
    """Gives every column that a build header declares `enum` one ENUM type per column name, shared by the marts."""
    columns: dict[str, list[str]] = {}
    for query in catalog.build.values():
        for column in query.columns:
            if column.type == "enum" and query.is_kept:
                columns.setdefault(column.name, []).append(query.name)
    for name, marts in columns.items():
        make_enum(connection, name, marts)


def make_enum(connection: duckdb.DuckDBPyConnection, column: str, marts: list[str]) -> None:
    """Makes one ENUM type of the texts that `column` has in `marts`; it stays text where there is none at all."""
    texts = " union ".join(f"select {column} as value from {mart} where {column} is not null" for mart in marts)
    if not connection.execute(f"{texts} limit 1").fetchall():
        return
    connection.execute(f"create type {column}_values as enum (select value from ({texts}) order by value)")
    for mart in marts:
        connection.execute(f"alter table {mart} alter {column} type {column}_values")


def build_hash(catalog: Catalog, settings: Settings, dictionary: Dictionary | None = None) -> str:
    """SHA-256 over what shapes the marts: build queries, macros, columns, fiscal year, currency, sides of sources."""
    tables = (dictionary or Dictionary.load()).tables
    shape = [f"{table}.{name} {field.type}" for table, about in tables.items() for name, field in about.columns.items()]
    queries = [f"{query.name}\n{query.text}" for query in catalog.build.values()]
    year = f"fiscal year starts in month {settings.fiscal_year_start_month}, amounts in {settings.currency}"
    said = [*queries, catalog.macros, *shape, year, repr(settings.source_sides())]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()
