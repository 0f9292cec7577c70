"""One file as one table: its rows cast and judged, kept in a Parquet file of their own or refused with reasons."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.catalog import Table
from tandem.ingest.casting import Caster, schema_of
from tandem.ingest.extract import Extract, SetAside, find_column
from tandem.ingest.mapped import Mapped, taken
from tandem.ingest.extract import Source
from tandem.ingest.numbers import currencies
from tandem.ingest.text import LINE, TextTable

PART, MODIFIED = "__part", "__modified"
MARKS: dict[str, pl.DataType] = {PART: pl.Int32(), LINE: pl.Int64(), MODIFIED: pl.Datetime("us")}
SEPARATOR = "\x1f"


@dataclass
class Part:
    """What became of the rows of one file in one table."""

    number: int
    text: TextTable
    extract: Extract
    table: Table
    path: Path
    kept: int = 0
    faulty: int = 0
    superseded: int = 0
    set_aside: int = 0
    first_fault: tuple[int, str, str] | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Rows that were not kept: faulty, superseded, set aside."""
        return self.text.read - self.kept

    def refuse(self, line: int, reason: str, cells: Iterable[str | None], column: str = "") -> None:
        """Counts a faulty row and keeps it among the refused ones."""
        self.faulty += 1
        self.first_fault = self.first_fault or (line, column, reason)
        self.text.refused.add(line, reason, cells)


