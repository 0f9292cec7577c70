"""What somebody wants loaded: read apart from everything else, and told of in the version that it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from tandem.ingest.apart import run_apart
from tandem.ingest.asof import latest_event
from tandem.ingest.limits import Limits
from tandem.ingest.load import Brought, Job, run_job
from tandem.ingest.recognise import Recogniser
from tandem.ingest.sources import next_sources, next_taken
from tandem.settings import Settings
from tandem.warehouse import Facts, Manifest, Staging, Warehouse

REFUSED = "refused"


def silent(_: str) -> None:
    """Says nothing."""


@dataclass(frozen=True)
class Request:
    """What somebody wants loaded, into which warehouse, and how."""

    files: tuple[Path, ...]
    warehouse: Warehouse
    settings: Settings
    who: str
    loaded_on: date
    mode: str | None = None
    as_of: date | None = None
    is_sample: bool = False
    in_browser: bool = False
    progress: Callable[[str], None] = silent

    def read(self, known: Recogniser, checksums: Mapping[Path, str], staging: Staging) -> Brought:
        """Has the files read apart, and the tables that they bring written."""
        root, work = self.warehouse.root, staging.incoming.parent / "work"
        work.mkdir()
        job = Job(
            known,
            self.settings,
            work=work,
            refused=root / REFUSED / uuid4().hex[:12],
            extracts=staging.extracts,
            incoming=staging.incoming,
            mode=self.mode,
            files=self.files,
            checksums=checksums,
            loaded_on=self.loaded_on,
            most_rows=self.settings.upload_rows if self.in_browser else None,
        )
        limits = Limits.of(self.settings, root, in_browser=self.in_browser)
        return run_apart(limits, lambda said, file="": self.progress(said), run_job, job)

    def facts(self, brought: Brought, joined: Manifest | None, told: str, extracts: Path) -> Facts:
        """What the load knows of itself."""
        replaced = {table for table, mode in brought.modes.items() if mode == "replace"}
        changed = {table for table, mode in brought.modes.items() if mode != "append"}
        return Facts(
            as_of=self.as_of or latest_event(extracts, self.loaded_on),
            loaded_on=self.loaded_on,
            is_sample=self.is_sample,
            files=tuple(report.entry() for report in brought.reports),
            sources=next_sources(joined.sources if joined else (), brought.reports, replaced),
            taken=next_taken(joined.taken if joined else (), brought.reports, changed, told),
        )
