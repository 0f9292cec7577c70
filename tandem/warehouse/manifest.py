"""The manifest of a version: who published what, when, from which files, and what was checked."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tandem.errors import Damaged
from tandem.warehouse.origins import Source, Taken

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class FileEntry:
    """One file of a load: what it was, and its rows: read = kept + refused, those set aside among the refused."""

    name: str
    size: int
    sha256: str
    recognised_as: str = ""
    tables: tuple[str, ...] = ()
    rows_read: int = 0
    rows_kept: int = 0
    rows_refused: int = 0
    refused_path: str = ""
    notes: tuple[str, ...] = ()
    rows_set_aside: int = 0

    @property
    def rows_faulty(self) -> int:
        """Rows that could not be taken: read = kept + faulty + set aside."""
        return self.rows_refused - self.rows_set_aside


@dataclass(frozen=True)
class Check:
    """An invariant and how it came out: cases looked at, cases that fail, one of them."""

    name: str
    question: str
    checked: int
    failed: int
    example: str | None = None

    @property
    def passed(self) -> bool:
        """Whether no case failed."""
        return self.failed == 0


@dataclass(frozen=True)
class Facts:
    """What a load knows of itself: last day counted, day of the load, files and sources, whether it is the sample."""

    as_of: date
    loaded_on: date
    is_sample: bool = False
    files: tuple[FileEntry, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()
    taken: tuple[Taken, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """A version's account of itself, as manifest.json keeps it."""

    number: int
    published_at: datetime
    who: str
    as_of: date
    loaded_on: date
    is_sample: bool = False
    files: tuple[FileEntry, ...] = ()
    tables: Mapping[str, int] = field(default_factory=dict)
    definitions_version: int = 1
    build_hash: str = ""
    checks: tuple[Check, ...] = ()
    checksums: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def failed_checks(self) -> tuple[Check, ...]:
        """The invariants that do not hold."""
        return tuple(check for check in self.checks if not check.passed)

    def to_json(self) -> str:
        """The manifest as JSON text with a checksum of itself."""
        said = asdict(self)
        return json.dumps({**said, "own_checksum": checksum_of(said)}, default=str, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """The manifest that `text` says; raises Damaged when it is not what was written."""
        try:
            said = json.loads(text)
            own = said.pop("own_checksum")
            # Of what is written, not of what we make of it: manifests of earlier releases lack the newest fields.
            sound = checksum_of(said) == own
            manifest = cls.of(said)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise Damaged(f"{MANIFEST} cannot be read.") from fault
        if not sound:
            raise Damaged(f"{MANIFEST} is not what was published.")
        return manifest

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Manifest":
        """The manifest of the values that JSON keeps as text and lists."""
        manifest = cls(**said)
        return replace(
            manifest,
            published_at=datetime.fromisoformat(said["published_at"]),
            as_of=date.fromisoformat(said["as_of"]),
            loaded_on=date.fromisoformat(said["loaded_on"]),
            files=tuple(
                FileEntry(**{**entry, "tables": tuple(entry["tables"]), "notes": tuple(entry["notes"])})
                for entry in said["files"]
            ),
            checks=tuple(Check(**check) for check in said["checks"]),
            sources=tuple(map(Source.of, said.get("sources", ()))),
            taken=tuple(map(Taken.of, said.get("taken", ()))),
        )

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of the version in `folder`; raises Damaged when it is missing or not what was written."""
        try:
            return cls.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as fault:
            raise Damaged(f"{MANIFEST} cannot be read.") from fault


def checksum_of(said: Mapping[str, object]) -> str:
    """SHA-256 of the values, in one fixed spelling."""
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()
