"""Every source as text in one form: a Parquet file of text columns with the physical line of each row."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.errors import FileRefused
from tandem.ingest.extract import Extract
from tandem.ingest.recognise import Match
from tandem.ingest.refusals import RefusedRows

BATCH = 100_000
HELD_BACK = 20
SET_ASIDE = "set aside: a subtotal of the rows above it"
LINE = "__line"
FOOTER = re.compile(
    r"(grand )?totals?( \([\d.,]+ records?\))?|totals?: .*|subtotals?|count|confidential information.*"
    r"|(copyright\b|©).*|gesamt(summe)?|total général",
    re.IGNORECASE,
)
SUBTOTAL = re.compile(
    r"(grand |sub[ -]?)?totals?( \([\d.,]+ records?\))?|sum|count|average|zwischensumme|summe|sous[ -]total",
    re.IGNORECASE,
)
INITIALS = "GgSsTtCcAaZz"
NUMBER = re.compile(r"[^\w]*\d[\d.,'’\s\u00a0\u202f]*[^\w]*|[A-Z]{3} ?[\d.,]+|[\d.,]+ ?[A-Z]{3}")


@dataclass
class TextTable:
    """The rows of one part, all text: where they are, what they are, and what was set aside on the way."""

    name: str
    path: Path
    columns: tuple[str, ...]
    extracts: tuple[Extract, ...]
    refused: RefusedRows
    decimal_comma: bool = False
    rows: int = 0
    malformed: int = 0
    padded: int = 0
    first_malformed: tuple[int, str] | None = None
    footers: list[tuple[int, list[str]]] = field(default_factory=list)
    subtotals: list[int] = field(default_factory=list)
    doubts: list[FileRefused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    match: Match = field(default_factory=Match)
    origin: "TextTable | None" = None

    @property
    def read(self) -> int:
        """Rows of the export: kept and refused, without header, blank lines and footers."""
        return self.rows + self.malformed

    @property
    def every_doubt(self) -> list[FileRefused]:
        """What its footers say otherwise, and those of the table that it was made of."""
        return [*self.doubts, *(self.origin.doubts if self.origin else ())]

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """The rows, batch by batch."""
        with pq.ParquetFile(self.path) as file:
            for group in range(file.num_row_groups):
                batch = pl.from_arrow(file.read_row_group(group, columns=list(columns) if columns else None))
                assert isinstance(batch, pl.DataFrame)
                yield batch

    def refuse_malformed(self, line: int, reason: str, raw: str) -> None:
        """Puts a row that does not fit its header among the refused ones."""
        self.malformed += 1
        self.first_malformed = self.first_malformed or (line, reason)
        self.refused.add_raw(line, reason, raw)


class TextWriter:
    """Writes rows of cells into a text table, holding back the last ones until it is known which are footers."""

    def __init__(self, table: TextTable) -> None:
        """Will fill the Parquet file of `table`."""
        self.table = table
        self._schema = dict.fromkeys(table.columns, pl.String()) | {LINE: pl.Int64()}
        self._held: deque[tuple[int, list[str]]] = deque()
        self._batch: list[list[str | int | None]] = []
        self._writer = pq.ParquetWriter(table.path, self._frame().to_arrow().schema, compression="lz4")

    def add(self, line: int, cells: list[str]) -> None:
        """Takes the next record; a blank one is no row."""
        if not any(cells) or not any(cell.strip() for cell in cells):
            return
        self._held.append((line, cells))
        if len(self._held) > HELD_BACK:
            self._settle(*self._held.popleft())

    def close(self) -> None:
        """Takes off the footers, writes the rest."""
        while self._held and is_footer(self._held[-1][1], len(self.table.columns)):
            self.table.footers.insert(0, self._held.pop())
        while self._held:
            self._settle(*self._held.popleft())
        self._flush()
        self._writer.close()

    def _settle(self, line: int, cells: list[str]) -> None:
        width = len(self.table.columns)
        if is_subtotal(cells, width):
            self.table.subtotals.append(line)
            self.table.refused.add(line, SET_ASIDE, [*cells, *[""] * (width - len(cells))])
            return
        if len(cells) > width:
            reason = f"the row has {len(cells)} cells, and the header {width}"
            self.table.refuse_malformed(line, reason, " | ".join(cells))
            return
        if len(cells) < width:
            self.table.padded += 1
        self.table.rows += 1
        self._batch.append([*cells, *([None] * (width - len(cells))), line])
        if len(self._batch) >= BATCH:
            self._flush()

    def _frame(self) -> pl.DataFrame:
        return pl.DataFrame(self._batch, schema=self._schema, orient="row")

    def _flush(self) -> None:
        if self._batch:
            self._writer.write_table(self._frame().to_arrow())
            self._batch.clear()


def is_footer(cells: Sequence[str], width: int) -> bool:
    """Whether a record at the end is a total or a notice and no row."""
    filled = [cell.strip() for cell in cells if cell.strip(" -–")]
    return bool(filled) and len(filled) < max(width, 2) and FOOTER.fullmatch(filled[0]) is not None


def is_subtotal(cells: Sequence[str], width: int) -> bool:
    """Whether a record among the rows only adds others up: a word for that, else nothing but numbers and gaps."""
    first = next((cell for cell in cells if cell), "")
    if first[:1] not in INITIALS or len(cells) > width or not SUBTOTAL.fullmatch(first.strip()):
        return False
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) < max(width, 2) and all(NUMBER.fullmatch(cell.strip()) for cell in filled[1:])
