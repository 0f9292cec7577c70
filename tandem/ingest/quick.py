"""The quick reader: for large clean texts, believed only where its count is that of the survey."""

import mmap
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.ingest.layout import Layout
from tandem.ingest.survey import Survey
from tandem.ingest.text import BATCH, HELD_BACK, LINE, TextTable, is_footer

LARGE = 4 << 20
TAIL = 1 << 16


def read_quickly(path: Path, layout: Layout, counted: Survey, table: TextTable) -> bool:
    """Fills `table` from the text at `path` if it is large and clean; False when the careful reader must do it."""
    width = len(layout.columns)
    is_even = counted.delimiters == counted.records * (width - 1)
    if path.stat().st_size < LARGE or layout.header_at or not counted.is_plain or not is_even:
        return False
    if has_footer(path, layout) or names_subtotals(path):
        return False
    try:
        sink(path, layout, table.path)
    except pl.exceptions.PolarsError:
        return False
    table.rows = pq.read_metadata(table.path).num_rows
    return table.rows == counted.records - 1


def sink(path: Path, layout: Layout, target: Path) -> None:
    """Streams the rows below the header into a Parquet file of text with their lines."""
    rows = pl.scan_csv(
        path,
        separator=layout.delimiter,
        has_header=False,
        skip_lines=1,
        new_columns=list(layout.columns),
        infer_schema=False,
        row_index_name=LINE,
        row_index_offset=2,
    )
    ordered = rows.select(*layout.columns, pl.col(LINE).cast(pl.Int64))
    ordered.sink_parquet(target, compression="lz4", row_group_size=BATCH)


def has_footer(path: Path, layout: Layout) -> bool:
    """Whether one of the last lines may be a footer."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - TAIL, 0))
        lines = file.read().decode(errors="ignore").splitlines()[-HELD_BACK:]
    rows = ([cell.strip('"') for cell in line.split(layout.delimiter)] for line in lines)
    return any(is_footer(row, len(row) + 1) for row in rows)


def names_subtotals(path: Path) -> bool:
    """Whether a subtotal may stand among the rows."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        return any(view.find(word) >= 0 for word in (b"ubtotal", b"ub-total", b"Grand Total"))
