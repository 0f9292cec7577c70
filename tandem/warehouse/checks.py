"""The invariants: each file of queries/check counts its cases and those that fail, over marts and extracts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from tandem.catalog import Catalog, Dictionary, Query
from tandem.settings import Settings
from tandem.warehouse.engine import Step, with_steps
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
        return tuple(
            run_check(connection, query, catalog.steps_of(query), as_of, settings.currency)
            for query in catalog.check.values()
        )


def run_check(
    connection: duckdb.DuckDBPyConnection, query: Query, steps: Sequence[Query], as_of: date, currency: str
) -> Check:
    """One invariant, its steps before it, counted."""
    defaults = {setting.name: setting.value() for one in (*steps, query) for setting in one.settings}
    given: dict[str, object] = {"as_of": as_of, "currency": currency, **defaults}
    counted = with_steps(query.text, [Step(step.name, step.text) for step in steps])
    [(checked, failed, example)] = connection.execute(counted, used(counted, given)).fetchall()
    return Check(query.name, query.question, int(checked), int(failed), example)
