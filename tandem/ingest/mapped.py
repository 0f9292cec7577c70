"""Source columns become canonical ones: first filled, translated, looked up, constant."""

import re
from collections.abc import Mapping, Sequence

import polars as pl

from tandem.catalog import Table
from tandem.errors import FileRefused
from tandem.ingest.extract import Extract, Lookup, Source, currency_in, find_column
from tandem.words import safe

BLANK = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
EMPTY = (
    "", "-", "--", "–", "—", "#N/A", "N/A", "n/a", "n.a.", "N.A.", "NULL", "Null", "null", "(null)", "None", "--None--",
    "k.A.", "k. A.", "(blank)", "(empty)", "(leer)", "(vide)", "(vacío)",
)  # fmt: skip
NO_NUMBER = ("NaN", "nan")
MODIFIED = ("LastModifiedDate", "SystemModstamp", "updatedAt", "Last Modified Date")
KEY = "__key_{}"
KEPT_AS_TEXT = f"^'([{re.escape(''.join(safe.FORMULA))}])"


class Mapped:
    """One extract applied to the columns of one file."""

    def __init__(
        self, extract: Extract, table: Table, columns: Sequence[str], file: str, found: Mapping[str, pl.DataFrame]
    ) -> None:
        """Checks that every column the extract needs is in the file; `found` holds the frame of every lookup."""
        self.extract, self.table, self.file, self._found = extract, table, file, found
        self._columns = [column for column in columns if not column.startswith("__")]
        self.sources = {column: self._there(column, sources) for column, sources in extract.columns.items()}
        self.lookup = {column: lookup for column, lookup in extract.lookup.items() if self._can_go_by(lookup)}
        self._check_required()
        self.modified = next((there for name in (extract.modified or MODIFIED) if (there := self._find(name))), None)

    def _find(self, name: str) -> str | None:
        return find_column(name, self._columns)

    def _there(self, column: str, sources: Sequence[Source]) -> tuple[Source, ...]:
        there = tuple(Source(found, source.prefix) for source in sources if (found := self._find(source.column)))
        if not there and column in self.extract.insisted and sources:
            name = sources[0].column
            problem = f"the mapping takes {column} from this column, and the file has no such column."
            raise FileRefused(self.file, problem, "Correct the mapping file, or export the column.", column=name)
        return there

    def _can_go_by(self, lookup: Lookup) -> bool:
        """Whether the file has what a lookup goes by; one that is written by hand must find it."""
        return self.extract.by_hand or all(self.sources.get(here) or self._find(here) for here, _ in lookup.key)

    @property
    def filled(self) -> list[str]:
        """The canonical columns that this file fills, in the order of the table."""
        named = {column for column, sources in self.sources.items() if sources}
        if "currency" in self.table.columns and self._header_currency():
            named.add("currency")
        named |= set(self.extract.constants) | set(self.lookup)
        return [column for column in self.table.columns if column in named]

    def source_of(self, column: str) -> str:
        """The column of the file that a canonical one comes from, as people know it."""
        sources = self.sources.get(column) or self.extract.columns.get(column)
        return sources[0].column if sources else column

    def _check_required(self) -> None:
        filled = {*self.filled, *({"touch_id", "use_id"} & set(self.table.columns))}
        missing = [column for column in self.table.required if column not in filled]
        if self.table.one_of and not filled & set(self.table.one_of):
            missing.append(self.table.one_of[0])
        if missing:
            problem = f"no column gives {missing[0]}, and {self.table.name} need it."
            raise FileRefused(self.file, problem, "Export it too, or map it.", column=self.source_of(missing[0]))

    def texts(self, batch: pl.DataFrame, wanted: Sequence[str] | None = None) -> pl.DataFrame:
        """The canonical columns of a batch as text, empty cells null."""
        names = self.filled if wanted is None else [column for column in wanted if column in self.filled]
        batch = batch.with_columns(pl.lit(None, dtype=pl.String).alias("__none"))
        plain = batch.select([self._direct(column).alias(column) for column in names])
        for column in names:
            if column in self.lookup:
                lookup = self.lookup[column]
                looked = self._looked_up(lookup, batch)
                plain = plain.with_columns(
                    (looked.fill_null(plain[column]) if lookup.from_table else looked).alias(column)
                )
        return plain

    def _direct(self, column: str) -> pl.Expr:
        number = self.table.columns[column].type in ("money", "rate", "number", "integer")
        exprs = [taken(source, keep_nan=number) for source in self.sources.get(column, ())]
        text = self._translated(column, pl.coalesce(exprs) if exprs else pl.col("__none"))
        constant = self.extract.constants.get(column) or (self._header_currency() if column == "currency" else None)
        return text.fill_null(pl.lit(constant)) if constant is not None else text

    def _translated(self, column: str, text: pl.Expr) -> pl.Expr:
        origins = [source.column for source in self.sources.get(column, ())]
        values = next((found for name in [column, *origins] if (found := self.extract.values.get(name))), None)
        if not values:
            return text
        if column in self.table.columns and self.table.columns[column].type == "yes_no":
            return text.replace_strict(values, default=None, return_dtype=pl.String)
        return text.replace(values)

    def _header_currency(self) -> str | None:
        money = [column for column, field in self.table.columns.items() if field.type == "money"]
        names = [source.column for column in money for source in self.sources.get(column, ())]
        has_column = bool(self.sources.get("currency"))
        return None if has_column else next((found for name in names if (found := currency_in(name))), None)

    def _looked_up(self, lookup: Lookup, batch: pl.DataFrame) -> pl.Series:
        keys = [self._key(here).alias(KEY.format(place)) for place, (here, _) in enumerate(lookup.key)]
        left = batch.select(keys)
        right = self._found[lookup_name(lookup)]
        return left.join(right, on=left.columns, how="left", maintain_order="left")["__take"]

    def _key(self, here: str) -> pl.Expr:
        """The text that a lookup goes by: a canonical column, else a source column, translated like what it feeds."""
        if self.sources.get(here):
            return self._direct(here)
        source = self._find(here)
        if source is None:
            problem = "a lookup goes by this column, and the file has no such column."
            raise FileRefused(self.file, problem, "Correct the mapping file.", column=here)
        feeds = [column for column, sources in self.sources.items() if Source(source) in sources]
        fills = [column for column, lookup in self.lookup.items() if here in dict(lookup.key)]
        translated = next((column for column in [here, *feeds, *fills] if column in self.extract.values), here)
        return self._translated(translated, taken(Source(source)))


