"""Workbooks, Parquet and JSON lines, as text like everything else."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fastexcel
import polars as pl

from tandem.errors import FileRefused
from tandem.ingest.containers import Part
from tandem.ingest.layout import MAX_COLUMNS, MAX_PREAMBLE, Layout, named
from tandem.ingest.recognise import Match, Recogniser
from tandem.ingest.text import BATCH, LINE

SAVE_AGAIN = "Save it again, or export as CSV."


def sheets(part: Part) -> Iterator[tuple[Part, pl.DataFrame]]:
    """Every sheet of a workbook that is not empty, all cells text, in its physical rows."""
    try:
        book = fastexcel.read_excel(part.path)
        for sheet in book.sheet_names:
            cells = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
            if cells.height:
                name = part.name if len(book.sheet_names) == 1 else f"{part.name} › {sheet}"
                yield replace(part, name=name), cells
    except fastexcel.FastExcelError as wrong:
        raise FileRefused(part.name, f"the workbook cannot be read ({wrong}).", SAVE_AGAIN) from wrong


def sheet_layout(name: str, cells: pl.DataFrame, known: Recogniser) -> Layout:
    """Where the header of a sheet stands and what it is; raises FileRefused when it is no known export."""
    if cells.width > MAX_COLUMNS:
        raise FileRefused(name, f"it has {cells.width:,} columns; {MAX_COLUMNS} can be read.", "Export fewer.")
    rows = [["" if cell is None else cell for cell in row] for row in cells.head(MAX_PREAMBLE + 2).iter_rows()]
    options = []
    for at, row in enumerate(rows[: MAX_PREAMBLE + 1]):
        match = known.match(named(row), name, rows[at + 1 :]) if any(row) else Match()
        options.append((match.rank, sum(map(bool, row)), -at, Layout("", at, named(row), match)))
    best = max(options, key=lambda option: option[:3])[3]
    if not best.match.extracts and not known.is_curious:
        raise known.refuse([cell for cell in rows[best.header_at] if cell], name)
    return best


def sheet_rows(cells: pl.DataFrame, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header with their physical row."""
    body = cells.slice(layout.header_at + 1)
    for row, values in enumerate(body.iter_rows(), layout.header_at + 2):
        yield row, ["" if cell is None else cell for cell in values]


def parquet_columns(part: Part) -> tuple[str, ...]:
    """The columns of a Parquet file; raises FileRefused when it is damaged or holds lists and records."""
    try:
        schema = pl.scan_parquet(part.path).collect_schema()
    except (pl.exceptions.PolarsError, OSError) as wrong:
        raise FileRefused(part.name, f"the Parquet file cannot be read ({wrong}).", "Export it again.") from wrong
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
                said = json.loads(text, parse_float=str, parse_int=str)
            except ValueError as wrong:
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
