"""Salesforce ids: 15 characters are completed to 18, 18 are proved by their last three."""

import re
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

Letters: TypeAlias = npt.NDArray[np.uint8]

CHECK = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", dtype=np.uint8)
PLACES = (1 << np.arange(5)).astype(np.uint8)
OBJECTS = "(?:00[1356QvTUK]|008|701)"
SHORT, LONG = "^[A-Za-z0-9]{15}$", "^[A-Za-z0-9]{15}[A-Z0-5]{3}$"
KNOWN_SHORT, KNOWN_LONG = f"^{OBJECTS}[A-Za-z0-9]{{12}}$", f"^{OBJECTS}[A-Za-z0-9]{{12}}[A-Z0-5]{{3}}$"
SCIENTIFIC = r"^\d(?:[.,]\d+)?[eE]\+\d+$"


def looks_like_salesforce(text: str) -> bool:
    """Whether a text begins and ends as an id of one of its common objects does."""
    return re.match(KNOWN_SHORT, text) is not None or re.match(KNOWN_LONG, text) is not None


def check_letters(ids: pl.Series) -> pl.Series:
    """The three letters that complete each id, worked out from its first 15 characters."""
    checks = checks_of(letters_of(ids.str.slice(0, 15), 15)).tobytes()
    ends = pa.py_buffer(np.arange(0, len(checks) + 1, 3, dtype=np.int64).tobytes())
    return pl.Series(ids.name, pa.LargeStringArray.from_buffers(len(ids), ends, pa.py_buffer(checks)), dtype=pl.String)


def letters_of(texts: pl.Series, width: int) -> Letters:
    """The letters of texts that are all so wide and plain ASCII, one row each."""
    stored = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    ends, letters = (memoryview(buffer or b"") for buffer in stored.buffers()[1:])
    first = int(np.frombuffer(ends, dtype=np.int64)[stored.offset])
    return np.frombuffer(letters, dtype=np.uint8, count=len(stored) * width, offset=first).reshape(-1, width)


def checks_of(letters: Letters) -> Letters:
    """The three check letters of ids of at least 15 letters: where capitals stand, five letters to a check letter."""
    capital = (letters[:, :15] >= ord("A")) & (letters[:, :15] <= ord("Z"))
    return CHECK[capital.reshape(-1, 3, 5) @ PLACES]


def identifiers(texts: pl.Series, *, salesforce: bool) -> pl.Series:
    """Ids as they join; null for a damaged one. Outside Salesforce, only ids that begin as its objects do change."""
    size = texts.str.len_bytes()
    short = is_one(texts, size == 15, SHORT if salesforce else KNOWN_SHORT)
    long = is_one(texts, size == 18, LONG if salesforce else KNOWN_LONG)
    damaged = is_one(texts, texts.str.contains("+", literal=True), SCIENTIFIC)
    if short.any():
        brief = texts.filter(short)
        texts = texts.scatter(short.arg_true(), brief + check_letters(brief))
    if long.any():
        letters = letters_of(texts.filter(long), 18)
        wrong = pl.Series((letters[:, 15:] != checks_of(letters)).any(axis=1))
        damaged = damaged.scatter(long.arg_true(), wrong | damaged.filter(long)) if wrong.any() else damaged
    return texts.set(damaged, None) if damaged.any() else texts


def is_one(texts: pl.Series, may: pl.Series, form: str) -> pl.Series:
    """Which texts have the form, looked up only where some may."""
    may = may.fill_null(False)
    return may & texts.str.contains(form).fill_null(False) if may.any() else may
