"""The invariants: each file of queries/check counts its cases and those that fail, over marts and extracts."""

from datetime import date
from pathlib import Path

import duckdb

from tandem.catalog import Catalog, Dictionary, Query
from tandem.settings import Settings
from tandem.warehouse.inputs import see_extracts
from tandem.warehouse.manifest import Check
from tandem.warehouse.session import building, used


def run_checks(
    extracts: Path,
    marts: Path,
    *,
    catalog: Catalog,
    settings: Settings,
    as_of: date,
    spill: Path | None = None,
    dictionary: Dictionary | None = None,
) -> tuple[Check, ...]:
    """Every invariant of the catalog, counted now over the marts and the canonical tables by name.

    What does not fit into memory goes to `spill`, a folder beside the marts unless it is given.
    """
    with building(":memory:", settings, spill or marts.with_suffix(".spill")) as connection:
        listed = str(marts).replace("'", "''")
        connection.execute(f"attach '{listed}' as marts (read_only)")
        connection.execute("use marts")
        see_extracts(connection, extracts, dictionary or Dictionary.load())
        return tuple(run_check(connection, query, as_of, settings.currency) for query in catalog.check.values())


def run_check(connection: duckdb.DuckDBPyConnection, query: Query, as_of: date, currency: str) -> Check:
    """One invariant, counted."""
    defaults = {setting.name: setting.value() for setting in query.settings}
    given: dict[str, object] = {"as_of": as_of, "currency": currency, **defaults}
    rows = connection.execute(query.text, used(connection, query.text, given)).fetchall()
    [(checked, failed, example)] = rows
    return Check(query.name, query.question, int(checked), int(failed), example)
