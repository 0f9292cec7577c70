"""The whole way from files to a version that is built, checked and not yet published."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from tandem.catalog import Dictionary, Table
from tandem.errors import WrongUse
from tandem.ingest.asof import latest_event
from tandem.ingest.known import known_in
from tandem.ingest.load import Load
from tandem.ingest.report import FileReport
from tandem.ingest.tables import MODES
from tandem.settings import Settings
from tandem.warehouse import Facts, Staging, Version, Warehouse


@dataclass(frozen=True)
class Prepared:
    """A load that is built and checked: what became of the files, and the version to look at before it is published."""

    reports: list[FileReport]
    version: Version
    warnings: list[str]
    staging: Staging

    def publish(self) -> Version:
        """Publishes the version; raises Refused when an invariant fails."""
        return self.staging.publish()


def silent(_: str) -> None:
    """Says nothing."""


@contextmanager
def prepare(  # noqa: PLR0913 - each is a choice of the person who loads
    files: Sequence[Path],
    *,
    warehouse: Warehouse,
    settings: Settings,
    who: str,
    loaded_on: date,
    mapping: Path | None = None,
    mode: str | None = None,
    as_of: date | None = None,
    is_sample: bool = False,
    progress: Callable[[str], None] = silent,
) -> Iterator[Prepared]:
    """The load of a review set, gone at the end unless published; raises Refused when any file cannot be taken."""
    if mode not in (None, *MODES):
        raise WrongUse(f"{mode} is no mode. Known: {', '.join(MODES)}.")
    if not files:
        raise WrongUse("There is no file to load.")
    known = known_in(warehouse.root, settings, mapping)
    current = warehouse.intact()
    joins = current is not None and current.manifest.is_sample == is_sample
    with warehouse.staging(who, carry=joins) as staging:
        work = staging.incoming.parent / "work"
        work.mkdir()
        refused = warehouse.root / "refused" / uuid4().hex[:12]
        load = Load(known, settings, work, refused, staging.extracts, staging.incoming, mode, progress)
        for table in load.run(files):
            staging.seal(table, sort_by=sorting(Dictionary.load().tables[table]))
        reports = load.reports()
        warnings = [staging.warning] if staging.warning else []
        warnings += [f"{report.file}: {note}" for report in reports for note in report.notes if "unverified" in note]
        until = as_of or latest_event(staging.extracts, loaded_on)
        facts = Facts(until, loaded_on, is_sample, tuple(report.entry() for report in reports))
        yield Prepared(reports, staging.build(facts, progress), warnings, staging)


def sorting(table: Table) -> list[str]:
    """The columns that a table is stored by: when it happened, then its key."""
    dated = [column for column in table.required if table.columns[column].type in ("timestamp", "month", "date")]
    return list(dict.fromkeys([*(dated if table.mode == "append" else []), *table.key, *dated]))
