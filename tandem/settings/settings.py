"""The settings of one company, with defaults under which the sample company works with no file at all."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tandem.domain import Side
from tandem.errors import WrongUse

DEFAULT_SOURCES = {
    "marketing": [
        "Web", "Website", "Organic search", "Paid search", "Paid social", "Social media", "Email", "Newsletter", "Webinar",
        "Event", "Trade show", "Content syndication", "Content download", "Advertisement", "Inbound", "Marketing",
    ],
    "sales": ["Outbound", "Cold call", "Prospecting", "Sales generated", "SDR", "Account executive", "Referral by seller"],
    "partner": ["Partner", "Partner referral", "Reseller", "Channel partner"],
}


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
    sources: dict[str, list[str]] = field(default_factory=lambda: dict(DEFAULT_SOURCES))
    definitions_version: int = 1

    @classmethod
    def load(cls, path: Path | None = None) -> "Settings":
        """The settings of the file at `path` (else TANDEM_SETTINGS, else tandem.toml); raises WrongUse naming every fault."""
        named = path or Path(os.environ.get("TANDEM_SETTINGS", "tandem.toml"))
        if not named.exists():
            if path or "TANDEM_SETTINGS" in os.environ:
                raise WrongUse(f"{named}: there is no such settings file.")
            return cls()
        try:
            said = tomllib.loads(named.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as wrong:
            raise WrongUse(f"{named.name}: {wrong}.") from wrong
        faults = faults_of(said)
        if faults:
            raise WrongUse(f"{named.name}: {' '.join(faults)}")
        return cls(**said)

    def source_sides(self) -> list[tuple[str, Side]]:
        """Lead source in lower case and the side that it counts for, one pair per source."""
        return [(text.lower(), Side(side)) for side, texts in self.sources.items() for text in texts]


def faults_of(said: dict) -> list[str]:
    """One sentence for every setting of `said` that is unknown, of another type or out of range."""
    defaults = Settings()
    known = {f.name: type(getattr(defaults, f.name)) for f in fields(Settings)}
    unknown = [f"{name} is not a setting." for name in said if name not in known]
    mistyped = [
        f"{name} must be of type {known[name].__name__}."
        for name, value in said.items()
        if name in known and not isinstance(value, known[name]) and not (known[name] is float and isinstance(value, int))
    ]
    return unknown + mistyped + (ranges_of(said) if not mistyped else [])


def ranges_of(said: dict) -> list[str]:
    """One sentence for every setting of the right type whose value cannot be."""
    faults = []
    if said.get("fiscal_year_start_month", 1) not in range(1, 13):
        faults.append("fiscal_year_start_month must be 1 to 12.")
    try:
        ZoneInfo(said.get("time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        faults.append(f"time_zone {said['time_zone']} is not known: write it as Europe/Berlin.")
    strangers = set(said.get("sources", {})) - set(Side)
    faults += [f"sources.{side} is no side: marketing, sales, partner or unknown." for side in sorted(strangers)]
    return faults
