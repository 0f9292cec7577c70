"""Dates and times: the forms that exports have, company time, the order of day and month."""

from datetime import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.ingest.dates import timestamps
from tandem.ingest.orders import DateEvidence, Order


def one(text: str, order: Order | None = None, zone: str = "UTC") -> datetime | None:
    """The time that one text is."""
    found: datetime | None = timestamps(pl.Series([text]), order, zone)[0]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-05T14:15:33.000Z", datetime(2026, 3, 5, 14, 15, 33)),
        ("2026-03-05T14:15:33.000+0000", datetime(2026, 3, 5, 14, 15, 33)),
        ("2026-03-05T14:15:33+02:00", datetime(2026, 3, 5, 12, 15, 33)),
        ("2026-03-05T14:15:33-05:30", datetime(2026, 3, 5, 19, 45, 33)),
        ("2026-03-05 14:15:33", datetime(2026, 3, 5, 14, 15, 33)),
        ("2026-03-05 14:15", datetime(2026, 3, 5, 14, 15)),
        ("2026-03-05T14:15:33.250", datetime(2026, 3, 5, 14, 15, 33, 250000)),
        ("2026-03-05", datetime(2026, 3, 5)),
        ("2026/3/5", datetime(2026, 3, 5)),
        ("05-Mar-2026", datetime(2026, 3, 5)),
        ("5 March 2026", datetime(2026, 3, 5)),
        ("Mar 5, 2026", datetime(2026, 3, 5)),
        ("August 31, 2026", datetime(2026, 8, 31)),
        ("0202-03-05", datetime(202, 3, 5)),
        ("9999-12-31", datetime(9999, 12, 31)),
        ("2028-02-29", datetime(2028, 2, 29)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("2026-03-05 25:00:00", None),
        ("soon", None),
        ("46086", None),
        ("3/5/2026", None),
    ],
)
def test_forms_that_need_no_order(text: str, expected: datetime | None) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("3/5/2026 2:15:33 PM", Order.MONTH_FIRST, datetime(2026, 3, 5, 14, 15, 33)),
        ("3/5/2026 12:05 AM", Order.MONTH_FIRST, datetime(2026, 3, 5, 0, 5)),
        ("3/5/2026 12:05 PM", Order.MONTH_FIRST, datetime(2026, 3, 5, 12, 5)),
        ("15/01/2024, 10:00", Order.DAY_FIRST, datetime(2024, 1, 15, 10)),
        ("13.02.2026", Order.DAY_FIRST, datetime(2026, 2, 13)),
        ("01-10-11", Order.DAY_FIRST, datetime(2011, 10, 1)),
        ("2/24/11", Order.MONTH_FIRST, datetime(2011, 2, 24)),
        ("2/24/71", Order.MONTH_FIRST, datetime(1971, 2, 24)),
        ("31/31/2026", Order.MONTH_FIRST, None),
        ("2/24/2026 26:00", Order.MONTH_FIRST, None),
        ("2026-03-05", Order.DAY_FIRST, datetime(2026, 3, 5)),
    ],
)
def test_forms_that_need_an_order(text: str, order: Order, expected: datetime | None) -> None:
    assert one(text, order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-01T00:30:00Z", datetime(2025, 12, 31, 19, 30)),  # the quarter before, in the company's time
        ("2026-07-01T00:30:00Z", datetime(2026, 6, 30, 20, 30)),
        ("2026-03-08T07:30:00Z", datetime(2026, 3, 8, 3, 30)),  # the hour after the gap of summer time
        ("2026-11-01T05:30:00Z", datetime(2026, 11, 1, 1, 30)),  # both halves of the hour that comes twice
        ("2026-11-01T06:30:00Z", datetime(2026, 11, 1, 1, 30)),
        ("2026-03-08 01:30:00", datetime(2026, 3, 8, 1, 30)),  # without a zone it is company time as it stands
        ("2026-03-08 02:30:00", datetime(2026, 3, 8, 3, 30)),  # and a time that never was lies after the gap
        ("2026-11-01 01:30:00", datetime(2026, 11, 1, 1, 30)),
        ("2026-01-01", datetime(2026, 1, 1)),
    ],
)
def test_company_time(text: str, expected: datetime) -> None:
    assert one(text, zone="America/New_York") == expected


def test_zones_and_none_may_stand_in_one_column() -> None:
    texts = pl.Series(["2026-01-01T00:30:00Z", "2026-01-01", None, "2026-01-01T00:30:00+01:00"])
    found = timestamps(texts, None, "Europe/Berlin").to_list()
    assert found == [datetime(2026, 1, 1, 1, 30), datetime(2026, 1, 1), None, datetime(2026, 1, 1, 0, 30)]


def evidence(*texts: str | None) -> DateEvidence:
    """What those values say."""
    found = DateEvidence()
    found.see(pl.Series(list(texts), dtype=pl.String))
    return found


def test_the_whole_column_decides_the_order() -> None:
    assert evidence("3/5/2026", None, "13/5/2026").order is Order.DAY_FIRST
    assert evidence("3/5/2026", "5/13/2026").order is Order.MONTH_FIRST
    assert evidence("3/5/2026").order is None
    assert evidence("03.05.2026").order is Order.DAY_FIRST
    assert evidence("2026-05-13", "x", None).order is None
    assert evidence("13/5/2026", "5/13/2026").is_mixed


def test_evidence_grows_with_every_batch() -> None:
    found = evidence("3/5/2026")
    assert found.either == "3/5/2026"
    found.see(pl.Series(["5/31/26"]))
    assert found.order is Order.MONTH_FIRST


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("D/M/YYYY", Order.DAY_FIRST),
        ("dd.mm.yyyy", Order.DAY_FIRST),
        ("MM/DD/YY", Order.MONTH_FIRST),
        ("YYYY-MM-DD", Order.YEAR_FIRST),
    ],
)
def test_an_order_is_said_as_people_write_it(said: str, order: Order) -> None:
    assert Order.said(said) is order


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2069, 12, 31)), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y"])
)
def test_what_is_written_is_read_again(moment: datetime, form: str) -> None:
    order = Order.MONTH_FIRST if form.startswith("%m") else Order.DAY_FIRST
    whole = moment.replace(microsecond=0)
    assert one(whole.strftime(f"{form} %H:%M:%S"), order) == whole
    assert one(whole.strftime(f"{form} %I:%M:%S %p"), order) == whole
    assert one(whole.isoformat()) == whole


def test_a_column_of_one_form_is_read_as_one_with_strangers() -> None:
    moments = [f"2026-0{month}-05T14:15:33.250Z" for month in range(1, 10)]
    alone = timestamps(pl.Series([*moments, None]), None, "Asia/Tokyo").to_list()
    mixed = timestamps(pl.Series([*moments, "2026-02-30T00:00:00Z", "26-1-1T00:00:00Z"]), None, "Asia/Tokyo").to_list()
    assert alone == [*mixed[:9], None]
    assert mixed[9:] == [None, None]
