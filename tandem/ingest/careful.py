"""The careful reader: every record of a delimited text accounted for, with its physical line."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from tandem.errors import FileRefused
from tandem.ingest.layout import Layout, unwrapped
from tandem.ingest.survey import Survey, records_by_pattern
from tandem.ingest.text import TextTable, TextWriter

csv.field_size_limit(1 << 20)
MEND_QUOTE = "Mend the quotes in that row, or export again."


@dataclass(frozen=True)
class Record:
    """One record: the physical line it starts on, its cells, else what is wrong with it and its raw text."""

    line: int
    cells: list[str]
    fault: str = ""
    raw: str = ""
    lines: int = 1


class Lines:
    """The lines of an open file, remembering those handed out for the record under way."""

    def __init__(self, file: TextIO) -> None:
        """Will hand out the lines of `file`."""
        self._file = file
        self.pending: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """Each line with its end."""
        for line in self._file:
            self.pending.append(line)
            yield line


def records(path: Path, delimiter: str) -> Iterator[Record]:
    """Every record of the text at `path`, malformed and blank ones too."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = Lines(file)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            start = reader.line_num + 1
            lines.pending.clear()
            try:
                yield Record(start, next(reader), lines=len(lines.pending))
            except StopIteration:
                return
            except csv.Error as wrong:
                yield Record(start, [], str(wrong), "".join(lines.pending), len(lines.pending))


def read_carefully(path: Path, layout: Layout, counted: Survey, table: TextTable) -> None:
    """Fills `table` from the text at `path`; raises FileRefused at an unclosed quote or when a record is lost."""
    writer = TextWriter(table)
    count, fault_line = 0, None
    for at, found in enumerate(records(path, layout.delimiter)):
        cells = cells_of(found, layout)
        record = found if cells is found.cells else replace(found, cells=cells)
        count += 1
        if record.fault:
            fault_line = fault_line or record.line
            refuse_open_quote(record, table)
        elif swallows_rows(record, layout):
            refuse_open_quote(record, table, always=True)
        if at <= layout.header_at:
            continue
        if record.fault:
            table.refuse_malformed(record.line, f"the row is not well-formed ({record.fault})", record.raw)
        else:
            writer.add(record.line, record.cells)
    writer.close()
    prove(path, layout, counted, count, table, fault_line)


def cells_of(record: Record, layout: Layout) -> list[str]:
    """The cells of a record; of one that stands in quotes as a whole, as some programs save rows, those inside."""
    width = len(layout.columns)
    if len(record.cells) != 1 and not (layout.is_wrapped and record.cells):
        return record.cells
    if not layout.is_wrapped and (width < 3 or '"' not in record.cells[0]):
        return record.cells
    inside = unwrapped(record.cells, layout.delimiter)
    return inside if len(inside) == width or (inside and layout.is_wrapped) else record.cells


def refuse_open_quote(record: Record, table: TextTable, always: bool = False) -> None:
    """Raises FileRefused naming the row when a quote that opens there runs on into the next rows."""
    if always or record.lines > 1 or "unexpected end" in record.fault:
        problem = "a quote opens here and is not closed, so the rows after it cannot be told apart."
        raise FileRefused(table.name, problem, MEND_QUOTE, row=record.line)


def swallows_rows(record: Record, layout: Layout) -> bool:
    """Whether a cell of the record holds what are whole rows: an open quote that a later stray one closed."""
    delimiters = len(layout.columns) - 1
    if record.lines == 1 or delimiters < 2 or len(record.cells) >= len(layout.columns):
        return False
    return any(line.count(layout.delimiter) >= delimiters for cell in record.cells for line in cell.splitlines()[1:])


def prove(path: Path, layout: Layout, counted: Survey, count: int, table: TextTable, fault: int | None) -> None:
    """Raises FileRefused unless the records read are as many as the bytes of the file say."""
    if fault and counted.ends_open:
        problem = "a quote in this row has no partner, so where cells and rows end cannot be told."
        raise FileRefused(table.name, problem, MEND_QUOTE, row=fault)
    if count in (counted.records, records_by_pattern(path, layout.delimiter)):
        return
    problem = f"{count:,} records were read where the file holds {counted.records:,}: its quotes do not pair."
    raise FileRefused(table.name, problem, MEND_QUOTE, row=fault)
