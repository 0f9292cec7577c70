"""The same key twice: the last modified row wins, an identical one goes, a contradiction is refused."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.catalog import Table
from tandem.ingest.part import MODIFIED, PART, SEPARATOR
from tandem.ingest.text import LINE

SHARE = 2_000_000
SUPERSEDED, IDENTICAL = "superseded by a later change of the same record", "superseded: the same row once more"
UNCHANGED = "set aside: its {} did not change"
TWICE = "duplicate key: another row has the same {}, says something else, and no column tells which is newer"


NOTHING = pl.DataFrame(schema={PART: pl.Int32, LINE: pl.Int64, "reason": pl.String})


def shares(rows: int) -> int:
    """Into how many shares rows are divided so that one fits in memory."""
    return max(1, -(-rows // SHARE))


def key_text(key: Sequence[str]) -> pl.Expr:
    """The key of a row as one text."""
    return pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in key], separator=SEPARATOR)


def find_dropped(paths: Sequence[Path], table: Table, changes_of: str | None) -> pl.DataFrame:
    """Part, line and reason of every row that another one stands for."""
    rows = sum(pq.read_metadata(path).num_rows for path in paths)
    found = [NOTHING]
    for share in range(shares(rows)) if table.key else ():
        repeated = repeated_rows(paths, table, share, shares(rows))
        found.append(judged(repeated, table))
    gone = pl.concat(found)
    if changes_of:
        others = table.key[0]
        for share in range(shares(rows)):
            history = share_of(paths, [others], share, shares(rows)).join(gone.lazy(), on=[PART, LINE], how="anti")
            gone = pl.concat([gone, unchanged(history.collect(), others, changes_of)])
    return gone


def share_of(paths: Sequence[Path], key: Sequence[str], share: int, of: int) -> pl.LazyFrame:
    """The rows of one share: all rows of a key are in the same one."""
    rows = pl.scan_parquet(list(paths))
    return rows.filter(key_text(key).hash() % of == share) if of > 1 else rows


def repeated_rows(paths: Sequence[Path], table: Table, share: int, of: int) -> pl.DataFrame:
    """The rows of one share whose key stands more than once, with the key as text."""
    keyed = share_of(paths, table.key, share, of).with_columns(key_text(table.key).hash().alias("__hash"))
    seen = keyed.select("__hash").collect(engine="streaming")["__hash"]
    repeated = seen.filter(seen.is_duplicated()).unique()
    rows = keyed.filter(pl.col("__hash").is_in(repeated.implode())) if repeated.len() else keyed.head(0)
    return rows.drop("__hash").with_columns(key_text(table.key).alias("__key")).collect(engine="streaming")


def judged(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Why each row but the winner of its key goes: the latest modified wins, else the first by what it says.

    Neither the order of rows nor that of files decides, so that the same rows give the same answers in any order.
    """
    said = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in table.columns], separator=SEPARATOR)
    ordered = rows.with_columns(said.alias("__said")).sort(
        "__key", pl.col(MODIFIED), "__said", PART, LINE, descending=[False, True, False, False, False], nulls_last=True
    )
    compared = ordered.with_columns(
        pl.col("__said").first().over("__key").alias("__won"),
        pl.col(MODIFIED).first().over("__key").alias("__latest"),
        pl.int_range(pl.len()).over("__key").alias("__place"),
    )
    is_older = (pl.col(MODIFIED) < pl.col("__latest")) | (pl.col(MODIFIED).is_null() & pl.col("__latest").is_not_null())
    reason = (
        pl.when(pl.col("__said") == pl.col("__won"))
        .then(pl.lit(IDENTICAL))
        .when(is_older)
        .then(pl.lit(SUPERSEDED))
        .otherwise(pl.lit(TWICE.format(" and ".join(table.key))))
    )
    return compared.filter(pl.col("__place") > 0).select(PART, LINE, reason.alias("reason"))


def unchanged(rows: pl.DataFrame, record: str, column: str) -> pl.DataFrame:
    """The rows of a history in which the column stayed what it was."""
    ordered = rows.sort(record, "entered_at", PART, LINE)
    same = (pl.col(column) == pl.col(column).shift(1)) & (pl.col(record) == pl.col(record).shift(1))
    return ordered.filter(same).select(PART, LINE, pl.lit(UNCHANGED.format(column)).alias("reason"))


def without(path: Path, gone: pl.DataFrame, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """The rows of a part that stay, batch by batch, canonical columns only."""
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            batch = pl.from_arrow(file.read_row_group(group))
            assert isinstance(batch, pl.DataFrame)
            yield batch.join(gone, on=[PART, LINE], how="anti", maintain_order="left").select(columns)
