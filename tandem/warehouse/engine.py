"""Engines: what answers SQL over a version's marts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Protocol
from weakref import WeakValueDictionary

import duckdb
import pyarrow as pa

from tandem.errors import Damaged, Refused
from tandem.settings import Settings
from tandem.warehouse.deadline import deadline
from tandem.warehouse.session import reading, used

MARTS = "marts.duckdb"
KEPT, WHICH = "kept_answers", "which_answer"
LAST_ORDER = re.compile(r"\norder by [a-z0-9_, ]+\s*\Z")
NOTHING: Mapping[str, pa.Table] = MappingProxyType({})


@dataclass(frozen=True)
class Step:
    """A table that a question reads and no version holds: its name, the SQL of its rows, whether all are made first."""

    name: str
    sql: str
    is_made: bool = False


class Engine(Protocol):
    """What answers SQL over the marts of one version."""

    def use_version(self, folder: Path) -> None:
        """Answers from the version in `folder` from now on."""

    def execute(
        self,
        sql: str,
        params: Mapping[str, object],
        *,
        first: Sequence[Step] = (),
        given: Mapping[str, pa.Table] = NOTHING,
        timeout_s: float | None = None,
        max_rows: int | None = None,
    ) -> pa.Table:
        """The rows of `sql` over the tables of `first` and those `given`; raises Refused past a limit."""

    def close(self) -> None:
        """Lets go of the version."""


class DuckEngine:
    """Embedded DuckDB: one read-only, locked-down connection, a cursor of its own for every query."""

    def __init__(self, settings: Settings) -> None:
        """An engine within the limits of `settings`, of no version yet."""
        self._settings = settings
        self._connection: duckdb.DuckDBPyConnection | None = None

    def use_version(self, folder: Path) -> None:
        """Answers from `folder`/marts.duckdb from now on; raises Damaged when that is no readable database."""
        self.close()
        try:
            self._connection = reading(folder / MARTS, self._settings)
        except duckdb.Error as fault:
            raise Damaged(f"{folder.name}/{MARTS} cannot be read: roll back, or load again.") from fault

    def execute(
        self,
        sql: str,
        params: Mapping[str, object],
        *,
        first: Sequence[Step] = (),
        given: Mapping[str, pa.Table] = NOTHING,
        timeout_s: float | None = None,
        max_rows: int | None = None,
    ) -> pa.Table:
        """The rows of `sql` over `first` and `given`; raises Refused past a limit (of the settings, if None)."""
        if self._connection is None:
            raise Refused("This version is closed: open it again.")
        most = max_rows or self._settings.query_max_rows
        with self._connection.cursor() as cursor, deadline(cursor, timeout_s or self._settings.query_timeout_seconds):
            handed = handed_over(given)
            for name, rows in handed.tables.items():
                cursor.register(name, rows)
            statement = at_most(most + 1, sql, [*handed.steps, *first])
            return plain_text(within(cursor.execute(statement, used(statement, params)).to_arrow_table(), most))

    @property
    def is_open(self) -> bool:
        """Whether it has a version to answer from."""
        return self._connection is not None

    def close(self) -> None:
        """Closes the connection; queries under way end first."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


@dataclass(frozen=True)
class HandedOver:
    """Kept answers as DuckDB is given them: tables by name, and the steps that make each answer of them."""

    tables: Mapping[str, pa.Table]
    steps: Sequence[Step]


def handed_over(answers: Mapping[str, pa.Table]) -> HandedOver:
    """Answers of the same columns under each other in one table: to hand one over costs as much as to plan a small one.

    A step stands between them and a join: DuckDB pushes filters of a join into the scan of an Arrow table, one of which
    PyArrow refuses (Bloom filters).
    """
    shapes: dict[pa.Schema, list[str]] = {}
    for name, rows in answers.items():
        shapes.setdefault(rows.schema, []).append(name)
    tables: dict[str, pa.Table] = {}
    steps: list[Step] = []
    for number, (shape, names) in enumerate(shapes.items()):
        tables[f"handed_{number}"] = pa.concat_tables(
            answers[name].append_column(WHICH, pa.repeat(name, answers[name].num_rows)) for name in names
        )
        steps.append(Step(f"{KEPT}_{number}", f"select * from handed_{number}", is_made=True))
        columns = ", ".join(f'"{column}"' for column in shape.names)
        steps += [Step(name, f"select {columns} from {KEPT}_{number} where {WHICH} = '{name}'") for name in names]
    return HandedOver(tables, steps)


def with_steps(sql: str, first: Sequence[Step]) -> str:
    """One statement: planned as a whole, it makes of each step only the columns and rows that somebody reads."""
    if not first:
        return sql
    steps = ",\n".join(
        f"{step.name} as {'materialized ' if step.is_made else ''}(\n{unordered(step.sql)}\n)" for step in first
    )
    return f"with\n{steps}\nselect * from (\n{sql}\n)"


def at_most(rows: int, sql: str, first: Sequence[Step]) -> str:
    """One statement as with_steps makes it, of no more than so many rows.

    The limit stands around the steps: beside them it keeps DuckDB from making only those of their rows that are wanted.
    """
    return f"select * from (\n{with_steps(sql, first)}\n)\nlimit {rows}"


@lru_cache(1024)
def unordered(sql: str) -> str:
    """The SQL without the order of its rows, which nobody sees of a step and which would cost a sort."""
    return LAST_ORDER.sub("", sql)


def within(rows: pa.Table, most: int) -> pa.Table:
    """The rows; raises Refused when there are more than `most`."""
    if rows.num_rows > most:
        raise Refused(f"The answer has more than {most:,} rows: narrow the filters.")
    return rows


def plain_text(rows: pa.Table) -> pa.Table:
    """The rows with dictionary-encoded (ENUM) columns as plain text."""
    if not any(pa.types.is_dictionary(column.type) for column in rows.schema):
        return rows
    fields = [
        pa.field(column.name, pa.string()) if pa.types.is_dictionary(column.type) else column for column in rows.schema
    ]
    return rows.cast(pa.schema(fields))


OPEN: WeakValueDictionary[Path, DuckEngine] = WeakValueDictionary()
OPENING = Lock()


def engine_of(folder: Path, settings: Settings) -> DuckEngine:
    """The one engine of this process for the version in `folder`, opened when nobody holds it yet."""
    path = folder.resolve()
    with OPENING:
        engine = OPEN.get(path)
        if engine is None or not engine.is_open:
            engine = DuckEngine(settings)
            engine.use_version(path)
            OPEN[path] = engine
        return engine


def is_held(folder: Path) -> bool:
    """Whether a reader of this process holds the version in `folder`."""
    return folder.resolve() in OPEN
