"""Which export is this? Its header decides: a mapping written by hand first, then presets and Tandem's own names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tandem.errors import FileRefused
from tandem.ingest.extract import Extract, Lookup, find_column, plain
from tandem.ingest.identifiers import looks_like_salesforce

ENOUGH = 4
MUCH_MORE = 3
WRITE_ONE = "Export it with them, or say where they are in a mapping file (--mapping)."


@dataclass(frozen=True)
class Match:
    """The extracts that a header is, and how much of it they name; none = not recognised."""

    extracts: tuple[Extract, ...] = ()
    by_hand: bool = False
    named: int = 0

    @property
    def rank(self) -> tuple[bool, int]:
        """Order of matches: written by hand before shipped, then the number of columns named."""
        return self.by_hand, self.named


@dataclass(frozen=True)
class Recogniser:
    """The extracts known in one load."""

    by_hand: tuple[Extract, ...]
    shipped: tuple[Extract, ...]
    looked_up: tuple[Extract, ...] = ()

    @classmethod
    def of(cls, by_hand: Sequence[Extract], shipped: Sequence[Extract]) -> "Recogniser":
        """Knows the extracts, and the files that those written by hand look columns up in."""
        lookups = [lookup for extract in by_hand for lookup in extract.lookup.values() if not lookup.from_table]
        return cls(tuple(by_hand), tuple(shipped), tuple(looked_up(lookup) for lookup in dict.fromkeys(lookups)))

    def match(self, columns: Sequence[str], file: str, first_row: Sequence[str] = ()) -> Match:
        """The extracts of those columns: all that name the most of them and share a header."""
        hand = [extract for extract in self.by_hand if extract.takes(file) and not extract.missing(columns)]
        if hand:
            most = max(len(extract.header) for extract in hand)
            return Match(tuple(extract for extract in hand if len(extract.header) == most), True, most)
        origins = [extract for extract in self.looked_up if extract.takes(file) and not extract.missing(columns)]
        if origins:
            return Match((origins[0],), True, len(origins[0].header))
        best = self._best_shipped(columns, file, first_row)
        if len({extract.table for extract in best}) != 1 or self._rather(best, columns, file):
            return Match()
        return Match((best[0],), False, count_named(best[0], columns))

    def _rather(self, best: Sequence[Extract], columns: Sequence[str], file: str) -> list[Extract]:
        """The extracts of the table that the file is named after, when it has many more of their columns."""
        if not best or plain_stem(file) == best[0].table:
            return []
        named = [extract for extract in self.shipped if extract.table == plain_stem(file)]
        enough = count_named(best[0], columns) + MUCH_MORE
        return [extract for extract in named if count_named(extract, columns) >= enough]

    def _best_shipped(self, columns: Sequence[str], file: str, first_row: Sequence[str]) -> list[Extract]:
        """The shipped extracts that name most columns, and write most of them so; else that of the file's name."""
        fitting = [extract for extract in self.shipped if fits(extract, columns, first_row)]
        counts = [(count_named(extract, columns), len(extract.written & set(columns))) for extract in fitting]
        best = [extract for extract, count in zip(fitting, counts, strict=True) if count == max(counts)]
        return [extract for extract in best if extract.table == plain_stem(file)] or best

    def refuse(self, columns: Sequence[str], file: str) -> FileRefused:
        """The sentence for a file that is none of the known exports, naming the nearest one and what it lacks."""
        best = self._best_shipped(columns, file, ())
        several = {extract.table: extract.name for extract in best}
        if len(several) > 1:
            problem = f"it may be {' or '.join(several.values())}."
            return FileRefused(file, problem, "Name the file after its table, or write a mapping file.")
        known = [extract for extract in (*self.by_hand, *self.looked_up, *self.shipped) if extract.takes(file)]
        nearest = max(
            self._rather(best, columns, file) or known, key=lambda extract: nearness(extract, columns), default=None
        )
        if nearest is None or not count_named(nearest, columns):
            shown = ", ".join(f"“{column}”" for column in columns[:6])
            return FileRefused(file, f"it is not recognised: {shown} are the columns of no known export.", WRITE_ONE)
        lacking = nearest.missing(columns)
        if not lacking:
            return FileRefused(file, f"it looks like {nearest.name}, but too few of its columns are known.", WRITE_ONE)
        shown = " and ".join(f"“{column}”" for column in lacking) + (" is" if len(lacking) == 1 else " are")
        problem = f"it is not recognised: it looks most like {nearest.name}, but {shown} missing."
        return FileRefused(file, problem, WRITE_ONE, column=lacking[0])


def looked_up(lookup: Lookup) -> Extract:
    """A file that others take a column from, as an extract that feeds no table."""
    names = dict.fromkeys([*(there for _, there in lookup.key), lookup.take])
    return Extract("a file to look up in", "", tuple((name,) for name in names), file=lookup.origin, verified=True)


def plain_stem(file: str) -> str:
    """The name of a file before its first dot, as a table would be named."""
    return Path(file).name.split(".", 1)[0].casefold()


def count_named(extract: Extract, columns: Sequence[str]) -> int:
    """How many of the columns the extract names."""
    return len({plain(column) for column in columns} & extract.named)


def nearness(extract: Extract, columns: Sequence[str]) -> tuple[float, int]:
    """How near an extract comes: the share of the columns that it names times that of its header that is there."""
    there = 1 - len(extract.missing(columns)) / max(len(extract.header), 1)
    named = count_named(extract, columns)
    return there * named / max(len(columns), 1), named


def fits(extract: Extract, columns: Sequence[str], first_row: Sequence[str]) -> bool:
    """Whether a shipped extract may be the file: header there, ids begin as they must, own names fill half of it."""
    if extract.missing(columns):
        return False
    if extract.source == "tandem" and count_named(extract, columns) * 2 < len(columns):
        return False
    said = [value for column in extract.prefix if (value := cell(first_row, find_column(column, columns), columns))]
    if all(value.startswith(tuple(extract.prefix.values())) for value in said):
        return True
    is_another = any(looks_like_salesforce(value) for value in said)
    return not is_another and count_named(extract, columns) * 2 >= max(len(columns), 2 * ENOUGH)


def cell(row: Sequence[str], column: str | None, columns: Sequence[str]) -> str:
    """The cell of that column, as far as there is one."""
    place = columns.index(column) if column in columns else len(row)
    return row[place].strip() if place < len(row) else ""
