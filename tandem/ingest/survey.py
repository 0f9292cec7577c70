"""The second count: how many records and cells a delimited file has, from its bytes alone."""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
CHUNK = 1 << 20
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
    is_long: bool = False
    is_open: bool = False
    last: int = LINE_FEED


def survey(path: Path, delimiter: str) -> Survey:
    """Counts the file at `path` (UTF-8): line ends and delimiters that stand after an even number of quotes."""
    tally = Tally()
    for chunk in chunks(path):
        count_chunk(chunk, ord(delimiter), tally)
    unfinished = tally.last not in (LINE_FEED, RETURN)
    odd = (tally.stray_quotes, tally.lone_returns, tally.enclosed, tally.blank_lines, tally.is_open, tally.is_long)
    return Survey(tally.lines + unfinished, tally.delimiters, not any(odd), tally.is_open)


def chunks(path: Path) -> Iterator[tuple[bytes, int]]:
    """The bytes of a file in pieces, each with the byte that follows it (a return after the last)."""
    with path.open("rb") as file:
        piece = file.read(CHUNK)
        while piece:
            following = file.read(CHUNK)
            yield piece, following[0] if following else RETURN
            piece = following


def count_chunk(chunk: tuple[bytes, int], delimiter: int, tally: Tally) -> None:
    """Adds one piece of the file to the tally."""
    piece, following = chunk
    tally.is_long |= len(piece) >= CHUNK and b"\n" not in piece  # a cell that only the careful reader bounds
    if tally.is_open or b'"' in piece or b"\r" in piece:
        count_with_quotes(np.frombuffer(piece, dtype=np.uint8), following, delimiter, tally)
    else:
        tally.lines += piece.count(b"\n")
        tally.delimiters += piece.count(delimiter)
        tally.blank_lines += piece.startswith(b"\n") and tally.last == LINE_FEED
        tally.blank_lines += b"\n\n" in piece
    tally.last = piece[-1]


def count_with_quotes(piece: Bytes, following: int, delimiter: int, tally: Tally) -> None:
    """Adds a piece in which line ends and delimiters may stand inside quotes, and line ends may be returns."""
    quotes, feeds, returns = (np.flatnonzero(piece == sign) for sign in (QUOTE, LINE_FEED, RETURN))
    after = np.append(piece[1:], np.uint8(following))
    lone = returns[after[returns] != LINE_FEED]
    ends = np.concatenate((feeds, lone))
    outside = ends[~is_inside(ends, quotes, tally)]
    delimiters = np.flatnonzero(piece == delimiter)
    tally.lines += len(outside)
    tally.delimiters += len(delimiters) - int(is_inside(delimiters, quotes, tally).sum())
    tally.enclosed += len(ends) - len(outside)
    tally.lone_returns += len(lone)
    before = np.concatenate((np.array([tally.last], dtype=np.uint8), piece[:-1]))
    tally.blank_lines += int((before[outside] == LINE_FEED).sum() + (before[returns] == LINE_FEED).sum())
    opens = (np.arange(len(quotes)) + tally.is_open) % 2 == 0
    neighbours = np.where(opens, before[quotes], after[quotes])
    tally.stray_quotes += int((~np.isin(neighbours, (delimiter, LINE_FEED, RETURN, QUOTE))).sum())
    tally.is_open = bool((len(quotes) + tally.is_open) % 2)


def is_inside(places: npt.NDArray[np.intp], quotes: npt.NDArray[np.intp], tally: Tally) -> npt.NDArray[np.bool_]:
    """Whether an odd number of quotes stands before each place."""
    return ((np.searchsorted(quotes, places) + tally.is_open) & 1).astype(np.bool_)


def records_by_pattern(path: Path, delimiter: str) -> int:
    """Counts records where quotes also stand inside unquoted cells: line ends but those in cells that open quoted."""
    sign = re.escape(delimiter.encode())
    cell = re.compile(rb"(?:\A|(?<=[\r\n" + sign + rb']))"[^"]*+(?:""[^"]*+)*+"')
    end = re.compile(rb"\r\n|\r|\n")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        lines = sum(1 for _ in end.finditer(view))
        enclosed = sum(len(end.findall(found[0])) for found in cell.finditer(view))
        return lines - enclosed + (view[-1:] not in (b"\n", b"\r"))
