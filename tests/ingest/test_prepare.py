"""The whole way: files in, a version to look at, published or gone."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from tandem.catalog import Catalog
from tandem.errors import FileRefused, WrongUse
from tandem.ingest.asof import latest_event
from tandem.ingest.report import FileReport, prove
from tests.ingest.loading import rows
from tests.ingest.office import ACCOUNTS, DEALS, TODAY, TOUCHES, Office


def test_a_load_is_published(office: Office) -> None:
    said: list[str] = []
    prepared = office.load(office.files(a=ACCOUNTS, d=DEALS), progress=said.append)
    assert office.tables() == {"accounts": 2, "opportunities": 2}
    manifest = office.warehouse.require().manifest
    assert [entry.recognised_as for entry in manifest.files] == ["Tandem accounts", "Tandem opportunities"]
    assert [(entry.rows_read, entry.rows_kept, entry.rows_refused) for entry in manifest.files] == [(2, 2, 0)] * 2
    assert [report.kept for report in prepared.reports] == [2, 2]
    assert said[0] == "Reading a.csv"
    assert manifest.who == "ann"


def test_what_is_not_published_is_gone(office: Office) -> None:
    office.load(office.files(a=ACCOUNTS), publish=False)
    assert office.warehouse.current() is None
    assert not list((office.folder / "warehouse" / "staging").iterdir())


def test_a_refused_file_leaves_what_is_published(office: Office) -> None:
    office.load(office.files(a=ACCOUNTS))
    with pytest.raises(FileRefused):
        office.load(office.files(b=rows("account_id,name", "3,x"), c=rows("nobody,knows", "1,2")))
    assert office.warehouse.require().number == 1


def test_tables_that_a_load_does_not_bring_are_carried(office: Office) -> None:
    office.load(office.files(a=ACCOUNTS, d=DEALS))
    office.load(office.files(t=TOUCHES))
    assert office.tables() == {"accounts": 2, "opportunities": 2, "touches": 2}


def test_own_files_never_mix_with_the_sample_company(office: Office) -> None:
    office.load(office.files(a=ACCOUNTS, d=DEALS), is_sample=True)
    office.load(office.files(t=TOUCHES))
    assert office.tables() == {"touches": 2}
    office.load(office.files(a=ACCOUNTS), is_sample=True)
    assert office.tables() == {"accounts": 2}


def test_the_last_day_is_that_of_the_latest_event_up_to_the_load(office: Office) -> None:
    assert office.load(office.files(d=DEALS, t=TOUCHES)).version.manifest.as_of == date(2026, 6, 1)
    assert office.load(office.files(d=DEALS.replace("100", "150"))).version.manifest.as_of == date(2026, 6, 1)
    said = {"as_of": date(2026, 7, 1)}
    assert office.load(office.files(d=DEALS), **said).version.manifest.as_of == date(2026, 7, 1)  # type: ignore[arg-type]


def test_open_deals_close_in_the_future_and_count_for_nothing(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "created_at": [datetime(2026, 1, 1)] * 3,
            "closed_at": [datetime(2026, 2, 1), datetime(2026, 3, 1), datetime(2026, 4, 1)],
            "is_closed": [None, None, False],
            "is_won": [None, False, None],
        },
        schema_overrides={"is_closed": pl.Boolean, "is_won": pl.Boolean},
    )
    (tmp_path / "opportunities").mkdir()
    frame.write_parquet(tmp_path / "opportunities" / "part-0.parquet")
    assert latest_event(tmp_path, TODAY) == date(2026, 3, 1)
    assert latest_event(tmp_path / "nothing", TODAY) == TODAY


def test_an_unknown_mode_and_no_files(office: Office) -> None:
    with pytest.raises(WrongUse, match="Known: replace, upsert, append"):
        office.load(office.files(a=ACCOUNTS), mode="merge")
    with pytest.raises(WrongUse, match="no file to load"):
        office.load([])


def test_an_unverified_preset_warns(office: Office) -> None:
    mapping = office.folder / "mapping.toml"
    mapping.write_text(
        '[[extract]]\nname = "rumour"\nverified = false\ntable = "users"\nheader = ["u"]\n'
        '[extract.columns]\nuser_id = "u"\n'
    )
    prepared = office.load(office.files(u="u\n1\n"), mapping=mapping)
    assert prepared.warnings == ["u.csv: rumour is an unverified preset: check that the columns are what they seem."]


def test_tables_are_stored_by_time_and_key(office: Office) -> None:
    text = rows("touched_at,account_id,touch_id", "2026-02-01,A1,b", "2026-01-01,A1,c", "2026-02-01,A1,a")
    office.load(office.files(t=text))
    stored = pl.read_parquet(office.warehouse.require().extracts / "touches" / "*.parquet")
    assert stored["touch_id"].to_list() == ["c", "a", "b"]


def test_rows_that_are_unaccounted_for_refuse_the_file() -> None:
    prove(FileReport("a.csv", "", 1, "x", ("accounts",), read=3, kept=2, refused=1))
    with pytest.raises(FileRefused, match="3 rows were read, 2 kept and 0 refused"):
        prove(FileReport("a.csv", "", 1, "x", ("accounts",), read=3, kept=2, refused=0))


CRM = Path(__file__).resolve().parents[2] / "docs" / "examples" / "maven_crm" / "mapping.toml"


def test_the_example_mapping_takes_every_trap_of_its_extract(tmp_path: Path) -> None:
    office = Office(tmp_path, Catalog.load())
    files = office.files(
        sales_pipeline=rows(
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
            "D1,Ann,GTXPro,Cancity,Won,10/20/2016,3/1/2017,1054",
            "D2,Bob,GTX Pro,,Lost,10/25/2016,12/31/2017,0",
            "D3,Ann,MG Special,Cancity,Engaging,1/2/2017,,",
            "D4,Bob,MG Special,,Prospecting,,,",
        ),
        sales_teams=rows("sales_agent,manager,regional_office", "Ann,Max,West", "Bob,Max,East"),
        products=rows("product,series,sales_price", "GTX Pro,GTX,4821", "MG Special,MG,55"),
        accounts=rows(
            "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
            "Cancity,technolgy,1996,1100.04,2822,United States,",
        ),
    )
    prepared = office.load(files, mapping=CRM)
    deals = pl.read_parquet(office.warehouse.require().extracts / "opportunities" / "*.parquet")
    assert deals.select("opportunity_id", "region", "product_family", "list_amount", "is_closed", "is_won").rows() == [
        ("D1", "West", "GTX", 4821, True, True),
        ("D2", "East", "GTX", 4821, True, False),
        ("D3", "West", "MG", 55, False, None),
        ("D4", "East", "MG", 55, False, None),
    ]
    assert deals["created_at"].null_count() == 1
    assert prepared.version.manifest.as_of == date(2017, 12, 31)
    assert sum(report.refused for report in prepared.reports) == 0
