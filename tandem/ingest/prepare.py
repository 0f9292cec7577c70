"""The whole way from files to a version that is built, checked and not yet published."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tandem.catalog import Dictionary, Table
from tandem.errors import NothingNew, WrongUse
from tandem.ingest.extract import MODES
from tandem.ingest.guards import Question, Shape, cut_off_before, questions_of, refuse_unanswered
from tandem.ingest.known import known_in
from tandem.ingest.leftovers import sweep_refused
from tandem.ingest.limits import refuse_full_disk, size_of
from tandem.ingest.load import Brought
from tandem.ingest.recognise import Recogniser
from tandem.ingest.report import FileReport
from tandem.ingest.request import REFUSED, Request, silent
from tandem.ingest.sources import are_taken, checksums_of, column_notes, replaced_notes, way_of_reading
from tandem.settings import Settings
from tandem.warehouse import Staging, Version, Warehouse, turn

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

    def refuse_unanswered(self, accepted: Mapping[str, str]) -> None:
        """Raises Unanswered while a question has no reason, and WrongUse for the reason to one that nobody asks."""
        refuse_unanswered(self.questions, accepted)

    def publish(self, accepted: Mapping[str, str] | None = None) -> Version:
        """Publishes the version, with the reason for every question by its code.

        Raises Unanswered while a question is open, Refused when an invariant fails or the disk is too full, and, after
        it waited, Outdated when another was published since or Busy while somebody publishes.
        """
        self.refuse_unanswered(accepted or {})
        refuse_full_disk(self.staging.folder, self.version.settings, 0)
        return self.staging.publish(accepted)


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
    """What the request brings, in a version of its own; raises NothingNew when that is published already."""
    warehouse, settings = request.warehouse, request.settings
    refuse_full_disk(warehouse.root, settings, TIMES_THE_FILES * size_of(request.files))
    current = warehouse.intact()
    joined = current.manifest if current and current.manifest.is_sample == request.is_sample else None
    told = way_of_reading(known, settings, request.mode, request.as_of)
    checksums = checksums_of(request.files)
    if joined and current and not current.warning and are_taken(joined, checksums.values(), told):
        raise NothingNew(f"These files are published already, in version {joined.number}: nothing was published.")
    with warehouse.staging(request.who, carry=joined is not None) as staging:
        sweep_refused(warehouse.root / REFUSED, warehouse.manifests(), settings.refused_days_kept)
        brought = request.read(known, checksums, staging)
        changes = settle(brought, staging)
        asked = questions_of(joined, brought.reports, brought.faults, brought.modes, changes, settings)
        questions = (*asked, *cut_off_before(request.as_of, joined))
        version = staging.build(request.facts(brought, joined, told, staging.extracts), request.progress)
        warnings = [staging.warning] if staging.warning else []
        before = joined.sources if joined else ()
        warnings += [*unverified(brought), *column_notes(before, brought.reports)]
        warnings += replaced_notes(before, brought.reports, changes)
        yield Prepared(list(brought.reports), version, warnings, staging, questions)


def settle(brought: Brought, staging: Staging) -> dict[str, tuple[Shape, Shape]]:
    """Sorts the tables into the version; gives the shapes, before and after, of those that are replaced."""
    changes: dict[str, tuple[Shape, Shape]] = {}
    for name, mode in brought.modes.items():
        table = Dictionary.load().tables[name]
        before = shape_in(staging.extracts, table)
        staging.seal(name, sort_by=sorting(table))
        if mode == "replace":
            changes[name] = before, shape_in(staging.extracts, table)
    return changes


def shape_in(extracts: Path, table: Table) -> Shape:
    """The shape of a table as it stands in a version."""
    return Shape.of(sorted((extracts / table.name).glob("*.parquet")), "region" in table.columns)


def unverified(brought: Brought) -> list[str]:
    """A sentence for every file that an unverified preset took."""
    return [f"{report.file}: {note}" for report in brought.reports for note in report.notes if "unverified" in note]


def sorting(table: Table) -> list[str]:
    """The columns that a table is stored by: when it happened, then its key."""
    dated = [column for column in table.required if table.columns[column].type in ("timestamp", "month", "date")]
    return list(dict.fromkeys([*(dated if table.mode == "append" else []), *table.key, *dated]))
