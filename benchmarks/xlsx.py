"""How fast, and in how much memory, does a workbook become checked rows, against polars alone reading it?"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from benchmarks.measuring.apart import do_one, keep_spent, show_spent, spent_by
from benchmarks.measuring.measures import arguments
from benchmarks.measuring.touches import batch
from benchmarks.touches_export import load

ROWS, SMOKE = 200_000, 300
READ = "polars read_excel to Parquet"
LOADED = "Tandem: checked rows as Parquet"


def copy(file: Path, folder: Path) -> None:
    """Copies the sheet to Parquet with types guessed and nothing checked."""
    pl.read_excel(file).write_parquet(folder / "touches.parquet")


WORKS = {READ: copy, LOADED: load}


def write_workbook(file: Path, rows: int) -> None:
    """Writes a touches export of so many rows as a workbook."""
    frame = batch(0, rows)
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Campaign members")
        lines: Sequence[Sequence[object]] = [frame.columns, *frame.rows()]
        for place, line in enumerate(lines):
            sheet.write_row(place, 0, line)


def compare(rows: int, passes: int, out: Path) -> None:
    """Measures both, prints the table and keeps it."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "CampaignMember.xlsx"
        write_workbook(file, rows)
        size = file.stat().st_size / 1e6
        found = {
            name: [spent_by(__file__, name, file, Path(place) / f"{at} {number}") for number in range(passes)]
            for at, name in enumerate(WORKS)
        }
    show_spent(f"A workbook of {size:,.1f} MB, {rows:,} rows of 8 columns", rows, READ, found)
    keep_spent(out, "xlsx", rows, READ, found)


def main() -> None:
    """Measures all, or does one piece of work in this process."""
    words = arguments(__doc__)
    words.add_argument("--rows", type=int, default=ROWS, help="rows of the sheet")
    words.add_argument("--one", nargs=3, metavar=("WORK", "FILE", "FOLDER"), help="do one, print what it took")
    wanted = words.parse_args()
    if wanted.one:
        do_one(WORKS, wanted.one)
    else:
        compare(SMOKE if wanted.smoke else wanted.rows, 1 if wanted.smoke else 2, wanted.out)


if __name__ == "__main__":
    main()
