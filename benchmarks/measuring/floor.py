"""The Quarter page with its figures left out: the same frame and filter bar, and nothing but the stamp."""

from benchmarks.measuring.framed import framed
from tandem.ui import review_filters, stamp_line


def nothing() -> None:
    """The page that is left."""
    stamp_line(review_filters())


framed(nothing)
