"""How long does loading the sample company take, against DuckDB reading the same bytes raw into tables?"""

import gzip
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb

from benchmarks.measuring.company import exports, load
from benchmarks.measuring.measures import arguments, keep, show, timed

RAW = "DuckDB read_csv into tables, text as it is"
INFERRED = "DuckDB read_csv into tables, types guessed"
LOADED = "tandem load: checked, cast, built, published"


def unpacked(files: Sequence[Path], folder: Path) -> list[Path]:
    """The same files without compression."""
    plain = [folder / file.name.removesuffix(".gz") for file in files]
    for packed, target in zip(files, plain, strict=True):
        with gzip.open(packed) as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink)
    return plain


def read_raw(files: Sequence[Path], database: Path, *, guess: bool) -> None:
    """Reads every file into a table of a new database, without a look at what it says."""
    with duckdb.connect(str(database), config={"threads": 2}) as connection:
        for number, file in enumerate(files):
            rows = connection.read_csv(
                str(file), header=True, all_varchar=not guess, ignore_errors=True, null_padding=True
            )
            rows.create(f"file_{number}")


def seconds_of(files: Sequence[Path], passes: int) -> dict[str, list[float]]:
    """Seconds of each way, pass by pass in turn, each into a place of its own."""
    found: dict[str, list[float]] = {RAW: [], INFERRED: [], LOADED: []}
    with tempfile.TemporaryDirectory() as folder:
        plain = unpacked(files, Path(folder))
        for number in range(passes):
            place = Path(folder) / str(number)
            found[RAW].append(timed(read_raw, plain, place.with_suffix(".raw"), guess=False))
            found[INFERRED].append(timed(read_raw, plain, place.with_suffix(".guess"), guess=True))
            found[LOADED].append(timed(load, files, place))
    return found


def main() -> None:
    """Measures and prints the table."""
    wanted = arguments(__doc__).parse_args()
    files = exports()
    measures = seconds_of(files, 1 if wanted.smoke else 5)
    show(f"Loading the sample company, {len(files)} files", RAW, measures)
    keep(wanted.out, "load", measures, RAW)


if __name__ == "__main__":
    main()
