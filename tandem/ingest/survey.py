"""The second count: how many records and cells a delimited file has, from its bytes alone."""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CHUNK = 1 << 24
QUOTE, LINE_FEED, RETURN = 34, 10, 13


@dataclass(frozen=True)
class Survey:
    """What the bytes of a file say: records, delimiters outside quotes, and what forbids reading it fast."""

    records: int
    delimiters: int
    is_plain: bool
    ends_open: bool


@dataclass
class Tally:
    """The running figures of a survey."""

    lines: int = 0
    delimiters: int = 0
    blank_lines: int = 0
    enclosed: int = 0
    stray_quotes: int = 0
    lone_returns: int = 0
    is_open: bool = False
    last: int = LINE_FEED


def survey(path: Path, delimiter: str) -> Survey:
    """Counts the file at `path` (UTF-8): line ends and delimiters that stand after an even number of quotes."""
    tally = Tally()
    with path.open("rb") as file:
        for chunk in chunks(file.fileno(), path.stat().st_size):
            count_chunk(chunk, ord(delimiter), tally)
    unfinished = tally.last not in (LINE_FEED, RETURN)
    is_plain = not (tally.stray_quotes or tally.lone_returns or tally.enclosed or tally.blank_lines or tally.is_open)
    return Survey(tally.lines + unfinished, tally.delimiters, is_plain, tally.is_open)


def chunks(number: int, size: int) -> Iterator[tuple[np.ndarray, int]]:
    """The bytes of an open file in pieces, each with the byte that follows it (a line end after the last)."""
    if not size:
        return
    with mmap.mmap(number, 0, access=mmap.ACCESS_READ) as view:
        for start in range(0, size, CHUNK):
            piece = np.frombuffer(view[start : start + CHUNK], dtype=np.uint8)
            yield piece, view[start + CHUNK] if start + CHUNK < size else LINE_FEED


def count_chunk(chunk: tuple[np.ndarray, int], delimiter: int, tally: Tally) -> None:
    """Adds one piece of the file to the tally."""
    piece, following = chunk
    before = np.concatenate(([tally.last], piece[:-1]))
    after = np.concatenate((piece[1:], [following]))
    quotes = piece == QUOTE
    ends = (piece == LINE_FEED) | ((piece == RETURN) & (after != LINE_FEED))
    if quotes.any() or tally.is_open:
        inside = ((np.cumsum(quotes) + tally.is_open) & 1).astype(bool)
        borders = (delimiter, LINE_FEED, RETURN, QUOTE)
        tally.stray_quotes += int((quotes & inside & ~np.isin(before, borders)).sum())
        tally.stray_quotes += int((quotes & ~inside & ~np.isin(after, borders)).sum())
        tally.enclosed += int((ends & inside).sum())
        ends &= ~inside
        tally.delimiters += int(((piece == delimiter) & ~inside).sum())
        tally.is_open = bool(inside[-1])
    else:
        tally.delimiters += int((piece == delimiter).sum())
    tally.lines += int(ends.sum())
    tally.lone_returns += int(((piece == RETURN) & (after != LINE_FEED)).sum())
    tally.blank_lines += int((ends & np.isin(before, (LINE_FEED,))).sum())
    tally.blank_lines += int(((piece == RETURN) & (before == LINE_FEED) & (after == LINE_FEED)).sum())
    tally.last = int(piece[-1])


def records_by_pattern(path: Path, delimiter: str) -> int:
    """Counts records where quotes also stand inside unquoted cells: line ends less those within cells that open quoted."""
    sign = re.escape(delimiter.encode())
    cell = re.compile(rb'(?:\A|(?<=[\r\n' + sign + rb']))"[^"]*+(?:""[^"]*+)*+"')
    end = re.compile(rb"\r\n|\r|\n")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        lines = sum(1 for _ in end.finditer(view))
        enclosed = sum(len(end.findall(found[0])) for found in cell.finditer(view))
        return lines - enclosed + (view[-1:] not in (b"\n", b"\r"))
