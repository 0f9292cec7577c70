"""The refused rows of one file: its own columns, the line, the reason, ready to be mended and loaded again."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from tandem.words import safe

MARKS = ("__line", "__reason", "__raw")


class RefusedRows:
    """A CSV that comes into being with the first refused row."""

    def __init__(self, target: Path, columns: Sequence[str]) -> None:
        """Will write to `target`, under these columns."""
        self.target, self.columns = target, tuple(columns)
        self._file: TextIO | None = None

    @property
    def path(self) -> Path | None:
        """Where the refused rows are; None while there are none."""
        return self.target if self.target.exists() else None

    def add(self, line: int, reason: str, cells: Iterable[str | None], raw: str = "") -> None:
        """Adds one row."""
        if self._file is None:
            self._open()
        shown = [*map(safe.in_spreadsheet, cells), line, reason, safe.in_spreadsheet(raw)]
        csv.writer(self._file).writerow(shown)  # type: ignore[arg-type]

    def add_raw(self, line: int, reason: str, raw: str) -> None:
        """Adds a row that could not be told apart into its cells."""
        self.add(line, reason, [""] * len(self.columns), raw.rstrip("\r\n"))

    def _open(self) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.target.open("a", encoding="utf-8", newline="")
        if not self._file.tell():
            csv.writer(self._file).writerow([*map(safe.in_spreadsheet, self.columns), *MARKS])

    def close(self) -> None:
        """Writes what is still held."""
        if self._file is not None:
            self._file.close()
            self._file = None
