"""What stops a load and asks: a person says why it is right all the same, and that reason is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from tandem.errors import FileRefused, Unanswered, WrongUse
from tandem.ingest.report import FileReport
from tandem.ingest.sources import grouped
from tandem.settings import Settings
from tandem.warehouse import Manifest, Source

EXPORT_WHOLE = "Export it again without filters, all columns and all rows."
EXPORT_ANEW = "Export it again: this looks like an earlier file."


@dataclass(frozen=True)
class Question:
    """Something that is most likely wrong: a code by which it is accepted, what it is, what to do."""

    code: str
    sentence: str
    remedy: str


@dataclass(frozen=True)
class Shape:
    """How many rows a table has, and how many of them each region."""

    rows: int
    regions: Mapping[str, int]

    @classmethod
    def of(cls, files: Sequence[Path], has_regions: bool) -> "Shape":
        """The shape of a table whose rows are in these files."""
        if not files:
            return cls(0, {})
        rows = pl.scan_parquet(list(files))
        count = rows.select(pl.len()).collect().item()
        if not has_regions or "region" not in rows.collect_schema():
            return cls(count, {})
        by_region = rows.drop_nulls("region").group_by("region").len().sort("region").collect()
        return cls(count, dict(by_region.rows()))


def questions_of(
    known: Manifest | None,
    reports: Sequence[FileReport],
    faults: Iterable[tuple[str, FileRefused]],
    modes: Mapping[str, str],
    changes: Mapping[str, tuple[Shape, Shape]],
    settings: Settings,
) -> tuple[Question, ...]:
    """All that a load has to be asked about, one question per code.

    `known` is what is published and joined, `modes` how each table takes its new rows in, `changes` the shapes before
    and after of those that are replaced.
    """
    found = [doubtful(code, fault) for code, fault in faults]
    for table, (before, after) in changes.items():
        found += lost(table, before, after, settings.rows_share_that_asks)
    if known:
        found += fewer_of_a_source(known.sources, reports, set(changes), settings.rows_share_that_asks)
        found += older(known.sources, reports, modes, settings.rows_share_that_asks)
    return merged(found)


def merged(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions, those of one code in one."""
    by_code: dict[str, Question] = {}
    for question in questions:
        first = by_code.get(question.code)
        sentence = f"{first.sentence} {question.sentence}" if first else question.sentence
        by_code[question.code] = Question(question.code, sentence, question.remedy)
    return tuple(by_code.values())


def doubtful(code: str, fault: FileRefused) -> Question:
    """More rows were refused than goes without saying, or a file is most likely not what it was taken for."""
    return Question(code, str(fault).removesuffix(f" {fault.remedy}"), fault.remedy)


def lost(table: str, before: Shape, after: Shape, share: float) -> Iterator[Question]:
    """The table shrinks, or has nothing of a region any more."""
    if after.rows < share * before.rows:
        sentence = f"{table}: {after.rows:,} rows would stand where {before.rows:,} are published."
        yield Question(f"fewer:{table}", sentence, EXPORT_WHOLE)
    gone = [f"{region} ({rows:,} rows)" for region, rows in before.regions.items() if region not in after.regions]
    if gone:
        yield Question(f"region:{table}", f"{table}: nothing would be left of {', '.join(gone)}.", EXPORT_WHOLE)


def fewer_of_a_source(
    known: Sequence[Source], reports: Sequence[FileReport], replaced: set[str], share: float
) -> Iterator[Question]:
    """An export brings far fewer rows than the last one of its kind, into a table that it replaces."""
    for new, old in pairs(known, reports):
        if new.table in replaced and new.rows < share * old.rows:
            sentence = f"{new.table}: {new.extract} brings {new.rows:,} rows, and brought {old.rows:,} the last time."
            yield Question(f"fewer:{new.table}", sentence, EXPORT_WHOLE)


def older(
    known: Sequence[Source], reports: Sequence[FileReport], modes: Mapping[str, str], share: float
) -> Iterator[Question]:
    """An export ends before the last one of its kind did, and its rows stand in for later ones.

    They do where the table is replaced, or a whole export is put over it row by row; a few changed records do not.
    """
    for new, old in pairs(known, reports):
        is_over = modes[new.table] == "replace" or (modes[new.table] == "upsert" and new.rows >= share * old.rows)
        if new.latest_on < old.latest_on and is_over:
            days = f"ends on {new.latest_on or 'no day'}, and ended on {old.latest_on} the last time"
            yield Question(f"older:{new.table}", f"{new.table}: {new.extract} {days}.", EXPORT_ANEW)


def cut_off_before(as_of: date | None, known: Manifest | None) -> Iterator[Question]:
    """The cut-off that was asked for lies before the published one."""
    if as_of and known and as_of < known.as_of:
        sentence = f"The data would end on {as_of}, and what is published ends on {known.as_of}."
        yield Question("older:cut-off", sentence, "Leave the cut-off (--as-of) out, or name a later one.")


def pairs(known: Sequence[Source], reports: Sequence[FileReport]) -> Iterator[tuple[Source, Source]]:
    """Every source of the load with what it was the last time."""
    before = {(source.extract, source.table): source for source in known}
    for source in grouped(reports):
        old = before.get((source.extract, source.table))
        if old:
            yield source, old


def refuse_unanswered(questions: Sequence[Question], accepted: Mapping[str, str]) -> None:
    """Raises Unanswered while a question has no reason, and WrongUse for the reason to one that nobody asks."""
    codes = {question.code for question in questions}
    strangers = [code for code in accepted if code not in codes]
    if strangers:
        known = f"Asked: {', '.join(sorted(codes))}." if codes else "Nothing is asked."
        raise WrongUse(f"Nobody asks “{strangers[0]}”. {known}")
    unasked = [question for question in questions if not accepted.get(question.code, "").strip()]
    if unasked:
        said = " ".join(f"{question.sentence} {question.remedy}" for question in unasked)
        raise Unanswered(f"{said} Nothing was published.")
