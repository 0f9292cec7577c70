"""Group D of the bad inputs, as far as files go: what is made to harm the one that opens it."""

import gzip
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tandem.errors import FileRefused
from tandem.ingest import bounds
from tests.ingest.loading import Desk, extract, many, rows
from tests.ingest.making import cell, locked, overlapping, raw_workbook, saying, zipped

HEADER = f'<row r="1">{cell("A1", "account_id")}{cell("B1", "name")}</row>'
ROW = f'<row r="2">{cell("A2", "1")}{cell("B2", "x")}</row>'
ACCOUNTS = rows("account_id,name", "1,x")
HOSTILE = ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1＋1", "－1", "＠x", "'=kept")


def test_56_a_workbook_of_one_far_cell(desk: Desk) -> None:
    """Case 56: 1.5 KB whose only far cell makes a parser ask for 17 billion; refused before it is opened."""
    book = raw_workbook(f'{HEADER}{ROW}<row r="1048576">{cell("XFD1048576", "x")}</row>')
    assert len(book) < 2_000
    refused = desk.refused(book, "a.xlsx")
    assert "a sheet reaches to column 16,384; 500 can be read" in str(refused)
    assert "Empty columns beside the table can be deleted" in refused.remedy


def test_56_a_sheet_of_too_many_cells(desk: Desk) -> None:
    """Case 56: few columns and the last row are too much only together."""
    book = raw_workbook(f'{HEADER}{ROW}<row r="1048576">{cell("AZ1048576", "x")}</row>')
    assert "a sheet is too large: 1,048,576 rows of 52 columns" in str(desk.refused(book, "a.xlsx"))


def test_57_what_the_directory_of_a_zip_owns_up_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Case 57: 1000:1, refused before a byte is unpacked, as a zip of tables and as a workbook."""
    monkeypatch.setattr(bounds, "SMALL", 1 << 16)
    bomb = "a" * (1 << 20)
    assert "far more than an export" in str(desk.refused(zipped({"a.csv": bomb}), "a.zip"))
    assert not list((desk.folder / "load-1" / "work").iterdir())
    strings = raw_workbook(HEADER + ROW, **{"xl/sharedStrings.xml": bomb})
    assert "far more than an export" in str(desk.refused(strings, "a.xlsx"))


def test_57_a_gzip_says_nothing_and_is_counted_while_it_unpacks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Case 57: a gzip has no directory to believe."""
    monkeypatch.setattr(bounds, "SMALL", 1 << 16)
    assert "far more than an export" in str(desk.refused(gzip.compress(b"a" * (1 << 20)), "a.csv.gz"))


@pytest.mark.parametrize("size", [10, 1 << 30])
def test_57_a_directory_that_lies(desk: Desk, size: int) -> None:
    """Case 57: the size in the directory is not that of the file, less or more."""
    assert desk.refused(saying(zipped({"a.csv": many("account_id,name", "{n},x", 900)}), size), "a.zip").remedy


def test_57_files_that_lie_over_each_other(desk: Desk) -> None:
    """Case 57: one stretch of bytes named twice."""
    assert "lie over each other" in str(desk.refused(overlapping(zipped({"a.csv": ACCOUNTS})), "a.zip"))


def test_57_containers_in_containers(desk: Desk) -> None:
    """Case 57: packed several times over, too many files, none at all."""
    packed = zipped({"c.zip": zipped({"b.zip": zipped({"a.csv": ACCOUNTS})})})
    assert "packed several times" in str(desk.refused(packed, "d.zip"))
    assert "holds 51 files" in str(desk.refused(zipped({f"{n}.csv": "x" for n in range(51)}), "e.zip"))
    assert "holds 0 files" in str(desk.refused(zipped({}), "f.zip"))
    assert "the file in it is empty" in str(desk.refused(gzip.compress(b""), "g.gz"))


