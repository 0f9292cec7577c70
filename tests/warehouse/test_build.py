"""From canonical Parquet files to marts."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tandem.catalog import Dictionary
from tandem.domain import Quarter
from tandem.settings import Settings
from tandem.warehouse import build_marts
from tandem.warehouse.build import build_hash
from tandem.warehouse.inputs import TYPES, calendar
from tests.warehouse.small import AS_OF, deals, small_catalog

SETTINGS = Settings(threads=1)


def write(extracts: Path, table: str, rows: pl.DataFrame, name: str = "part-0") -> None:
    (extracts / table).mkdir(parents=True, exist_ok=True)
    rows.write_parquet(extracts / table / f"{name}.parquet")


def built(home: Path, settings: Settings = SETTINGS, **others: str) -> duckdb.DuckDBPyConnection:
    """The marts of the extracts in `home`, open."""
    catalog = small_catalog(home / "queries", **others)
    build_marts(home / "extracts", home / "marts.duckdb", catalog=catalog, settings=settings, as_of=AS_OF)
    return duckdb.connect(str(home / "marts.duckdb"), read_only=True)


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    with connection:
        return connection.sql(sql).fetchall()


def test_marts_hold_the_rows_of_the_extracts(tmp_path: Path) -> None:
    write(tmp_path / "extracts", "opportunities", deals([5, 7]))
    found = rows(built(tmp_path), "select opportunity_id, region::varchar, amount::double from deals order by 1")
    assert found == [("o0", "(no region)", 5.0), ("o1", "EMEA", 7.0)]


def test_without_extracts_every_mart_is_empty(tmp_path: Path) -> None:
    assert rows(built(tmp_path), "select count(*) from deals") == [(0,)]


def test_every_canonical_table_is_there_with_its_types(tmp_path: Path) -> None:
    every = "-- Types?\n-- grain: one row\nselect 1 as one"
    for name, table in Dictionary.load().tables.items():
        typed = " and ".join(f"typeof(any_value({c})) = upper('{TYPES[f.type]}')" for c, f in table.columns.items())
        probe = f"{every} where (select not ({typed.replace('18, ', '18,')}) from {name})"
        home = tmp_path / name
        assert rows(built(home, regions=probe, same_deals=every), "select * from regions") == [], name


def test_columns_missing_from_one_of_two_files_are_null(tmp_path: Path) -> None:
    write(tmp_path / "extracts", "opportunities", deals([1]), "a")
    write(tmp_path / "extracts", "opportunities", deals([1, 2])[1:].drop("region"), "b")
    assert rows(built(tmp_path), "select region::varchar, count(*) from deals group by 1") == [("(no region)", 2)]


def test_a_quote_in_the_path_is_no_sql(tmp_path: Path) -> None:
    home = tmp_path / "it's ours"
    write(home / "extracts", "opportunities", deals([1]))
    assert rows(built(home), "select count(*) from deals") == [(1,)]


def test_rows_after_the_cut_off_stay_out(tmp_path: Path) -> None:
    late = pl.DataFrame({"opportunity_id": ["late"], "amount": ["1"], "created_at": [datetime(2026, 10, 1)]})
    write(tmp_path / "extracts", "opportunities", late)
    assert rows(built(tmp_path), "select count(*) from deals") == [(0,)]


def test_declared_columns_become_one_enum_type_across_marts(tmp_path: Path) -> None:
    write(tmp_path / "extracts", "opportunities", deals([1, 2]))
    types = rows(built(tmp_path), "select distinct data_type from duckdb_columns where column_name = 'region'")
    assert types == [("ENUM('(no region)', 'EMEA')",)]


def test_macros_are_kept_with_the_marts(tmp_path: Path) -> None:
    write(tmp_path / "extracts", "opportunities", deals([1, 2]))
    assert rows(built(tmp_path), "select count(*) from deals where picked(['EMEA'], region)") == [(1,)]


def test_sides_of_sources_come_from_the_settings(tmp_path: Path) -> None:
    settings = Settings(threads=1, sources={"partner": ["Reseller"], "sales": ["Cold call"]})
    found = rows(built(tmp_path, settings), "select source, side from source_sides order by 1")
    assert found == [("cold call", "sales"), ("reseller", "partner")]


def test_no_sources_at_all_is_an_empty_table(tmp_path: Path) -> None:
    assert rows(built(tmp_path, Settings(threads=1, sources={})), "select * from source_sides") == []


def test_the_calendar_covers_every_date_and_the_cut_off(tmp_path: Path) -> None:
    early = pl.DataFrame({"opportunity_id": ["a"], "amount": ["1"], "created_at": [datetime(2025, 2, 3)]})
    write(tmp_path / "extracts", "opportunities", early)
    assert rows(built(tmp_path), "select min(day), max(day), count(*) from calendar") == [
        (date(2025, 1, 1), date(2026, 9, 30), 638)
    ]


def test_a_year_beyond_python_s_dates_breaks_nothing(tmp_path: Path) -> None:
    far = pl.DataFrame({"opportunity_id": ["a"], "amount": ["1"], "closed_at": ["294000-01-01 00:00:00"]})
    write(tmp_path / "extracts", "opportunities", far)
    assert rows(built(tmp_path), "select max(day) from calendar") == [(date(2026, 9, 30),)]


@pytest.mark.parametrize("start_month", [1, 2, 7, 12])
def test_the_calendar_says_what_quarter_says(start_month: int) -> None:
    days = calendar(date(2023, 12, 31), date(2025, 3, 1), start_month)
    for day, quarter, start, end, week in days.iter_rows():
        known = Quarter.containing(day, start_month)
        assert (quarter, start, end) == (str(known), known.start_on, known.end_on)
        assert week == min(13, (day - start).days // 7 + 1)
    assert days["day"].is_unique().all()
    assert set(days["week"]) == set(range(1, 14))


def test_the_hash_of_a_build_follows_what_shapes_it(tmp_path: Path) -> None:
    catalog = small_catalog(tmp_path / "a")
    changed = small_catalog(tmp_path / "b", regions="-- R?\n-- grain: one row\nselect 1 as one")
    settings, july = Settings(), Settings(fiscal_year_start_month=7)
    hashes = [build_hash(catalog, settings), build_hash(changed, settings), build_hash(catalog, july)]
    assert len(set(hashes)) == 3
    assert hashes[0] == build_hash(catalog, Settings(query_max_rows=1))
