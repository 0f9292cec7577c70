"""How a delimited text is laid out: delimiter, sep= line, lines above the header, the header itself."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tandem.errors import FileRefused
from tandem.ingest.recognise import Match, Recogniser

DELIMITERS = (",", ";", "\t", "|")
HEAD = 1 << 18
MAX_PREAMBLE = 20
MAX_COLUMNS = 500


@dataclass(frozen=True)
class Layout:
    """Where the header stands (record counted from 0), its columns, and the extracts that it is."""

    delimiter: str
    header_at: int
    columns: tuple[str, ...]
    match: Match


def layout_of(path: Path, name: str, known: Recogniser) -> Layout:
    """The layout of a UTF-8 text; raises FileRefused when no known export shows in its first lines."""
    with path.open("rb") as file:
        text = file.read(HEAD).decode(errors="ignore")
    said = text[4:5] if text[:4].casefold() == "sep=" else ""
    options = [found for sign in ([said] if said else DELIMITERS) for found in [best_header(text, sign, name, known)]]
    best = max(options, key=lambda layout: (layout.match.rank, len(layout.columns)))
    if not best.match.extracts and not known.is_curious:
        raise known.refuse(best.columns, name, best.match.scores)
    if len(best.columns) > MAX_COLUMNS:
        raise FileRefused(name, f"it has {len(best.columns):,} columns; {MAX_COLUMNS} can be read.", "Export fewer.")
    return best


def best_header(text: str, delimiter: str, name: str, known: Recogniser) -> Layout:
    """The header under one delimiter: the first record that is known best, else the first of the widest."""
    records = head_records(text, delimiter)
    places = range(min(len(records), MAX_PREAMBLE + 1))
    options = [Layout(delimiter, at, named(records[at]), match_at(records, at, name, known)) for at in places]
    options = options or [Layout(delimiter, 0, (), Match())]
    return max(options, key=lambda layout: (layout.match.rank, len(layout.columns), -layout.header_at))


def match_at(records: Sequence[Sequence[str]], at: int, name: str, known: Recogniser) -> Match:
    """What the record at that place is as a header, with the rows below it as witnesses."""
    return known.match(named(records[at]), name, records[at + 1 :])


def head_records(text: str, delimiter: str) -> list[list[str]]:
    """The first records of a text."""
    return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MAX_PREAMBLE + 2))


def named(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of the columns: trimmed, blank ones numbered, repeated ones suffixed _2, _3; trailing blanks kept."""
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = cell.strip("\ufeff\u200b \t\r\n") or f"column_{place}"
        name = f"({name})" if name.startswith("__") else name  # as the refused-rows file of an earlier load has them
        count = 1
        while (name if count == 1 else f"{name}_{count}") in names:
            count += 1
        names.append(name if count == 1 else f"{name}_{count}")
    return tuple(names)
