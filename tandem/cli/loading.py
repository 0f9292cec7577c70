"""load and sample."""

import getpass
from argparse import Namespace
from datetime import date
from pathlib import Path

from tandem.cli.printing import as_table, say, write_json
from tandem.domain import Filters, Scope
from tandem.errors import Refused
from tandem.ingest import FileReport, Prepared, prepare
from tandem.ledger import Ledger
from tandem.review import Review, effect
from tandem.sample import write as write_sample
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


def names(wanted: Namespace) -> list[str]:
    """The names of the files to load."""
    return [file.name for file in wanted.files]


def finish(
    wanted: Namespace, prepared: Prepared, warehouse: Warehouse, settings: Settings, ledger: Ledger, who: str
) -> None:
    """Prints the reports and the effect of what was prepared, and publishes it unless this is a rehearsal."""
    result = described(prepared, warehouse, settings)
    if wanted.json:
        result["published"] = not wanted.dry_run
    else:
        print_reports(prepared)
    if wanted.dry_run:
        ledger.record(who=who, action="dry-run", version=None, files=names(wanted), sentence="")
        sentence = "Nothing was published: this was a rehearsal."
    else:
        version = prepared.publish()
        ledger.record(who=who, action="load", version=version.number, files=names(wanted), sentence="")
        result["version"] = version.number
        sentence = f"Version {version.number} is published, data to {version.manifest.as_of}."
    if wanted.json:
        write_json(result)
    else:
        say(sentence)


def described(prepared: Prepared, warehouse: Warehouse, settings: Settings) -> dict[str, object]:
    """What was prepared as one dictionary: files, warnings, coverage, effect; printed too when a table is wanted."""
    after = Review(prepared.version, Scope.everything(), settings)
    current = warehouse.current()
    before = Review(current, Scope.everything(), settings) if current else None
    return {
        "files": [vars_of(report) for report in prepared.reports],
        "warnings": list(prepared.warnings),
        "coverage": after.ask("coverage", Filters()).to_dicts(),
        "effect": effect(before, after).to_dicts(),
    }


def vars_of(report: FileReport) -> dict[str, object]:
    """A file report as a dictionary, paths as text."""
    return {name: str(value) if isinstance(value, Path) else value for name, value in vars(report).items()}


def sample(wanted: Namespace) -> None:
    """Writes the sample company's exports into a folder and prints their paths."""
    for path in write_sample(wanted.folder, leads=wanted.leads, touches=wanted.touches, seed=wanted.seed):
        print(path)
