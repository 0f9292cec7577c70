"""Salesforce ids: 15 characters are completed to 18, 18 are proved by their last three."""

import re

import numpy as np
import polars as pl

CHECK = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", dtype=np.uint8)
OBJECTS = "(?:00[1356QvTUK]|008|701)"
SHORT, LONG = "^[A-Za-z0-9]{15}$", "^[A-Za-z0-9]{15}[A-Z0-5]{3}$"
KNOWN_SHORT, KNOWN_LONG = f"^{OBJECTS}[A-Za-z0-9]{{12}}$", f"^{OBJECTS}[A-Za-z0-9]{{12}}[A-Z0-5]{{3}}$"
SCIENTIFIC = r"^\d(?:[.,]\d+)?[eE]\+\d+$"


def looks_like_salesforce(text: str) -> bool:
    """Whether a text begins and ends as an id of one of its common objects does."""
    return re.match(KNOWN_SHORT, text) is not None or re.match(KNOWN_LONG, text) is not None


def check_letters(ids: pl.Series) -> pl.Series:
    """The three letters that complete each id, worked out from its first 15 characters."""
    letters = np.frombuffer("".join(ids.str.slice(0, 15).to_list()).encode(), dtype=np.uint8).reshape(-1, 3, 5)
    capital = (letters >= ord("A")) & (letters <= ord("Z"))
    checks = CHECK[(capital * (1 << np.arange(5))).sum(axis=2)].tobytes()
    return pl.Series(ids.name, np.frombuffer(checks, dtype="S3").astype("U3").tolist(), dtype=pl.String)


def identifiers(texts: pl.Series, *, salesforce: bool) -> pl.Series:
    """Ids as they join; null for a damaged one. Outside Salesforce, only ids that begin as its objects do change."""
    short = texts.str.contains(SHORT if salesforce else KNOWN_SHORT).fill_null(False)
    long = texts.str.contains(LONG if salesforce else KNOWN_LONG).fill_null(False)
    damaged = texts.str.contains(SCIENTIFIC).fill_null(False)
    if short.any():
        brief = texts.filter(short)
        texts = texts.scatter(short.arg_true(), brief + check_letters(brief))
    if long.any():
        whole = texts.filter(long)
        wrong = whole.str.slice(15) != check_letters(whole)
        damaged = damaged.scatter(long.arg_true(), wrong | damaged.filter(long))
    return texts.set(damaged, None) if damaged.any() else texts
