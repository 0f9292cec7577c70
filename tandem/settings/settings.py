"""The settings of one company, with defaults under which the sample company works with no file at all."""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from tandem.domain import Side
from tandem.errors import WrongUse
from tandem.settings.faults import faults_of
from tandem.settings.sources import DEFAULT_SOURCES


@dataclass(frozen=True)
class Settings:
    """Typed settings; every field may stand in tandem.toml under its own name."""

    company: str = ""
    fiscal_year_start_month: int = 1
    time_zone: str = "UTC"
    currency: str = "USD"
    versions_kept: int = 10
    query_timeout_seconds: float = 30.0
    query_max_rows: int = 1_000_000
    cache_entries: int = 512
    memory_limit: str = "4GB"
    threads: int = 2
    refused_share_that_asks: float = 0.01
    presets: str = ""
    rows_share_that_asks: float = 0.6
    reader_memory_gb: float = 4.0
    reader_cpu_seconds: int = 120
    reader_wall_seconds: int = 180
    loads_waiting: int = 5
    staged_hours_kept: float = 24.0
    refused_days_kept: float = 30.0
    free_disk_gb: float = 2.0
    upload_limit_mb: int = 200
    upload_files: int = 40
    upload_rows: int = 5_000_000
    sources: dict[str, list[str]] = field(default_factory=lambda: dict(DEFAULT_SOURCES))
    definitions_version: int = 1

    @classmethod
    def load(cls, path: Path | None = None) -> "Settings":
        """The settings at `path` (else TANDEM_SETTINGS, else tandem.toml); raises WrongUse naming every fault."""
        named = path or Path(os.environ.get("TANDEM_SETTINGS", "tandem.toml"))
        if not named.is_file():
            if path or "TANDEM_SETTINGS" in os.environ:
                raise WrongUse(f"{named}: there is no such settings file.")
            return cls()
        try:
            said = tomllib.loads(named.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            raise WrongUse(f"{named.name}: this is not TOML: {wrong}.") from wrong
        faults = faults_of(said, cls())
        if faults:
            raise WrongUse(f"{named.name}: {' '.join(faults)}")
        return cls(**said)

    def source_sides(self) -> list[tuple[str, Side]]:
        """Lead source in lower case and the side that it counts for, one pair per source."""
        sides = {text.strip().lower(): Side(side) for side, texts in self.sources.items() for text in texts}
        return list(sides.items())
