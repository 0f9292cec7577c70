"""What became of a file, for the person who loads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tandem.errors import FileRefused
from tandem.ingest.extract import find_column
from tandem.ingest.part import Part
from tandem.warehouse import FileEntry


@dataclass(frozen=True)
class FileReport:
    """One file as one table: read = kept + refused, where refused counts superseded rows and those set aside too."""

    file: str
    sha256: str
    size: int
    recognised_as: str
    tables: tuple[str, ...]
    read: int
    kept: int
    refused: int
    superseded: int = 0
    set_aside: int = 0
    padded: int = 0
    verified: bool = True
    refused_path: Path | None = None
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    mapped: Mapping[str, str] = field(default_factory=dict)
    latest_on: str = ""

    @property
    def aside(self) -> int:
        """Rows that are no fault of anybody's: superseded by newer ones, or set aside as the mapping says."""
        return self.superseded + self.set_aside

    @property
    def faulty(self) -> int:
        """Rows that cannot be taken: read = kept + faulty + aside."""
        return self.refused - self.aside

    def entry(self) -> FileEntry:
        """The report as the manifest of a version keeps it."""
        return FileEntry(
            name=self.file,
            size=self.size,
            sha256=self.sha256,
            recognised_as=self.recognised_as,
            tables=self.tables,
            rows_read=self.read,
            rows_kept=self.kept,
            rows_refused=self.refused,
            rows_set_aside=self.aside,
            refused_path=str(self.refused_path or ""),
            notes=self.notes,
        )


def report_of(part: Part, sha256: str, size: int, latest_on: str = "") -> FileReport:
    """The report of one file as one table, whose last day is `latest_on`."""
    text = part.text
    notes = [*text.notes, *part.notes]
    if text.padded:
        notes.append(f"{text.padded:,} rows were short at their end and were filled up with empty cells.")
    if part.extract.note:
        notes.append(part.extract.note)
    if not part.extract.verified:
        notes.append(f"{part.extract.name} is an unverified preset: check that the columns are what they seem.")
    report = FileReport(
        file=text.name,
        sha256=sha256,
        size=size,
        recognised_as=part.extract.name,
        tables=(part.table.name,),
        read=text.read,
        kept=part.kept,
        refused=part.refused,
        superseded=part.superseded,
        set_aside=part.set_aside,
        padded=text.padded,
        verified=part.extract.verified,
        refused_path=text.refused.path,
        notes=tuple(notes),
        columns=text.columns,
        mapped=mapped_columns(part),
        latest_on=latest_on,
    )
    return prove(report)


def mapped_columns(part: Part) -> dict[str, str]:
    """The column of the file that each canonical column is taken from."""
    found = {
        target: find_column(source.column, part.text.columns)
        for target, sources in part.extract.columns.items()
        for source in reversed(sources)
        if find_column(source.column, part.text.columns)
    }
    return {target: column for target, column in found.items() if column}


def prove(report: FileReport) -> FileReport:
    """The report; raises FileRefused unless every row that was read was kept or refused."""
    if report.read != report.kept + report.refused:
        counts = f"{report.read:,} rows were read, {report.kept:,} kept and {report.refused:,} refused"
        raise FileRefused(
            report.file, f"rows are unaccounted for: {counts}.", "Report this file to those who keep Tandem."
        )
    return report


def refuse_what_empties_a_table(parts: Sequence[Part]) -> None:
    """Raises FileRefused when every row of a file was set aside and no other file brings its table any."""
    filled = {part.table.name for part in parts if part.kept}
    for part in parts:
        if part.table.name in filled or part.faulty or part.text.malformed:
            continue
        problem = f"it looks like {part.extract.name}, and none of its {part.text.read:,} rows is one that counts."
        path = part.text.refused.path
        raise FileRefused(part.text.name, problem, f"See why in {path}, and leave the file out.", refused_path=path)


def fault_of(part: Part, share: float) -> FileRefused | None:
    """What is wrong when more than that share of a file's rows is faulty, naming the first and where all are."""
    text = part.text
    faulty = part.faulty + text.malformed
    if faulty <= share * text.read:
        return None
    options = [part.first_fault] if part.first_fault else []
    options += [(text.first_malformed[0], "", text.first_malformed[1])] if text.first_malformed else []
    line, column, reason = min(options)
    problem = f"{faulty:,} of {text.read:,} rows cannot be taken; the first because {reason}."
    remedy = f"Mend the rows listed in {text.refused.path} in the source, or map the column otherwise, and load again."
    return FileRefused(text.name, problem, remedy, row=line, column=column or None, refused_path=text.refused.path)
