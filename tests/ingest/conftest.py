"""A desk for every test, and an office for those that publish."""

from pathlib import Path

import pytest

from tandem.catalog import Catalog
from tests.ingest.loading import Desk
from tests.ingest.office import Office


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder in which files are written and loaded."""
    return Desk(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An empty warehouse that builds no marts."""
    return Office(tmp_path, Catalog({}, {}, {}, ""))
