"""What can be wrong in a settings file: one sentence per fault, so that all are mended at once."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tandem.domain import Side

if TYPE_CHECKING:
    from tandem.settings.settings import Settings

KINDS = {str: "text", int: "a whole number", float: "a number", dict: "a table"}
LOWEST = {
    "versions_kept": 1,
    "query_timeout_seconds": 0.1,
    "query_max_rows": 1,
    "cache_entries": 1,
    "threads": 1,
    "upload_limit_mb": 1,
    "upload_files": 1,
    "upload_rows": 1,
    "definitions_version": 1,
    "reader_memory_gb": 1.5,
    "reader_cpu_seconds": 1,
    "reader_wall_seconds": 1,
    "loads_waiting": 0,
    "staged_hours_kept": 0.1,
    "refused_days_kept": 0,
    "free_disk_gb": 0,
}


def faults_of(said: Mapping[str, Any], defaults: "Settings") -> list[str]:
    """One sentence for every setting of `said` that is unknown, of another type than its default or out of range."""
    known = {name: type(value) for name, value in asdict(defaults).items()}
    unknown = [f"{name} is not a setting." for name in said if name not in known]
    mistyped = [
        f"{name} must be {KINDS[known[name]]}."
        for name, value in said.items()
        if name in known and not is_a(value, known[name])
    ]
    of_ours = {name: value for name, value in said.items() if name in known}
    return unknown + (mistyped or list(out_of_range(replace(defaults, **of_ours))))


def is_a(value: object, wanted: type) -> bool:
    """Whether a value of TOML is of the wanted type: yes and no are no numbers, a whole number is a number."""
    if isinstance(value, bool):
        return wanted is bool
    return isinstance(value, (int, float) if wanted is float else wanted)


def out_of_range(settings: "Settings") -> Iterator[str]:
    """One sentence for every setting of the right type whose value cannot be."""
    if settings.fiscal_year_start_month not in range(1, 13):
        yield "fiscal_year_start_month must be 1 to 12."
    if not is_zone(settings.time_zone):
        yield f"time_zone {settings.time_zone} is not known: write it as Europe/Berlin."
    for name, lowest in LOWEST.items():
        if getattr(settings, name) < lowest:
            yield f"{name} must be at least {lowest}."
    for name in ("refused_share_that_asks", "rows_share_that_asks"):
        if not 0 <= getattr(settings, name) <= 1:
            yield f"{name} must lie between 0 and 1."
    yield from wrong_sources(settings.sources)


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def wrong_sources(sources: Mapping[str, object]) -> Iterator[str]:
    """One sentence for every side that is none, every list that is none and every source under two sides."""
    side_of: dict[str, str] = {}
    for side, texts in sources.items():
        if side not in set(Side):
            yield f"sources.{side} is no side: marketing, sales, partner or unknown."
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            yield f'sources.{side} must be a list of texts: {side} = ["Web", "Event"].'
            continue
        for text in texts:
            name = text.strip().lower()
            if side_of.setdefault(name, side) != side:
                yield f"Source “{text}” stands under both {side_of[name]} and {side}: keep one."
