"""The whole way from files to a version that is built, checked and not yet published."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from tandem.catalog import Dictionary, Table
from tandem.errors import Refused, WrongUse
from tandem.ingest.apart import run_apart
from tandem.ingest.asof import latest_event
from tandem.ingest.guards import Question, refuse_unanswered
from tandem.ingest.known import known_in
from tandem.ingest.limits import GB, Limits, free_bytes
from tandem.ingest.load import Brought, Job, run_job
from tandem.ingest.recognise import Recogniser
from tandem.ingest.report import FileReport
from tandem.ingest.tables import MODES
from tandem.settings import Settings
from tandem.warehouse import Facts, Staging, Version, Warehouse, turn

TIMES_THE_FILES = 3


@dataclass(frozen=True)
class Prepared:
    """A load that is built and checked: what became of the files, what it asks, and the version, unpublished."""

    reports: list[FileReport]
    version: Version
    warnings: list[str]
    staging: Staging
    questions: tuple[Question, ...] = ()
    turn: ExitStack = field(default_factory=ExitStack, repr=False)

    def wait(self) -> None:
        """Lets other loads go on while a person decides; `publish` then looks whether one of them was published."""
        self.staging.wait()
        self.turn.close()

    def publish(self, accepted: Mapping[str, str] | None = None) -> Version:
        """Publishes the version, with the reason for every question by its code.

        Raises Unanswered while a question is open, Refused when an invariant fails or the disk is too full, and, after
        it waited, Outdated when another was published since or Busy while somebody publishes.
        """
        refuse_unanswered(self.questions, accepted or {})
        refuse_full_disk(self.staging.folder, self.version.settings, 0)
        return self.staging.publish(accepted)


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

    def read(self, known: Recogniser, staging: Staging) -> Brought:
        """Has the files read apart, and the tables that they bring written and sorted into the version."""
        root, work = self.warehouse.root, staging.incoming.parent / "work"
        work.mkdir()
        refused = root / "refused" / uuid4().hex[:12]
        job = Job(known, self.settings, work, refused, staging.extracts, staging.incoming, self.mode, self.files)
        limits = Limits.of(self.settings, root, in_browser=self.in_browser)
        brought = run_apart(limits, lambda said, file="": self.progress(said), run_job, job)
        for table in brought.tables:
            staging.seal(table, sort_by=sorting(Dictionary.load().tables[table]))
        return brought

    def build(self, brought: Brought, staging: Staging) -> Version:
        """The version, with its marts."""
        until = self.as_of or latest_event(staging.extracts, self.loaded_on)
        entries = tuple(report.entry() for report in brought.reports)
        return staging.build(Facts(until, self.loaded_on, self.is_sample, entries), self.progress)


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
    in_browser: bool = False,
    progress: Callable[[str], None] = silent,
) -> Iterator[Prepared]:
    """The load of a review set, gone at the end unless published; raises Refused when any file cannot be taken.

    The files are opened in a process of their own, after the loads that came before (Busy when too many wait). Nobody
    else can load or publish until the end, unless it is told to `wait` for a person.
    """
    if mode not in (None, *MODES):
        raise WrongUse(f"{mode} is no mode. Known: {', '.join(MODES)}.")
    if not files:
        raise WrongUse("There is no file to load.")
    known = known_in(warehouse.root, settings, mapping)
    asked = (tuple(files), warehouse, settings, who, loaded_on, mode, as_of, is_sample, in_browser, progress)
    with ExitStack() as held:
        held.enter_context(turn(warehouse.root / "turns", who, waiting=settings.loads_waiting, say=progress))
        with staged(Request(*asked), known) as prepared:
            yield replace(prepared, turn=held)


@contextmanager
def staged(request: Request, known: Recogniser) -> Iterator[Prepared]:
    """What the request brings, in a version of its own."""
    warehouse = request.warehouse
    refuse_full_disk(warehouse.root, request.settings, TIMES_THE_FILES * size_of(request.files))
    current = warehouse.intact()
    joins = current is not None and current.manifest.is_sample == request.is_sample
    with warehouse.staging(request.who, carry=joins) as staging:
        brought = request.read(known, staging)
        version = request.build(brought, staging)
        warnings = [staging.warning] if staging.warning else []
        yield Prepared(list(brought.reports), version, [*warnings, *unverified(brought)], staging)


def unverified(brought: Brought) -> list[str]:
    """A sentence for every file that an unverified preset took."""
    return [f"{report.file}: {note}" for report in brought.reports for note in report.notes if "unverified" in note]


def size_of(files: Sequence[Path]) -> int:
    """The bytes of the files that are there."""
    return sum(file.stat().st_size for file in files if file.is_file())


def refuse_full_disk(folder: Path, settings: Settings, wanted: int) -> None:
    """Raises Refused unless the disk has room for so many bytes, and never less than the settings keep free."""
    needed, free = max(int(settings.free_disk_gb * GB), wanted), free_bytes(folder)
    if free < needed:
        said = f"{free / GB:,.1f} GB of the disk are free, and this load needs {needed / GB:,.1f} GB."
        raise Refused(f"{said} Make room, then load again: nothing was published.")


def sorting(table: Table) -> list[str]:
    """The columns that a table is stored by: when it happened, then its key."""
    dated = [column for column in table.required if table.columns[column].type in ("timestamp", "month", "date")]
    return list(dict.fromkeys([*(dated if table.mode == "append" else []), *table.key, *dated]))
