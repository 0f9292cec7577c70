"""Versions that several tests ask: one per set of extracts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tandem.catalog import Catalog
from tandem.settings import Settings
from tandem.warehouse import Version
from tests.contracts.asking import SETTINGS, built, marts_behind
from tests.contracts.company import AS_OF, company
from tests.contracts.examples import Example, every_example

Publish = Callable[[Example], Version]


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Publish:
    """Gives the version of an example's extracts, built once for all examples that share them."""
    versions: dict[tuple[Path, date, int], Version] = {}
    queries: dict[Path, list[str]] = {}
    for example in every_example():
        queries.setdefault(example.given, []).append(example.query)

    def publish(example: Example) -> Version:
        key = (example.given, example.as_of, example.start_month)
        if key not in versions:
            catalog = marts_behind(Catalog.load(), queries[example.given])
            settings = Settings(threads=1, fiscal_year_start_month=example.start_month)
            folder = tmp_path_factory.mktemp("example")
            versions[key] = built(folder, example.tables(), example.as_of, catalog, settings)
        return versions[key]

    return publish


@pytest.fixture(scope="session")
def of_company(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """The version of a made-up company with a little of everything."""
    return built(tmp_path_factory.mktemp("company"), company(), AS_OF, Catalog.load(), SETTINGS)


@pytest.fixture(scope="session")
def of_nothing(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """A version of which no extract was loaded."""
    return built(tmp_path_factory.mktemp("nothing"), {}, AS_OF, Catalog.load(), SETTINGS)
