"""Columns that one extract takes from another, or by name from a canonical table."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

import polars as pl

from tandem.errors import FileRefused
from tandem.ingest.extract import Extract, Lookup, find_column
from tandem.ingest.mapped import KEY, lookup_frame, lookup_name
from tandem.ingest.text import TextTable


def frames_for(
    extract: Extract, file: str, texts: Sequence[TextTable], tables: Mapping[str, Sequence[Path]]
) -> dict[str, pl.DataFrame]:
    """The frame of every lookup of an extract; raises FileRefused when the file looked up in is not in the set."""
    return {
        lookup_name(lookup): from_table(lookup, tables.get(lookup.origin, ()))
        if lookup.from_table
        else from_text(lookup, column, file, texts)
        for column, lookup in extract.lookup.items()
    }


def from_text(lookup: Lookup, column: str, file: str, texts: Sequence[TextTable]) -> pl.DataFrame:
    """The keys and what is taken of another file of the set."""
    origin = next((text for text in texts if is_named(text.name, lookup.origin)), None)
    if origin is None:
        problem = f"{column} is looked up in {lookup.origin}, which is not among the files."
        raise FileRefused(file, problem, "Load both files together.")
    names = [there for _, there in lookup.key] + [lookup.take]
    found = {name: find_column(name, origin.columns) for name in names}
    missing = [name for name, there in found.items() if there is None]
    if missing:
        problem = f"{file} looks {column} up in this column, and the file has no such column."
        raise FileRefused(origin.name, problem, "Correct the mapping file.", column=missing[0])
    columns = [there for there in found.values() if there is not None]
    pieces = [batch.unique(maintain_order=True) for batch in origin.batches(list(dict.fromkeys(columns)))]
    rows = pl.concat(pieces).unique(maintain_order=True)
    return lookup_frame(lookup, rows.select(pl.col(there).alias(name) for name, there in found.items() if there))


def is_named(name: str, origin: str) -> bool:
    """Whether a file or sheet is the one that a lookup names."""
    return fnmatch(name, origin) or name.casefold() == origin.casefold() or name.endswith(f"› {origin}")


def from_table(lookup: Lookup, paths: Sequence[Path]) -> pl.DataFrame:
    """The keys and what is taken of a canonical table; none when it was never loaded."""
    names = [there for _, there in lookup.key] + [lookup.take]
    if not paths:
        keys = {KEY.format(place): pl.String for place in range(len(lookup.key))}
        return pl.DataFrame(schema={**keys, "__take": pl.String})
    return lookup_frame(lookup, pl.concat([pl.scan_parquet(path).select(names) for path in paths]).collect())
