"""A house of two tables and two marts, small enough to be published many times in a test."""

from datetime import date, datetime
from pathlib import Path

import polars as pl

from tandem.catalog import Catalog
from tandem.settings import Settings
from tandem.warehouse import Facts, FileEntry, Staging, Version, Warehouse

FILES = {
    "macros.sql": "create macro picked(wanted, value) as len(wanted) = 0 or list_contains(wanted, value);\n",
    "build/deals.sql": """-- Which deals are there?
--
-- grain: one row per opportunity (opportunity_id)
-- reads: opportunities
-- param as_of date last day counted
-- param currency varchar reporting currency
-- setting floor integer = 0 : least amount
-- column opportunity_id varchar the deal
-- column region enum region
-- column amount decimal(18,2) amount
select opportunity_id, coalesce(region, '(no region)') as region, amount
from opportunities
where created_at::date <= $as_of and amount >= $floor and $currency is not null
order by opportunity_id
""",
    "build/regions.sql": """-- Which regions are there?
--
-- grain: one row per region (region)
-- reads: deals
-- column region enum region
-- column deals bigint how many
select region, count(*) as deals from deals group by region order by region
""",
    "check/same_deals.sql": """-- Regions add up to all deals.
--
-- grain: one row
select
    count(*)::bigint as checked,
    count(*) filter (where deals > 1000)::bigint as failed,
    min(region)::varchar as example
from regions
where $as_of is not null
""",
    "ask/all_deals.sql": """-- All deals?
--
-- grain: one row per opportunity (opportunity_id)
-- reads: deals
select * from deals order by opportunity_id
""",
}
AS_OF = date(2026, 9, 30)
FACTS = Facts(AS_OF, AS_OF, files=(FileEntry("deals.csv", 12, "ab", "deals", ("opportunities",), 3, 2, 1),))


def small_catalog(folder: Path, **others: str) -> Catalog:
    """The catalog of the small house, written into `folder`; `others` replace files by their stem."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(others.get(path.stem, text))
    return Catalog.load(folder)


def small_warehouse(home: Path, *, versions_kept: int = 10, **others: str) -> Warehouse:
    """An empty warehouse of the small house in `home`."""
    settings = Settings(versions_kept=versions_kept, threads=1)
    return Warehouse(home / "warehouse", settings, small_catalog(home / "queries", **others))


def deals(amounts: list[int]) -> pl.DataFrame:
    """One opportunity per amount, a region for every second."""
    numbers = range(len(amounts))
    schema = {"opportunity_id": pl.String, "region": pl.String, "created_at": pl.Datetime, "amount": pl.String}
    columns = {
        "opportunity_id": [f"o{number}" for number in numbers],
        "region": ["EMEA" if number % 2 else None for number in numbers],
        "created_at": [datetime(2026, 7, 1) for _ in numbers],
        "amount": [str(amount) for amount in amounts],
    }
    return pl.DataFrame(columns, schema=schema)


def bring(staging: Staging, table: str, rows: pl.DataFrame, *sort_by: str) -> int:
    """Writes the rows as ingest does, and seals them."""
    (staging.incoming / table).mkdir()
    rows.write_parquet(staging.incoming / table / "1.parquet")
    return staging.seal(table, sort_by)


def publish(warehouse: Warehouse, amounts: list[int], who: str = "Ann") -> Version:
    """Publishes the deals of these amounts."""
    with warehouse.staging(who, carry=True) as staging:
        bring(staging, "opportunities", deals(amounts), "opportunity_id")
        staging.build(FACTS)
        return staging.publish()


def amounts_of(version: Version) -> list[float]:
    """The amounts of the deals of a version, smallest first."""
    return [float(amount) for amount in version.query("select amount from deals order by amount")["amount"]]
