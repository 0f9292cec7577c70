"""One file as one table: its rows cast and judged, kept in a Parquet file of their own or refused with reasons."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from tandem.catalog import Table
from tandem.ingest.casting import Caster, schema_of
from tandem.ingest.extract import Extract, SetAside, Source, find_column
from tandem.ingest.judging import Fault, Judge, any_of, faults_in
from tandem.ingest.mapped import Mapped, taken
from tandem.ingest.numbers import currencies
from tandem.ingest.text import LINE, TextTable

PART, MODIFIED = "__part", "__modified"
MARKS: dict[str, pl.DataType] = {PART: pl.Int32(), LINE: pl.Int64(), MODIFIED: pl.Datetime("us")}
SEPARATOR = "\x1f"
ORIGIN = "platform"


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
        """Rows that were not kept: malformed, faulty, superseded, set aside."""
        return self.text.malformed + self.faulty + self.superseded + self.set_aside

    def refuse(self, line: int, reason: str, cells: Iterable[str | None], column: str = "") -> None:
        """Counts a faulty row and keeps it among the refused ones."""
        self.faulty += 1
        self.first_fault = self.first_fault or (line, column, reason)
        self.text.refused.add(line, reason, cells)


class PartWriter:
    """Casts the rows of a text table as one extract says."""

    def __init__(self, part: Part, mapped: Mapped, caster: Caster) -> None:
        """Will fill `part`."""
        self._part, self._mapped, self._caster = part, mapped, caster
        self._judge = Judge(part.table, mapped, caster)
        self._canonical = schema_of(part.table)
        self._money = [name for name in mapped.filled if part.table.columns[name].type == "money"]
        self.sums: dict[str, Decimal] = {}

    def run(self) -> None:
        """Decides how columns are written, then casts every batch; `sums` are those of the amounts by source column."""
        self._decide()
        schema = pl.DataFrame(schema={**self._canonical, **MARKS}).to_arrow().schema
        with pq.ParquetWriter(self._part.path, schema, compression="lz4") as writer:
            for batch in self._part.text.batches():
                kept = self._take(batch)
                if kept.height:
                    self._part.kept += kept.height
                    writer.write_table(kept.to_arrow())

    def _decide(self) -> None:
        wanted = [column for column in self._mapped.filled if self._caster.needs_evidence(column)]
        for batch in self._part.text.batches() if wanted else ():
            self._caster.see(self._mapped.texts(batch, wanted))
        sources = {column: self._mapped.source_of(column) for column in wanted}
        self._part.notes += self._caster.settle(self._part.text.name, sources)

    def _take(self, batch: pl.DataFrame) -> pl.DataFrame:
        for rule in self._part.extract.set_aside:
            batch = self._without(batch, rule)
        texts = self._mapped.texts(batch)
        values = pl.DataFrame([self._caster.cast(column, texts[column]) for column in texts.columns])
        faults = faults_in(self._part.table, texts, values)
        if not faults:
            return self._finished(batch, texts, values)
        wrong = any_of(faults)
        self._refuse(batch.filter(wrong), texts.filter(wrong), [_among(fault, wrong) for fault in faults])
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
                self._part.text.footers.append((cells[-1], [cell or "" for cell in cells[:-1]]))
        return batch.filter(~is_aside)

    def _refuse(self, batch: pl.DataFrame, texts: pl.DataFrame, faults: list[Fault]) -> None:
        rows = zip(batch.iter_rows(), texts.iter_rows(named=True), strict=True)
        for at, (cells, row) in enumerate(rows):
            own = [fault for fault in faults if fault.rows[at]]
            reason = "; ".join(self._judge.reason(fault, row) for fault in own)
            self._part.refuse(cells[-1], reason, cells[:-1], self._judge.column(own[0]))

    def _finished(self, batch: pl.DataFrame, texts: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
        table = self._part.table
        self._add_up(values)
        if self._money and "currency" in table.columns and "currency" not in values.columns:
            values = values.with_columns(currencies(texts[self._money[0]]).alias("currency"))
        if ORIGIN in table.stands_for and ORIGIN not in values.columns:
            values = values.with_columns(pl.lit(self._part.extract.name).alias(ORIGIN))
        absent = {name: kind for name, kind in self._canonical.items() if name not in values.columns}
        values = values.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in absent.items())
        part = pl.lit(self._part.number, dtype=pl.Int32).alias(PART)
        whole = values.with_columns(part, batch[LINE], self._changed(batch)).select([*self._canonical, *MARKS])
        return with_ids(whole, table) if table.mode == "append" and len(table.key) == 1 else whole

    def _changed(self, batch: pl.DataFrame) -> pl.Series:
        if self._mapped.modified is None:
            return pl.Series(MODIFIED, [None], dtype=pl.Datetime("us")).new_from_index(0, batch.height)
        texts = batch.select(taken(Source(self._mapped.modified))).to_series()
        return self._caster.times(texts).alias(MODIFIED)

    def _add_up(self, values: pl.DataFrame) -> None:
        for column in self._money:
            name = self._mapped.source_of(column)
            self.sums[name] = self.sums.get(name, Decimal(0)) + Decimal(str(values[column].sum() or 0))


def _among(fault: Fault, wrong: pl.Series) -> Fault:
    return Fault(fault.column, fault.is_empty, fault.rows.filter(wrong))


def condition(rule: SetAside, text: pl.Expr) -> pl.Expr:
    """Whether a row falls under the rule."""
    if rule.filled is not None:
        return text.is_not_null() if rule.filled else text.is_null()
    if rule.unless:
        return ~text.is_in(rule.unless).fill_null(False)
    return text.str.to_lowercase().is_in([value.lower() for value in rule.values])


def with_ids(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows, those without an id given one that is made of what they say: the same row has the same id anywhere."""
    key = table.key[0]
    if not rows[key].has_nulls():
        return rows
    said = [pl.col(name).cast(pl.String).fill_null("") for name in table.columns if name != key]
    joined = rows.select(pl.concat_str(said, separator=SEPARATOR)).to_series()
    made = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in joined.to_list()]
    return rows.with_columns(pl.col(key).fill_null(pl.Series(made, dtype=pl.String)))
