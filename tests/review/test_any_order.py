"""Neither the order of an export's rows nor how many files they come in changes any answer, through a real load."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tandem.catalog import Catalog
from tandem.cli import main
from tandem.domain import Filters, Quarter, Scope
from tandem.review import AnswerCache, Review
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.contracts.company import AS_OF, company

OF_ONE_DEAL = {name for name, query in Catalog.load().ask.items() if query.setting("opportunity_id")}
FILTERS = [
    Filters.of(Quarter.parse("2026Q2", 1)),
    Filters.of(Quarter.parse("2025Q4", 1), ("EMEA",), ("SMB", "(no segment)")),
    Filters(),
]


def loaded(folder: Path, files: Mapping[str, pl.DataFrame]) -> Review:
    """Questions to what a load of these files publishes."""
    folder.mkdir()
    for name, rows in files.items():
        rows.write_csv(folder / f"{name}.csv")
    words = [str(path) for path in sorted(folder.glob("*.csv"))]
    assert main(["load", *words, "--warehouse", str(folder / "warehouse"), "--as-of", AS_OF.isoformat()]) == 0
    version = Warehouse(folder / "warehouse", Settings()).require()
    return Review(version, Scope.everything(), version.settings, answers=AnswerCache(0))


def shuffled(tables: Mapping[str, pl.DataFrame], chance: Random) -> dict[str, pl.DataFrame]:
    """The rows of every table in any order, most tables cut into two or three files."""
    files: dict[str, pl.DataFrame] = {}
    for name, rows in tables.items():
        mixed = rows.sample(fraction=1, shuffle=True, seed=chance.randrange(2**31))
        cuts = sorted(chance.sample(range(1, rows.height), chance.randrange(3)))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, rows.height], strict=True)):
            files[f"{name}-{number}"] = mixed.slice(start, end - start)
    return files


def answers(review: Review, first: int) -> dict[str, pl.DataFrame]:
    """The answer to every question but those of one deal, the filters taking turns from the one at `first`."""
    names = sorted(name for name in review.catalog.ask.keys() - OF_ONE_DEAL if not review.missing(name))
    return {name: review.ask(name, FILTERS[(first + turn) % len(FILTERS)]) for turn, name in enumerate(names)}


@pytest.mark.parametrize("seed", [1])
def test_shuffling_rows_or_splitting_files_changes_nothing(seed: int, tmp_path: Path) -> None:
    tables = company(seed)
    as_exported = answers(loaded(tmp_path / "as exported", tables), seed)
    mixed = answers(loaded(tmp_path / "mixed", shuffled(tables, Random(seed))), seed)
    assert as_exported.keys() == mixed.keys()
    assert len(as_exported) > 80
    for name, answer in as_exported.items():
        try:
            assert_frame_equal(mixed[name], answer, rel_tol=1e-9, abs_tol=1e-9)
        except AssertionError as difference:
            raise AssertionError(name) from difference
