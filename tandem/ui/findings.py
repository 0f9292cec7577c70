"""What a check found, kept for as long as a person thinks about it: files, coverage, rows and headlines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tandem import words
from tandem.domain import Filters, Scope
from tandem.ingest import FileReport, Prepared, Question
from tandem.review import Review, effect, published
from tandem.settings import Settings
from tandem.warehouse import Manifest, Warehouse

REASONS_SHOWN = 3
# The question whose extracts a headline cannot do without; the headlines themselves are asked of any version.
BEHIND = {
    "value": "value_by_stage",
    "conversion": "funnel",
    "reach": "reach_by_side",
    "velocity": "time_to_convert",
    "return": "spend_and_return",
    "agreement": "disputed",
}
VALUE = re.compile("“[^”]*”")


@dataclass(frozen=True)
class Noticed:
    """Things with one remedy: how grave, what to do, what about, and the files whose refused rows can be taken away."""

    weight: str
    title: str
    lines: tuple[str, ...]
    refused: tuple[FileReport, ...] = ()


@dataclass(frozen=True)
class Findings:
    """A load that is built, checked and not published, with everything that is looked at before it is."""

    prepared: Prepared
    noticed: tuple[Noticed, ...]
    manifest: Manifest
    base: Manifest | None
    coverage: pl.DataFrame
    effect: pl.DataFrame
    rows: Mapping[str, tuple[int | None, int]]
    missing: Mapping[str, tuple[str, ...]]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What somebody has to answer before it is published."""
        return self.prepared.questions

    @property
    def is_unsound(self) -> bool:
        """Whether figures would contradict each other: such a version is never published."""
        return bool(self.manifest.failed_checks)

    @property
    def is_first(self) -> bool:
        """Whether these are a company's first own files, with nothing of theirs to compare with."""
        return self.base is None or self.replaces_sample

    @property
    def replaces_sample(self) -> bool:
        """Whether these are a company's first own files, in the place of the sample company."""
        return self.base is not None and self.base.is_sample and not self.manifest.is_sample


def findings_of(prepared: Prepared, warehouse: Warehouse, settings: Settings) -> Findings:
    """The findings of a load, all questions asked now, so that looking at them costs nothing."""
    after, before = Review(prepared.version, Scope.everything(), settings), published(warehouse, settings)
    manifest = prepared.version.manifest
    base = before.version.manifest if before else None
    counts = base.tables if base else {}
    return Findings(
        prepared=prepared,
        noticed=tuple(noticed_in(prepared, manifest)),
        manifest=manifest,
        base=base,
        coverage=after.ask("coverage", Filters()),
        effect=effect(before, after),
        rows={table: (counts.get(table), manifest.tables.get(table, 0)) for table in {**counts, **manifest.tables}},
        missing={name: tables for name, behind in BEHIND.items() if (tables := after.missing(behind))},
    )


def noticed_in(prepared: Prepared, manifest: Manifest) -> Iterator[Noticed]:
    """What the check noticed, grouped by what to do about it, worst first."""
    reports = prepared.reports
    failing = manifest.failed_checks
    if failing:
        lines = [f"{check.question} {words.effect.fails(check.failed, check.example)}" for check in failing]
        yield Noticed("stop", words.effect.CONTRADICTS, tuple(lines))
    faulty = [report for report in reports if report.faulty]
    if faulty:
        lines = [words.effect.faulty(report.file, report.faulty, report.read, reasons(report)) for report in faulty]
        yield Noticed("mend", words.effect.MEND, tuple(lines), tuple(faulty))
    notes = [f"{report.file}: {note}" for report in reports for note in report.notes]
    harmless = [note for note in notes if words.effect.is_harmless(note)]
    grave = dict.fromkeys([*prepared.warnings, *(note for note in notes if note not in harmless)])
    if grave:
        yield Noticed("look", words.effect.LOOK_AT, tuple(grave))
    aside = [report for report in reports if report.aside]
    if aside or harmless:
        lines = [words.effect.aside(report.file, report.superseded, report.set_aside) for report in aside]
        only_aside = tuple(report for report in aside if not report.faulty)
        yield Noticed("aside", words.effect.ASIDE, (*lines, *harmless), only_aside)
    kept = [words.effect.kept(report.file, report.kept, report.read, report.recognised_as) for report in reports]
    yield Noticed("fine", words.effect.kept_of_all(reports_kept(reports), files_of(reports)), tuple(kept))


def files_of(reports: Sequence[FileReport]) -> int:
    """How many files were taken: one may bring several tables."""
    return len({report.file for report in reports})


def reports_kept(reports: Sequence[FileReport]) -> int:
    """How many rows are kept of all files."""
    return sum(report.kept for report in reports)


def reasons(report: FileReport) -> list[tuple[str, int]]:
    """The most frequent reasons for which rows of a file were refused or set aside, values left out."""
    if report.refused_path is None:
        return []
    return counted_reasons(report.refused_path)


def counted_reasons(path: Path) -> list[tuple[str, int]]:
    """The most frequent reasons in a file of refused rows, one of each kind, with how often its kind stands there."""
    said = pl.read_csv(path, columns=["__reason"], infer_schema=False).drop_nulls()
    kinds = said.group_by(pl.col("__reason").str.replace_all(VALUE.pattern, "…").alias("kind"), maintain_order=True)
    counts = kinds.agg(pl.first("__reason"), pl.len()).sort("len", descending=True, maintain_order=True)
    return [(reason, count) for _, reason, count in counts.head(REASONS_SHOWN).iter_rows()]
