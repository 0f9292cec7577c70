"""Exports that the suite makes: the real header of each, one made-up row, and what every column should become."""

import csv
import io
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from tandem.ingest.identifiers import check_letters

FOLDER = Path(__file__).with_name("exports")
OBJECTS = ("001", "003", "005", "006", "008", "00K", "00Q", "00T", "00U", "00v", "701")
FOOTER = """
"Grand Totals (1 records)"

"Confidential Information - Do Not Distribute"
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"""


class PlainDialect(csv.excel):
    """Cells in quotes only where they must be."""

    lineterminator = "\n"


class ReportDialect(PlainDialect):
    """Every cell in quotes, as reports of Salesforce have them."""

    quoting = csv.QUOTE_ALL


@dataclass(frozen=True)
class Export:
    """One export: what it is recognised as, and per column its header, a value and the canonical column it fills."""

    name: str
    preset: str
    columns: tuple[tuple[str, str, str], ...]
    above: tuple[str, ...]
    delimiter: str
    encoding: str
    has_footer: bool

    @property
    def targets(self) -> dict[str, str]:
        """The canonical column that every column should fill; without those that fill none."""
        return {header: target for header, _, target in self.columns if target}

    def content(self) -> bytes:
        """The bytes of the file."""
        text = io.StringIO()
        for line in self.above:
            text.write(line + "\n")
        writer = csv.writer(text, ReportDialect if self.has_footer else PlainDialect, delimiter=self.delimiter)
        writer.writerow([header for header, _, _ in self.columns])
        writer.writerow([value for _, value, _ in self.columns])
        return (text.getvalue() + (FOOTER if self.has_footer else "")).encode(self.encoding)


@cache
def sf(short: str) -> str:
    """A whole Salesforce id from its prefix and number."""
    brief = short.ljust(15, "0")
    return brief + str(check_letters(pl.Series([brief]))[0])


def read_column(line: str) -> tuple[str, str, str]:
    """Header, value and canonical column of one line; a column that fills none ends with the bar."""
    header, value, target = (part.strip() for part in line.split("|"))
    for prefix in OBJECTS:
        value = value.replace("{" + prefix + "}", sf(prefix + "Kq1"))
    return header, value, target


def exports() -> list[Export]:
    """Every export, in the order of the files."""
    entries = [entry for path in sorted(FOLDER.glob("*.toml")) for entry in tomllib.loads(path.read_text())["export"]]
    return [
        Export(
            name=entry["name"],
            preset=entry["preset"],
            columns=tuple(read_column(line) for line in entry["columns"].strip().splitlines()),
            above=tuple(entry.get("above", ())),
            delimiter=entry.get("delimiter", ","),
            encoding="utf-8-sig" if entry.get("bom") else entry.get("encoding", "utf-8"),
            has_footer=bool(entry.get("footer")),
        )
        for entry in entries
    ]
