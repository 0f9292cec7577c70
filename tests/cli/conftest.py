"""A desk with an empty warehouse, one with a company published twice, and one over the sample company."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tandem.cli import main
from tests.cli.typing_in import DEALS, Desk, Said


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Callable[[list[str]], Said]:
    """Runs a command in this process, and gives what it said."""

    def run(words: list[str]) -> Said:
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def empty(tmp_path: Path, typed: Callable[[list[str]], Said]) -> Desk:
    """A desk over a warehouse into which nothing was loaded."""
    return Desk(tmp_path, tmp_path / "warehouse", typed)


@pytest.fixture(scope="session")
def loaded_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with two versions of the small company; to be copied, not written."""
    home = tmp_path_factory.mktemp("twice")
    desk = Desk(home, home / "warehouse", lambda words: Said(main(words), "", ""))
    accounts, deals = desk.company()
    assert desk.type("load", accounts, deals).code == 0
    assert desk.type("load", desk.file("opportunities.csv", DEALS.replace("100.50", "150.50"))).code == 0
    return desk.warehouse


@pytest.fixture
def desk(loaded_twice: Path, tmp_path: Path, typed: Callable[[list[str]], Said]) -> Desk:
    """A desk over a warehouse of its own, in which the small company was published twice."""
    shutil.copytree(loaded_twice, tmp_path / "warehouse")
    return Desk(tmp_path, tmp_path / "warehouse", typed)


@pytest.fixture
def reading(loaded_twice: Path, tmp_path: Path, typed: Callable[[list[str]], Said]) -> Desk:
    """A desk over the small company that only asks."""
    return Desk(tmp_path, loaded_twice, typed)


@pytest.fixture
def sample(sample_warehouse: Path, tmp_path: Path, typed: Callable[[list[str]], Said]) -> Desk:
    """A desk over the sample company that only asks."""
    return Desk(tmp_path, sample_warehouse, typed)
