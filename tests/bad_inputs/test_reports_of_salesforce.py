"""Cases 23 to 27 and 33 to 37 of the bad inputs: reports made to be looked at, totals, labels, the same again."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.ingest.loading import Desk, many, rows
from tests.ingest.making import workbook

HEADER = ("opportunity_id", "stage", "amount", "is_won")
SUBTOTALS: list[Sequence[object]] = [
    ["Deals by stage"],
    ["As of", "2026-03-31"],
    ["Filtered by", "all"],
    [],
    HEADER,
    ["O1", "A", 10, True],
    ["O2", "A", 20, True],
    ["Subtotal", None, 30],
    ["O3", "B", 5, False],
    ["Subtotal", None, 5],
    ["Grand Totals (3 records)", None, 35],
]


def test_23_the_footer_of_a_report_is_checked_and_dropped(desk: Desk) -> None:
    """Case 23: blank lines, a count, a notice and a copyright below the rows."""
    text = rows(
        "opportunity_id,amount,stage",
        *["O1,10,A", "O2,20,B", "", "Grand Totals (2 records),,", "", "Confidential Information - Do Not Distribute"],
        "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.",
    )
    loaded = desk.csv(text)
    assert (loaded.report.read, loaded.report.kept) == (2, 2)
    assert loaded.report.notes == ("3 footer lines checked and set aside.",)


def test_23_a_count_that_is_not_that_of_the_rows(desk: Desk) -> None:
    """Case 23: the report says how many records it holds, and it holds fewer."""
    refused = desk.refused(
        rows("opportunity_id,amount,stage", "O1,10,A", "O2,20,B", '"Grand Totals (5,700 records)",,')
    )
    assert str(refused).startswith("file.csv, row 4: its footer says 5,700 records, and it holds 2.")
    assert "export it again" in refused.remedy


def test_24_subtotals_between_the_rows_are_no_rows(desk: Desk) -> None:
    """Case 24: title and filters above, subtotals between: the header is found and the sum is that of the rows."""
    loaded = desk.load(workbook(desk.folder / "report.xlsx", {"Report": SUBTOTALS}))
    assert loaded.column("opportunity_id") == ["O1", "O2", "O3"]
    assert sum(loaded.table["amount"]) == Decimal(35)
    assert loaded.report.read == 3
    assert "1 subtotal between the rows set aside." in loaded.report.notes
    assert list(loaded.refused_lines()) == [8]


def test_24_subtotals_that_do_not_add_up(desk: Desk) -> None:
    """Case 24: what is left must still be what the report adds up to."""
    wrong = [*SUBTOTALS[:-1], ["Grand Totals (3 records)", None, 45]]
    refused = desk.refusal(workbook(desk.folder / "report.xlsx", {"Report": wrong}))
    assert "its rows add up to 35.00, and the total below them is 45.00" in str(refused)
    assert refused.column == "amount"


@pytest.mark.parametrize("name", ["Total", "Count Dracula Ltd", "Summer AG", "Subtotal Systems"])
def test_24_a_company_that_is_called_like_a_sum_is_a_company(desk: Desk, name: str) -> None:
    """Case 24: only a row of nothing but numbers beside the word is a sum."""
    loaded = desk.csv(many("name,account_id,region", "x,A{n},EMEA", 30, f"{name},AX,EMEA", "y,AY,APAC"))
    assert name in loaded.column("name")


def test_24_a_large_file_with_subtotals_is_read_carefully(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Case 24: the quick reader leaves such a file alone, however large and even it is."""
    monkeypatch.setattr("tandem.ingest.quick.LARGE", 0)
    loaded = desk.csv(
        many("opportunity_id,stage,amount", "O{n},A,1", 30, "Subtotal,,30", *many("", "P{n},B,2", 30).split())
    )
    assert loaded.report.read == 60
    assert sum(loaded.table["amount"]) == Decimal(90)


def test_24_a_column_that_is_filled_at_the_head_of_each_group_only(desk: Desk) -> None:
    """Case 24: an empty cell below the head of a group is not empty: asked for as Details Only."""
    lines: list[Sequence[object]] = [
        ["stage", "opportunity_id", "amount"],
        ["A", "O1", 10],
        [None, "O2", 20],
        ["Subtotal", None, 30],
        [],
        ["B", "O3", 5],
        ["Subtotal", None, 5],
    ]
    refused = desk.refusal(workbook(desk.folder / "report.xlsx", {"Report": lines}))
    assert refused.column == "stage"
    assert refused.remedy == "Export it again as Details Only."


