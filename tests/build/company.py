"""A company of a few rows, written as CSV in a test, loaded and built as a real one is."""

import io
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import duckdb
import polars as pl

from tandem.catalog import Catalog
from tandem.review.plan import marts_behind, marts_to_make
from tandem.settings import Settings
from tandem.warehouse.build import build_marts
from tandem.warehouse.checks import run_checks
from tandem.warehouse.manifest import Check

AS_OF = date(2026, 9, 30)
SETTINGS = Settings()
Tables = Mapping[str, str]
NOTHING: Tables = MappingProxyType({})

# A defect of every kind: orphans, dates out of order and in the future, nothing where something should stand.
DIRTY: Tables = {
    "users": "user_id,region\nU1,EMEA",
    "accounts": "account_id,name,is_target\nA1,Acme,true",
    "people": "person_id,email\nP1,ann@acme.com\nP2,ann@acme.com",
    "campaigns": "campaign_id,name,channel\nC1,Fair,Event",
    "assets": "asset_id\nS1",
    "leads": """
        lead_id,created_at,account_id,source,mql_at,opportunity_id,rejected_at
        L1,2026-01-01,A1,Webinar,2026-01-02,D1,
        L2,2026-01-10,A9,,2026-01-02,D9,2026-01-11
        L3,2026-10-10,A1,Webinar,,,
    """,
    "opportunities": """
        opportunity_id,created_at,closed_at,is_won,lead_source,list_amount,amount,currency
        D1,2026-02-01,2026-03-01,true,Webinar,10,10,
        D2,2026-02-01,2026-01-01,false,,,20,EUR
        D3,,,,,,30,USD
        D4,2026-11-01,,,Webinar,,40,
    """,
    "opportunity_people": "opportunity_id,person_id\nD1,P1\nD9,P1",
    "opportunity_stages": "opportunity_id,stage,entered_at\nD1,Proposal,2026-02-10\nD9,Proposal,2026-02-10",
    "touches": """
        touch_id,touched_at,person_id,account_id,campaign_id,side
        T1,2026-01-15,P1,,C1,marketing
        T2,2026-01-16,P9,,C9,marketing
        T3,2026-01-17,,A1,,sales
        T4,2026-10-17,,A1,,sales
    """,
    "targets": "quarter,metric,target,region\n2026Q1,Bookings,100,\n2026Q1,Bookings,40,EMEA",
    "fx_rates": "currency,month,rate\nGBP,2026-02-01,1.3",
    "spend": """
        month,amount,channel,currency
        2026-02-01,10,Event,
        2026-02-01,5,Event,GBP
        2026-02-01,5,Event,EUR
    """,
    "asset_ratings": "asset_id,rating\nS1,4",
    "asset_uses": "use_id,asset_id,used_at,opportunity_id\nU1,S1,2026-02-02,D1\nU2,S9,2026-02-02,D9",
}


@dataclass(frozen=True)
class Company:
    """The built marts of a small company, and the folder that they lie in."""

    folder: Path
    as_of: date
    other: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def rows(self, mart: str, *columns: str) -> list[tuple[object, ...]]:
        """Those columns of a mart, every row, sorted."""
        with duckdb.connect(str(self.folder / "marts.duckdb"), read_only=True) as connection:
            make_steps(connection, mart, **self.other.get(mart, {}))
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
        """The same company, with one mart, and what it reads, as it is built under other settings."""
        return replace(self, other={mart: settings})


def make_steps(connection: duckdb.DuckDBPyConnection, mart: str, **settings: object) -> None:
    """Makes `mart` and what it reads, as far as it is not kept or is another one under `settings`, for a while."""
    catalog = Catalog.load()
    question = replace(catalog.build[mart], reads=(mart,))
    marts = marts_behind(catalog, [question])
    values = {own.name: settings.get(own.name, own.value()) for query in marts for own in query.settings}
    for query in marts_to_make(marts, [question], values):
        given = {own.name: values[own.name] for own in query.settings} | ({"as_of": AS_OF} if query.params else {})
        connection.execute(f"create or replace temp table {query.name} as\n{query.text}", given)


def company(folder: Path, given: Tables = NOTHING, /, *, settings: Settings = SETTINGS, **tables: str) -> Company:
    """The company of these tables, each given as CSV text with canonical column names."""
    for name, text in (*given.items(), *tables.items()):
        rows = pl.read_csv(io.StringIO(textwrap.dedent(text).strip()), infer_schema=False)
        trimmed = rows.rename(str.strip).with_columns(pl.all().str.strip_chars().replace("", None))
        (folder / "extracts" / name).mkdir(parents=True, exist_ok=True)
        trimmed.write_parquet(folder / "extracts" / name / "part-0.parquet")
    build_marts(folder / "extracts", folder / "marts.duckdb", catalog=Catalog.load(), settings=settings, as_of=AS_OF)
    return Company(folder, AS_OF)
