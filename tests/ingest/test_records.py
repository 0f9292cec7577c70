"""No record is lost: two readers and an independent count over texts of every shape."""

import csv
import io
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tandem.errors import FileRefused
from tandem.ingest import encodings, quick
from tandem.ingest.careful import prove, read_carefully, records
from tandem.ingest.extract import Extract
from tandem.ingest.layout import Layout
from tandem.ingest.quick import read_quickly
from tandem.ingest.recognise import Match
from tandem.ingest.refusals import RefusedRows
from tandem.ingest.survey import Survey, records_by_pattern, survey
from tandem.ingest.text import LINE, TextTable

cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=12)
HEADER = ("a", "b", "c")


def table(folder: Path) -> TextTable:
    """An empty text table of three columns."""
    extract = Extract("test", "accounts", (("a",),))
    return TextTable(
        "test.csv", folder / "text.parquet", HEADER, (extract,), RefusedRows(folder / "refused.csv", HEADER)
    )


def layout(delimiter: str = ",") -> Layout:
    """Three columns with the header in the first record."""
    return Layout(delimiter, 0, HEADER, Match())


def write(folder: Path, content: str | bytes) -> Path:
    """A file of that content."""
    path = folder / "test.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def careful(folder: Path, content: str | bytes, delimiter: str = ",") -> TextTable:
    """What the careful reader makes of a text."""
    path, found = write(folder, content), table(folder)
    with closing(found.refused):
        read_carefully(path, layout(delimiter), survey(path, delimiter), found)
    return found


def read(found: TextTable) -> list[tuple[str | int | None, ...]]:
    """The rows of a text table."""
    return pl.read_parquet(found.path).rows()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@given(tables)
@example([["a", 'say "x"', "two\nlines"], ["", "", ""], [",", '"', '""']])
def test_the_count_of_the_bytes_is_that_of_the_records(
    tmp_path_factory: pytest.TempPathFactory, quoting: int, end: str, rows: list[list[str]]
) -> None:
    quoting = csv.QUOTE_ALL if end == "\r" else quoting  # else the writer leaves a line feed bare
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    path = write(tmp_path_factory.getbasetemp(), text.getvalue())
    assert survey(path, ",").records == len(rows) == records_by_pattern(path, ",")
    assert [record.cells for record in records(path, ",")] == rows


def test_lines_are_physical_lines(tmp_path: Path) -> None:
    found = careful(tmp_path, 'a,b,c\r\n1,"two\r\nlines",x\r\n\r\n2,y,z\r\n')
    assert read(found) == [("1", "two\r\nlines", "x", 2), ("2", "y", "z", 5)]


def test_mixed_line_ends(tmp_path: Path) -> None:
    found = careful(tmp_path, "a,b,c\r1,2,3\n4,5,6\r\n7,8,9")
    assert [row[-1] for row in read(found)] == [2, 3, 4]


def test_short_rows_are_filled_up_and_counted(tmp_path: Path) -> None:
    found = careful(tmp_path, "a,b,c\n1,2,3\n4,5\n6\n")
    assert read(found)[1:] == [("4", "5", None, 3), ("6", None, None, 4)]
    assert (found.rows, found.padded, found.malformed) == (3, 2, 0)


def test_long_rows_are_refused_with_their_text(tmp_path: Path) -> None:
    found = careful(tmp_path, "a,b,c\n1,2,3\n4,5,6,7\n")
    assert (found.read, found.rows, found.malformed) == (2, 1, 1)
    refused = (tmp_path / "refused.csv").read_text()
    assert "the row has 4 cells, and the header 3" in refused
    assert "4 | 5 | 6 | 7" in refused


def test_a_malformed_row_is_refused_alone(tmp_path: Path) -> None:
    found = careful(tmp_path, 'a,b,c\n1,"x"y,3\n4,5,6\n')
    assert (found.rows, found.malformed) == (1, 1)
    assert found.first_malformed is not None
    assert found.first_malformed[0] == 2


def test_quotes_inside_unquoted_cells_are_letters(tmp_path: Path) -> None:
    found = careful(tmp_path, 'a,b,c\n1,5" screen,3\n4,x,6\n')
    assert read(found)[0] == ("1", '5" screen', "3", 2)


