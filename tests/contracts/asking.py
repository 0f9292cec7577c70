"""Extracts of a few rows, built as a load builds them, and asked as a reader asks."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from tandem.catalog import Catalog, Dictionary, Query
from tandem.domain import COUNTED_KINDS, Filters, Quarter, Scope
from tandem.review import AnswerCache, Review
from tandem.review.plan import questions_read
from tandem.settings import Settings
from tandem.warehouse import DuckEngine, Manifest, Version, build_marts

SETTINGS = Settings(threads=1)


@dataclass(frozen=True)
class Asked:
    """What a reader asks for: a quarter as text (None = all time), regions, segments, kinds and settings."""

    quarter: str | None = None
    regions: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    kinds: tuple[str, ...] = COUNTED_KINDS
    settings: dict[str, object] = field(default_factory=dict)

    def filters(self, start_month: int = 1) -> Filters:
        """The filters in a fiscal year that starts in `start_month`."""
        quarter = Quarter.parse(self.quarter, start_month) if self.quarter else None
        return replace(Filters.of(quarter, self.regions, self.segments), kinds=self.kinds)


def marts_behind(catalog: Catalog, names: list[str]) -> Catalog:
    """The catalog with only those marts that the named questions or marts read, directly or through others."""
    marts: dict[str, Query] = {}
    waiting = list(names)
    while waiting:
        query = catalog.ask.get(name := waiting.pop()) or catalog.build[name]
        if name in catalog.build:
            marts[name] = query
        inner = [*questions_read(catalog, query), query]
        waiting += [when.question for one in inner for when in one.whens]
        waiting += [read for one in inner for read in one.reads if read in catalog.build and read not in marts]
    return replace(catalog, build=marts)


def write_extract(folder: Path, table: str, rows: pl.DataFrame) -> int:
    """Writes rows of text as the canonical table, empty text as nothing; how many rows; raises on an unknown column."""
    known = Dictionary.load().tables[table].columns
    assert set(rows.columns) <= set(known), f"{table} has no {', '.join(set(rows.columns) - set(known))}"
    target = folder / "extracts" / table
    target.mkdir(parents=True)
    rows.with_columns(pl.all().cast(pl.String).replace("", None)).write_parquet(target / "part-0.parquet")
    return rows.height


def built(folder: Path, tables: dict[str, pl.DataFrame], as_of: date, catalog: Catalog, settings: Settings) -> Version:
    """A version in `folder` of these canonical tables, with the marts of `catalog`."""
    rows = {name: write_extract(folder, name, table) for name, table in tables.items()}
    (folder / "extracts").mkdir(exist_ok=True)
    build_marts(folder / "extracts", folder / "marts.duckdb", catalog=catalog, settings=settings, as_of=as_of)
    engine = DuckEngine(settings)
    engine.use_version(folder)
    manifest = Manifest(1, datetime(2026, 1, 1), "test", as_of, as_of, tables=rows)
    return Version(manifest, folder, settings, engine)


def ask(version: Version, name: str, asked: Asked, as_of: date | None = None) -> pl.DataFrame:
    """The answer to a question, by the door that the pages use, with nothing remembered."""
    review = Review(version, Scope.everything(), version.settings, as_of=as_of, answers=AnswerCache(0))
    return review.ask(name, asked.filters(version.settings.fiscal_year_start_month), **asked.settings)
