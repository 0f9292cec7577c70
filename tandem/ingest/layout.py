"""How a delimited text is laid out: delimiter, sep= line, lines above the header, the header itself."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tandem.ingest.bounds import MAX_COLUMNS, refuse_too_wide
from tandem.ingest.recognise import Match, Recogniser
from tandem.words import safe

DELIMITERS = (",", ";", "\t", "|")
HEAD = 1 << 18
MAX_PREAMBLE = 20


@dataclass(frozen=True)
class Layout:
    """Where the header stands (record counted from 0), its columns, and the extracts that it is."""

    delimiter: str
    header_at: int
    columns: tuple[str, ...]
    match: Match
    is_wrapped: bool = False


def layout_of(path: Path, name: str, known: Recogniser) -> Layout:
    """The layout of a UTF-8 text; raises FileRefused when no known export shows in its first lines."""
    with path.open("rb") as file:
        text = file.read(HEAD).decode(errors="ignore")
    said = text[4:5] if text[:4].casefold() == "sep=" else ""
    options = [found for sign in ([said] if said else DELIMITERS) for found in [best_header(text, sign, name, known)]]
    best = max(options, key=lambda layout: (layout.match.rank, len(layout.columns)))
    refuse_too_wide(len(best.columns), name)
    if not best.match.extracts and not known.is_curious:
        raise known.refuse(best.columns, name, best.match.scores)
    return best


def best_header(text: str, delimiter: str, name: str, known: Recogniser) -> Layout:
    """The header under one delimiter: the first record that is known best, else the first of the widest."""
    records = head_records(text, delimiter)
    places = range(min(len(records), MAX_PREAMBLE + 1))
    options = [layout_at(records, at, delimiter, name, known) for at in places]
    options = options or [Layout(delimiter, 0, (), Match())]
    return max(options, key=lambda layout: (layout.match.rank, len(layout.columns), -layout.header_at))


def layout_at(records: Sequence[list[str]], at: int, delimiter: str, name: str, known: Recogniser) -> Layout:
    """What the record at that place is as a header, with the rows below it as witnesses."""
    inside = unwrapped(records[at], delimiter)
    columns = named(inside or records[at])
    below = [unwrapped(record, delimiter) or record for record in records[at + 1 :]]
    match = known.match(columns, name, below) if len(columns) <= MAX_COLUMNS else Match()
    return Layout(delimiter, at, columns, match, bool(inside))


def head_records(text: str, delimiter: str) -> list[list[str]]:
    """The first records of a text."""
    return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MAX_PREAMBLE + 2))


def unwrapped(cells: Sequence[str], delimiter: str) -> list[str]:
    """The cells of a record that stands in quotes as a whole; none when it does not."""
    if not cells or delimiter not in cells[0] or any(cells[1:]):
        return []
    try:
        inside = list(csv.reader(io.StringIO(cells[0], newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return []
    return inside[0] if len(inside) == 1 else []


def named(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of the columns: trimmed, blank ones numbered, repeated ones suffixed _2, _3; trailing blanks kept."""
    names: dict[str, int] = {}
    for place, cell in enumerate(cells, 1):
        name = safe.as_it_was(cell.strip("\ufeff\u200b \t\r\n")) or f"column_{place}"
        name = f"({name})" if name.startswith("__") else name  # as the refused-rows file of an earlier load has them
        count = names.get(name, 0) + 1
        while count > 1 and f"{name}_{count}" in names:
            count += 1
        names[name] = count
        names.setdefault(f"{name}_{count}" if count > 1 else name, 1)
    return tuple(names)
