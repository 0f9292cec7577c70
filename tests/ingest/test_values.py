"""Values as people and spreadsheets write them: months by name, days of Excel, thousands by letter."""

from datetime import datetime
from decimal import Decimal

import pytest

from tests.ingest.loading import Desk, extract, many, rows

DEALS = "opportunity_id,created_at,closed_at,amount"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5. März 2026", datetime(2026, 3, 5)),
        ("5 mars 2026", datetime(2026, 3, 5)),
        ("5 de marzo de 2026", datetime(2026, 3, 5)),
        ("05-Okt-2026", datetime(2026, 10, 5)),
        ("5 févr. 2026 14:15", datetime(2026, 2, 5, 14, 15)),
        ("5 juin 2026", datetime(2026, 6, 5)),
        ("5 juillet 2026", datetime(2026, 7, 5)),
        ("5 août 2026", datetime(2026, 8, 5)),
        ("5 ene 2026", datetime(2026, 1, 5)),
        ("Dec 5, 2026", datetime(2026, 12, 5)),
    ],
)
def test_months_by_their_names_in_four_languages(desk: Desk, text: str, day: datetime) -> None:
    assert desk.csv(rows("opportunity_id;created_at", f"O1;{text}")).column("created_at") == [day]


def test_a_column_of_days_of_excel_is_dates_and_says_so(desk: Desk) -> None:
    loaded = desk.csv(rows(DEALS, "O1,46086,2026-05-01,5", "O2,46086.5,2026-05-01,5", "O3,,2026-05-01,5"))
    assert loaded.column("created_at") == [datetime(2026, 3, 5), datetime(2026, 3, 5, 12), None]
    assert any("“created_at” holds numbers of days" in note and "46086" in note for note in loaded.report.notes)


def test_days_of_excel_beside_dates_are_no_dates(desk: Desk) -> None:
    loaded = desk.csv(many(DEALS, "O{n},2026-03-05,,5", 200, "O200,46086,,5"))
    assert "“46086” is not a date" in loaded.refused_lines()[202]


def test_days_of_excel_do_not_settle_the_order_of_other_dates(desk: Desk) -> None:
    text = rows(DEALS, "O1,46086,3/4/2026,5")
    assert "it cannot be told" in str(desk.refused(text))
    columns = {name: name for name in DEALS.split(",")}
    loaded = desk.csv(text, mapping=extract("opportunities", columns, 'dates = "D/M/YYYY"'))
    assert (loaded.column("created_at"), loaded.column("closed_at")) == ([datetime(2026, 3, 5)], [datetime(2026, 4, 3)])


@pytest.mark.parametrize(
    ("text", "amount"),
    [("45k", "45000"), ("$1.2M", "1200000"), ("45 K €", "45000"), ("(3k)", "-3000"), ("1.25k", "1250")],
)
def test_thousands_by_letter(desk: Desk, text: str, amount: str) -> None:
    assert desk.csv(rows(DEALS, f"O1,2026-03-05,,{text}")).column("amount") == [Decimal(amount)]


@pytest.mark.parametrize("text", ["45kk", "k", "45m", "4k5"])
def test_letters_that_are_no_thousands(desk: Desk, text: str) -> None:
    loaded = desk.csv(many(DEALS, "O{n},2026-03-05,,5", 200, f"O200,2026-03-05,,{text}"))
    assert "is not an amount" in loaded.refused_lines()[202]


def test_thousands_with_a_decimal_comma(desk: Desk) -> None:
    text = rows(DEALS.replace(",", ";"), "O1;2026-03-05;;2,5k", "O2;2026-03-05;;3.000")
    assert desk.csv(text).column("amount") == [Decimal(2500), Decimal(3000)]
