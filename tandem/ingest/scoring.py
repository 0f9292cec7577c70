"""How well a file fits an export: the header it needs, the columns only it has, how ids begin, how values look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.catalog import Dictionary
from tandem.ingest.extract import Extract, find_column, plain
from tandem.ingest.identifiers import looks_like_salesforce
from tandem.ingest.shapes import contradicts

NO_MATCH = 0.5
SURE = 0.8
CLEAR = 0.15
BY_HEADER = 0.5
FEW = 4
OTHER_PREFIX, NO_PREFIX, OTHER_SHAPE, OTHER_SPELLING = 0.3, 0.45, 0.7, 0.8


@dataclass(frozen=True)
class Scored:
    """An export and how well a file fits it, 0 to 1."""

    extract: Extract
    confidence: float
    written: int = 0
    named: int = 0

    @property
    def rank(self) -> tuple[float, int, int]:
        """Order of the exports of one table: fit, columns written exactly so, columns named."""
        return self.confidence, self.written, self.named


class Scale:
    """What the name of a column is worth as evidence: the fewer tables have it, the more."""

    def __init__(self, extracts: Iterable[Extract]) -> None:
        """Counts in how many tables each name stands."""
        self.extracts = tuple(extracts)
        tables: dict[str, set[str]] = {}
        for extract in self.extracts:
            for name in extract.named:
                tables.setdefault(name, set()).add(extract.table)
        self._feeding = {name for name, found in tables.items() if found != {""}}
        self._worth = {name: 1 / len(found) for name, found in tables.items()}

    def worth(self, names: Iterable[str]) -> float:
        """What those names are worth together; unknown ones nothing."""
        return sum(self._worth.get(name, 0.0) for name in names)

    def score(self, extract: Extract, columns: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Scored:
        """How well a file with these columns, and these first rows, fits one export."""
        there = {plain(column) for column in columns}
        named = there & extract.named
        needed = [max(map(self._of, names)) for names in extract.groups]
        found = sum(worth for worth, names in zip(needed, extract.groups, strict=True) if names & there)
        header = found / (sum(needed) or 1)
        own = self.worth(named) / (self.worth(there & (self._feeding | extract.named)) or 1)
        written = len(extract.written & set(columns))
        spelling = OTHER_SPELLING + (1 - OTHER_SPELLING) * min(1.0, written / max(len(named), 1))
        confidence = header * (BY_HEADER + (1 - BY_HEADER) * own) * spelling
        if header and rows:
            confidence *= begins_as(extract, columns, rows) * looks_as(extract, columns, rows)
        if (extract.source == "tandem" or not extract.table) and len(named) * 2 < len(there):
            confidence *= NO_PREFIX
        return Scored(extract, round(confidence, 3), written, len(named))

    def _of(self, name: str) -> float:
        return self._worth.get(name, 0.0)


def begins_as(extract: Extract, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    """1 when ids begin as the export's do or it says nothing of them; less when they are another's, or none at all."""
    factor = 1.0
    for name, prefix in extract.prefix.items():
        said = [value for value in values_of(name, columns, rows) if not value.startswith(prefix)]
        if any(looks_like_salesforce(value) for value in said):
            return OTHER_PREFIX
        named = len({plain(column) for column in columns} & extract.named)
        if said and named * 2 < max(len(columns), 2 * FEW):
            factor = NO_PREFIX
    return factor


def looks_as(extract: Extract, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    """1 unless values of a column that must be a date or a number are plainly something else."""
    table = Dictionary.load().tables.get(extract.table)
    if table is None:
        return 1.0
    for target in table.required:
        kind = table.columns[target].type
        first = next(
            (found for said in extract.columns.get(target, ()) if (found := find_column(said.column, columns))), ""
        )
        if first and target not in extract.values and contradicts(kind, values_of(first, columns, rows)):
            return OTHER_SHAPE
    return 1.0


def values_of(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The filled cells of the column of that name."""
    column = find_column(name, columns)
    place = columns.index(column) if column else -1
    return [text for row in rows if 0 <= place < len(row) and (text := row[place].strip())]