class PartWriter:
    """Casts the rows of a text table as one extract says."""

    def __init__(self, part: Part, mapped: Mapped, time_zone: str, caster: Caster) -> None:
        """Will fill `part`."""
        self._part, self._mapped, self._caster, self._zone = part, mapped, caster, time_zone
        self._schema = {**schema_of(part.table), **MARKS}
        self._sums: dict[str, Decimal] = {}

    def run(self) -> dict[str, Decimal]:
        """Decides how columns are written, then casts every batch; the sums of the amounts by source column."""
        self._decide()
        empty = pl.DataFrame(schema=self._schema)
        with pq.ParquetWriter(self._part.path, empty.to_arrow().schema, compression="lz4") as writer:
            for batch in self._part.text.batches():
                kept = self._take(batch)
                if kept.height:
                    self._part.kept += kept.height
                    writer.write_table(kept.to_arrow())
        return self._sums

    def _decide(self) -> None:
        wanted = [column for column in self._mapped.filled if self._caster.needs_evidence(column)]
        if wanted:
            for batch in self._part.text.batches():
                self._caster.see(self._mapped.texts(batch, wanted))
        sources = {column: self._mapped.source_of(column) for column in wanted}
        self._part.notes += self._caster.settle(self._part.text.name, sources)

    def _take(self, batch: pl.DataFrame) -> pl.DataFrame:
        for rule in self._part.extract.set_aside:
            batch = self._without(batch, rule)
        texts = self._mapped.texts(batch)
        values = pl.DataFrame([self._caster.cast(column, texts[column]) for column in texts.columns])
        faults = self._faults(texts, values)
        bad = pl.any_horizontal(faults.columns) if faults.columns else pl.lit(False)
        wrong = faults.select(bad).to_series() if faults.columns else pl.Series([False]).extend_constant(False, batch.height - 1)
        if wrong.any():
            self._refuse(batch.filter(wrong), texts.filter(wrong), faults.filter(wrong))
        return self._finished(batch.filter(~wrong), texts.filter(~wrong), values.filter(~wrong))

    def _without(self, batch: pl.DataFrame, rule: SetAside) -> pl.DataFrame:
        column = find_column(rule.column, self._part.text.columns)
        if column is None:
            return batch
        is_aside = batch.select(condition(rule, taken(Source(column)))).to_series().fill_null(False)
        for cells in batch.filter(is_aside).iter_rows():
            self._part.set_aside += 1
            self._part.text.refused.add(cells[-1], f"set aside: {rule.reason}", cells[:-1])
            if rule.is_total:
                self._part.text.footers.append((cells[-1], ["" if cell is None else cell for cell in cells[:-1]]))
        return batch.filter(~is_aside)

    def _faults(self, texts: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
        table = self._part.table
        unreadable = {column: texts[column].is_not_null() & values[column].is_null() for column in texts.columns}
        empty = {f"{column} ": values[column].is_null() for column in table.required if column in values.columns}
        masks = {name: mask for name, mask in {**unreadable, **empty}.items() if mask.any()}
        if table.one_of:
            there = [values[column].is_not_null() for column in table.one_of if column in values.columns]
            lacking = ~pl.DataFrame([mask.alias(str(place)) for place, mask in enumerate(there)]).select(
                pl.any_horizontal(pl.all())
            ).to_series()
            masks |= {" ": lacking} if lacking.any() else {}
        return pl.DataFrame(masks)

    def _refuse(self, batch: pl.DataFrame, texts: pl.DataFrame, faults: pl.DataFrame) -> None:
        for cells, row, wrong in zip(batch.iter_rows(), texts.iter_rows(named=True), faults.iter_rows(named=True), strict=True):
            names = [name for name, is_wrong in wrong.items() if is_wrong]
            unreadable = [name for name in names if not name.endswith(" ")]
            said = unreadable + [name for name in names if name.endswith(" ") and name.strip() not in unreadable]
            column = self._mapped.source_of(said[0].strip()) if said[0].strip() else ""
            self._part.refuse(cells[-1], "; ".join(self._reason(name, row) for name in said), cells[:-1], column)

    def _reason(self, name: str, row: Mapping[str, str | None]) -> str:
        table, column = self._part.table, name.strip()
        if not column:
            return f"none of {', '.join(table.one_of)} is filled, and one {table.one_row_per} needs one of them"
        source = f"column “{self._mapped.source_of(column)}”"
        if name.endswith(" "):
            return f"{source} is empty, and every {table.one_row_per} needs its {column}"
        return f"{source}: “{shown(row[column])}” {self._caster.reason(column)}"

    def _finished(self, batch: pl.DataFrame, texts: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
        table = self._part.table
        money = [column for column in values.columns if table.columns[column].type == "money"]
        if self._part.text.footers or any(rule.is_total for rule in self._part.extract.set_aside):
            self._add_up(values, money)
        if "currency" in table.columns and "currency" not in values.columns and money:
            values = values.with_columns(currencies(texts[money[0]]).alias("currency"))
        missing = [pl.lit(None, dtype=kind).alias(name) for name, kind in schema_of(table).items() if name not in values.columns]
        marks = [pl.lit(self._part.number, dtype=pl.Int32).alias(PART), batch[LINE], self._changed(batch).alias(MODIFIED)]
        whole = values.with_columns(*missing, *marks).select(list(self._schema))
        return with_ids(whole, table) if table.mode == "append" and len(table.key) == 1 else whole

    def _changed(self, batch: pl.DataFrame) -> pl.Series:
        if self._mapped.modified is None:
            return pl.Series([None], dtype=pl.Datetime("us")).new_from_index(0, batch.height)
        texts = batch.select(taken(Source(self._mapped.modified))).to_series()
        return Caster(self._part.table, self._zone, order=self._caster.order).times(texts)

    def _add_up(self, values: pl.DataFrame, money: list[str]) -> None:
        for column in money:
            name = self._mapped.source_of(column)
            self._sums[name] = self._sums.get(name, Decimal(0)) + Decimal(str(values[column].sum() or 0))


def condition(rule: SetAside, text: pl.Expr) -> pl.Expr:
    """Whether a row falls under the rule."""
    if rule.filled is not None:
        return text.is_not_null() if rule.filled else text.is_null()
    if rule.unless:
        return ~text.is_in(rule.unless).fill_null(False)
    return text.str.to_lowercase().is_in([value.lower() for value in rule.values])


def shown(value: str | None) -> str:
    """A value as a sentence shows it: not longer than a line."""
    return "" if value is None else value if len(value) <= 60 else f"{value[:57]}…"


def with_ids(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows, those without an id given one that is made of what they say: the same row has the same id anywhere."""
    key = table.key[0]
    if not rows[key].has_nulls():
        return rows
    said = [pl.col(name).cast(pl.String).fill_null("") for name in table.columns if name != key]
    joined = rows.select(pl.concat_str(said, separator=SEPARATOR)).to_series()
    made = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in joined.to_list()]
    return rows.with_columns(pl.col(key).fill_null(pl.Series(made, dtype=pl.String)))
