"""An answer as a file to take away: CSV and XLSX in which no text is a formula."""

import csv
import io
import re
from secrets import token_hex

import polars as pl
import xlsxwriter

from tandem.domain import Filters
from tandem.words import safe

LONGEST = 60


def as_csv(frame: pl.DataFrame) -> bytes:
    """The frame as CSV in UTF-8 with a mark that spreadsheets know it by."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows([safe.in_spreadsheet(value) for value in row] for row in frame.iter_rows())
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(frame: pl.DataFrame, stamp: str) -> bytes:
    """The frame as a workbook: a frozen header, one column per column, the stamp on a sheet of its own."""
    whole = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(whole, options) as book:
        sheet, bold = book.add_worksheet("Records"), book.add_format({"bold": True})
        sheet.write_row(0, 0, frame.columns, bold)
        sheet.freeze_panes(1, 0)
        day, moment = (book.add_format({"num_format": text}) for text in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
        for place, (name, kind) in enumerate(frame.schema.items()):
            look = moment if isinstance(kind, pl.Datetime) else day if kind == pl.Date else None
            sheet.set_column(place, place, max(12, min(40, len(name) + 4)), look)
            sheet.write_column(1, place, [safe.in_spreadsheet(value) for value in frame.get_column(name)])
        book.add_worksheet("Stamp").write_string(0, 0, stamp)
    return whole.getvalue()


def file_name(name: str, ending: str, filters: Filters | None = None) -> str:
    """A file name that nobody can guess or meet twice; under filters it says them, as far as there is room."""
    under = re.sub(r"[^0-9A-Za-z]+", "-", str(filters)).strip("-")[:LONGEST].strip("-") if filters else ""
    return "-".join(["tandem", name.replace("_", "-"), *([under] if under else []), token_hex(4)]) + f".{ending}"
