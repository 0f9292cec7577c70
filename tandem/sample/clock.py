"""The three years of the sample company: times are seconds, and what comes after the last day has not happened."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DAY = 86_400
HOUR = 3_600
FIRST_DAY = date(2023, 11, 1)
LAST_DAY = date(2026, 10, 31)
NEVER = 1 << 40
"""A time that never comes: later than every day of the three years, whatever is added to it."""


def seconds(day: date) -> int:
    """Midnight at the start of `day`."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


START = seconds(FIRST_DAY)
END = seconds(LAST_DAY + timedelta(days=1))
DAYS = (END - START) // DAY


def happened(times: Ints) -> Flags:
    """Which of the times lie before the data cut-off."""
    return times < END


def day_of(times: Ints) -> Ints:
    """Days since the first day, of times inside the three years."""
    return np.clip((times - START) // DAY, 0, DAYS - 1)


def month_of(times: Ints) -> Ints:
    """Months since January 1970."""
    return times.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)


def quarter_of(times: Ints) -> Ints:
    """Calendar quarters since the first of 1970."""
    return month_of(times) // 3


def quarter_number(year: int, quarter: int) -> int:
    """The number that `quarter_of` gives for times of that quarter."""
    return (year - 1970) * 4 + quarter - 1


def quarter_start(numbers: Ints) -> Ints:
    """First second of quarters by number."""
    return (numbers * 3).astype("datetime64[M]").astype("datetime64[s]").astype(np.int64)


def weekday_of(times: Ints) -> Ints:
    """Monday 0 to Sunday 6."""
    return (times // DAY + 3) % 7


def month_starts() -> list[date]:
    """First days of the months of the three years."""
    return [date(2023 + (10 + n) // 12, (10 + n) % 12 + 1, 1) for n in range(36)]
