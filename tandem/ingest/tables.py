"""The parts of one table become its next rows: repeated keys settled, joined with what is published by the mode."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.catalog import Table
from tandem.ingest.casting import schema_of
from tandem.ingest.keys import find_dropped, key_text, share_of, shares, without
from tandem.ingest.part import PART, Part
from tandem.ingest.text import LINE

GROUP = 100_000


def settle_keys(parts: Sequence[Part], table: Table) -> pl.DataFrame:
    """The rows that other rows of the same key stand for, taken off the counts and put among the refused ones."""
    changes_of = next((part.extract.changes_of for part in parts if part.extract.changes_of), None)
    gone = find_dropped([part.path for part in parts], table, changes_of)
    for part in parts:
        own = gone.filter(pl.col(PART) == part.number)
        if own.height:
            drop(part, dict(own.select(LINE, "reason").iter_rows()))
    return gone


def drop(part: Part, reasons: dict[int, str]) -> None:
    """Moves rows of a part, by line, from the kept to the refused ones."""
    wanted = pl.Series(list(reasons), dtype=pl.Int64).implode()
    with closing(part.text.refused):
        for batch in part.text.batches():
            for cells in batch.filter(pl.col(LINE).is_in(wanted)).iter_rows():
                judge(part, cells[-1], reasons[cells[-1]], cells[:-1])
    part.kept -= len(reasons)


def judge(part: Part, line: int, reason: str, cells: Iterable[str | None]) -> None:
    """Counts one row that leaves a part under its reason."""
    if reason.startswith("duplicate key"):
        part.refuse(line, reason, cells)
        return
    part.text.refused.add(line, reason, cells)
    if reason.startswith("set aside"):
        part.set_aside += 1
    else:
        part.superseded += 1


def write_table(
    parts: Sequence[Part], table: Table, gone: pl.DataFrame, existing: Sequence[Path], folder: Path
) -> None:
    """Writes the next rows of a table into `folder`: those of the parts, and the existing ones they do not replace."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = schema_of(table)
    dropped = gone.select(PART, LINE)
    fresh = []
    for part in parts:
        own = dropped.filter(pl.col(PART) == part.number)
        fresh.append(folder / f"new-{part.number}.parquet")
        if own.is_empty():
            pl.scan_parquet(part.path).select(list(columns)).sink_parquet(
                fresh[-1], compression="zstd", row_group_size=GROUP
            )
        else:
            write(fresh[-1], without(part.path, own, list(columns)), columns)
    if existing:
        write(folder / "kept.parquet", not_replaced(existing, fresh, table), columns)


def write(path: Path, batches: Iterable[pl.DataFrame], schema: dict[str, pl.DataType]) -> None:
    """Writes batches of a canonical table into one file, which has its columns even when there are no rows."""
    with pq.ParquetWriter(path, pl.DataFrame(schema=schema).to_arrow().schema, compression="zstd") as writer:
        for batch in batches:
            if batch.height:
                writer.write_table(batch.to_arrow())


def not_replaced(existing: Sequence[Path], fresh: Sequence[Path], table: Table) -> Iterator[pl.DataFrame]:
    """The published rows that no new row has the key of, else stands for, else is equal to."""
    schema = schema_of(table)
    key = list(table.key or table.stands_for or table.columns)
    rows = sum(pq.read_metadata(path).num_rows for path in [*existing, *fresh])
    for share in range(shares(rows)):
        new = share_of(fresh, key, share, shares(rows)).select(key_text(key).alias("__key"))
        old = with_schema(pl.scan_parquet(list(existing)), schema).with_columns(key_text(key).alias("__key"))
        mine = old.filter(pl.col("__key").hash() % shares(rows) == share) if shares(rows) > 1 else old
        yield mine.join(new, on="__key", how="anti").select(list(schema)).collect(engine="streaming")


def with_schema(rows: pl.LazyFrame, schema: dict[str, pl.DataType]) -> pl.LazyFrame:
    """Rows of an earlier version under the columns and types of today."""
    there = rows.collect_schema()
    return rows.select(
        (pl.col(name) if name in there else pl.lit(None)).cast(kind).alias(name) for name, kind in schema.items()
    )
