"""What is said of one file before it is loaded, and how it is found out column by column."""

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.catalog import Dictionary
from tandem.ingest.casting import DATED
from tandem.ingest.extract import Extract, Source, find_column
from tandem.ingest.mapped import BLANK, taken
from tandem.ingest.orders import DateEvidence, Order
from tandem.ingest.scoring import SURE
from tandem.ingest.text import TextTable
from tandem.ingest.unfold import VALUE, columns_of_form

SAMPLES = 5


@dataclass(frozen=True)
class ColumnLook:
    """A column of a file: the canonical one that it fills, if any, and some of its values."""

    source: str
    target: str | None = None
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """One file, sheet or member as one table: what it is taken for, how surely, and what is missing or to be asked."""

    file: str
    part: str
    size: int
    records: int = 0
    refused: int = 0
    extract: str | None = None
    table: str | None = None
    confidence: float = 0.0
    runner_up: tuple[str, float] | None = None
    is_verified: bool = False
    is_by_hand: bool = False
    columns: tuple[ColumnLook, ...] = ()
    missing: tuple[str, ...] = ()
    ambiguous_dates: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def is_taken(self) -> bool:
        """Whether a load would take it as what it is said to be, without a word from anybody."""
        return self.extract is not None and not (self.problem or self.missing)

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it again."""
        return self.is_taken and self.confidence >= SURE and not self.ambiguous_dates

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the file as it writes them."""
        return tuple(column.source for column in self.columns)


def samples_of(text: TextTable) -> dict[str, tuple[str, ...]]:
    """Some different values of every column."""
    first = next(text.batches(), None)
    if first is None:
        return dict.fromkeys(text.columns, ())
    head = first.head(1000)
    filled = {name: head[name].str.strip_chars(BLANK).replace("", None).drop_nulls() for name in text.columns}
    return {name: tuple(values.unique(maintain_order=True).head(SAMPLES)) for name, values in filled.items()}


def targets_of(extract: Extract, columns: Sequence[str]) -> dict[str, str]:
    """The canonical column that each column of a file fills; the first when it fills several."""
    targets: dict[str, str] = {}
    for target, sources in extract.columns.items():
        for source in sources:
            found = find_column(source.column, columns)
            if found:
                targets.setdefault(found, target)
    if extract.entries:
        of_form = next((target for target, sources in extract.columns.items() if Source(VALUE) in sources), "")
        targets |= {column: of_form for column, _ in columns_of_form(extract.entries, columns)}
    return targets


def missing_of(extract: Extract, targets: dict[str, str]) -> tuple[str, ...]:
    """The canonical columns that every row needs and nothing gives."""
    table = Dictionary.load().tables.get(extract.table)
    if table is None:
        return ()
    given = {*targets.values(), *extract.constants, *extract.lookup}
    missing = [column for column in table.required if column not in given]
    if table.one_of and not given & set(table.one_of):
        missing.append(table.one_of[0])
    return tuple(missing)


def ambiguous_dates(text: TextTable, targets: dict[str, str], extract: Extract) -> tuple[str, ...]:
    """The columns of dates of which no value in the whole file shows whether the day or the month comes first."""
    table = Dictionary.load().tables.get(extract.table)
    dated = [name for name, target in targets.items() if table and table.columns[target].type in DATED]
    seen = {name: DateEvidence() for name in dated}
    for batch in text.batches(dated) if dated else ():
        for name, evidence in seen.items():
            evidence.see(batch.select(taken(Source(name))).to_series())
    orders = {evidence.order for evidence in seen.values() if evidence.order} - {Order.SERIAL}
    open_columns = [name for name, evidence in seen.items() if evidence.either and evidence.order is None]
    return () if len(orders) == 1 else tuple(open_columns)
