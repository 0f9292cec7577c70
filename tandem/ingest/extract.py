"""What an export is and what becomes of its columns: one [[extract]] of a mapping file or preset, as values."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache, cached_property

SUFFIX = re.compile(r"\s*\(([^()]*)\)\s*$")
PREFIX = re.compile(r"^[^:,;|\t]+: ")
MODES = ("replace", "upsert", "append")
CURRENCY = re.compile(r"[A-Z]{3}")


@cache
def plain(header: str) -> str:
    """A column name as it is compared: no case, blanks, punctuation, object prefix or bracketed suffix."""
    text = unicodedata.normalize("NFKC", header).casefold()
    text = SUFFIX.sub("", text) or text
    text = PREFIX.sub("", text)
    return "".join(letter for letter in text if letter.isalnum())


def currency_in(header: str) -> str | None:
    """The currency that a column name carries, as “Amount spent (USD)” does."""
    found = SUFFIX.search(header)
    return found[1] if found and CURRENCY.fullmatch(found[1]) else None


@dataclass(frozen=True)
class Source:
    """A source column; with a prefix only its values that start so are taken."""

    column: str
    prefix: str = ""


@dataclass(frozen=True)
class Lookup:
    """A column taken from another extract of the set, or by name from a canonical table that is loaded."""

    origin: str
    key: tuple[tuple[str, str], ...]
    take: str
    from_table: bool = False


@dataclass(frozen=True)
class SetAside:
    """Rows that are no rows of the table: where the column is filled, empty, one of or none of the values."""

    column: str
    reason: str
    filled: bool | None = None
    values: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    is_total: bool = False


@dataclass(frozen=True)
class Extract:
    """One kind of export: how it is recognised, the table it feeds, and where each canonical column comes from."""

    name: str
    table: str
    header: tuple[tuple[str, ...], ...]
    columns: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    lookup: dict[str, Lookup] = field(default_factory=dict)
    dates: str | None = None
    file: str | None = None
    modified: tuple[str, ...] = ()
    changes_of: str | None = None
    set_aside: tuple[SetAside, ...] = ()
    prefix: dict[str, str] = field(default_factory=dict)
    source: str = ""
    verified: bool = False
    by_hand: bool = False
    refuse: str | None = None
    like: str | None = None
    also_with: str | None = None
    mode: str | None = None
    insisted: frozenset[str] = frozenset()
    entries: str | None = None
    lists: dict[str, str] = field(default_factory=dict)
    note: str = ""
    beside: tuple[str, ...] = ()

    @cached_property
    def written(self) -> set[str]:
        """Every source column that it names, those it has no use for too, as it writes them."""
        lookups = {here for lookup in self.lookup.values() for here, _ in lookup.key}
        taken = {source.column for sources in self.columns.values() for source in sources}
        return {name for names in self.header for name in names} | taken | lookups | set(self.beside)

    @cached_property
    def named(self) -> set[str]:
        """Every source column that it names, in the form in which names are compared."""
        return {plain(name) for name in self.written}

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """The columns of its header, each with its other names, in the form in which names are compared."""
        return tuple(frozenset(plain(name) for name in names) for names in self.header)

    def missing(self, columns: Iterable[str]) -> list[str]:
        """The columns of its header that a file with these columns lacks."""
        given = list(columns)
        there = {plain(column) for column in given}
        missing = [names[0] for names, group in zip(self.header, self.groups, strict=True) if not group & there]
        form = self.entries
        return missing + ([form] if form and not any(re.fullmatch(form, name.strip(), re.I) for name in given) else [])

    def takes(self, file: str) -> bool:
        """Whether a file of that name may be this extract."""
        return self.file is None or fnmatch(file, self.file)


UNKNOWN = Extract("", "", ())


def find_column(name: str, columns: Sequence[str]) -> str | None:
    """The column of that name: written the same, else the first that is the same but for case, blanks and signs."""
    if name in columns:
        return name
    return next((column for column in columns if plain(column) == plain(name)), None)
