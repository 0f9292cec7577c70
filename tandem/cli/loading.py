"""load."""

import getpass
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from tandem import words
from tandem.cli.printing import as_table, write_json
from tandem.cli.saying import say
from tandem.domain import Filters, Scope
from tandem.errors import NothingNew, Refused, Unanswered, WrongUse
from tandem.ingest import FileReport, Prepared, prepare, published_as, record_load
from tandem.ledger import Ledger
from tandem.review import Review, effect, published
from tandem.settings import Settings
from tandem.warehouse import Warehouse

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


def load(wanted: Namespace) -> None:
    """Reads the files, prints what they are and what they change, and publishes them all or none."""
    settings, who = Settings.load(), getpass.getuser()
    warehouse = Warehouse(wanted.warehouse, settings)
    with Ledger.open(wanted.warehouse) as ledger:
        try:
            with prepare(
                wanted.files,
                warehouse=warehouse,
                settings=settings,
                who=who,
                mapping=wanted.mapping,
                mode=wanted.mode,
                as_of=wanted.as_of,
                loaded_on=date.today(),
                is_sample=all(file.resolve().is_relative_to(SAMPLE) for file in wanted.files),
                progress=say,
            ) as prepared:
                finish(wanted, prepared, warehouse, settings, ledger, who)
        except Refused as refused:
            ledger.record(who=who, action="refused", version=None, files=names(wanted), sentence=str(refused))
            raise
        except NothingNew as same:
            ledger.record(who=who, action="unchanged", version=None, files=names(wanted), sentence=str(same))
            if wanted.json:
                write_json(
                    {"files": [], "warnings": [], "coverage": [], "effect": [], "questions": [], "version": None}
                )
            raise


def names(wanted: Namespace) -> list[str]:
    """The names of the files to load."""
    return [file.name for file in wanted.files]


def finish(
    wanted: Namespace, prepared: Prepared, warehouse: Warehouse, settings: Settings, ledger: Ledger, who: str
) -> None:
    """Prints what the files are and what they change, and publishes them unless this is a rehearsal."""
    after = Review(prepared.version, Scope.everything(), settings)
    coverage, moved = after.ask("coverage", Filters()), effect(published(warehouse, settings), after)
    accepted, shown = reasons(wanted.accept), {"coverage": coverage.to_dicts(), "effect": moved.to_dicts()}
    if not wanted.json:
        print_found(prepared, coverage, moved)
    try:
        prepared.refuse_unanswered(accepted)
        version = None if wanted.dry_run else prepared.publish(accepted)
    except Unanswered:
        if wanted.json:
            write_json({**found(prepared), **shown, "version": None})
        for question in prepared.questions:
            say(f"To publish all the same: --accept {question.code}=REASON")
        raise
    sentence = published_as(version) if version else REHEARSED
    if version:
        record_load(ledger, prepared, version, who=who, files=names(wanted), accepted=accepted)
    else:
        ledger.record(who=who, action="rehearsal", version=None, files=names(wanted), sentence=sentence)
    if wanted.json:
        write_json({**found(prepared), **shown, "version": version.number if version else None})
    say(sentence)


REHEARSED = "Nothing was published: this was a rehearsal."


def reasons(said: Sequence[str]) -> dict[str, str]:
    """The reasons by code, each written as CODE=REASON; raises WrongUse for one that is not."""
    found = {}
    for text in said:
        code, _, reason = text.partition("=")
        if not reason.strip():
            raise WrongUse(f"“{text}” gives no reason: write it as CODE=REASON.")
        found[code.strip()] = reason.strip()
    return found


def found(prepared: Prepared) -> dict[str, object]:
    """What a load found, for machines."""
    return {
        "files": [as_dictionary(report) for report in prepared.reports],
        "warnings": list(prepared.warnings),
        "questions": [vars(question) for question in prepared.questions],
    }


def print_found(prepared: Prepared, coverage: pl.DataFrame, moved: pl.DataFrame) -> None:
    """The three tables that are read before publishing: files, join coverage, headline figures before and after."""
    sys.stdout.write(as_table(pl.DataFrame([summary(report) for report in prepared.reports])) + "\n")
    some, none = coverage.filter(pl.col("of") > 0), coverage.filter(pl.col("of") == 0)
    sys.stdout.write(as_table(some.drop("remedy")) + "\n" + as_table(moved))
    absent = words.effect.nothing_to_join(none["measure"].to_list())
    notes = [f"{report.file}: {note}" for report in prepared.reports for note in report.notes]
    for sentence in dict.fromkeys(filter(None, [absent, *notes, *prepared.warnings])):
        say(sentence)


def summary(report: FileReport) -> dict[str, object]:
    """One file in one line: read = kept + refused + set aside."""
    return {
        "file": report.file,
        "recognised as": report.recognised_as,
        "read": report.read,
        "kept": report.kept,
        "refused": report.faulty,
        "set aside": report.aside,
        "refused and set aside in": str(report.refused_path) if report.refused_path else None,
    }


def as_dictionary(report: FileReport) -> dict[str, object]:
    """A file report as a dictionary, paths as text."""
    return {name: str(value) if isinstance(value, Path) else value for name, value in vars(report).items()}