@pytest.mark.parametrize(
    "text",
    [
        'a,b,c\n1,2,3\n4,"open,6\n7,8,9\n',
        'a,b,c\n1,2,3\n4,"open,6\n7,"x",9\n',
        '"a","b","c"\n"1","2","3"\n"4","open,"6"\n"7","8","9"\n',
        'a,b,c\n1,2,3\n4,"open,6\n7,8,9\n10,11,12"\n',
    ],
)
def test_an_unclosed_quote_names_the_row_where_it_opens(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileRefused) as caught:
        careful(tmp_path, text)
    assert caught.value.row == 3
    assert "quote" in str(caught.value)


def test_records_that_cannot_be_proved_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="has no partner"):
        careful(tmp_path, 'a,b,c\n1,"x"y"z,3\n4,5,6\n')


def big(rows: int, line: str = "{n},name {n},{n}.50") -> str:
    """A text of that many rows."""
    return "a,b,c\n" + "".join(line.format(n=number) + "\n" for number in range(rows))


def quickly(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> TextTable | None:
    """What the quick reader makes of a text, however small; None when it leaves it to the careful one."""
    monkeypatch.setattr(quick, "LARGE", 0)
    path, found = write(folder, text), table(folder)
    return found if read_quickly(path, layout(), survey(path, ","), found) else None


def test_both_readers_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = big(5000) + '5000,"quoted, ""so""",\n'
    fast = quickly(tmp_path, text, monkeypatch)
    assert fast is not None
    quick_rows = read(fast)
    assert quick_rows == [(*row[:2], row[2] or None, row[3]) for row in read(careful(tmp_path, text))]
    assert fast.rows == 5001
    assert quick_rows[-1] == ("5000", 'quoted, "so"', None, 5002)


@pytest.mark.parametrize(
    "last",
    [
        "1,2\n",
        "1,2,3,4\n",
        "1,2\n1,2,3,4\n",
        '1,"two\nlines",3\n',
        '1,5" screen,3\n',
        "\n1,2,3\n",
        "1,2,3\r4,5,6\n",
        '1,"x"y,3\n',
        "Total,,9\n",
        '"Grand Totals (3 records)",,\n',
        '1,"open,3\n',
    ],
)
def test_what_is_not_clean_is_left_to_the_careful_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    assert quickly(tmp_path, big(20) + last, monkeypatch) is None


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_pieces_end_with_a_line_and_keep_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(quick, "PIECE", size)
    text = big(300) + '300,"quoted, ""so""",\r\n301,without an end,1'
    fast = quickly(tmp_path, text, monkeypatch)
    assert fast is not None
    assert read(fast) == [(*row[:2], row[2] or None, row[3]) for row in read(careful(tmp_path, text))]


@pytest.mark.parametrize("uneven", ["1,2,3,4\n1,2\n", "1,2\n1,2,3,4\n"])
def test_rows_that_make_up_for_each_other_are_left_to_the_careful_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uneven: str
) -> None:
    for size in (1, 30, 1000):
        monkeypatch.setattr(quick, "PIECE", size)
        assert quickly(tmp_path, "a,b,c\n" + uneven + big(20).removeprefix("a,b,c\n"), monkeypatch) is None


def test_a_subtotal_is_seen_across_the_border_of_two_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a,b,c\n" + "x" * 20 + ",Subtotal,9\n")
    for size in range(9, 40):
        monkeypatch.setattr(encodings, "BLOCK", size)
        assert quick.names_subtotals(path)
    assert not quick.names_subtotals(write(tmp_path, big(20)))


def test_small_files_are_read_carefully(tmp_path: Path) -> None:
    path = write(tmp_path, big(20))
    assert not read_quickly(path, layout(), survey(path, ","), table(tmp_path))


def test_numbers_that_are_ids_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = quickly(tmp_path, "a,b,c\n007,1e5,true\n", monkeypatch)
    assert fast is not None
    assert read(fast) == [("007", "1e5", "true", 2)]
    assert pl.read_parquet(fast.path).schema[LINE] == pl.Int64


def test_chunks_may_split_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a,b,c\r\n1,"two\r\nlines ""x""",3\r\n"4",5,6\r\n7,8,9'
    path = write(tmp_path, text)
    whole = survey(path, ",")
    for size in range(1, len(text)):
        monkeypatch.setattr("tandem.ingest.survey.CHUNK", size)
        assert survey(path, ",") == whole
    assert not whole.is_plain


def test_a_count_that_differs_refuses_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b,c\n1,2,3\n")
    wrong = Survey(records=3, delimiters=4, is_plain=True, ends_open=False)
    with pytest.raises(FileRefused, match="9 records were read where the file holds 3"):
        prove(path, layout(), wrong, 9, table(tmp_path), None)
    prove(path, layout(), wrong, 2, table(tmp_path), None)
