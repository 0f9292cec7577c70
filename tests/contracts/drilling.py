"""Figures beside the records that they are made of."""

from dataclasses import replace
from datetime import date
from functools import cache

import duckdb
import polars as pl
import pytest
from hypothesis import strategies as st

from tandem.catalog import Catalog, Query
from tandem.review.plan import settings_known
from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask

CATALOG = Catalog.load()
NUMBERS: dict[str, tuple[object, ...]] = {
    "silent_days": (30,),
    "within_days": (30, "all"),
    "window_days": (60,),
    "lag_quarters": (0, 2),
    "span_quarters": (1,),
    "months": (3,),
    "leak_days": (60,),
    "volume": (10,),
    "conversion": (-5,),
    "deal_size": (2,),
    "cycle": (-10,),
}

FILTERS = st.builds(
    Asked,
    st.sampled_from([None, "2024Q3", "2025Q4", "2026Q2", "2026Q3"]),
    st.sets(st.sampled_from(["EMEA", "APAC", "AMER", "(no region)"]), max_size=2).map(
        lambda found: tuple(sorted(found))
    ),
    st.sets(st.sampled_from(["Enterprise", "SMB", "(no segment)"]), max_size=2).map(lambda found: tuple(sorted(found))),
    st.sampled_from([(), ("new",), ("new", "expansion", "(no kind)")]),
)


def every_choice(query: Query) -> list[dict[str, object]]:
    """The settings of a question one at a time at every value, and none at all."""
    one_by_one = [
        {setting.name: value}
        for setting in query.settings
        for value in (setting.choices or NUMBERS.get(setting.name, ()))
        if value != setting.default
    ]
    return [{}, *one_by_one]


def declared(query: Query, answer: pl.DataFrame) -> pl.DataFrame:
    """The answer with the dimension under its declared name."""
    return answer.rename(dict(zip(answer.columns, [column.name for column in query.columns], strict=True)))


def with_settings_of(query: Query, asked: Asked) -> Asked:
    """The same, asked of the records: every setting of the figure that the records have, defaults included."""
    records = CATALOG.question(str(query.records))
    known = settings_known(CATALOG, records.name)
    given = {setting.name: setting.default for setting in query.settings} | asked.settings
    return replace(asked, settings={name: value for name, value in given.items() if name in known})


@cache
def calculator() -> duckdb.DuckDBPyConnection:
    """A connection that knows the macros, to make figures with: connecting takes longer than a figure."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(CATALOG.macros)
    return connection


def drilled(
    query: Query, asked: Asked, version: Version, as_of: date | None = None
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The rows of a figure as of a day, and the same rows made again from its records."""
    figure = declared(query, ask(version, query.name, asked, as_of))
    records = ask(version, str(query.records), with_settings_of(query, asked), as_of)
    shared = [name for name in query.grain_columns if name in records.columns]
    drills = ", ".join(f"{drill.expression} as {drill.column}" for drill in query.drills)
    names = [*shared, *(drill.column for drill in query.drills)]
    calculator().register("records", records.to_arrow())
    again = {row[: len(shared)]: row for row in made_again(calculator(), drills, shared)}
    [none] = calculator().execute(f"select {drills} from records where false").fetchall()
    keys = figure.select(shared).rows() if shared else [()] * figure.height
    return figure.select(names).rows(), [again.get(key, (*key, *none)) for key in keys]


def made_again(connection: duckdb.DuckDBPyConnection, drills: str, shared: list[str]) -> list[tuple[object, ...]]:
    """The drill expressions over the records, by the columns that figure and records share."""
    if not shared:
        return connection.execute(f"select {drills} from records").fetchall()
    return connection.execute(
        f"select {', '.join(shared)}, {drills} from records group by {', '.join(shared)}"
    ).fetchall()


def near(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row to compare with: doubles within 1e-9, everything else exactly."""
    return tuple(pytest.approx(cell, rel=1e-9, abs=1e-12) if isinstance(cell, float) else cell for cell in row)