def taken(source: Source, keep_nan: bool = False) -> pl.Expr:
    """The text of a source column: trimmed, null where empty or spelled so, only what begins with its prefix."""
    text = pl.col(source.column).map_batches(tidy, return_dtype=pl.String)
    empty = EMPTY if keep_nan else (*EMPTY, *NO_NUMBER)
    text = pl.when(~text.is_in(empty)).then(text)
    return pl.when(text.str.starts_with(source.prefix)).then(text) if source.prefix else text


def tidy(texts: pl.Series) -> pl.Series:
    """The texts without blanks around them and without the apostrophe that our files put before what calculates."""
    if texts.str.starts_with("'").any():
        texts = texts.str.replace(KEPT_AS_TEXT, "$1")
    found = texts.str.strip_chars()
    if found.str.len_bytes().sum() != found.str.len_chars().sum():  # signs of no width are rare, and slow to look for
        found = found.str.strip_chars(BLANK)
    return found


def lookup_name(lookup: Lookup) -> str:
    """What tells the frame of one lookup from that of another."""
    return f"{lookup.origin}|{lookup.key}|{lookup.take}"


def lookup_frame(lookup: Lookup, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of another extract as keys and what is taken; a key that stands for several values is left out."""
    keys = [rows[there].str.strip_chars(BLANK).alias(KEY.format(place)) for place, (_, there) in enumerate(lookup.key)]
    frame = pl.DataFrame([*keys, rows[lookup.take].str.strip_chars(BLANK).alias("__take")])
    names = [key.name for key in keys]
    return frame.drop_nulls(names).unique().filter(pl.len().over(names) == 1)
