"""One row of a file as several of a table: a row per column of one form, or per entry of a list in a cell."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.ingest.extract import Extract
from tandem.ingest.mapped import BLANK
from tandem.ingest.refusals import RefusedRows
from tandem.ingest.text import LINE, TextTable

ENTRY, VALUE = "(entry)", "(value)"


def unfolded(text: TextTable, extract: Extract, folder: Path) -> TextTable:
    """The entries of a text table as one of their own, with the lines they come from; it may have no rows.

    A form of columns, such as `Date entered "(.*)"`, gives the columns (entry), what the form found in the name, and
    (value); a list gives its own column, one entry a row.
    """
    name = f"{text.name} › {extract.table}"
    stem = f"{text.path.stem}-{extract.table}"
    columns = (*text.columns, ENTRY, VALUE) if extract.entries else text.columns
    refused = RefusedRows(text.refused.target.with_name(f"{stem}.refused.csv"), columns)
    found = TextTable(name, folder / f"{stem}.parquet", columns, (extract,), refused, text.decimal_comma, origin=text)
    schema = pl.DataFrame(schema=dict.fromkeys(columns, pl.String()) | {LINE: pl.Int64()})
    with pq.ParquetWriter(found.path, schema.to_arrow().schema, compression="lz4") as writer:
        for batch in text.batches():
            entries = pieces(batch, extract).select(schema.columns)
            found.rows += entries.height
            writer.write_table(entries.to_arrow())
    return found


def pieces(batch: pl.DataFrame, extract: Extract) -> pl.DataFrame:
    """The entries of a batch."""
    for column, sign in extract.lists.items():
        if column in batch.columns:
            entry = pl.col(column).str.split(sign)
            batch = batch.with_columns(entry).explode(column).filter(is_filled(column))
    if not extract.entries:
        return batch
    forms = dict(columns_of_form(extract.entries, batch.columns))
    on = list(forms)
    rows = batch.unpivot(
        on,
        index=[LINE, *(name for name in batch.columns if name not in (LINE, *on))],
        variable_name="__from",
        value_name=VALUE,
    )
    rows = rows.filter(is_filled(VALUE)).sort(LINE, maintain_order=True)
    empty = [pl.lit(None, dtype=pl.String).alias(name) for name in on]
    return rows.with_columns(pl.col("__from").replace(forms).alias(ENTRY), *empty)


def is_filled(column: str) -> pl.Expr:
    """Whether a cell says something."""
    return pl.col(column).str.strip_chars(BLANK).fill_null("") != ""


def columns_of_form(form: str, columns: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every column whose name is of the form, with what the form finds in it."""
    for column in columns:
        if found := re.fullmatch(form, column.strip(), re.IGNORECASE):
            yield column, found[1].strip()
