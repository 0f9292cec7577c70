"""Where the rows of a version came from: the exports that brought them last, and the files that are wholly in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Source:
    """What the last load of one kind of export brought to one table; `latest_on` is its last day (ISO), if any."""

    extract: str
    table: str
    rows: int
    latest_on: str = ""
    columns: tuple[str, ...] = ()
    mapped: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Source":
        """What JSON keeps of it."""
        return cls(**{**said, "columns": tuple(said["columns"])})


@dataclass(frozen=True)
class Taken:
    """A file all of whose rows are in the version as it says them: its checksum, how it was read, what it fed."""

    sha256: str
    told: str
    tables: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Taken":
        """What JSON keeps of it."""
        return cls(**{**said, "tables": tuple(said["tables"])})
