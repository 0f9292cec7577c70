"""What files are before anything is loaded, and what is remembered of those that somebody mapped by hand."""

import gzip
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from tandem.errors import FileRefused, WrongUse
from tandem.ingest import Extract, Look, Order, as_toml, look, misplaced, prepare, remember, taught
from tandem.ingest.known import known_in
from tandem.ingest.mapping import presets, read_text
from tandem.ingest.remembered import remembered
from tandem.ledger import Ledger
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.ingest.loading import rows

LEADS = rows(
    "Lead ID,Company / Account,Create Date,Lead Status,Shoe size",
    "00Q1G00000nDnM5,Acme,3/4/2026,Open,44",
    "00Q1G00000nDnM6,Beta,5/6/2026,Open,45",
)
OWN = rows("who,when,where,shoes", "L1,2026-03-01,EMEA,44", "L2,2026-04-01,APAC,45")


class Bench:
    """A warehouse without a version, and a folder with files to look at."""

    def __init__(self, folder: Path) -> None:
        """Will work in `folder`."""
        self.folder, self.settings = folder, Settings()
        self.warehouse = Warehouse(folder / "warehouse", self.settings)

    def look(self, text: str | bytes, name: str = "file.csv") -> Look:
        """What the only table of one file is."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        (found,) = look([path], warehouse=self.warehouse, settings=self.settings)
        return found

    def remember(self, extract: Extract) -> None:
        """Remembers an extract on behalf of Ann."""
        with Ledger.open(self.warehouse.root) as ledger:
            remember(ledger, extract, "ann")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An empty warehouse."""
    return Bench(tmp_path)


def test_a_file_is_named_with_its_columns_and_values(bench: Bench) -> None:
    found = bench.look(LEADS)
    assert (found.extract, found.table, found.records, found.is_verified) == ("Salesforce leads", "leads", 2, True)
    assert found.confidence > 0.8
    assert {column.source: column.target for column in found.columns} == {
        "Lead ID": "lead_id",
        "Company / Account": "company",
        "Create Date": "created_at",
        "Lead Status": "status",
        "Shoe size": None,
    }
    assert found.columns[1].samples == ("Acme", "Beta")
    assert found.missing == ()


def test_dates_that_may_be_read_both_ways_are_a_question_until_it_is_answered(bench: Bench) -> None:
    found = bench.look(LEADS)
    assert found.ambiguous_dates == ("Create Date",)
    assert not found.is_sure
    bench.remember(taught(found, dates=Order.DAY_FIRST))
    again = bench.look(LEADS)
    assert (again.extract, again.ambiguous_dates, again.is_sure) == ("Salesforce leads", (), True)
    assert bench.look(LEADS.replace("3/4/2026", "3/24/2026")).ambiguous_dates == ()


def test_one_clear_date_answers_for_the_file(bench: Bench) -> None:
    assert bench.look(LEADS.replace("3/4/2026", "3/24/2026")).ambiguous_dates == ()


def test_a_file_that_nobody_knows_shows_what_is_in_it(bench: Bench) -> None:
    found = bench.look(OWN)
    assert (found.extract, found.table, found.records) == (None, None, 2)
    assert found.problem is not None and "not recognised" in found.problem
    assert found.header == ("who", "when", "where", "shoes")
    assert found.columns[2].samples == ("EMEA", "APAC")
    assert found.confidence < 0.5


def test_a_mapping_by_hand_is_remembered_for_files_with_its_columns(bench: Bench) -> None:
    by_hand = taught(
        bench.look(OWN), table="leads", columns={"lead_id": "who", "created_at": "when", "region": "where"}
    )
    bench.remember(by_hand)
    again = bench.look(OWN, "another name.csv")
    assert (again.table, again.is_by_hand, again.problem, again.confidence) == ("leads", True, None, 1.0)
    assert [column.target for column in again.columns] == ["lead_id", "created_at", "region", None]
    with Ledger.open(bench.warehouse.root) as ledger:
        ledger.forget_mapping(ledger.mappings()[0], "bob")
        assert remembered(ledger, presets()) == []
    assert bench.look(OWN).extract is None


def test_the_newest_of_two_mappings_of_the_same_columns_holds(bench: Bench) -> None:
    found = bench.look(OWN)
    columns = {"lead_id": "who", "created_at": "when"}
    bench.remember(taught(found, table="leads", columns=columns, constants={"region": "EMEA"}))
    bench.remember(taught(found, table="leads", columns=columns, constants={"region": "APAC"}))
    known = known_in(bench.warehouse.root, bench.settings)
    assert [extract.constants for extract in known.by_hand] == [{"region": "APAC"}]


