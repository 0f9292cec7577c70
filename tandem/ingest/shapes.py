"""What the values of a column look like: date, number, yes or no, e-mail address."""

import re
from collections.abc import Sequence

from tandem.ingest.casting import COUNTED, DATED, TRUTH

MOST = 0.5
DATE = re.compile(
    r"\d{1,4}[-/. ]\s?(?:\d{1,2}|[^\W\d]{3,10}\.?)[-/., ]+\d{1,4}|[^\W\d]{3,10}\.? \d{1,2},? \d{4}|\d{5}(?:\.\d+)?$"
)
NUMBER = re.compile(
    r"(?i:[-+]?(?:nan|inf\w*|\d+e\d+))$|[^\w]*(?:[A-Z]{3})?[^\w]*\d[\d.,'’\s]*\s*(?:[%€$£¥kKmM)-]|[A-Z]{3})?\s*$"
)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")


def contradicts(kind: str, values: Sequence[str]) -> bool:
    """Whether most values cannot be of that canonical type."""
    if not values or kind not in {*DATED, *COUNTED, "yes_no"}:
        return False
    fitting = sum(is_shaped(kind, value) for value in values)
    return fitting < MOST * len(values)


def is_shaped(kind: str, value: str) -> bool:
    """Whether a value looks like one of a canonical type; every text looks like an id or a text."""
    if kind in DATED:
        return DATE.match(value) is not None
    if kind in COUNTED:
        return NUMBER.match(value) is not None
    return kind != "yes_no" or value.casefold() in TRUTH
