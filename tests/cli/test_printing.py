"""How answers look in a terminal and in files."""

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from tandem.cli.printing import as_table, plain, write

FRAME = pl.DataFrame(
    {"channel": ["Web", "(no touch)"], "credit": [1.5, None], "amount": [Decimal("1234.50"), Decimal("0.00")]}
)


def test_a_table_aligns_numbers_to_the_right_and_prints_a_dash_for_nothing() -> None:
    assert as_table(FRAME) == (
        "channel     credit    amount\nWeb         1.5000  1,234.50\n(no touch)       –      0.00\n"
    )


def test_text_with_line_breaks_stays_on_its_line() -> None:
    assert as_table(pl.DataFrame({"name": ["two\nlines"], "open": [True]})) == "name       open\ntwo lines  yes\n"


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_forms_that_are_text_go_to_standard_output(capsys: pytest.CaptureFixture[str], form: str) -> None:
    write(FRAME, form)
    said = capsys.readouterr()
    assert "Web" in said.out
    assert said.err == ""


def test_json_is_a_list_of_objects_with_nulls(capsys: pytest.CaptureFixture[str]) -> None:
    write(FRAME, "json")
    assert json.loads(capsys.readouterr().out) == [
        {"channel": "Web", "credit": 1.5, "amount": 1234.5},
        {"channel": "(no touch)", "credit": None, "amount": 0},
    ]


def test_dates_are_written_as_iso_and_strangers_are_refused() -> None:
    assert plain(date(2026, 10, 31)) == "2026-10-31"
    with pytest.raises(TypeError, match="set cannot be written as JSON"):
        plain({1})
