"""The totals that an export carries below its rows: checked against what was read, then dropped."""

import re
from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from tandem.errors import FileRefused
from tandem.ingest.extract import find_column
from tandem.ingest.numbers import amounts
from tandem.ingest.text import TextTable
from tandem.words.figures import counted

PART_OF = re.compile(r"sub|sous|zwischen", re.IGNORECASE)
RECORDS = re.compile(r"\(([\d.,]+) records?\)", re.IGNORECASE)
AGAIN = "The export is incomplete or was changed: export it again."


def verify_counts(table: TextTable) -> None:
    """Notes the footers, and doubts the table when one counts other rows than were read."""
    for line, cells in grand(table):
        found = RECORDS.search(" ".join(cells))
        said = int(re.sub(r"\D", "", found[1])) if found else table.read
        if said != table.read:
            problem = f"its footer says {said:,} records, and it holds {table.read:,}."
            table.doubts.append(FileRefused(table.name, problem, AGAIN, row=line))
    if table.subtotals:
        table.notes.append(f"{counted(len(table.subtotals), 'subtotal')} between the rows set aside.")
    if table.footers:
        table.notes.append(f"{counted(len(table.footers), 'footer line')} checked and set aside.")


def grand(table: TextTable) -> list[tuple[int, list[str]]]:
    """The footers that speak of all rows, not of some."""
    return [(line, cells) for line, cells in table.footers if not any(map(PART_OF.match, filter(None, cells)))]


def verify_totals(table: TextTable, sums: Mapping[str, Decimal]) -> None:
    """Doubts the table when no total of the footer is the sum of its column; `sums` are by source column."""
    for name, total in sums.items():
        place = table.columns.index(found) if (found := find_column(name, table.columns)) else -1
        said = [amount for _, cells in grand(table) if (amount := amount_at(cells, place, table)) is not None]
        if said and total not in said:
            problem = f"its rows add up to {total:,}, and the total below them is {said[0]:,}."
            table.doubts.append(FileRefused(table.name, problem, AGAIN, row=table.footers[0][0], column=name))


def amount_at(cells: list[str], place: int, table: TextTable) -> Decimal | None:
    """The amount in a cell of a footer, if there is one."""
    text = cells[place].strip() if 0 <= place < len(cells) else ""
    return amounts(pl.Series([text], dtype=pl.String), comma=table.decimal_comma)[0] if text else None
