"""The canonical tables that every export becomes, as data/dictionary.toml writes them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Field:
    """A canonical column: name, canonical type (see dictionary.toml), meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A canonical table: what a row is, its key, what every row must have, how a load joins what is there.

    Where it has no key, the earlier rows that agree with a new one in the columns `stands_for` make room for it.
    """

    name: str
    one_row_per: str
    key: tuple[str, ...]
    required: tuple[str, ...]
    one_of: tuple[str, ...]
    mode: str
    columns: dict[str, Field]
    stands_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dictionary:
    """Every canonical table by name."""

    tables: dict[str, Table]

    @classmethod
    @cache
    def load(cls, path: Path = HOME / "data" / "dictionary.toml") -> "Dictionary":
        """The dictionary at `path`."""
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls({name: read_table(name, table) for name, table in said.items()})


def read_table(name: str, said: dict[str, Any]) -> Table:
    """The canonical table that one section of the dictionary describes."""
    columns = {column: Field(column, *about) for column, about in said["columns"].items()}
    lists = {key: tuple(said.get(key, ())) for key in ("key", "required", "one_of", "stands_for")}
    return Table(name, said["one_row_per"], mode=said.get("mode", "replace"), columns=columns, **lists)