def test_17_a_zip_with_a_password(desk: Desk) -> None:
    """Case 17: asked for without one."""
    assert "it has a password. Pack or save it again without" in str(desk.refused(locked(zipped({"a.csv": "x"})), "a"))


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE o [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize("place", ["sheet", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_58_entities_in_any_part_of_a_workbook(desk: Desk, place: str, head: str) -> None:
    """Case 58: no part of a workbook may define entities, whether they laugh or look outside."""
    others = {"head": head} if place == "sheet" else {place: f"{head}<x>&secret;</x>"}
    refused = desk.refused(raw_workbook(HEADER + ROW, **others), "a.xlsx")
    assert "it defines entities of its own" in str(refused)
    assert "root:" not in str(refused)


def test_58_the_same_workbook_without_them_is_read(desk: Desk) -> None:
    """Case 58: what is refused above is refused for its entities alone."""
    assert desk.csv(raw_workbook(HEADER + ROW), "a.xlsx").column("name") == ["x"]


def test_59_parquet_of_more_rows_than_can_be_read(desk: Desk) -> None:
    """Case 59: 25 million rows in some kilobytes; refused by what the footer says, before a page is unpacked."""
    path = desk.folder / "a.parquet"
    group = pa.table(
        {"account_id": pa.DictionaryArray.from_arrays(np.zeros(5_000_000, dtype=np.int32), pa.array(["A"]))}
    )
    with pq.ParquetWriter(path, group.schema, compression="zstd") as writer:
        for _ in range(5):
            writer.write_table(group, row_group_size=5_000_000)
    assert path.stat().st_size < 200_000
    refused = desk.refusal(path)
    assert "it says that it holds 25,000,000 rows" in str(refused)
    assert "20,000,000 rows can be read" in refused.remedy


@pytest.mark.parametrize("keep", [5, 40, -9, -1], ids=lambda keep: f"{keep} bytes")
def test_59_a_parquet_that_breaks_off(desk: Desk, keep: int) -> None:
    """Case 59: cut short anywhere, the footer is not what it should be."""
    path = desk.folder / "whole.parquet"
    pl.DataFrame({"account_id": ["A1", "A2"]}).write_parquet(path)
    assert "Parquet file cannot be read" in str(desk.refused(path.read_bytes()[:keep], "a.parquet"))


def test_59_a_parquet_with_a_key(desk: Desk) -> None:
    """Case 59: encrypted."""
    assert "an encrypted Parquet file" in str(desk.refused(b"PARE" + bytes(90) + b"PARE", "a.parquet"))


NESTED = {
    "lists": pl.Series([["A1"]]),
    "records": pl.Series([{"x": "A1"}]),
    "bytes": pl.Series([b"A1"]),
    "lists of lists": pl.Series([[["A1"]]]),
}


@pytest.mark.parametrize("name", NESTED)
def test_59_parquet_of_nested_columns(desk: Desk, name: str) -> None:
    """Case 59: lists, records and bytes are no cells."""
    pl.DataFrame({"account_id": ["A1"], "name": NESTED[name]}).write_parquet(desk.folder / "a.parquet")
    refused = desk.refusal(desk.folder / "a.parquet")
    assert refused.column == "name"
    assert "Export plain columns" in refused.remedy


FLAT = {
    "unsigned": (pl.Series([1 << 60], dtype=pl.UInt64), str(1 << 60)),
    "category": (pl.Series(["x"], dtype=pl.Categorical), "x"),
    "enum": (pl.Series(["x"], dtype=pl.Enum(["x", "y"])), "x"),
    "nothing": (pl.Series([None], dtype=pl.Null), None),
    "day": (pl.Series([date(2026, 3, 5)]), "2026-03-05"),
    "yes": (pl.Series([True]), "true"),
    "no number": (pl.Series([float("nan")]), "NaN"),
}


@pytest.mark.parametrize("kind", FLAT)
def test_59_parquet_of_every_flat_type(desk: Desk, kind: str) -> None:
    """Case 59: whatever a flat column is stored as, it is read as the text that it shows."""
    values, text = FLAT[kind]
    pl.DataFrame({"Key": ["A1"], "What": values}).write_parquet(desk.folder / "a.parquet")
    mapping = extract("accounts", {"account_id": "Key", "name": "What"})
    assert desk.load(desk.folder / "a.parquet", mapping=mapping).column("name") == [None if text == "NaN" else text]


def reloaded(desk: Desk, refused: Path) -> list[object]:
    """The names that come back when the file of refused rows is mended and loaded again."""
    mended = refused.read_text(encoding="utf-8").replace(",many,", ",7,")
    return desk.csv(mended, "again.csv", settings={"refused_share_that_asks": 1.0}).column("name")


def test_61_refused_rows_hold_no_formula_and_come_back_as_they_were(desk: Desk) -> None:
    """Case 61: in the file of refused rows nothing calculates; mended and loaded again, every text is what it was."""
    kept = [name.strip() for name in HOSTILE]
    lines = [f'{n},"{name}",many' for n, name in enumerate(HOSTILE)]
    text = rows("account_id,name,employees", *lines)
    loaded = desk.csv(text, settings={"refused_share_that_asks": 1.0}, mode="upsert")
    path = loaded.report.refused_path
    assert path
    written = pl.read_csv(path, infer_schema=False)
    assert [name[0] for name in written["name"]] == ["'"] * len(HOSTILE)
    assert reloaded(desk, path) == [name.removeprefix("'") for name in kept]


def test_61_a_negative_amount_stays_a_number(desk: Desk) -> None:
    """Case 61: −42 is no formula, in the refused rows as little as in the table."""
    text = rows("opportunity_id,amount,is_won", "1,-42,true", "2,-42.50,perhaps")
    loaded = desk.csv(text, settings={"refused_share_that_asks": 1.0})
    assert str(loaded.column("amount")[0]) == "-42.00"
    written = pl.read_csv(loaded.report.refused_path or "", infer_schema=False)
    assert written["amount"].to_list() == ["-42.50"]


def test_61_a_header_that_calculates(desk: Desk) -> None:
    """Case 61: the names of columns are texts of a stranger too."""
    text = rows("account_id,name,=cmd()", "1,x,y", "2,x,y,z")
    refused = desk.csv(text, settings={"refused_share_that_asks": 1.0}).report.refused_path
    assert Path(str(refused)).read_text().startswith("account_id,name,'=cmd(),__line")


def test_62_names_that_are_sql_are_names(desk: Desk) -> None:
    """Case 62: in a column's name, a value and the name of the file."""
    name = "'; DROP TABLE accounts; --"
    loaded = desk.csv(rows(f'account_id,name,"{name}"', f'1,"{name}",x'), "x' OR 1=1.csv")
    assert loaded.column("name") == [name]


def test_json_that_is_nested_without_end(desk: Desk) -> None:
    """A line of a hundred thousand brackets is a line that is no JSON, and no end of the process."""
    with pytest.raises(FileRefused, match="row 2: the line is no JSON"):
        desk.csv('{"account_id": "1"}\n{"account_id": ' + "[" * 100_000 + "\n", "a.jsonl")
