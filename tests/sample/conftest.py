"""One small company, written once for all tests of the writer."""

from pathlib import Path

import pytest

from tandem.sample import write

LEADS, TOUCHES = 600, 5_000


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a company of 600 leads."""
    folder = tmp_path_factory.mktemp("small")
    write(folder, leads=LEADS, touches=TOUCHES)
    return folder
