"""An office for the faults of a load."""

from pathlib import Path

import pytest

from tandem.catalog import Catalog
from tests.ingest.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An empty warehouse that builds no marts."""
    return Office(tmp_path, Catalog({}, {}, {}, ""))
