"""Workbooks, Parquet and JSON lines, as text like everything else."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import fastexcel
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from tandem.errors import FileRefused
from tandem.ingest.bounds import MAX_PARQUET_ROWS, MAX_ROW_GROUPS, refuse_too_wide
from tandem.ingest.containers import Part
from tandem.ingest.layout import MAX_PREAMBLE, Layout, named
from tandem.ingest.recognise import Match, Recogniser
from tandem.ingest.text import BATCH, LINE
from tandem.ingest.workbooks import Rows, merged_rows

SAVE_AGAIN = "Save it again, or export as CSV."
DETAILS_ONLY = "Export it again as Details Only."
NEVER_WAS = ("1900-02-28", "1900-02-29")  # Excel counts a 60th day of 1900, and parsers call it the 59th


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, all cells text, in its physical rows; and the rows that a cell is merged over."""

    part: Part
    cells: pl.DataFrame
    merged: tuple[Rows, ...] = ()


def sheets(part: Part) -> Iterator[Sheet]:
    """Every sheet of a workbook that is not empty; raises FileRefused for one that cannot be opened safely."""
    merged = merged_rows(part)
    try:
        book = fastexcel.read_excel(part.path)
        for name in book.sheet_names:
            cells = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
            if cells.height:
                shown = part.name if len(book.sheet_names) == 1 else f"{part.name} › {name}"
                yield Sheet(replace(part, name=shown), cells, merged.get(name, ()))
    except fastexcel.FastExcelError as wrong:
        raise FileRefused(part.name, f"the workbook cannot be read ({wrong}).", SAVE_AGAIN) from wrong


def sheet_layout(sheet: Sheet, known: Recogniser) -> Layout:
    """Where the header of a sheet stands and what it is; raises FileRefused when it is no known export."""
    name, cells = sheet.part.name, sheet.cells
    refuse_too_wide(cells.width, name)
    rows = [["" if cell is None else cell for cell in row] for row in cells.head(MAX_PREAMBLE + 2).iter_rows()]
    options = []
    for at, row in enumerate(rows[: MAX_PREAMBLE + 1]):
        match = known.match(named(row), name, rows[at + 1 :]) if any(row) else Match()
        options.append((match.rank, sum(map(bool, row)), -at, Layout("", at, named(row), match)))
    best = max(options, key=lambda option: option[:3])[3]
    if not best.match.extracts and not known.is_curious:
        raise known.refuse([cell for cell in rows[best.header_at] if cell], name)
    return best


def refuse_merged(sheet: Sheet, layout: Layout) -> None:
    """Raises FileRefused when cells below the header are merged over rows: which row has which value is not said."""
    first = next((rows for rows in sheet.merged if rows[1] > layout.header_at + 1), None)
    if first:
        problem = "cells are merged over rows, as in a report made to be looked at."
        raise FileRefused(sheet.part.name, problem, DETAILS_ONLY, row=first[0])


def refuse_grouped(sheet: Sheet, layout: Layout, subtotals: Sequence[int]) -> None:
    """Raises FileRefused when a column is filled at the head of each group only: its other rows are no empty ones."""
    if not subtotals:
        return
    row, is_sum = pl.col(LINE), pl.col(LINE).is_in(list(subtotals))
    body = sheet.cells.with_row_index(LINE, offset=1).filter((row > layout.header_at + 1) & (row <= max(subtotals)))
    rows = body.filter(~pl.all_horizontal(pl.exclude(LINE).is_null())).with_columns(is_sum.cum_sum().alias("__group"))
    rows = rows.filter(~is_sum).with_columns(pl.int_range(pl.len()).over("__group").alias("__place"))
    heads, others = rows.filter(pl.col("__place") == 0), rows.filter(pl.col("__place") > 0)
    for place, name in enumerate(layout.columns[: sheet.cells.width]):
        column = sheet.cells.columns[place]
        if others.height and not heads[column].has_nulls() and others[column].null_count() == others.height:
            problem = "it is filled at the head of each group only, as in a report made to be looked at."
            raise FileRefused(sheet.part.name, problem, DETAILS_ONLY, column=name)


