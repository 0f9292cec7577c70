"""How long does loading the sample company take, against DuckDB reading the same bytes raw into tables?"""

import gzip
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb

from benchmarks.measuring.company import company, load
from benchmarks.measuring.measures import Took, arguments, keep, show, timed, wall_and_processor

WIDE = b"\xff\xfe"
RAW = "DuckDB read_csv into tables, text as it is"
INFERRED = "DuckDB read_csv into tables, types guessed"
LOADED = "tandem load: checked, cast, built, published"


def unpacked(files: Sequence[Path], folder: Path) -> list[Path]:
    """The same files without compression, and in the one encoding that DuckDB reads everywhere."""
    plain = [folder / file.name.removesuffix(".gz") for file in files]
    for packed, target in zip(files, plain, strict=True):
        content = packed.read_bytes()
        content = gzip.decompress(content) if packed.suffix == ".gz" else content
        is_wide = content.startswith(WIDE)
        target.write_bytes(content.decode("utf-16").encode() if is_wide else content)
    return plain


def delimiter_of(file: Path) -> str:
    """What stands between two values, said beforehand so that nothing has to be guessed."""
    with file.open(encoding="utf-8-sig") as text:
        return "\t" if "\t" in text.read(2_000) else ","


def read_raw(files: Sequence[Path], database: Path, *, guess: bool) -> None:
    """Reads every file into a table of a new database in one transaction, without a look at what it says."""
    with duckdb.connect(str(database), config={"threads": 2}) as connection:
        connection.begin()
        for number, file in enumerate(files):
            rows = connection.read_csv(
                str(file),
                header=True,
                all_varchar=not guess,
                null_padding=True,
                strict_mode=False,
                quotechar='"',
                escapechar='"',
                delimiter=delimiter_of(file),
            )
            rows.create(f"file_{number}")
        connection.commit()


def seconds_of(files: Sequence[Path], passes: int) -> dict[str, list[Took]]:
    """What each way takes, pass by pass in turn, each into a place of its own."""
    found: dict[str, list[Took]] = {RAW: [], INFERRED: [], LOADED: []}
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
    with tempfile.TemporaryDirectory() as folder:
        files = company(Path(folder), is_tiny=wanted.smoke)
        walls, processor = wall_and_processor(seconds_of(files, 1 if wanted.smoke else 5))
    show(f"Loading the sample company, {len(files)} files", RAW, walls)
    show("The same, processor time of all threads", RAW, processor)
    keep(wanted.out, "load", walls, RAW)
    keep(wanted.out, "load_processor", processor, RAW)


if __name__ == "__main__":
    main()
