"""How frames leave the command line."""

import json
import sys
from datetime import date, datetime
from decimal import Decimal

import polars as pl

from tandem.words import safe


def write(frame: pl.DataFrame, form: str) -> None:
    """The frame on standard output as table, csv, json (a list of objects) or parquet."""
    match form:
        case "csv":
            sys.stdout.write(in_spreadsheets(frame).write_csv())
        case "json":
            write_json(frame.to_dicts())
        case "parquet":
            frame.write_parquet(sys.stdout.buffer)
        case _:
            sys.stdout.write(as_table(frame))


def in_spreadsheets(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet would calculate."""
    texts = [name for name, kind in frame.schema.items() if kind in (pl.String, pl.Categorical, pl.Enum)]
    return frame.with_columns(
        pl.Series(name, map(safe.in_spreadsheet, frame[name].to_list()), dtype=pl.String) for name in texts
    )


def write_json(value: object) -> None:
    """Any answer as JSON on standard output; decimals as numbers, dates as ISO 8601."""
    sys.stdout.write(json.dumps(value, default=plain, ensure_ascii=False, indent=2) + "\n")


def plain(value: object) -> object:
    """What JSON can hold in place of a value that it cannot."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON.")


def as_table(frame: pl.DataFrame) -> str:
    """The frame as aligned text: numbers to the right, empty cells as –."""
    numeric = [dtype.is_numeric() for dtype in frame.dtypes]
    rows = [frame.columns, *([cell(value) for value in row] for row in frame.iter_rows())]
    widths = [max(len(row[at]) for row in rows) for at in range(frame.width)]
    lines = [
        "  ".join(
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def cell(value: object) -> str:
    """One value as a person reads it in a terminal."""
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.4f}"
        case Decimal():
            return f"{value:,.2f}"
        case _:
            return " ".join(str(value).split())
