"""The same key twice, the same file twice, and how a load joins what is published."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from tandem.catalog import Dictionary
from tandem.ingest import keys
from tests.ingest.loading import Desk, many, rows

HEADER = "account_id,name,LastModifiedDate"


def test_the_last_modified_row_wins(desk: Desk) -> None:
    loaded = desk.csv(
        rows(
            HEADER,
            "1,old,2026-01-01T00:00:00Z",
            "1,new,2026-01-03T00:00:00Z",
            "1,middle,2026-01-02T00:00:00Z",
            "1,undated,",
            "2,other,2026-01-01T00:00:00Z",
        )
    )
    assert sorted(map(str, loaded.column("name"))) == ["new", "other"]
    assert (loaded.report.read, loaded.report.kept, loaded.report.superseded) == (5, 2, 3)
    assert set(loaded.refused_lines()) == {2, 4, 5}
    assert all("superseded" in reason for reason in loaded.refused_lines().values())


def test_the_same_row_once_more_goes_quietly(desk: Desk) -> None:
    loaded = desk.csv(rows("account_id,name", "1,x", "1,x", "1,x"))
    assert (loaded.report.kept, loaded.report.superseded) == (1, 2)


def test_a_contradiction_is_refused(desk: Desk) -> None:
    refused = desk.refused(rows("account_id,name", "1,x", "1,y"))
    assert refused.row == 3
    assert "duplicate key" in str(refused)
    assert "1 of 2 rows" in str(refused)


def test_a_rare_contradiction_is_reported(desk: Desk) -> None:
    loaded = desk.csv(many("account_id,name", "{n},x", 200, "7,y"))
    assert (loaded.report.kept, loaded.report.refused, loaded.report.superseded) == (200, 1, 0)
    assert list(loaded.refused_lines()) == [202]


@pytest.mark.parametrize("contradicting", [("7,y", "7,a"), ("7,a", "7,y")])
def test_which_of_two_that_contradict_stays_is_not_said_by_their_order(
    desk: Desk, contradicting: tuple[str, str]
) -> None:
    loaded = desk.csv(many("account_id,name", "{n},x", 200, *contradicting))
    assert loaded.table.filter(pl.col("account_id") == "7").get_column("name").to_list() == ["a"]
    assert loaded.report.refused == 2


def test_the_same_key_in_two_files(desk: Desk) -> None:
    first = desk.file("a.csv", rows(HEADER, "1,old,2026-01-01"))
    second = desk.file("b.csv", rows(HEADER, "1,new,2026-01-02", "2,x,2026-01-02"))
    loaded = desk.load(first, second)
    assert sorted(map(str, loaded.column("name"))) == ["new", "x"]
    assert [report.superseded for report in loaded.reports] == [1, 0]


def test_keys_of_several_columns_with_gaps(desk: Desk) -> None:
    loaded = desk.csv(rows("opportunity_id,person_id,lead_id", "1,P,", "1,,L", "1,P,L", "1,P,"))
    assert (loaded.report.kept, loaded.report.superseded) == (3, 1)


def test_tables_without_a_key_keep_equal_rows(desk: Desk) -> None:
    assert desk.csv(rows("month,amount,channel", "2026-01-01,5,x", "2026-01-01,5,x")).report.kept == 2


def test_shares_settle_as_the_whole_does(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"{n % 40},v{n},2026-01-01T00:00:{n % 60:02}" for n in range(100)]
    whole = desk.csv(rows(HEADER, *lines), settings={"refused_share_that_asks": 1.0})
    monkeypatch.setattr(keys, "SHARE", 7)
    shared = desk.csv(rows(HEADER, *lines), settings={"refused_share_that_asks": 1.0}, name="again.csv")
    assert shared.table.sort("account_id").equals(whole.table.sort("account_id"))
    assert shared.refused_lines() == whole.refused_lines()


TOUCHES = "touched_at,lead_id,kind"


def test_touches_without_an_id_get_one_of_what_they_say(desk: Desk) -> None:
    text = rows(TOUCHES, "2026-01-01,L1,open", "2026-01-01,L1,click", "2026-01-01,L1,open")
    loaded = desk.csv(text)
    assert (loaded.report.kept, loaded.report.superseded) == (2, 1)
    assert loaded.table["touch_id"].n_unique() == 2


def test_appending_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    text = rows(TOUCHES, "2026-01-01,L1,open", "2026-01-02,L2,click")
    first, second = desk.csv(text), desk.csv(text)
    assert second.table.sort("touch_id").equals(first.table.sort("touch_id"))


def test_appending_keeps_what_was_there(desk: Desk) -> None:
    desk.csv(rows(TOUCHES, "2026-01-01,L1,open"))
    assert desk.csv(rows(TOUCHES, "2026-01-02,L2,open")).table.height == 2


def test_replacing_is_the_rule_for_records(desk: Desk) -> None:
    desk.csv(rows("account_id,name", "1,x"))
    assert desk.csv(rows("account_id,name", "2,y")).column("account_id") == ["2"]


def test_upsert_takes_new_rows_and_keeps_the_others(desk: Desk) -> None:
    desk.csv(rows("account_id,name", "1,x", "2,y"))
    loaded = desk.csv(rows("account_id,name", "2,z", "3,w"), mode="upsert")
    assert loaded.table.sort("account_id").select("account_id", "name").rows() == [("1", "x"), ("2", "z"), ("3", "w")]


def test_upsert_settles_share_by_share(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "SHARE", 5)
    desk.csv(many("account_id,name", "{n},old", 30))
    loaded = desk.csv(many("account_id,name", "1{n},new", 10), mode="upsert")
    assert loaded.table.height == 30
    assert loaded.table.filter(pl.col("name") == "new").height == 10


def test_appending_without_a_key_adds_what_is_not_there(desk: Desk) -> None:
    text = rows("month,amount,channel", "2026-01-01,5,x")
    desk.csv(text)
    assert desk.csv(text, mode="append").table.height == 1
    assert desk.csv(rows("month,amount,channel", "2026-02-01,5,x"), mode="append").table.height == 2


def test_replacing_touches_when_asked(desk: Desk) -> None:
    desk.csv(rows(TOUCHES, "2026-01-01,L1,open"))
    assert desk.csv(rows(TOUCHES, "2026-01-02,L2,open"), mode="replace").table.height == 1


def test_rows_of_an_older_dictionary_are_joined(desk: Desk) -> None:
    folder = desk.extracts / "accounts"
    folder.mkdir()
    pl.DataFrame({"account_id": ["0"], "gone": [1]}).write_parquet(folder / "part-0.parquet")
    loaded = desk.csv(rows("account_id,name", "1,x"), mode="upsert")
    assert sorted(loaded.table.select("account_id", "name").rows()) == [("0", None), ("1", "x")]


def test_a_stage_that_is_entered_again_stays(desk: Desk) -> None:
    text = rows("opportunity_id,stage,entered_at", "1,a,2026-01-01", "1,b,2026-01-02", "1,a,2026-01-03")
    assert desk.csv(text).column("entered_at") == [datetime(2026, 1, day) for day in (1, 2, 3)]


def test_shares_are_as_many_as_are_needed() -> None:
    assert [keys.shares(rows) for rows in (0, 1, keys.SHARE, keys.SHARE + 1)] == [1, 1, 1, 2]
    assert keys.find_dropped([], Dictionary.load().tables["spend"], None).is_empty()


def test_the_refused_file_can_be_mended_and_loaded_again(desk: Desk) -> None:
    loaded = desk.csv(many("account_id,name,employees", "{n},x,5", 200, "200,y,many"))
    refused = loaded.report.refused_path
    assert isinstance(refused, Path)
    mended = refused.read_text().replace("many,202", "7,202")
    again = desk.load(desk.file("mended.csv", mended), mode="upsert")
    assert again.table.height == 201
    assert again.table.filter(pl.col("account_id") == "200")["employees"].to_list() == [7]
