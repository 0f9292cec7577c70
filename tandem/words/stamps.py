"""Where a figure comes from, in one line; and what is said of sample data."""

from datetime import date

from tandem.domain import Filters
from tandem.words.figures import counted

SAMPLE = "Sample company — load your own extracts on the Data page"


def day(when: date) -> str:
    """A date as 31 Oct 2026."""
    return f"{when.day} {when:%b %Y}"


def behind(records: int) -> str:
    """How many records of the version stand behind a page, as the end of its stamp."""
    return f" · from {counted(records, 'record')}"


def stamp(as_of: date, version: int, definitions: int, filters: Filters, records: int | None = None) -> str:
    """Data cut-off, data version, definitions version, filters and number of records."""
    parts = [f"Data to {day(as_of)}", f"version {version}", f"definitions {definitions}", str(filters)]
    if records is not None:
        parts.append(counted(records, "record"))
    return " · ".join(parts)