def merged(path: Path, row: int) -> Path:
    """A report in which a cell is merged over that row and the next."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for place, line in enumerate([["Deals"], [], HEADER, ["O1", "A", 10, True], ["O2", None, 20, True]]):
        sheet.write_row(place, 0, line)
    sheet.merge_range(row, 1, row + 1, 1, "A")
    book.close()
    return path


def test_24_cells_merged_over_rows(desk: Desk) -> None:
    """Case 24: above the header they do no harm, below it nobody says which row has the value."""
    assert desk.load(merged(desk.folder / "above.xlsx", 0)).report.kept == 2
    refused = desk.refusal(merged(desk.folder / "below.xlsx", 3))
    assert refused.row == 4
    assert "cells are merged over rows" in str(refused)
    assert refused.remedy == "Export it again as Details Only."


GOOGLE = (
    "Campaign report\nAugust 1, 2026 - August 31, 2026\nCampaign\tDay\tCurrency code\tCost\n"
    "Brand\t2026-08-01\tUSD\t1,213.20\nSearch\t2026-08-02\tUSD\t10.05\n"
    "Total: Campaigns\t--\tUSD\t{total}\nTotal: Account\t--\tUSD\t{total}\n"
)


def test_25_preamble_and_totals_of_google_to_the_cent(desk: Desk) -> None:
    """Case 25: two lines above and two totals below; the total is the sum of the rows to the cent, else refused."""
    loaded = desk.csv(GOOGLE.format(total="1,223.25").encode("utf-16"))
    assert loaded.report.read == 2 and sum(loaded.table["amount"]) == Decimal("1223.25")
    refused = desk.refused(GOOGLE.format(total="1,223.26").encode("utf-16"))
    assert (refused.column, refused.row) == ("Cost", 6)
    assert "its rows add up to 1,223.25, and the total below them is 1,223.26" in str(refused)


META = "Reporting starts,Reporting ends,Day,Campaign name,Amount spent (USD)"


def test_26_a_total_without_a_campaign(desk: Desk) -> None:
    """Case 26: Meta puts the sum of all campaigns among them, without a name: no campaign, and checked against them."""
    lines = ["2026-08-01,2026-08-31,2026-08-02,Brand,20.50", "2026-08-01,2026-08-31,2026-08-03,Brand,10"]
    loaded = desk.csv(rows(META, "2026-08-01,2026-08-31,,,30.50", *lines))
    assert loaded.column("amount") == [Decimal("20.50"), Decimal("10.00")]
    assert "set aside" in loaded.refused_lines()[2]
    assert "the total below them is 31.50" in str(desk.refused(rows(META, "2026-08-01,2026-08-31,,,31.50", *lines)))


def test_27_a_range_without_days(desk: Desk) -> None:
    """Case 27: a row for a whole range is refused, and it is said where to click."""
    refused = desk.refused(rows(META.replace("Day,", ""), "2026-08-01,2026-09-30,Brand,20.50"))
    assert "Breakdown → By time → Day" in refused.remedy


def test_35_the_same_file_again_changes_nothing(desk: Desk) -> None:
    """Case 35: in one load it is taken once; loaded again, every row is there once, with or without ids of its own."""
    text = rows("touched_at,account_id,side", "2026-03-05 10:00,A1,marketing", "2026-03-06 10:00,A1,sales")
    first = desk.file("a.csv", text)
    once = desk.load(first)
    again = desk.load(first, desk.file("b.csv", text))
    assert again.reports[1].recognised_as == "a repeated file"
    assert again.tables["touches"].sort("touch_id").equals(once.table.sort("touch_id"))


def test_39_a_use_that_is_told_page_by_page_is_one_use(desk: Desk) -> None:
    """Case 39: Showpad tells one use of a document, and one more for each of its pages."""
    text = rows(
        "eventId,startTime,endTime,loggedAt,userId,channelId,shareId,deviceId,divisionId,assetId,contactId,type,page,"
        "metadata,sharedSpaceId,sharedSpaceParticipantId",
        *(f"E{n},2026-03-05T12:00:00Z,,,U1,,,,,A1,,asset-in-app-viewed,{n or ''},,," for n in range(4)),
    )
    loaded = desk.csv(text)
    assert loaded.column("use_id") == ["E0"]
    assert (loaded.report.kept, loaded.report.set_aside) == (1, 3)


def test_33_labels_of_another_language(desk: Desk) -> None:
    """Case 33: labels that are known are mapped, those that are not are asked about; nothing lands elsewhere."""
    known = rows(META.replace("Amount spent", "Montant dépensé"), "2026-08-01,2026-08-31,2026-08-02,Marque,20.50")
    loaded = desk.csv(known)
    assert loaded.column("amount") == [Decimal("20.50")]
    assert [day.replace(day=1) for day in loaded.column("month")] == [date(2026, 8, 1)]  # type: ignore[attr-defined]
    refused = desk.refused(rows("Besitzer,Stufe,Abschlussdatum", "a,b,c"))
    assert "it is not recognised" in str(refused)
