"""Group C of the bad inputs: days of Excel, clocks that skip, fiscal years, currencies, nothing to divide by."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tandem.domain import Quarter
from tests.build.company import company
from tests.ingest.loading import Desk, many, rows

ONE_DAY = datetime(2026, 3, 5, 14, 30)


def dated(path: Path, *, from_1904: bool = False) -> Path:
    """A workbook whose days are stored as numbers of days, since 1900 or since 1904."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": from_1904})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_row(0, 0, ["opportunity_id", "created_at"])
    for place in range(1, 301):
        sheet.write(place, 0, f"O{place}")
        sheet.write_datetime(place, 1, ONE_DAY, day)
    sheet.write(301, 0, "O301")
    sheet.write_number(301, 1, 60, day)
    book.close()
    return path


def test_43_days_of_excel_in_both_systems(desk: Desk) -> None:
    """Case 43: the same day in both systems; the 60th day of 1900, which never was, is refused and not the 59th."""
    usual = desk.load(dated(desk.folder / "usual.xlsx"))
    assert set(usual.column("created_at")) == {ONE_DAY}
    assert "is not a date" in usual.refused_lines()[302]
    from_1904 = desk.load(dated(desk.folder / "mac.xlsx", from_1904=True))
    assert set(from_1904.column("created_at")) == {ONE_DAY, datetime(1904, 3, 1)}


def test_43_a_number_of_days_in_a_text_is_no_date(desk: Desk) -> None:
    """Case 43: without a format nobody says that 46086 is a day."""
    text = many("opportunity_id,created_at", "O{n},2026-03-05", 200, "O200,46086", "O201,1900-02-29")
    assert list(desk.csv(text).refused_lines()) == [202, 203]


SPRING, AUTUMN = "2026-03-29 02:30:00", "2026-10-25 02:30:00"


def test_45_hours_that_never_were_and_hours_that_come_twice(desk: Desk) -> None:
    """Case 45: in the gap of spring the clock is put forward; of the two hours of autumn it is the first."""
    text = rows("opportunity_id,created_at", f"1,{SPRING}", f"2,{AUTUMN}", "3,2026-03-29T00:30:00Z", "4,0202-01-01")
    loaded = desk.csv(text, settings={"time_zone": "Europe/Berlin"})
    hours = [datetime(2026, 3, 29, 3, 30), datetime(2026, 10, 25, 2, 30), datetime(2026, 3, 29, 1, 30)]
    assert loaded.column("created_at") == [*hours, datetime(202, 1, 1)]


def test_45_a_midnight_that_never_was(desk: Desk) -> None:
    """Case 45: where clocks are put forward at midnight, the day stays the day."""
    loaded = desk.csv(rows("opportunity_id,created_at", "1,2018-11-04"), settings={"time_zone": "America/Sao_Paulo"})
    assert loaded.column("created_at") == [datetime(2018, 11, 4, 1)]


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 1), ("America/New_York", 31), ("Asia/Tokyo", 1), ("Pacific/Kiritimati", 1)]
)
def test_46_the_day_is_that_of_the_company(desk: Desk, zone: str, day: int) -> None:
    """Case 46: half past midnight in UTC, on the first day of a quarter, is the last day of another in New York."""
    loaded = desk.csv(rows("opportunity_id,created_at", "1,2026-04-01T00:30:00Z"), settings={"time_zone": zone})
    moment = loaded.column("created_at")[0]
    assert isinstance(moment, datetime)
    assert moment.day == day
    assert str(Quarter.containing(moment.date())) == ("2026Q1" if day == 31 else "2026Q2")


@pytest.mark.parametrize(("start_month", "label"), [(1, "2026Q1"), (2, "2026Q4"), (7, "2026Q3"), (12, "2026Q1")])
def test_47_quarters_of_fiscal_years(start_month: int, label: str) -> None:
    """Case 47: the same day in fiscal years that start elsewhere, and the same quarter a year before."""
    quarter = Quarter.containing(date(2026, 1, 31), start_month)
    assert str(quarter) == label
    assert str(quarter.year_ago) == f"2025{label[4:]}"
    assert quarter.year_ago.start_on == quarter.start_on.replace(year=quarter.start_on.year - 1)


def test_48_leap_days(desk: Desk) -> None:
    """Case 48: the 29th of February of a leap year, and of another year."""
    text = many("opportunity_id,created_at", "O{n},2024-02-29", 200, "O200,2026-02-29")
    loaded = desk.csv(text)
    assert set(loaded.column("created_at")) == {datetime(2024, 2, 29)}
    assert list(loaded.refused_lines()) == [202]
    assert Quarter.containing(date(2024, 2, 29)).year_ago.last_day == date(2023, 3, 31)


def test_49_amounts_in_other_currencies_are_converted_or_left_out(tmp_path: Path) -> None:
    """Case 49: by the rate of the month; without one the amount is unknown, never added up as it stands."""
    built = company(
        tmp_path,
        fx_rates="currency,month,rate\nEUR,2026-01-01,1.1",
        opportunities="""
            opportunity_id,created_at,amount,currency
            dollars,2026-01-05,100.00,USD
            euros,2026-01-05,100.00,EUR
            no rate,2026-02-05,100.00,EUR
            unknown,2026-01-05,100.00,ZZZ
        """,
    )
    amounts = built.by("deals", "opportunity_id", "amount")
    assert amounts == {"dollars": Decimal("100.00"), "euros": Decimal("110.00"), "no rate": None, "unknown": None}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ('"$1,234.50"', "1234.50"),
        ('"(1,234)"', "-1234.00"),
        ("-0", "0.00"),
        ("1234.-", "-1234.00"),
        ("USD 12", "12.00"),
        ("99999999999999", "99999999999999.00"),
    ],
)
def test_50_amounts_as_people_write_them(desk: Desk, text: str, amount: str) -> None:
    """Case 50: signs, groups and brackets, with a decimal point."""
    assert str(desk.csv(rows("opportunity_id,amount", f"1,{text}", "2,0.10")).column("amount")[0]) == amount


def test_50_amounts_of_other_countries(desk: Desk) -> None:
    """Case 50: blanks between thousands and a decimal comma."""
    loaded = desk.csv(rows("opportunity_id;amount", "1;1 234,5 €", "2;1.234,50 EUR", "3;-7,05"))
    assert [str(amount) for amount in loaded.column("amount")] == ["1234.50", "1234.50", "-7.05"]
    assert loaded.column("currency") == ["EUR", "EUR", None]


def test_51_amounts_below_zero_are_kept(desk: Desk) -> None:
    """Case 51: a credit note is a number; what is none is refused (above)."""
    assert desk.csv(rows("opportunity_id,amount", "1,-5")).column("amount") == [Decimal("-5.00")]
