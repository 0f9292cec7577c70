"""Which rows of a batch cannot be kept, and the sentence that says why."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from tandem.catalog import Table
from tandem.ingest.casting import Caster
from tandem.ingest.mapped import Mapped

SHOWN = 60


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with some rows: a column that is unreadable or, when `is_empty`, lacks a value."""

    column: str
    is_empty: bool
    rows: pl.Series


def faults_in(table: Table, texts: pl.DataFrame, values: pl.DataFrame) -> list[Fault]:
    """Everything that is wrong with a batch; a fault without a column means that none of the alternatives is filled."""
    found = [Fault(name, False, texts[name].is_not_null() & values[name].is_null()) for name in texts.columns]
    required = [name for name in table.required if name in values.columns]
    found += [Fault(name, True, texts[name].is_null()) for name in required]
    if table.one_of:
        missing = [texts[name].is_null() for name in table.one_of if name in texts.columns]
        found.append(Fault("", True, reduce(lambda one, other: one & other, missing)))
    return [fault for fault in found if fault.rows.any()]


def any_of(faults: list[Fault]) -> pl.Series:
    """The rows that have any of the faults, of which there is at least one."""
    return reduce(or_, (fault.rows for fault in faults))


@dataclass(frozen=True)
class Judge:
    """Puts the faults of one file in one table into words."""

    table: Table
    mapped: Mapped
    caster: Caster

    def reason(self, fault: Fault, row: Mapping[str, str | None]) -> str:
        """Why the row with these texts cannot be kept, for one fault."""
        if not fault.column:
            return f"none of {', '.join(self.table.one_of)} is filled, and a {self.table.one_row_per} needs one of them"
        source = f"column “{self.mapped.source_of(fault.column)}”"
        if fault.is_empty:
            return f"{source} is empty, and every {self.table.one_row_per} needs its {fault.column}"
        return f"{source}: “{shown(row[fault.column])}” {self.caster.reason(fault.column)}"

    def column(self, fault: Fault) -> str:
        """The column of the file that a fault is about."""
        return self.mapped.source_of(fault.column) if fault.column else ""


def shown(value: str | None) -> str:
    """A value as a sentence shows it: no longer than a line."""
    text = value or ""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
