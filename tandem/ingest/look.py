"""What files are before anything is loaded: taken for what and how surely, with which columns, what is to be asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tandem.errors import FileRefused
from tandem.ingest.apart import run_apart
from tandem.ingest.containers import unpack
from tandem.ingest.known import known_in
from tandem.ingest.limits import Limits, Tell
from tandem.ingest.looks import ColumnLook, Look, ambiguous_dates, missing_of, samples_of, targets_of
from tandem.ingest.reading import Reader
from tandem.ingest.recognise import Recogniser
from tandem.ingest.scoring import Scored
from tandem.ingest.text import TextTable
from tandem.settings import Settings
from tandem.warehouse import Warehouse, turn


def silent(_: str) -> None:
    """Says nothing."""


def look(
    files: Sequence[Path],
    *,
    warehouse: Warehouse,
    settings: Settings,
    who: str = "somebody",
    mapping: Path | None = None,
    in_browser: bool = False,
    progress: Callable[[str], None] = silent,
) -> tuple[Look, ...]:
    """What each file is, in their order: one Look per table that a file, sheet or member becomes.

    The files are opened in a process of their own, after the loads that came before; Busy when too many wait.
    """
    known = known_in(warehouse.root, settings, mapping, is_curious=True)
    limits = Limits.of(settings, warehouse.root, in_browser=in_browser)

    def tell(said: str, /, file: str = "") -> None:
        progress(said)

    with turn(warehouse.root / "turns", who, waiting=settings.loads_waiting, say=progress):
        try:
            return run_apart(limits, tell, look_at_files, files, known)
        except FileRefused as refused:
            if len(files) == 1:
                return (ended(files[0], refused),)
        # One of them brought its reader down: each by itself, so that the others are seen.
        return tuple(one for file in files for one in look_alone(file, known, limits, tell))


def look_alone(file: Path, known: Recogniser, limits: Limits, tell: Tell) -> tuple[Look, ...]:
    """What one file is, as far as its reader lives."""
    try:
        return run_apart(limits, tell, look_at_files, [file], known)
    except FileRefused as refused:
        return (ended(file, refused),)


def ended(file: Path, refused: FileRefused) -> Look:
    """A file that brought its reader down."""
    return Look(file.name, file.name, file.stat().st_size if file.is_file() else 0, problem=str(refused))


def look_at_files(tell: Tell, files: Sequence[Path], known: Recogniser) -> tuple[Look, ...]:
    """What each file is, told of on the way."""
    found: list[Look] = []
    for file in files:
        tell(f"Looking at {file.name}", file.name)
        found += looks_of(file, known)
    return tuple(found)


def looks_of(file: Path, known: Recogniser) -> list[Look]:
    """What one file is; a file that cannot be read is one Look with the problem."""
    size = file.stat().st_size if file.is_file() else 0
    found: list[Look] = []
    with TemporaryDirectory(prefix="tandem-look-") as folder:
        work = Path(folder)
        reader = Reader(known, work, work / "refused")
        try:
            for part in unpack(file, work):
                for text in reader.read(part):
                    found.append(look_at(text, file.name, size, known))
        except FileRefused as refused:
            found.append(Look(file.name, refused.file, size, problem=str(refused)))
    return found


def look_at(text: TextTable, file: str, size: int, known: Recogniser) -> Look:
    """What one table of text is."""
    extract, *others = text.extracts
    samples = samples_of(text)
    shown = Look(file, text.name, size, text.read, text.malformed, notes=tuple(text.notes))
    rival = next(iter(text.match.scores[1:]), None)
    if not extract.name:
        best = next(iter(text.match.scores), None)
        columns = tuple(ColumnLook(column, None, samples[column]) for column in text.columns)
        problem = str(known.refuse(text.columns, text.name, text.match.scores))
        return replace(shown, columns=columns, confidence=fit(best), runner_up=named(best), problem=problem)
    targets = targets_of(extract, text.columns)
    beside = {
        column: target for other in reversed(others) for column, target in targets_of(other, text.columns).items()
    }
    columns = tuple(ColumnLook(column, (beside | targets).get(column), samples[column]) for column in text.columns)
    notes = [*text.notes, *map(str, text.every_doubt), *(one.note for one in text.extracts if one.note)]
    return replace(
        shown,
        extract=extract.name,
        table=extract.table or None,
        confidence=text.match.confidence,
        runner_up=named(rival),
        is_verified=extract.verified,
        is_by_hand=text.match.by_hand,
        columns=columns,
        also=tuple(other.table for other in others),
        notes=tuple(notes),
        missing=missing_of(extract, targets),
        problem=f"{text.name}: this is {extract.name}. {extract.refuse}" if extract.refuse else None,
        ambiguous_dates=() if extract.dates else ambiguous_dates(text, targets, extract),
    )


def fit(scored: Scored | None) -> float:
    """How well a file fits, 0 where it resembles nothing."""
    return min(scored.confidence, 1.0) if scored else 0.0


def named(scored: Scored | None) -> tuple[str, float] | None:
    """The name of an export and how well a file fits it."""
    return (scored.extract.name, fit(scored)) if scored else None
