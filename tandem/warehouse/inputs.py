"""What the build queries read: the canonical tables by name, the calendar, and the sides of the sources."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq

from tandem.catalog import Dictionary, Table
from tandem.domain import Quarter
from tandem.domain.quarter import YEARS
from tandem.settings import Settings

TYPES = {
    "id": "varchar",
    "text": "varchar",
    "timestamp": "timestamp",
    "date": "date",
    "month": "date",
    "quarter": "varchar",
    "money": "decimal(18, 2)",
    "number": "double",
    "rate": "decimal(18, 8)",
    "integer": "bigint",
    "yes_no": "boolean",
}
DATED = ("timestamp", "date", "month")
FIRST_DAY, LAST_DAY = date(YEARS.start + 1, 1, 1), date(YEARS.stop - 2, 12, 31)
WEEKS = 13


def parquet_files(extracts: Path, table: str) -> list[Path]:
    """The Parquet files of a canonical table in a fixed order; none when no load has brought it."""
    return sorted((extracts / table).glob("*.parquet"))


def see_extracts(connection: duckdb.DuckDBPyConnection, extracts: Path, dictionary: Dictionary) -> None:
    """Makes every canonical table a temporary view of its name, typed; one that no load brought is empty."""
    for table in dictionary.tables.values():
        files = parquet_files(extracts, table.name)
        connection.execute(f"create temp view {table.name} as {canonical_rows(table, files)}")


def canonical_rows(table: Table, files: list[Path]) -> str:
    """The select that gives the rows of `files` with every canonical column, null where no file has it."""
    present = {name for path in files for name in pq.read_schema(path).names}
    columns = ", ".join(
        f"cast({column if column in present else 'null'} as {TYPES[field.type]}) as {column}"
        for column, field in table.columns.items()
    )
    if not files:
        return f"select {columns} where false"
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    return f"select {columns} from read_parquet([{listed}], union_by_name = true)"


def dated_span(connection: duckdb.DuckDBPyConnection, dictionary: Dictionary, as_of: date) -> tuple[date, date]:
    """The first and the last day that any date of the extracts, or `as_of`, lies on."""
    days = [as_of]
    for table in dictionary.tables.values():
        dated = [column for column, field in table.columns.items() if field.type in DATED]
        if dated:
            bounds = ", ".join(
                f"{end}({column}::date) filter (where {column}::date between '{FIRST_DAY}' and '{LAST_DAY}')"
                for column in dated
                for end in ("min", "max")
            )
            days += [day for day in connection.view(table.name).aggregate(bounds).fetchall()[0] if day]
    return min(days), max(days)


def calendar(first: date, last: date, start_month: int) -> pl.DataFrame:
    """One row per day of every fiscal quarter that the span touches: day, quarter, its start and end, week 1 to 13."""
    quarters = [Quarter.containing(first, start_month)]
    while quarters[-1].end_on <= last:
        quarters.append(quarters[-1].shift(1))
    spans = pl.DataFrame(
        {
            "quarter": [str(quarter) for quarter in quarters],
            "quarter_start": [quarter.start_on for quarter in quarters],
            "quarter_end": [quarter.end_on for quarter in quarters],
        }
    )
    days = spans.with_columns(day=pl.date_ranges("quarter_start", "quarter_end", closed="left")).explode("day")
    week = ((pl.col("day") - pl.col("quarter_start")).dt.total_days() // 7 + 1).clip(upper_bound=WEEKS)
    return days.select("day", "quarter", "quarter_start", "quarter_end", week=week.cast(pl.Int32))


def write_inputs(
    connection: duckdb.DuckDBPyConnection, dictionary: Dictionary, settings: Settings, as_of: date
) -> None:
    """Writes the tables `calendar` and `source_sides`."""
    first, last = dated_span(connection, dictionary, as_of)
    sides = settings.source_sides()
    source_sides = pl.DataFrame(
        {"source": [source for source, _ in sides], "side": [str(side) for _, side in sides]},
        schema={"source": pl.String, "side": pl.String},
    )
    write_table(connection, "calendar", calendar(first, last, settings.fiscal_year_start_month))
    write_table(connection, "source_sides", source_sides)


def write_table(connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    """Writes `rows` as the table `name`."""
    connection.from_arrow(rows.to_arrow()).create(name)
