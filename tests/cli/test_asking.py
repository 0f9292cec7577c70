"""tandem ask and queries: answers on standard output, sentences on standard error."""

import io
from pathlib import Path

import polars as pl
import pytest

from tandem.catalog import Catalog
from tandem.cli import main
from tests.cli.typing_in import Desk

WIN_RATE = [column.name for column in Catalog.load().ask["win_rate"].columns]
ALL = ["--quarter", "all"]


def test_csv_has_the_columns_of_the_contract(reading: Desk) -> None:
    said = reading.type("ask", "win_rate", *ALL, "--format", "csv")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0].split(",") == ["all", *WIN_RATE[1:]]
    [row] = said.csv
    assert (row["all"], row["won"], row["lost"], row["open"]) == ("all", "2", "2", "1")
    assert (row["win_rate"], row["won_amount"]) == ("0.5", "450.50")


def test_a_table_is_for_people(reading: Desk) -> None:
    said = reading.type("ask", "win_rate", *ALL)
    assert [line.split()[:6] for line in said.out.splitlines()] == [
        ["all", "won", "lost", "open", "win_rate", "win_rate_value"],
        ["all", "2", "2", "1", "0.5000", "0.6431"],
    ]


def test_json_is_a_list_of_objects(reading: Desk) -> None:
    [row] = reading.type("ask", "win_rate", *ALL, "--format", "json").json
    assert (row["won"], row["win_rate"], row["won_amount"]) == (2, 0.5, 450.5)


