"""Which of day and month comes first in a column of dates, or whether it holds days as a spreadsheet counts them."""

import re
from dataclasses import dataclass
from enum import Enum

import polars as pl

NUMERIC = r"^(\d{1,2})([/.\-])(\d{1,2})[/.\-](\d{4}|\d{2})(?:,?[ T]+(.*))?$"
SERIAL = r"^(?:3[3-9]|[4-6]\d)\d{3}(?:[.,]\d+)?$"  # days of 1990 to 2091 as Excel counts them


class Order(Enum):
    """The order of day and month where both are numbers."""

    DAY_FIRST = "D/M/YYYY"
    MONTH_FIRST = "M/D/YYYY"
    YEAR_FIRST = "YYYY-MM-DD"
    SERIAL = "46086 (days of Excel)"

    @classmethod
    def said(cls, text: str) -> "Order":
        """The order that a mapping file says, as D/M/YYYY, MM-DD-YY or YYYY-MM-DD."""
        letters = "".join(dict.fromkeys(re.sub(r"[^DMY]", "", text.upper())))
        return {"DMY": cls.DAY_FIRST, "MDY": cls.MONTH_FIRST, "YMD": cls.YEAR_FIRST}[letters]


@dataclass
class DateEvidence:
    """What the values of one column say about the order of day and month."""

    day_first: str = ""
    month_first: str = ""
    either: str = ""
    dotted: bool = False
    serial: str = ""
    spelled: str = ""

    def see(self, texts: pl.Series) -> None:
        """Takes more values of the column into account."""
        self._see_serials(texts)
        numeric = texts.filter(texts.str.contains(NUMERIC).fill_null(False))
        if numeric.is_empty():
            return
        split = pl.DataFrame({"was": numeric, "sign": numeric.str.extract(NUMERIC, 2)})
        first, second = (numeric.str.extract(NUMERIC, place).cast(pl.Int32) for place in (1, 3))
        self.day_first = self.day_first or first_of(split.filter(first > 12))
        self.month_first = self.month_first or first_of(split.filter(second > 12))
        self.either = self.either or first_of(split)
        self.dotted = self.dotted or split["sign"][0] == "."

    def _see_serials(self, texts: pl.Series) -> None:
        filled = pl.DataFrame({"was": texts}).drop_nulls()
        if self.spelled or filled.is_empty():
            return
        is_serial = pl.col("was").str.contains(SERIAL)
        self.serial = self.serial or first_of(filled.filter(is_serial))
        self.spelled = first_of(filled.filter(~is_serial))

    @property
    def is_serial(self) -> bool:
        """Whether every value is a number of days, as a spreadsheet writes dates that lost their format."""
        return bool(self.serial and not self.spelled)

    @property
    def is_mixed(self) -> bool:
        """Whether some values can only be read one way and some only the other."""
        return bool(self.day_first and self.month_first)

    @property
    def order(self) -> Order | None:
        """The order that the values show; None when they fit both."""
        if self.is_serial:
            return Order.SERIAL
        if self.day_first:
            return Order.DAY_FIRST
        if self.month_first:
            return Order.MONTH_FIRST
        return Order.DAY_FIRST if self.dotted else None


def first_of(frame: pl.DataFrame) -> str:
    """The first value of a frame, or nothing."""
    return str(frame["was"][0]) if frame.height else ""
