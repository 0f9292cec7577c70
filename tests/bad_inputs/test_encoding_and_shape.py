"""Group A of the bad inputs: encodings and shapes, each with the sentence or the reading that it gets."""

import gzip
import os
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from tests.ingest.loading import Desk, many, rows
from tests.ingest.making import zipped

DEALS = "opportunity_id,created_at,amount,stage"
GOOD = "O{n},2026-03-05,10.50,open"


def test_01_a_byte_order_mark_leaves_the_first_header_clean(desk: Desk) -> None:
    assert desk.csv(b"\xef\xbb\xbf" + b'"account_id",name\n1,x\n').column("account_id") == ["1"]


def test_04_two_encodings_at_once_name_byte_and_row(desk: Desk) -> None:
    refused = desk.refused("account_id,name\n1,Zoë\n2,".encode() + "Zoë".encode("cp1252") + b"\n")
    assert refused.row == 3
    assert "byte 27 fits neither UTF-8 nor one single-byte encoding" in str(refused)


def test_04_bytes_that_no_encoding_has(desk: Desk) -> None:
    assert desk.refused(b"account_id,name\n1,\x81\x8d\n").row == 2


def test_05_semicolons_and_decimal_commas(desk: Desk) -> None:
    text = rows("opportunity_id;amount", "1;1.234,56", "2;3.000", "3;12,5", "4;7")
    assert [str(amount) for amount in desk.csv(text).column("amount")] == ["1234.56", "3000.00", "12.50", "7.00"]


def test_05_semicolons_alone_say_that_a_point_groups(desk: Desk) -> None:
    assert str(desk.csv(rows("opportunity_id;amount", "1;3.000")).column("amount")[0]) == "3000.00"


def test_08_an_unclosed_quote_names_its_row(desk: Desk) -> None:
    text = many("account_id,name", "{n},x", 50, '50,"open', *(f"{n},x" for n in range(51, 1500)))
    refused = desk.refused(text)
    assert refused.row == 52
    assert str(refused).startswith("file.csv, row 52: a quote opens here and is not closed")


def test_09_line_ends_in_cells(desk: Desk) -> None:
    loaded = desk.csv('account_id,name\r\n1,"two\r\nlines"\r\n2,"say ""x"""\r\n')
    assert loaded.column("name") == ["two\r\nlines", 'say "x"']


def test_10_short_rows_are_kept_and_counted(desk: Desk) -> None:
    loaded = desk.csv(rows(DEALS, "O1,2026-03-05,5,open", "O2,2026-03-05", "O3"))
    assert loaded.column("opportunity_id") == ["O1", "O2", "O3"]
    assert loaded.report.padded == 2
    assert "2 rows were short" in loaded.report.notes[0]


def test_10_short_of_a_required_column_is_refused(desk: Desk) -> None:
    text = many("name,region,account_id", "x,y,{n}", 200, "short,z")
    loaded = desk.csv(text)
    assert loaded.refused_lines() == {202: "column “account_id” is empty, and every account needs its account_id"}


def test_10_long_rows_are_listed(desk: Desk) -> None:
    loaded = desk.csv(many(DEALS, GOOD, 200, "O200,2026-03-05,1,234.00,open"))
    assert loaded.refused_lines() == {202: "the row has 5 cells, and the header 4"}
    assert "O200 | 2026-03-05 | 1 | 234.00 | open" in Path(str(loaded.report.refused_path)).read_text()


def test_10_more_than_one_in_a_hundred_refuses_the_file(desk: Desk) -> None:
    refused = desk.refused(many(DEALS, GOOD, 98, "O98,2026-03-05,1,2,3", "O99,2026-03-05,many,open"))
    assert "2 of 100 rows cannot be taken; the first because the row has 5 cells" in str(refused)
    assert refused.row == 100
    assert ".refused.csv" in str(refused)


def test_11_repeated_headers_are_told_apart(desk: Desk) -> None:
    loaded = desk.csv(rows("account_id,name,name", "1,first,second"))
    assert loaded.column("name") == ["first"]


def test_12_blank_headers(desk: Desk) -> None:
    assert desk.csv(rows("account_id,,name,", "1,,x,y")).column("name") == ["x"]


def test_13_a_header_alone(desk: Desk) -> None:
    assert "it has a header and no data rows" in str(desk.refused("account_id,name\n"))


@pytest.mark.parametrize("name", ["file.csv", "file.xlsx"])
def test_14_an_empty_file(desk: Desk, name: str) -> None:
    assert "it is empty (0 bytes)" in str(desk.refused(b"", name))


def test_14_a_missing_file_and_a_folder(desk: Desk) -> None:
    assert "there is no such file" in str(desk.refusal(desk.folder / "none.csv"))
    assert "this is a folder" in str(desk.refusal(desk.folder))