def test_what_is_no_mapping_is_not_remembered(bench: Bench) -> None:
    wrong = taught(bench.look(OWN), table="leads", columns={"shoe_size": "shoes"})
    with pytest.raises(FileRefused, match="fills shoe_size, which is no column of leads"):
        bench.remember(wrong)
    with pytest.raises(FileRefused, match="shoe_size"):
        bench.remember(taught(bench.look(LEADS), columns={"shoe_size": "Shoe size"}))
    assert known_in(bench.warehouse.root, bench.settings).by_hand == ()


def test_a_mapping_like_a_preset_that_is_gone_waits(bench: Bench) -> None:
    own = bench.folder / "presets"
    own.mkdir()
    (own / "ours.toml").write_text('[[extract]]\nname = "ours"\nlike = "Salesforce leads"\nfile = "ours*"\n')
    with_own = Settings(presets=str(own))
    bench.settings = with_own
    found = bench.look(LEADS, "ours.csv")
    assert found.extract == "ours"
    bench.remember(taught(found, columns={"score": "Shoe size"}))
    assert {column.source: column.target for column in bench.look(LEADS, "ours.csv").columns}["Shoe size"] == "score"
    bench.settings = Settings()
    assert bench.look(LEADS, "ours.csv").extract == "Salesforce leads"


def test_columns_are_added_to_a_preset(bench: Bench) -> None:
    found = bench.look(LEADS)
    bench.remember(taught(found, columns={"score": "Shoe size"}, dates=Order.MONTH_FIRST))
    again = bench.look(LEADS)
    assert again.extract == "Salesforce leads"
    assert {column.source: column.target for column in again.columns}["Shoe size"] == "score"
    assert {column.source: column.target for column in again.columns}["Lead ID"] == "lead_id"
    assert bench.look(rows("Id,StageName,CloseDate", "006Kq1000000000AAA,x,2026-01-01")).table == "opportunities"


def test_a_mapping_is_written_as_it_is_read() -> None:
    text = """
[[extract]]
name = "a \\"name\\""
table = "leads"
header = ["a", ["b", "c d"]]
file = "x*.csv"
dates = "D/M/YYYY"
[extract.columns]
lead_id = "a"
created_at = ["b", "c d"]
person_id = { column = "e", prefix = "003" }
[extract.constants]
region = "Île"
[extract.values.source]
"organic search" = "Web"
"""
    (extract,) = read_text(text, "m.toml", by_hand=True)
    assert read_text(as_toml([extract]), "m.toml", by_hand=True) == (extract,)


def test_a_file_that_cannot_be_read_is_a_problem_and_not_the_end(bench: Bench) -> None:
    found = bench.look(b"", "empty.csv")
    assert found.problem == "empty.csv: it is empty (0 bytes). Export it again."
    assert "Breakdown" in str(bench.look(rows("Reporting starts,Reporting ends,Campaign name", "a,b,c")).problem)


def test_every_member_is_looked_at(bench: Bench) -> None:
    assert bench.look(gzip.compress(LEADS.encode()), "leads.csv.gz").table == "leads"


def test_a_wrong_file_is_named_for_what_it_is(bench: Bench) -> None:
    found = bench.look(LEADS, "Opportunities.csv")
    assert found.table == "leads"
    assert found.runner_up is None or found.runner_up[1] < 0.5
    assert "It is named after opportunities and looks like Salesforce leads: taken as leads." in found.notes
    assert misplaced(found, "leads") is None
    doubt = misplaced(found, "opportunities")
    assert doubt is not None and "looks like Salesforce leads" in doubt and "not opportunities" in doubt
    assert bench.look(LEADS, "lead.csv").notes == ()


def test_a_load_takes_what_was_answered_and_refuses_until_then(bench: Bench) -> None:
    file = bench.folder / "file.csv"
    found = bench.look(LEADS)
    about = {"warehouse": bench.warehouse, "settings": bench.settings, "who": "ann", "loaded_on": date(2026, 11, 21)}
    with pytest.raises(FileRefused, match='dates = "D/M/YYYY" or dates = "M/D/YYYY"'), prepare([file], **about):  # type: ignore[arg-type]
        pass
    bench.remember(taught(found, dates=Order.DAY_FIRST))
    with prepare([file], **about) as prepared:  # type: ignore[arg-type]
        leads = pl.read_parquet(prepared.version.extracts / "leads" / "*.parquet")
    assert leads.sort("lead_id")["created_at"].to_list() == [datetime(2026, 4, 3), datetime(2026, 6, 5)]


def test_presets_of_a_company_stand_before_those_shipped(bench: Bench) -> None:
    own = bench.folder / "presets"
    own.mkdir()
    (own / "ours.toml").write_text('[[extract]]\nlike = "Salesforce leads"\n[extract.columns]\nscore = "Shoe size"\n')
    bench.settings = Settings(presets=str(own))
    assert {column.source: column.target for column in bench.look(LEADS).columns}["Shoe size"] == "score"
    bench.settings = Settings(presets="nowhere")
    with pytest.raises(WrongUse, match="nowhere: there is no such folder of presets"):
        bench.look(LEADS)
