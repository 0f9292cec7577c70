"""Group A of the bad inputs, continued: each way to write the same table is read, or named."""

import pytest

from tandem.ingest.layout import named
from tests.ingest.loading import Desk, extract, many, rows
from tests.ingest.making import workbook, zipped

TABLE = rows("account_id,name,region", "1,Müller,EMEA", '2,"Beta, Inc",APAC')


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_02_utf_16_with_tabs(desk: Desk, encoding: str) -> None:
    """Case 2: as advertising platforms write “Excel CSV”, with a mark and without."""
    text = rows("account_id\tname", "1\tMüller", "2\tBeta")
    assert desk.csv(text.encode(encoding)).column("name") == ["Müller", "Beta"]


def test_03_windows_1252_is_said_so(desk: Desk) -> None:
    """Case 3: an umlaut of Windows-1252 is an umlaut, and it is noted that this was assumed."""
    loaded = desk.csv(TABLE.encode("cp1252"))
    assert loaded.column("name") == ["Müller", "Beta, Inc"]
    assert "Windows-1252 was assumed" in loaded.report.notes[0]


@pytest.mark.parametrize("said", ["sep=;", "SEP=;", '"sep=;"'])
def test_06_the_line_that_says_the_delimiter(desk: Desk, said: str) -> None:
    """Case 6: it is honoured, also where another delimiter stands in every cell, and is no row."""
    loaded = desk.csv(rows(said, "account_id;name", "1;a,b,c", "2;d,e,f"))
    assert loaded.column("name") == ["a,b,c", "d,e,f"]


@pytest.mark.parametrize("ends", ["\r", "\r\n", "mixed"])
def test_07_line_ends_of_any_kind(desk: Desk, ends: str) -> None:
    """Case 7: old, of Windows, and all of them in one file."""
    text = "account_id,name\r\n1,x\r2,y\n3,z" if ends == "mixed" else rows("account_id,name", "1,x", "2,y", "3,z")
    assert desk.csv(text if ends == "mixed" else text.replace("\n", ends)).column("name") == ["x", "y", "z"]


WRAPPED = {
    "every row": '"account_id,name,region"\n"1,Müller,EMEA"\n"2,""Beta, Inc"",APAC"\n',
    "rows with quotes in them": 'account_id,name,region\n1,Müller,EMEA\n"2,""Beta, Inc"",APAC"\n',
    "with a line end in a cell": '"account_id,name,region"\n"1,Müller,EMEA"\n"2,""Beta, Inc"",""AP\nAC"""\n',
}


@pytest.mark.parametrize("text", WRAPPED.values(), ids=WRAPPED)
def test_09_rows_that_stand_in_quotes_as_a_whole(desk: Desk, text: str) -> None:
    """Case 9: rows wholly wrapped in quotes are never one column, and their count is that of the lines."""
    loaded = desk.csv(text)
    assert loaded.column("name") == ["Müller", "Beta, Inc"]
    assert (loaded.report.read, loaded.report.kept) == (2, 2)
    assert [region and region[:2] for region in loaded.column("region")] == ["EM", "AP"]  # type: ignore[index]


def test_09_a_short_row_with_commas_in_its_only_cell_is_short(desk: Desk) -> None:
    """Case 9: a name with commas is not taken apart because the rest of its row is missing."""
    text = rows("name,account_id,region", "x,1,y", '"Beta, Inc, Ltd"')
    refused = desk.csv(text, settings={"refused_share_that_asks": 1.0})
    assert "account_id" in refused.refused_lines()[3]


def test_11_a_thousand_columns_of_one_name(desk: Desk) -> None:
    """Case 11: however often a name is repeated, its copies are numbered at once."""
    names = named(["x", "x_2", *["x"] * 20_000])
    assert len(set(names)) == 20_002
    assert names[:4] == ("x", "x_2", "x_3", "x_4")


def test_12_a_blank_header_over_data_is_named(desk: Desk) -> None:
    """Case 12: so that a mapping can name it."""
    mapping = extract("accounts", {"account_id": "account_id", "name": "column_2"})
    assert desk.csv(rows("account_id,,x", "1,here,y"), mapping=mapping).column("name") == ["here"]


def test_15_a_few_zero_bytes(desk: Desk) -> None:
    """Case 15: taken out and counted, in UTF-8 and in UTF-16."""
    text = many("account_id,name", "A{n},Name of {n}", 500).replace("A499", "A4\x0099")
    for place, encoding in enumerate(["utf-8", "utf-16"]):
        loaded = desk.csv(text.encode(encoding), f"{place}.csv")
        assert loaded.column("account_id")[-1] == "A499"
        assert loaded.report.notes[-1] == "1 zero bytes were taken out."


def test_18_a_workbook_that_is_called_csv(desk: Desk) -> None:
    """Case 18: read as what it is."""
    assert desk.load(workbook(desk.folder / "a.csv", {"S": [["account_id", "name"], ["1", "x"]]})).column("name") == [
        "x"
    ]


@pytest.mark.parametrize("known", ["account_id,name,", ""])
def test_19_columns_beyond_number(desk: Desk, known: str) -> None:
    """Case 19: counted before anybody compares them."""
    refused = desk.refused(known + ",".join(f"c{n}" for n in range(10_000)) + "\n1\n")
    assert "columns; 500 can be read" in str(refused)


def test_21_letters_that_only_look_alike(desk: Desk) -> None:
    """Case 21: a Cyrillic letter in account_id is another name: refused, never mapped by its looks."""
    assert desk.refused(rows("\u0430ccount_id,name,region", "1,x,y")).remedy


def test_22_names_of_files_are_shown_without_what_turns_them(desk: Desk) -> None:
    """Case 22: line ends and marks of direction in a name of a file are not shown."""
    refused = desk.refused("nobody,knows\n1,2\n", "in\nvoice\u202efdp.csv")
    assert str(refused).startswith("in voice fdp.csv: it is not recognised")
    far = desk.refused(zipped({"a" * 300 + ".csv": "nobody,knows\n1,2\n"}), "b.zip")
    assert far.remedy
