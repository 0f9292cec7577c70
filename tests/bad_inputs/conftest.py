"""A desk for every test."""

from pathlib import Path

import pytest

from tests.ingest.loading import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder in which files are written and loaded."""
    return Desk(tmp_path)