def sheet_rows(cells: pl.DataFrame, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header with their physical row."""
    body = cells.slice(layout.header_at + 1)
    for row, values in enumerate(body.iter_rows(), layout.header_at + 2):
        yield row, [as_shown(cell) for cell in values]


def as_shown(cell: str | None) -> str:
    """The text of a cell; the day that Excel counts and that never was stays none."""
    if cell is None:
        return ""
    return cell.replace(*NEVER_WAS, 1) if cell.startswith(NEVER_WAS[0]) else cell


def parquet_columns(part: Part) -> tuple[str, ...]:
    """The columns of a Parquet file; raises FileRefused when it is damaged, too large or holds lists and records."""
    try:
        about = pq.read_metadata(part.path)
        schema = pl.scan_parquet(part.path).collect_schema()
    except (pl.exceptions.PolarsError, pa.ArrowException, OSError) as wrong:
        raise FileRefused(part.name, f"the Parquet file cannot be read ({wrong}).", "Export it again.") from wrong
    if about.num_rows > MAX_PARQUET_ROWS or about.num_row_groups > MAX_ROW_GROUPS:
        problem = f"it says that it holds {about.num_rows:,} rows in {about.num_row_groups:,} groups."
        raise FileRefused(part.name, problem, f"{MAX_PARQUET_ROWS:,} rows can be read: export fewer.")
    nested = [name for name, kind in schema.items() if kind.is_nested() or kind == pl.Binary]
    if nested:
        problem = "the column holds lists, records or bytes."
        raise FileRefused(part.name, problem, "Export plain columns.", column=nested[0])
    return tuple(name for name in schema if not name.startswith("__"))


def sink_parquet_as_text(part: Part, target: Path) -> None:
    """Streams a Parquet file into one whose columns are text, rows numbered from 1."""
    rows = pl.scan_parquet(part.path)
    texts = [as_text(name, kind) for name, kind in rows.collect_schema().items() if not name.startswith("__")]
    numbered = rows.select(texts).with_row_index(LINE, offset=1).with_columns(pl.col(LINE).cast(pl.Int64))
    try:
        numbered.sink_parquet(target, compression="lz4", row_group_size=BATCH)
    except pl.exceptions.PolarsError as wrong:
        raise FileRefused(part.name, f"the Parquet file cannot be read ({wrong}).", "Export it again.") from wrong


def as_text(name: str, kind: pl.DataType) -> pl.Expr:
    """A typed column in the spelling that casting reads."""
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        in_utc = column.dt.convert_time_zone("UTC") if kind.time_zone else column
        return in_utc.dt.strftime("%Y-%m-%dT%H:%M:%S%.6f" + ("Z" if kind.time_zone else ""))
    return column.cast(pl.String)


def json_rows(part: Part) -> Iterator[tuple[int, dict[str, str]]]:
    """Every object of a JSON lines file with its line; raises FileRefused at a line that is none."""
    with part.path.open("rb") as file:
        for line, text in enumerate(file, 1):
            if not text.strip():
                continue
            try:
                said = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
            except (ValueError, RecursionError) as wrong:
                raise FileRefused(part.name, f"the line is no JSON ({wrong}).", "Export it again.", row=line) from wrong
            if not isinstance(said, dict):
                raise FileRefused(part.name, "the line is no JSON object.", "Export one object a line.", row=line)
            yield line, {key: spelled(value) for key, value in said.items() if not key.startswith("__")}


def spelled(value: object) -> str:
    """A JSON value as text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def json_columns(part: Part) -> tuple[str, ...]:
    """Every key of a JSON lines file, in the order of appearance."""
    return tuple(dict.fromkeys(key for _, row in json_rows(part) for key in row))
