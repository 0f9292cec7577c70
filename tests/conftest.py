"""What all tests share: the same examples on every run, nothing of the person who runs them, one loaded sample."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tandem.cli import main
from tests.sharing import shared

HOME = Path(__file__).resolve().parents[1]

settings.register_profile("tandem", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("tandem")

for name in ("TANDEM_SETTINGS", "TANDEM_WAREHOUSE", "TANDEM_LEDGER", "TANDEM_ENGINE"):
    os.environ.pop(name, None)


# A shell that starts the tests in the background has them ignore what Ctrl-C sends; some of them send it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Lets a long run take every death of a publication and many more broken files, where `make test` takes some."""
    parser.addoption("--every-death", action="store_true", help="kill a publication at each of its steps")
    parser.addoption("--fuzz-rounds", type=int, default=1, help="how many times as many mutated files are read")


@pytest.fixture(scope="session")
def fuzz_rounds(request: pytest.FixtureRequest) -> int:
    """How many times as many mutated files are read as in `make test`."""
    return int(request.config.getoption("--fuzz-rounds"))


def load_sample(warehouse: Path) -> None:
    """Loads the sample company as `make run` loads it."""
    exports = sorted(str(path) for path in (HOME / "data" / "sample").glob("*.gz"))
    mapping = str(HOME / "data" / "sample" / "mapping.toml")
    assert main(["load", *exports, "--mapping", mapping, "--warehouse", str(warehouse)]) == 0


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse into which the sample company was loaded; to be read, not written."""
    return shared(tmp_path_factory, "sample", load_sample)
