"""The quick reader: for large clean texts, believed only where its count is that of the survey."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.ingest.encodings import blocks
from tandem.ingest.layout import Layout
from tandem.ingest.survey import Survey
from tandem.ingest.text import BATCH, HELD_BACK, LINE, TextTable, is_footer

LARGE = 4 << 20
TAIL = 1 << 16
PIECE = 12 << 20
SUBTOTALS = (b"ubtotal", b"ub-total", b"Grand Total")


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
    """Writes the rows below the header, piece by piece, into a Parquet file of text with their lines.

    Raises an error of polars where a row has not the cells of the header.
    """
    schema = pl.DataFrame(schema=dict.fromkeys(layout.columns, pl.String) | {LINE: pl.Int64}).to_arrow().schema
    line = 2
    with pq.ParquetWriter(target, schema, compression="lz4", use_dictionary=False) as writer:
        for piece in pieces(path):
            rows = pl.read_csv(
                piece,
                separator=layout.delimiter,
                has_header=False,
                new_columns=list(layout.columns),
                infer_schema=False,
                row_index_name=LINE,
                row_index_offset=line,
            )
            if rows.width != len(schema):
                raise pl.exceptions.ShapeError("a row has other cells than the header")
            line += rows.height
            ordered = rows.select(*layout.columns, pl.col(LINE).cast(pl.Int64))
            writer.write_table(ordered.to_arrow(), row_group_size=BATCH)


def pieces(path: Path) -> Iterator[bytes]:
    """What stands below the header, in pieces that end with a line: no cell of a plain file holds a line end.

    Read whole by `scan_csv` a file takes as much memory as it is large.
    """
    with path.open("rb") as file:
        file.readline()
        while piece := file.read(PIECE):
            yield piece + file.readline()


def has_footer(path: Path, layout: Layout) -> bool:
    """Whether one of the last lines may be a footer."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - TAIL, 0))
        lines = file.read().decode(errors="ignore").splitlines()[-HELD_BACK:]
    rows = ([cell.strip('"') for cell in line.split(layout.delimiter)] for line in lines)
    return any(is_footer(row, len(row) + 1) for row in rows)


def names_subtotals(path: Path) -> bool:
    """Whether a subtotal may stand among the rows."""
    end = b""
    for block in blocks(path):
        # A word may stand across the border of two blocks.
        if any(word in end + block for word in SUBTOTALS):
            return True
        end = block[-max(map(len, SUBTOTALS)) :]
    return False
