"""A part of any kind becomes a text table, or a sentence."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from tandem.catalog import Dictionary
from tandem.errors import FileRefused
from tandem.ingest.bounds import refuse_too_wide
from tandem.ingest.careful import read_carefully
from tandem.ingest.containers import Kind, Part
from tandem.ingest.encodings import to_utf8
from tandem.ingest.extract import UNKNOWN, Extract
from tandem.ingest.footers import verify_counts
from tandem.ingest.layout import Layout, layout_of
from tandem.ingest.quick import read_quickly
from tandem.ingest.recognise import Recogniser, plain_stem
from tandem.ingest.refusals import RefusedRows
from tandem.ingest.survey import survey
from tandem.ingest.tabular import (
    json_columns,
    json_rows,
    parquet_columns,
    refuse_grouped,
    refuse_merged,
    sheet_layout,
    sheet_rows,
    sheets,
    sink_parquet_as_text,
)
from tandem.ingest.text import TextTable, TextWriter
from tandem.words.figures import counted


class Reader:
    """Reads parts into a working folder; refused rows go into a folder that outlives it."""

    def __init__(self, known: Recogniser, work: Path, refused: Path) -> None:
        """Knows these extracts."""
        self._known, self._work, self._refused, self._numbers = known, work, refused, count(1)

    def read(self, part: Part) -> Iterator[TextTable]:
        """The text tables of a part: one, or one per sheet; raises FileRefused when one cannot be taken."""
        match part.kind:
            case Kind.TEXT:
                tables = iter([self._delimited(part)])
            case Kind.WORKBOOK:
                tables = self._workbook(part)
            case Kind.PARQUET:
                tables = iter([self._parquet(part)])
            case Kind.JSON_LINES:
                tables = iter([self._json_lines(part)])
        for table in tables:
            refuse_empty(table)
            verify_counts(table)
            yield table

    def _table(self, name: str, layout: Layout) -> TextTable:
        number = next(self._numbers)
        safe = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in name)[-80:]
        refused = RefusedRows(self._refused / f"{number:02}-{safe}.refused.csv", layout.columns)
        extracts = layout.match.extracts or (UNKNOWN,)
        declined = next((extract.refuse for extract in extracts if extract.refuse), None)
        if declined and not self._known.is_curious:
            raise FileRefused(name, f"this is {extracts[0].name}.", declined)
        path = self._work / f"{number:02}-text.parquet"
        notes = [note for note in [named_otherwise(name, extracts[0])] if note]
        return TextTable(name, path, layout.columns, extracts, refused, notes=notes, match=layout.match)

    def _delimited(self, part: Part) -> TextTable:
        path, notes = to_utf8(part, self._work)
        layout = layout_of(path, part.name, self._known)
        table = self._table(part.name, layout)
        table.notes, table.decimal_comma = [*table.notes, *notes], layout.delimiter == ";"
        seen = survey(path, layout.delimiter)
        if not read_quickly(path, layout, seen, table):
            table.rows = 0
            with closing(table.refused):
                read_carefully(path, layout, seen, table)
        if layout.header_at:
            table.notes.append(f"{counted(layout.header_at, 'line')} above the header set aside.")
        return table

    def _workbook(self, part: Part) -> Iterator[TextTable]:
        unknown: list[FileRefused] = []
        tables = []
        for sheet in sheets(part):
            try:
                layout = sheet_layout(sheet, self._known)
            except FileRefused as refused:
                unknown.append(refused)
                continue
            refuse_merged(sheet, layout)
            table = self._table(sheet.part.name, layout)
            self._fill(table, sheet_rows(sheet.cells, layout))
            refuse_grouped(sheet, layout, table.subtotals)
            tables.append(table)
        if not tables:
            raise unknown[0] if unknown else FileRefused(part.name, "every sheet is empty.", "Export it again.")
        tables[0].notes += [f"Left out: {refused}" for refused in unknown]
        yield from tables

    def _fill(self, table: TextTable, rows: Iterator[tuple[int, list[str]]]) -> None:
        writer = TextWriter(table)
        with closing(table.refused):
            for line, cells in rows:
                writer.add(line, cells)
            writer.close()

    def _parquet(self, part: Part) -> TextTable:
        columns = parquet_columns(part)
        table = self._table(part.name, self._layout(columns, part.name))
        sink_parquet_as_text(part, table.path)
        table.rows = sum(batch.height for batch in table.batches(columns[:1]))
        return table

    def _json_lines(self, part: Part) -> TextTable:
        columns = json_columns(part)
        table = self._table(part.name, self._layout(columns, part.name))
        self._fill(table, ((line, [row.get(column, "") for column in columns]) for line, row in json_rows(part)))
        return table

    def _layout(self, columns: tuple[str, ...], name: str) -> Layout:
        refuse_too_wide(len(columns), name)
        match = self._known.match(columns, name)
        if not match.extracts and not self._known.is_curious:
            raise self._known.refuse(columns, name)
        return Layout("", 0, columns, match)


def named_otherwise(name: str, extract: Extract) -> str | None:
    """The note on a file that is named after another table than it looks like."""
    said = plain_stem(name)
    table = next((known for known in Dictionary.load().tables if said in (known, known.rstrip("s"))), None)
    if table in (None, extract.table) or not extract.table:
        return None
    return f"It is named after {table} and looks like {extract.name}: taken as {extract.table}."


def refuse_empty(table: TextTable) -> None:
    """Raises FileRefused for a header without rows."""
    if not table.read:
        raise FileRefused(table.name, "it has a header and no data rows.", "Export it again with its rows.")
