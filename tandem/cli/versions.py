"""versions, rollback, freeze and check."""

import getpass
from argparse import Namespace

import polars as pl

from tandem.cli.printing import write
from tandem.cli.saying import say
from tandem.domain import Quarter
from tandem.errors import NothingPublished
from tandem.ledger import Ledger
from tandem.settings import Settings
from tandem.warehouse import Warehouse


def versions(wanted: Namespace) -> None:
    """Prints every version kept, newest first."""
    warehouse = Warehouse(wanted.warehouse, Settings.load())
    kept, current = warehouse.manifests(), warehouse.intact()
    if not kept:
        raise NothingPublished(f"Nothing has been published in {warehouse.root} yet: run tandem load.")
    if current and current.warning:
        say(current.warning)
    frozen = warehouse.frozen_quarters().values()
    rows = [
        {
            "version": manifest.number,
            "published": current is not None and manifest.number == current.number,
            "at": manifest.published_at,
            "who": manifest.who,
            "as_of": manifest.as_of.isoformat(),
            "files": len(manifest.files),
            "rows": sum(manifest.tables.values()),
            "checks_failed": sum(check.failed > 0 for check in manifest.checks),
            "sample": manifest.is_sample,
            "frozen": ", ".join(one.quarter for one in frozen if one.version == manifest.number) or None,
        }
        for manifest in kept
    ]
    write(pl.DataFrame(rows), "json" if wanted.json else "table")


def rollback(wanted: Namespace) -> None:
    """Publishes an earlier version again."""
    settings = Settings.load()
    who = getpass.getuser()
    version = Warehouse(wanted.warehouse, settings).rollback(wanted.version, who)
    with Ledger.open(wanted.warehouse) as ledger:
        ledger.record(who=who, action="rollback", version=version.number, files=[], sentence="")
    say(f"Version {version.number} is published, data to {version.manifest.as_of}.")


def freeze(wanted: Namespace) -> None:
    """Keeps the published version as the one that a quarter was presented with, or undoes that."""
    settings, who = Settings.load(), getpass.getuser()
    quarter = Quarter.parse(wanted.quarter, settings.fiscal_year_start_month)
    warehouse = Warehouse(wanted.warehouse, settings)
    kept = warehouse.thaw(quarter, who) if wanted.undo else warehouse.freeze(quarter, who)
    sentence = f"Version {kept.version} is kept as the one that {quarter} was presented with."
    if wanted.undo:
        sentence = f"{quarter} is frozen no more: version {kept.version} goes in its turn."
    with Ledger.open(wanted.warehouse) as ledger:
        action = "unfreeze" if wanted.undo else "freeze"
        ledger.record(who=who, action=action, version=kept.version, files=[], sentence=sentence)
    say(sentence)


def check(wanted: Namespace) -> int:
    """Prints every invariant of the published version, counted again now; 1 when one fails."""
    version = Warehouse(wanted.warehouse, Settings.load()).require()
    if version.warning:
        say(version.warning)
    found = version.check()
    rows = [
        {"invariant": one.question, "checked": one.checked, "failed": one.failed, "example": one.example}
        for one in found
    ]
    write(pl.DataFrame(rows), "json" if wanted.json else "table")
    broken = sum(one.failed > 0 for one in found)
    if broken:
        say(f"{broken} of {len(found)} invariants fail in version {version.number}.")
    return 1 if broken else 0
