"""A company of a few rows, written as CSV in a test, loaded and built as a real one is."""

import io
import textwrap
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from tandem.catalog import Catalog
from tandem.settings import Settings
from tandem.warehouse.build import build_marts
from tandem.warehouse.checks import run_checks
from tandem.warehouse.manifest import Check

AS_OF = date(2026, 9, 30)
SETTINGS = Settings()


@dataclass(frozen=True)
class Company:
    """The built marts of a small company, and the folder that they lie in."""

    folder: Path
    as_of: date

    def rows(self, mart: str, *columns: str) -> list[tuple[object, ...]]:
        """Those columns of a mart, every row, sorted."""
        with duckdb.connect(str(self.folder / "marts.duckdb"), read_only=True) as connection:
            listed = ", ".join(columns)
            return sorted(connection.table(mart).project(listed).fetchall(), key=repr)

    def one(self, mart: str, *columns: str) -> tuple[object, ...]:
        """Those columns of the only row of a mart."""
        [row] = self.rows(mart, *columns)
        return row

    def by(self, mart: str, key: str, column: str) -> dict[object, object]:
        """One column of a mart by a column that tells its rows apart."""
        rows = self.rows(mart, key, column)
        found = {row[0]: row[1] for row in rows}
        assert len(found) == len(rows), f"{key} does not tell the rows of {mart} apart"
        return found

    def checks(self) -> tuple[Check, ...]:
        """Every invariant, counted over the marts."""
        return run_checks(
            self.folder / "extracts",
            self.folder / "marts.duckdb",
            catalog=Catalog.load(),
            settings=SETTINGS,
            as_of=self.as_of,
        )

    def rebuilt(self, mart: str, **settings: object) -> "Company":
        """The same company with one mart built again under other settings."""
        query = Catalog.load().build[mart]
        given: dict[str, object] = {setting.name: setting.value() for setting in query.settings} | settings
        given |= {"as_of": self.as_of} if query.params else {}
        with duckdb.connect(str(self.folder / "marts.duckdb")) as connection:
            connection.execute(f"create or replace table {mart} as\n{query.text}", given)
        return self


def company(folder: Path, as_of: date = AS_OF, settings: Settings = SETTINGS, **tables: str) -> Company:
    """The company of these tables, each given as CSV text with canonical column names."""
    for name, text in tables.items():
        rows = pl.read_csv(io.StringIO(textwrap.dedent(text).strip()), infer_schema=False)
        trimmed = rows.rename(str.strip).with_columns(pl.all().str.strip_chars().replace("", None))
        (folder / "extracts" / name).mkdir(parents=True, exist_ok=True)
        trimmed.write_parquet(folder / "extracts" / name / "part-0.parquet")
    build_marts(
        folder / "extracts", folder / "marts.duckdb", catalog=Catalog.load(), settings=settings, as_of=as_of
    )
    return Company(folder, as_of)
