"""What a load leaves written down for the next one: its sources, and the files that are wholly in it."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tandem.ingest.containers import check_there
from tandem.ingest.load import checksum_of
from tandem.ingest.recognise import Recogniser
from tandem.ingest.report import FileReport
from tandem.settings import Settings
from tandem.warehouse import Manifest, Source, Taken
from tandem.words.figures import counted

MOST_TAKEN = 2000


def grouped(reports: Sequence[FileReport]) -> list[Source]:
    """What each kind of export brings to each table, all its files together."""
    found: dict[tuple[str, str], Source] = {}
    for report in reports:
        for table in report.tables:
            key = report.recognised_as, table
            old = found.get(key, Source(*key, rows=0))
            found[key] = Source(
                *key,
                rows=old.rows + report.kept,
                latest_on=max(old.latest_on, report.latest_on),
                columns=tuple(dict.fromkeys([*old.columns, *report.columns])),
                mapped={**old.mapped, **report.mapped},
            )
    return list(found.values())


def next_sources(
    known: Sequence[Source], reports: Sequence[FileReport], replaced: Collection[str]
) -> tuple[Source, ...]:
    """The sources of the version that a load makes: its own, and the earlier ones whose rows it leaves."""
    new = grouped(reports)
    again = {(source.extract, source.table) for source in new}
    left = [one for one in known if one.table not in replaced and (one.extract, one.table) not in again]
    return (*left, *new)


def next_taken(
    known: Sequence[Taken], reports: Sequence[FileReport], changed: Collection[str], told: str
) -> tuple[Taken, ...]:
    """The files that are wholly in the version that a load makes; `changed` are tables whose earlier rows may go."""
    tables: dict[str, dict[str, None]] = {}
    for report in reports:
        tables.setdefault(report.sha256, {}).update(dict.fromkeys(report.tables))
    left = [one for one in known if one.sha256 not in tables and not set(one.tables) & set(changed)]
    new = [Taken(sha256, told, tuple(names)) for sha256, names in tables.items()]
    return (*left, *new)[-MOST_TAKEN:]


def checksums_of(files: Sequence[Path]) -> dict[Path, str]:
    """SHA-256 of each file; raises FileRefused for one that is none or cannot be opened."""
    for file in files:
        check_there(file)
    return {file: checksum_of(file) for file in files}


def are_taken(known: Manifest, checksums: Collection[str], told: str) -> bool:
    """Whether all files of those checksums are wholly in a version, read in the same way."""
    return set(checksums) <= {one.sha256 for one in known.taken if one.told == told}


def way_of_reading(known: Recogniser, settings: Settings, mode: str | None, as_of: date | None) -> str:
    """SHA-256 over all but the files that decides what becomes of them."""
    extracts = [asdict(extract) for extract in (*known.by_hand, *known.shipped, *known.looked_up)]
    said = [extracts, settings.time_zone, settings.refused_share_that_asks, mode, as_of]
    return hashlib.sha256(json.dumps(said, default=plain, sort_keys=True).encode()).hexdigest()


def plain(value: object) -> object:
    """What JSON can hold in place of a set or a date."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def column_notes(known: Sequence[Source], reports: Sequence[FileReport]) -> Iterator[str]:
    """A sentence for every source whose columns are not those of the last time."""
    before = {(source.extract, source.table): source for source in known}
    for source in grouped(reports):
        old = before.get((source.extract, source.table))
        changes = list(changed_columns(old, source)) if old and old.columns else []
        if changes:
            yield f"{source.extract}: not the columns of the last time: {'; '.join(changes)}."


def replaced_notes(known: Sequence[Source], reports: Sequence[FileReport], replaced: Collection[str]) -> Iterator[str]:
    """A sentence for every source whose rows make room for those of another, in a table that the load replaces."""
    new = grouped(reports)
    for old in known:
        others = [one.extract for one in new if one.table == old.table]
        if old.table in replaced and old.rows and others and old.extract not in others:
            stands = f"{old.table}: the {counted(old.rows, 'row')} that {old.extract} brought make room for those of"
            yield f"{stands} {', '.join(others)}. To keep both, load the files of both together."


def changed_columns(old: Source, new: Source) -> Iterator[str]:
    """How the columns of an export differ from those of the last one of its kind: renamed, gone, new."""
    renamed = renamed_columns(old, new)
    yield from (f"“{before}” is now “{after}”" for before, after in renamed.items())
    gone = [name for name in old.columns if name not in new.columns and name not in renamed]
    added = [name for name in new.columns if name not in old.columns and name not in renamed.values()]
    filled = {column: target for target, column in old.mapped.items()}
    yield from (f"“{name}” is gone" + (f" ({filled[name]} stays empty)" if name in filled else "") for name in gone)
    yield from (f"“{name}” is new" for name in added)


def renamed_columns(old: Source, new: Source) -> Mapping[str, str]:
    """The columns that fill under another name what they filled before."""
    return {
        column: new.mapped[target]
        for target, column in old.mapped.items()
        if column not in new.columns and target in new.mapped and new.mapped[target] not in old.columns
    }
