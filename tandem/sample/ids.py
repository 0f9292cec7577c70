"""Identifiers as the source systems make them."""

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from tandem.sample.clock import Ints
from tandem.sample.draw import Draw

DIGITS = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
CHECK = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", dtype=np.uint8)
HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
PREFIXES = {
    "account": "001",
    "contact": "003",
    "user": "005",
    "opportunity": "006",
    "campaign": "701",
    "history": "008",
    "lead": "00Q",
    "role": "00K",
    "member": "00v",
    "task": "00T",
}
UNKNOWN = 1 << 34
"""Numbers from here on belong to no record: what points at them is an orphan."""


def texts(letters: npt.NDArray[np.uint8]) -> pl.Series:
    """Rows of letters as a column of text."""
    count, width = letters.shape
    offsets = np.arange(0, (count + 1) * width, width, dtype=np.int64)
    ends, content = pa.py_buffer(offsets.tobytes()), pa.py_buffer(letters.tobytes())
    column = pa.LargeStringArray.from_buffers(count, ends, content)
    return pl.Series(pl.from_arrow(column))


def salesforce_ids(kind: str, numbers: Ints) -> pl.Series:
    """18-character ids of that kind of object, with the three letters that keep the case of the other fifteen."""
    letters = np.empty((len(numbers), 18), dtype=np.uint8)
    letters[:, :8] = np.frombuffer(f"{PREFIXES[kind]}Kq000".encode(), dtype=np.uint8)
    rest = numbers + 62**4
    for place in range(14, 7, -1):
        rest, digit = np.divmod(rest, 62)
        letters[:, place] = DIGITS[digit]
    capital = (letters[:, :15] >= ord("A")) & (letters[:, :15] <= ord("Z"))
    letters[:, 15:] = CHECK[(capital.reshape(-1, 3, 5) * (1 << np.arange(5))).sum(axis=2)]
    return texts(letters)


def ids_of(kind: str, count: int, first: int = 0) -> pl.Series:
    """Ids of records number `first` to `first + count - 1`."""
    return salesforce_ids(kind, np.arange(first, first + count, dtype=np.int64) * 3)


def unknown_ids(kind: str, count: int) -> pl.Series:
    """Ids that no record of the company has."""
    return salesforce_ids(kind, UNKNOWN + np.arange(count, dtype=np.int64))


def hex_ids(draw: Draw, count: int, width: int = 32) -> pl.Series:
    """Random hexadecimal ids, as Showpad has them."""
    return texts(HEX[draw.whole(0, 16, count * width)].reshape(count, width))