def test_14_a_file_that_may_not_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.file("file.csv", "account_id\n1\n")
    whole = Path.open

    def forbidden(self: Path, *about: object, **more: object) -> object:
        if self == path:
            raise PermissionError(13, os.strerror(13))
        return whole(self, *about, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", forbidden)
    assert "it cannot be opened (Permission denied)" in str(desk.refusal(path))


def test_15_a_file_full_of_zero_bytes(desk: Desk) -> None:
    assert "full of zero bytes" in str(desk.refused(b"account_id,name\n" + b"1,\x00x\n" * 20))


@pytest.mark.parametrize(
    "start", [b"<html><table>", b"  <!DOCTYPE html>", b'\xef\xbb\xbf<table border="1">', b"<?xml?><html>"]
)
@pytest.mark.parametrize("name", ["report.xls", "report.csv"])
def test_16_a_web_page_posing_as_a_table(desk: Desk, name: str, start: bytes) -> None:
    refused = desk.refused(start + b"<tr><td>a,b</td></tr>", name)
    assert "this is a web page (HTML)" in str(refused)
    assert "CSV or .xlsx" in str(refused)


def test_17_an_old_or_locked_workbook(desk: Desk) -> None:
    assert "old Excel workbook" in str(desk.refused(b"\xd0\xcf\x11\xe0" + bytes(600), "report.csv"))


@pytest.mark.parametrize("magic", [b"%PDF-1.7", b"\x89PNG\r\n", b"SQLite format 3\x00", b"Rar!"])
def test_17_what_is_no_table_at_all(desk: Desk, magic: bytes) -> None:
    assert "not a table" in str(desk.refused(magic + b"x,y\n1,2\n"))


def test_17_a_damaged_container(desk: Desk) -> None:
    assert "cannot be unpacked" in str(desk.refused(gzip.compress(b"account_id\n1\n" * 9)[:-12], "a.csv.gz"))
    assert "cannot be unpacked" in str(desk.refused(b"PK\x03\x04" + bytes(40), "a.zip"))
    assert "Parquet file cannot be read" in str(desk.refused(b"PAR1" + bytes(40) + b"PAR1", "a.parquet"))


def test_17_a_damaged_workbook(desk: Desk) -> None:
    assert "workbook cannot be read" in str(desk.refused(zipped({"xl/workbook.xml": b"<x>"}), "a.xlsx"))


def test_18_the_bytes_decide_not_the_name(desk: Desk) -> None:
    assert desk.csv("account_id,name\n1,x\n", "data.parquet").column("name") == ["x"]


def test_19_ten_thousand_columns(desk: Desk) -> None:
    header = ",".join(["account_id", "name", *(f"c{n}" for n in range(600))])
    mapping = '[[extract]]\ntable = "accounts"\nheader = ["account_id"]\n[extract.columns]\naccount_id = "account_id"'
    assert "602 columns; 500 can be read" in str(desk.refused(f"{header}\n1\n", mapping=mapping))


def test_20_one_cell_of_twenty_megabytes(desk: Desk) -> None:
    text = many("account_id,name", "{n},x", 300) + "300," + "y" * (20 << 20) + "\n"
    loaded = desk.csv(text)
    assert loaded.report.kept == 300
    assert list(loaded.refused_lines().values()) == [
        "the row is not well-formed (field larger than field limit (1048576))"
    ]


def test_21_headers_with_invisible_letters(desk: Desk) -> None:
    loaded = desk.csv("\u200baccount_id\u200b,\u202ename\u202c,\uff32\uff25\uff27\uff29\uff2f\uff2e\n1,🚀 x,y\n")
    assert loaded.table.select("account_id", "name", "region").rows() == [("1", "🚀 x", "y")]


@pytest.mark.parametrize("name", ["../../etc/x.csv", "a" * 230 + ".csv", "CON", "line\nend.csv"])
def test_22_names_of_files_inside_a_zip(desk: Desk, name: str) -> None:
    text = many("account_id,name,employees", "{n},x,5", 200, "200,x,many")
    loaded = desk.csv(zipped({name: text.encode()}), "set.zip")
    refused = loaded.report.refused_path
    assert refused is not None
    assert refused.parent.parent.parent == desk.folder
    assert refused.exists()


def test_a_line_that_is_no_json(desk: Desk) -> None:
    refused = desk.refused('{"account_id": "1"}\n{"account_id": \n', "a.jsonl")
    assert refused.row == 2
    assert desk.refused('{"account_id": "1"}\n[1]\n', "b.jsonl").row == 2


def test_json_and_parquet_that_are_no_known_export(desk: Desk) -> None:
    assert "is not recognised" in str(desk.refused('{"x": "1"}\n', "a.jsonl"))
    pl.DataFrame({"account_id": [["1"]]}).write_parquet(desk.folder / "b.parquet")
    refused = desk.refusal(desk.folder / "b.parquet")
    assert "column “account_id”: the column holds lists" in str(refused)


def test_an_empty_or_unknown_workbook(desk: Desk) -> None:
    books: dict[str, list[list[object]]] = {
        "empty.xlsx": [],
        "unknown.xlsx": [["x", "y"], [1, 2]],
        "wide.xlsx": [["x"] * 501],
    }
    for name, cells in books.items():
        book = xlsxwriter.Workbook(str(desk.folder / name))
        sheet = book.add_worksheet()
        for place, line in enumerate(cells):
            sheet.write_row(place, 0, line)
        book.close()
    assert "every sheet is empty" in str(desk.refusal(desk.folder / "empty.xlsx"))
    assert "it is not recognised" in str(desk.refusal(desk.folder / "unknown.xlsx"))
    assert "reaches to column 501; 500 can be read" in str(desk.refusal(desk.folder / "wide.xlsx"))


def test_utf_16_that_breaks_off(desk: Desk) -> None:
    assert "it is not whole utf-16 text" in str(desk.refused("account_id,name\n1,x\n".encode("utf-16")[:-1]))


def test_parquet_whose_pages_are_damaged(desk: Desk) -> None:
    path = desk.folder / "a.parquet"
    pl.DataFrame({"account_id": [str(n) for n in range(5000)]}).write_parquet(path)
    content = bytearray(path.read_bytes())
    content[20:4000] = bytes(3980)
    assert "Parquet file cannot be read" in str(desk.refused(bytes(content), "b.parquet"))
