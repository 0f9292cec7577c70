"""How fast, and in how much memory, does a touches export become checked rows, against DuckDB copying it to Parquet?"""

import tempfile
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.measuring.apart import do_one, keep_spent, show_spent, spent_by
from benchmarks.measuring.measures import arguments
from benchmarks.measuring.touches import write_touches
from tandem.ingest.limits import silent
from tandem.ingest.load import Job, run_job
from tandem.ingest.mapping import canonical, presets
from tandem.ingest.recognise import Recogniser
from tandem.settings import Settings

SIZE, SMOKE = 1_000.0, 0.5
COPIED = "DuckDB read_csv to Parquet"
LOADED = "Tandem: checked rows as Parquet"


def copy(file: Path, folder: Path) -> None:
    """Copies the file to Parquet with types guessed and nothing checked."""
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.read_csv(str(file)).write_parquet(str(folder / "touches.parquet"), compression="zstd")


def load(file: Path, folder: Path) -> None:
    """Recognises, reads, counts, maps, casts and checks the file, settles its keys, and writes its touches."""
    work, refused, extracts, incoming = (folder / name for name in ("work", "refused", "extracts", "incoming"))
    for place in (work, refused, extracts, incoming):
        place.mkdir()
    known = Recogniser.of((), (*presets(), *canonical()))
    run_job(silent, Job(known, Settings(), work, refused, extracts, incoming, None, (file,), {}, date.today()))


WORKS = {COPIED: copy, LOADED: load}


def compare(megabytes: float, passes: int, out: Path) -> None:
    """Measures both, prints the table and keeps it."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "CampaignMember.csv"
        rows = write_touches(file, megabytes)
        size = file.stat().st_size / 1e6
        found = {
            name: [spent_by(__file__, name, file, Path(place) / f"{at} {number}") for number in range(passes)]
            for at, name in enumerate(WORKS)
        }
    show_spent(f"A touches export of {size:,.1f} MB, {rows:,} rows", rows, COPIED, found)
    keep_spent(out, "touches_export", rows, COPIED, found)


def main() -> None:
    """Measures all, or does one piece of work in this process."""
    words = arguments(__doc__)
    words.add_argument("--megabytes", type=float, default=SIZE, help="size of the export")
    words.add_argument("--passes", type=int, default=2, help="how often each is measured")
    words.add_argument("--one", nargs=3, metavar=("WORK", "FILE", "FOLDER"), help="do one, print what it took")
    wanted = words.parse_args()
    if wanted.one:
        do_one(WORKS, wanted.one)
    else:
        compare(SMOKE if wanted.smoke else wanted.megabytes, 1 if wanted.smoke else wanted.passes, wanted.out)


if __name__ == "__main__":
    main()