def test_parquet_keeps_the_types(loaded_twice: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    words = ["ask", "win_rate", *ALL, "--format", "parquet", "--warehouse", str(loaded_twice)]
    assert main(words) == 0
    frame = pl.read_parquet(io.BytesIO(capsysbinary.readouterr().out))
    assert frame["won"].to_list() == [2]
    assert frame.schema["won_amount"] == pl.Decimal(18, 2)


def test_the_dimension_names_the_first_column(reading: Desk) -> None:
    said = reading.type("ask", "win_rate", *ALL, "--by", "region", "--format", "csv")
    assert [(row["region"], row["won"], row["lost"]) for row in said.csv] == [("APAC", "0", "1"), ("EMEA", "2", "1")]


def test_the_quarter_is_the_latest_complete_one(reading: Desk) -> None:
    [latest] = reading.type("ask", "win_rate", "--format", "csv").csv
    [third] = reading.type("ask", "win_rate", "--quarter", "2026q3", "--format", "csv").csv
    assert latest == third
    assert (third["won"], third["lost"]) == ("1", "1")


def test_filters_narrow(reading: Desk) -> None:
    [one] = reading.type("ask", "win_rate", *ALL, "--region", "EMEA", "--segment", "SMB", "--format", "csv").csv
    assert (one["won"], one["lost"]) == ("1", "1")
    two = ["--region", "EMEA", "--region", "APAC"]
    [both] = reading.type("ask", "win_rate", *ALL, *two, "--format", "csv").csv
    assert (both["won"], both["lost"]) == ("2", "2")


def test_nothing_after_the_cut_off_is_counted(reading: Desk) -> None:
    [row] = reading.type("ask", "win_rate", *ALL, "--as-of", "2026-05-31", "--format", "csv").csv
    assert (row["won"], row["lost"]) == ("1", "0")


def test_a_setting_of_the_question_is_taken(sample: Desk) -> None:
    said = [
        sample.type("ask", "attribution", *ALL, "--set", f"model={model}", "--format", "csv")
        for model in ("first", "last")
    ]
    assert [one.code for one in said] == [0, 0]
    assert said[0].out != said[1].out
    assert [one.out.splitlines()[0] for one in said] == ["channel,credit,amount"] * 2


WRONG = {
    "query": (["ask", "weather"], "There is no question “weather”. Known: "),
    "region": (["ask", "win_rate", "--region", "Mars"], "There is no region Mars. Known: APAC, EMEA."),
    "segment": (["ask", "win_rate", "--segment", "Tiny"], "There is no segment Tiny. Known: Enterprise, SMB."),
    "setting": (["ask", "win_rate", "--set", "colour=red"], "“win_rate” has no setting colour. Known: by"),
    "value": (["ask", "sourced", "--set", "rule=mine"], "rule = mine is not known. Known: crm_field"),
    "form": (["ask", "win_rate", "--set", "by"], "“by” is not a setting: write it as name=value."),
    "no name": (["ask", "win_rate", "--set", "=x"], "“=x” is not a setting: write it as name=value."),
    "dimension": (["ask", "win_rate", "--by", "weather"], "“win_rate” cannot be split by weather. Known: all, region"),
    "no dimension": (["ask", "funnel", "--by", "region"], "“funnel” cannot be split by region. It has no dimensions."),
    "quarter": (["ask", "win_rate", "--quarter", "autumn"], "is not a quarter: write it as 2026Q3. In the data: "),
    "date": (["ask", "win_rate", "--as-of", "31.12.2026"], "“31.12.2026” is no date: write it as 2026-10-31."),
    "format": (["ask", "win_rate", "--format", "xml"], "parquet"),
    "command": (["answer", "win_rate"], "invalid choice"),
    "nothing": (["ask"], "QUERY"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_wrong_use_ends_with_2_and_names_what_is_known(reading: Desk, what: str) -> None:
    words, told = WRONG[what]
    said = reading.type(*words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_every_known_question_is_named(reading: Desk) -> None:
    said = reading.type("ask", "weather").err
    assert [name for name in Catalog.load().ask if name not in said] == []


def test_a_question_whose_extract_is_missing_names_it(reading: Desk) -> None:
    said = reading.type("ask", "collateral_summary")
    assert (said.code, said.out) == (1, "")
    assert "“collateral_summary” needs assets" in said.err
    assert "load that extract" in said.err


def test_before_anything_is_published(empty: Desk) -> None:
    for words in (["ask", "win_rate"], ["versions"], ["check"]):
        said = empty.type(*words)
        assert (said.code, said.out) == (1, "")
        assert said.err.endswith("yet: run tandem load.\n")


def test_a_warehouse_that_is_a_file_is_a_sentence(empty: Desk) -> None:
    empty.warehouse.write_text("no folder")
    said = empty.type("load", *empty.company())
    assert (said.code, said.out) == (1, "")
    assert "warehouse" in said.err
    assert "Traceback" not in said.err


def test_questions_over_the_sample_have_their_columns(sample: Desk) -> None:
    for name in ("funnel", "win_rate", "sourced", "collateral_summary", "coverage", "questions"):
        said = sample.type("ask", name, "--format", "csv")
        columns = [column.name for column in Catalog.load().ask[name].columns]
        got = said.out.splitlines()[0].split(",")
        assert (said.code, got[1:]) == (0, columns[1:]), name


def test_queries_are_listed(reading: Desk) -> None:
    said = reading.type("queries")
    assert (said.code, said.err) == (0, "")
    assert f"win_rate: {Catalog.load().ask['win_rate'].question}\n" in said.out
    assert "    setting by varchar = all: " in said.out
    assert "    column  won bigint: " in said.out
    assert "    param   start_on date: " in said.out
    assert "    grain: " in said.out


def test_queries_are_listed_for_machines(reading: Desk) -> None:
    listed = {query["name"]: query for query in reading.type("queries", "--json").json}
    assert sorted(listed) == sorted(Catalog.load().ask)
    assert [column["name"] for column in listed["win_rate"]["columns"]] == WIN_RATE
    assert "region" in listed["win_rate"]["by"]


def test_the_warehouse_may_be_named_by_the_surroundings(
    reading: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("TANDEM_WAREHOUSE", str(reading.warehouse))
    monkeypatch.chdir(tmp_path)
    assert main(["ask", "win_rate", *ALL, "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("all,won")
