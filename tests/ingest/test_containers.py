"""What a file is by its bytes, whatever its name says."""

import gzip
import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest

from tests.ingest.loading import Desk, extract, rows
from tests.ingest.making import workbook, zipped

ACCOUNTS = rows("account_id,name,region", "A1,Acme,EMEA", "A2,Beta,APAC")
NAMES = ["Acme", "Beta"]


@pytest.mark.parametrize(
    "content",
    [
        ACCOUNTS.encode(),
        ACCOUNTS.encode("utf-8-sig"),
        ACCOUNTS.encode("utf-16"),
        ACCOUNTS.replace(",", "\t").encode("utf-16-le"),
        ACCOUNTS.replace(",", ";").encode(),
        ACCOUNTS.replace(",", "|").encode(),
        ("sep=;\n" + ACCOUNTS.replace(",", ";")).encode(),
        ACCOUNTS.replace("\n", "\r").encode(),
        ACCOUNTS.replace("\n", "\r\n").encode(),
        gzip.compress(ACCOUNTS.encode()),
        gzip.compress(ACCOUNTS.encode("utf-16")),
        zipped({"folder/accounts.csv": ACCOUNTS, "__MACOSX/x": "x"}),
        zipped({"accounts.csv.gz": gzip.compress(ACCOUNTS.encode())}),
    ],
    ids=[
        *("comma", "byte-order mark", "utf-16", "tab in utf-16 without mark", "semicolon", "bar", "sep line"),
        *("old line ends", "line ends of Windows", "gzip", "utf-16 in gzip", "zip", "gzip in zip"),
    ],
)
@pytest.mark.parametrize("name", ["accounts.csv", "accounts.xlsx", "accounts.parquet", "accounts"])
def test_every_way_to_write_the_same_table(desk: Desk, name: str, content: bytes) -> None:
    assert desk.csv(content, name).column("name") == NAMES


def test_a_zip_of_several_exports(desk: Desk) -> None:
    users = rows("user_id,name", "U1,Ann")
    loaded = desk.csv(zipped({"a.csv": ACCOUNTS, "b.csv": users}), "set.zip")
    assert set(loaded.tables) == {"accounts", "users"}
    assert [report.file for report in loaded.reports] == ["a.csv", "b.csv"]


def test_every_sheet_of_a_workbook_is_a_source(desk: Desk) -> None:
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "Accounts": [["account_id", "name", "employees"], ["007", "Acme", 12], ["008", "Beta", None]],
        "Users": [["user_id", "name"], ["U1", "Ann"]],
        "Notes": [["nothing", "known"], ["at", "all"]],
        "Empty": [],
    }
    loaded = desk.load(workbook(desk.folder / "book.csv", sheets))
    assert loaded.tables["accounts"].select("account_id", "employees").rows() == [("007", 12), ("008", None)]
    assert [report.file for report in loaded.reports] == ["book.csv › Accounts", "book.csv › Users"]
    assert "Left out: book.csv › Notes" in loaded.reports[0].notes[0]


def test_a_formatted_report_with_title_dates_and_totals(desk: Desk) -> None:
    lines: list[Sequence[object]] = [
        ["Opportunities by stage"],
        ["As of", "today"],
        [],
        ["opportunity_id", "created_at", "amount", "is_won"],
        ["O1", datetime(2026, 3, 5, 14, 30), 1234.5, True],
        ["O2", datetime(2026, 3, 6), 10, False],
        ["Total", None, 1244.5],
    ]
    loaded = desk.load(workbook(desk.folder / "report.xlsx", {"Report": lines}))
    found = loaded.table.select("opportunity_id", "created_at", "amount", "is_won").rows()
    assert found == [
        ("O1", datetime(2026, 3, 5, 14, 30), Decimal("1234.50"), True),
        ("O2", datetime(2026, 3, 6), Decimal("10.00"), False),
    ]
    assert loaded.report.read == 2


def test_rows_of_a_sheet_are_named_by_their_number_in_it(desk: Desk) -> None:
    lines: list[Sequence[object]] = [
        [],
        ["opportunity_id", "amount"],
        *([f"O{n}", n] for n in range(200)),
        ["O200", "many"],
    ]
    loaded = desk.load(workbook(desk.folder / "report.xlsx", {"Report": lines}))
    assert list(loaded.refused_lines()) == [203]


def test_parquet_with_types(desk: Desk) -> None:
    frame = pl.DataFrame(
        {
            "opportunity_id": ["O1", "O2"],
            "amount": [Decimal("10.10"), None],
            "created_at": pl.Series([datetime(2026, 1, 1, 5)] * 2).dt.replace_time_zone("Europe/Berlin"),
            "is_won": [True, None],
        }
    )
    frame.write_parquet(desk.folder / "deals.csv")
    loaded = desk.load(desk.folder / "deals.csv", settings={"time_zone": "America/New_York"})
    found = loaded.table.select("amount", "created_at", "is_won").rows()
    assert found == [(Decimal("10.10"), datetime(2025, 12, 31, 23), True), (None, datetime(2025, 12, 31, 23), None)]


def test_parquet_of_another_shape_goes_through_a_mapping(desk: Desk) -> None:
    pl.DataFrame({"Deal": ["x"], "Worth": [5]}).write_parquet(desk.folder / "deals.parquet")
    mapping = extract("opportunities", {"opportunity_id": "Deal", "amount": "Worth"})
    assert desk.load(desk.folder / "deals.parquet", mapping=mapping).column("amount") == [Decimal(5)]


def test_json_lines_never_pass_through_binary_fractions(desk: Desk) -> None:
    lines = [
        '{"opportunity_id": "O1", "amount": 12345678901234.10, "is_won": true}',
        "",
        json.dumps({"opportunity_id": 17, "stage": None, "name": "Ünïcode"}),
    ]
    loaded = desk.csv("\n".join(lines), "deals.jsonl")
    found = loaded.table.select("opportunity_id", "amount", "is_won", "name").rows()
    assert found == [("O1", Decimal("12345678901234.10"), True, None), ("17", None, None, "Ünïcode")]


def test_windows_1252_is_read_with_a_note(desk: Desk) -> None:
    loaded = desk.csv(rows("account_id,name", "A1,Müller – Söhne").encode("cp1252"))
    assert loaded.column("name") == ["Müller – Söhne"]
    assert "Windows-1252 was assumed" in loaded.report.notes[0]


def test_utf_16_without_a_mark_is_read_with_a_note(desk: Desk) -> None:
    loaded = desk.csv(ACCOUNTS.encode("utf-16-be"))
    assert loaded.column("name") == NAMES
    assert "UTF-16 was assumed" in loaded.report.notes[0]


def test_a_few_zero_bytes_are_taken_out_and_counted(desk: Desk) -> None:
    text = rows("account_id,name", *(f"A{n},Name of {n}" for n in range(500))).encode()
    loaded = desk.csv(text.replace(b"A499", b"A4\x0099"))
    assert loaded.column("account_id")[-1] == "A499"
    assert "1 zero bytes" in loaded.report.notes[0]


def test_the_same_content_twice_is_taken_once(desk: Desk) -> None:
    loaded = desk.load(desk.file("a.csv", ACCOUNTS), desk.file("b.csv", ACCOUNTS))
    assert loaded.column("name") == NAMES
    assert loaded.reports[1].recognised_as == "a repeated file"
    assert "a.csv" in loaded.reports[1].notes[0]
