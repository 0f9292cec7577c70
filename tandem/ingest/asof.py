"""The last day that extracts tell of: what is counted ends there."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from tandem.catalog import Table

DATED = ("timestamp", "date", "month")
EVENTS = {
    "leads": ("created_at", "mql_at", "assigned_at", "sal_at", "sql_at", "rejected_at"),
    "opportunities": ("created_at", "closed_at"),
    "opportunity_stages": ("entered_at",),
    "touches": ("touched_at",),
    "asset_uses": ("used_at",),
}


def latest_event(extracts: Path, loaded_on: date) -> date:
    """The day of the latest event in the canonical tables that is not after the load; without any, that of the load."""
    files = {table: sorted((extracts / table).glob("*.parquet")) for table in EVENTS}
    days = [day for table, columns in EVENTS.items() for day in latest_days(files[table], columns, loaded_on)]
    return max(days, default=loaded_on)


def dated(table: Table) -> Iterable[str]:
    """The columns of a table that say how recent an extract of it is."""
    return EVENTS.get(table.name) or [name for name, field in table.columns.items() if field.type in DATED]


def latest_days(files: Sequence[Path], columns: Iterable[str], loaded_on: date) -> list[date]:
    """The latest day of each column of one table, as far as there is one."""
    if not files:
        return []
    rows = pl.scan_parquet(list(files))
    wanted: list[pl.Expr] = []
    for column in columns:
        happened = pl.col(column).dt.date() <= loaded_on
        if column == "closed_at":
            happened &= pl.col("is_closed").fill_null(pl.col("is_won").is_not_null())
        wanted.append(pl.col(column).dt.date().filter(happened).max())
    if not wanted:
        return []
    return [day for day in rows.select(wanted).collect(engine="streaming").row(0) if day is not None]
