"""Every figure opens the records behind it, and they can be taken away without a formula in them."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tandem.domain import Filters, Quarter
from tandem.ui.files import as_csv, as_xlsx, file_name
from tandem.ui.journeys import with_journeys
from tandem.ui.records import for_screen, picked
from tandem.words.safe import in_spreadsheet
from tests.pages.conftest import Opener
from tests.pages.reading import click, figures, nothing_failed, open_records, text

CARDS = ("value", "conversion", "reach", "velocity", "return", "agreement")
HOSTILE = ("=HYPERLINK(1)", "+1", "-cmd|' /C calc'!A0", "@SUM(1)", "\tx", "\r=1", "\uff1d1")


@pytest.mark.parametrize("card", CARDS)
def test_every_card_opens_its_records(open_app: Opener, company: Path, card: str) -> None:
    app = open_app(company)
    open_records(app, f"records_{card}")
    assert nothing_failed(app)
    assert len(app.dataframe) == 1
    assert [button.proto.label for button in app.get("download_button")] == ["CSV", "XLSX"]


@pytest.mark.parametrize(
    ("page", "button"),
    [
        ("conversion", "funnel_records"),
        ("attribution", "sourced_records"),
        ("attribution", "attribution_records"),
        ("attribution", "disputed"),
        ("collateral", "asset_usage"),
    ],
)
def test_every_page_opens_its_records(open_app: Opener, company: Path, page: str, button: str) -> None:
    app = open_app(company, page)
    open_records(app, button)
    assert nothing_failed(app)
    assert not app.dataframe[0].value.empty


def test_a_bar_of_the_funnel_opens_as_many_records_as_it_says(open_app: Opener, company: Path) -> None:
    app = open_app(company, "conversion")
    drawn = [note["text"] for note in figures(app)[0]["layout"]["annotations"]][1]
    click(app, "funnel", {"customdata": "mql"})
    records = app.dataframe[0].value
    assert set(records["Stage"]) == {"mql"}
    assert drawn.startswith(f"<b>{len(records):,}</b>")


@pytest.mark.parametrize(
    ("page", "chart", "point", "column", "value"),
    [
        ("quarter", "quarter_funnel", {"customdata": "sal"}, "Stage", "sal"),
        ("quarter", "quarter_sourced", {"customdata": ["first_touch", "sales"]}, "Source class", "sales"),
        ("conversion", "steps", {"customdata": "lead"}, "Stage", "lead"),
        ("conversion", "regions", {"customdata": ["EMEA", "mql"]}, "Region", "EMEA"),
        ("attribution", "rules", {"customdata": ["crm_field", "marketing"]}, "Source class", "marketing"),
        ("attribution", "channels", {"customdata": ["<b>Display</b>", "first"]}, "Channel", "<b>Display</b>"),
        ("collateral", "kinds", {"customdata": "deck"}, "Kind", "deck"),
        ("collateral", "unused", {}, "Unused", True),
    ],
)
def test_a_click_opens_what_was_clicked(
    open_app: Opener, company: Path, page: str, chart: str, point: dict[str, object], column: str, value: object
) -> None:
    app = open_app(company, page)
    click(app, chart, {"point_index": 0, **point})
    assert nothing_failed(app)
    assert set(app.dataframe[0].value[column]) == {value}
    assert "record" in text(app)


def test_text_that_a_spreadsheet_would_calculate_is_text() -> None:
    assert [in_spreadsheet(value) for value in HOSTILE] == [f"'{value}" for value in HOSTILE]
    assert in_spreadsheet("EMEA") == "EMEA"
    assert [in_spreadsheet(value) for value in (-42, Decimal("-1.50"), None, date(2026, 1, 1))] == [
        -42, Decimal("-1.50"), None, date(2026, 1, 1),
    ]  # fmt: skip


FRAME = pl.DataFrame(
    {
        "name": [*HOSTILE[:2], "Müller; “x”"],
        "amount": [Decimal("-42.10"), None, Decimal("1.00")],
        "on": [date(2026, 1, 2), None, date(2026, 3, 4)],
        "at": [datetime(2026, 1, 2, 3, 4), None, None],
    },
    schema_overrides={"amount": pl.Decimal(18, 2)},
)


def test_csv_keeps_numbers_and_disarms_text() -> None:
    sent = as_csv(FRAME)
    assert sent.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["name", "amount", "on", "at"]
    assert rows[1] == ["'=HYPERLINK(1)", "-42.10", "2026-01-02", "2026-01-02 03:04:00"]
    assert rows[3][0] == "Müller; “x”"


def test_xlsx_has_no_formula_and_keeps_the_stamp() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(FRAME, "Data to 31 Oct 2026"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert re.search("<v>-42.10?</v>", sheet)
    assert "&apos;=HYPERLINK(1)" in texts or "'=HYPERLINK(1)" in texts
    assert "Data to 31 Oct 2026" in texts


def test_two_files_never_have_one_name() -> None:
    one, other = file_name("funnel_records", "csv"), file_name("funnel_records", "csv")
    assert one != other
    assert re.fullmatch(r"tandem-funnel-records-[0-9a-f]{8}\.csv", one)


def test_a_file_says_its_filters_in_its_name_as_far_as_there_is_room() -> None:
    filters = Filters.of(Quarter.parse("2026Q3"), ["EMEA", "../etc"], ["<b>"])
    named = file_name("funnel_records", "csv", filters)
    assert re.fullmatch(r"tandem-funnel-records-2026Q3-etc-EMEA-b-[0-9a-f]{8}\.csv", named)
    many = file_name("x", "csv", Filters.of(None, [f"Region {number}" for number in range(99)]))
    assert re.fullmatch(r"tandem-x-all-time-Region-[-A-Za-z0-9]{1,60}-[0-9a-f]{8}\.csv", many) and len(many) < 90


def test_the_settings_that_a_reader_chose_stand_with_the_records(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution", lookback="30 days")
    click(app, "rules", {"customdata": ["first_touch", "sales"]})
    assert nothing_failed(app)
    assert "Rule: first_touch · Source class: sales" in text(app) and "Lookback days: 30" in text(app)
    assert "Basis: created" not in text(app)


def test_what_is_no_deal_leads_to_no_journey() -> None:
    shown = with_journeys(pl.DataFrame({"Opportunity id": ["O1", "(no deal)", None, ""]}))
    assert [bool(link) for link in shown["Journey"]] == [True, False, False, False]
    assert shown["Journey"][0].startswith("deal?opportunity_id=O1")
    assert "Journey" not in with_journeys(pl.DataFrame({"Asset": ["A"]})).columns


def test_only_the_rows_asked_for_are_picked() -> None:
    frame = pl.DataFrame({"stage": ["mql", "sal"], "unused": [True, False]})
    assert picked(frame, {"stage": "mql", "elsewhere": 1}).height == 1
    assert picked(frame, {"unused": True}).get_column("stage").to_list() == ["mql"]


def test_the_table_on_the_page_has_readable_headings() -> None:
    shown = for_screen(FRAME.rename({"on": "created_on"}))
    assert shown.columns == ["Name", "Amount", "Created on", "At"]
    assert shown.schema["Amount"] == pl.Float64
