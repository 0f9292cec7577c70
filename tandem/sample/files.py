"""Writes exports piece by piece, plain or gzip'ed, the same bytes every time."""

import gzip
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
import polars as pl

from tandem.sample.clock import END, NEVER, Ints


class Export:
    """One file being written; rows are appended as they are made and never held."""

    def __init__(self, folder: Path, name: str, compress: bool) -> None:
        """Opens the file, under `name`.gz when compressed."""
        self.path = folder / (f"{name}.gz" if compress else name)
        self._raw: BinaryIO = self.path.open("wb")
        self._sink = gzip.GzipFile("", "wb", 9, self._raw, mtime=0) if compress else self._raw
        self._has_header = False

    def __enter__(self) -> "Export":
        """Itself, open for rows."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the file, also after an error."""
        self._sink.close()
        self._raw.close()

    def text(self, text: str, encoding: str = "utf-8") -> None:
        """Appends text as it stands."""
        self._sink.write(text.encode(encoding))

    def rows(self, frame: pl.DataFrame) -> None:
        """Appends the rows of a frame, below its header the first time."""
        self.text(frame.write_csv(include_header=not self._has_header))
        self._has_header = True


def stamps(times: Ints) -> pl.Series:
    """Times as `2026-03-05T14:15:33.000Z`, empty where they have not happened."""
    return written(times, "%Y-%m-%dT%H:%M:%S.000Z", END)


def dates(times: Ints, until: int = END) -> pl.Series:
    """Days as `2026-03-05`, empty from `until` on."""
    return written(times, "%Y-%m-%d", until)


def planned_dates(times: Ints) -> pl.Series:
    """Days as `2026-03-05`, also of what is only expected."""
    return dates(times, NEVER)


def written(times: Ints, pattern: str, until: int) -> pl.Series:
    """Times in the pattern, empty from `until` on."""
    known = pl.col("at") < until
    frame = pl.DataFrame({"at": times}).select(
        pl.when(known).then(pl.from_epoch(pl.col("at"), "s").dt.strftime(pattern))
    )
    return frame.to_series()


def chosen(words: Sequence[str | None] | pl.Series, positions: Ints) -> pl.Series:
    """The words at those positions; empty where the position is negative."""
    column = words if isinstance(words, pl.Series) else pl.Series(list(words), dtype=pl.String)
    picks = pl.Series(positions, dtype=pl.Int64)
    return column.gather(picks.set(picks < 0, None))


def money(amounts: np.ndarray) -> pl.Series:
    """Amounts with two decimals, as text."""
    return pl.Series([f"{amount:.2f}" for amount in amounts.tolist()], dtype=pl.String)
