"""A published (or staged) version, as its readers hold it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from tandem.catalog import Catalog
from tandem.settings import Settings
from tandem.warehouse.checks import run_checks
from tandem.warehouse.engine import MARTS, Engine, Step, engine_of
from tandem.warehouse.faults import outdated_marts
from tandem.warehouse.manifest import Check, Manifest


@dataclass(frozen=True, eq=False)
class Version:
    """One version: immutable, kept as long as somebody holds it; `warning` says why it stands in for another."""

    manifest: Manifest
    folder: Path
    settings: Settings = field(repr=False)
    engine: Engine = field(repr=False)
    warning: str = ""

    @classmethod
    def open(cls, folder: Path, settings: Settings) -> "Version":
        """The version in `folder`; raises Damaged when its manifest or its marts cannot be read."""
        return cls(Manifest.read(folder), folder, settings, engine_of(folder, settings))

    @property
    def number(self) -> int:
        """The number of the version."""
        return self.manifest.number

    @property
    def extracts(self) -> Path:
        """The folder of its canonical tables."""
        return self.folder / "extracts"

    def query(
        self,
        sql: str,
        params: Mapping[str, object] | None = None,
        *,
        first: Sequence[Step] = (),
        given: Mapping[str, pl.DataFrame] | None = None,
        timeout_s: float | None = None,
        max_rows: int | None = None,
    ) -> pl.DataFrame:
        """The rows of `sql` over the marts, `first` and `given`; raises Refused past a limit of time or rows."""
        tables = {name: rows.to_arrow() for name, rows in (given or {}).items()}
        with outdated_marts(self.warning):
            rows = self.engine.execute(
                sql, params or {}, first=first, given=tables, timeout_s=timeout_s, max_rows=max_rows
            )
        answer = pl.from_arrow(rows)
        assert isinstance(answer, pl.DataFrame)
        return answer

    def check(self, catalog: Catalog | None = None) -> tuple[Check, ...]:
        """Every invariant, counted again now."""
        with outdated_marts(self.warning), TemporaryDirectory(prefix="tandem-") as spill:
            return run_checks(
                self.extracts,
                self.folder / MARTS,
                catalog=catalog or Catalog.load(),
                settings=self.settings,
                as_of=self.manifest.as_of,
                spill=Path(spill),
            )
