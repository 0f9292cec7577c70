"""Fiscal quarters: start inclusive, end exclusive, a fiscal year named by the calendar year in which it ends."""

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from tandem.errors import WrongUse

YEARS = range(2, 9999)
"""Fiscal years whose first day and last day, and those of their neighbours, are dates that Python knows."""


def month_start(year: int, months: int) -> date:
    """First day of the month that lies `months` (0 = January, may leave 0..11) from January of `year`."""
    return date(year + months // 12, months % 12 + 1, 1)


@total_ordering
@dataclass(frozen=True)
class Quarter:
    """One fiscal quarter of a year that starts in `start_month` (1 = January)."""

    year: int
    number: int
    start_month: int = 1

    def __post_init__(self) -> None:
        """Raises WrongUse unless number is 1..4, start_month 1..12 and every day of the quarter a date."""
        if self.number not in range(1, 5) or self.start_month not in range(1, 13) or self.year not in YEARS:
            raise WrongUse(f"There is no quarter {self} of a year that starts in month {self.start_month}.")

    @classmethod
    def parse(cls, text: str, start_month: int = 1) -> "Quarter":
        """The quarter written as 2026Q3; raises WrongUse for anything else."""
        match = re.fullmatch(r"(\d{4})Q([1-4])", text.strip().upper())
        if match is None:
            raise WrongUse(f"“{text}” is not a quarter: write it as 2026Q3.")
        return cls(int(match[1]), int(match[2]), start_month)

    @classmethod
    def containing(cls, day: date, start_month: int = 1) -> "Quarter":
        """The quarter that `day` lies in."""
        months = day.year * 12 + day.month - start_month
        ends_later = 1 if start_month > 1 else 0
        return cls(months // 12 + ends_later, months % 12 // 3 + 1, start_month)

    @classmethod
    def latest_complete(cls, as_of: date, start_month: int = 1) -> "Quarter":
        """The last quarter whose every day is at or before `as_of`."""
        now = cls.containing(as_of, start_month)
        return now if now.last_day == as_of else now.previous

    @property
    def start_on(self) -> date:
        """First day of the quarter."""
        first_year = self.year - (1 if self.start_month > 1 else 0)
        return month_start(first_year, self.start_month - 1 + 3 * (self.number - 1))

    @property
    def end_on(self) -> date:
        """First day after the quarter."""
        return self.shift(1).start_on

    @property
    def last_day(self) -> date:
        """Last day of the quarter."""
        return date.fromordinal(self.end_on.toordinal() - 1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before."""
        return self.shift(-1)

    @property
    def year_ago(self) -> "Quarter":
        """The same quarter of the year before."""
        return self.shift(-4)

    def shift(self, quarters: int) -> "Quarter":
        """The quarter that many quarters later (earlier when negative)."""
        index = self.year * 4 + self.number - 1 + quarters
        return Quarter(index // 4, index % 4 + 1, self.start_month)

    def last(self, count: int) -> tuple["Quarter", ...]:
        """This quarter and those before it, `count` in all, oldest first."""
        return tuple(self.shift(back) for back in range(1 - count, 1))

    def __str__(self) -> str:
        """As 2026Q3."""
        return f"{self.year}Q{self.number}"

    def __lt__(self, other: object) -> bool:
        """Earlier than the other; quarters of different fiscal years are in no order."""
        if not isinstance(other, Quarter) or other.start_month != self.start_month:
            return NotImplemented
        return (self.year, self.number) < (other.year, other.number)
