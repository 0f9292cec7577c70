"""The same ledger in a real PostgreSQL server, started for these tests where the machine has one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tandem.errors import Refused
from tandem.ledger import Ledger
from tandem.ledger.ledger import make_engine
from tandem.ledger.tables import METADATA

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
OWNER = "postgres" if os.getuid() == 0 else None


def run(program: str, *arguments: str) -> None:
    """Runs a program of PostgreSQL, which refuses to work as the root of the machine."""
    subprocess.run([PROGRAMS[-1] / program, *arguments], user=OWNER, check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of our own, on a socket in a folder of its own."""
    pytest.importorskip("psycopg")
    if not PROGRAMS:
        pytest.skip("no PostgreSQL server on this machine")
    with TemporaryDirectory(prefix="pg") as folder:
        if OWNER:
            shutil.chown(folder, OWNER)
        data, log = f"{folder}/data", f"{folder}/log"
        run("initdb", "-D", data, "-A", "trust", "-U", "tandem", "--no-sync")
        run("pg_ctl", "-D", data, "-l", log, "-w", "-o", f"-k {folder} -h '' -F", "start")
        try:
            yield f"postgresql+psycopg://tandem@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")


def test_what_is_recorded_comes_back(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANDEM_LEDGER", server)
    with Ledger.open(tmp_path) as ledger:
        ledger.record(who="Ann", action="load", version=1, files=["é.csv"], sentence="Version 1.")
        entry = ledger.history(1)[0]
    assert (entry.who, entry.action, entry.version, entry.files) == ("Ann", "load", 1, ("é.csv",))
    assert str(entry.at.tzinfo) == "UTC"
    assert list(tmp_path.iterdir()) == []


def test_migrations_lead_to_the_tables_of_today(server: str) -> None:
    engine = make_engine(server)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_copies_that_start_together_share_it(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANDEM_LEDGER", server)

    def start(number: int) -> None:
        with Ledger.open(tmp_path) as ledger:
            ledger.record(who=f"copy {number}", action="load")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(8)))
    with Ledger.open(tmp_path) as ledger:
        assert {entry.who for entry in ledger.history()} >= {f"copy {number}" for number in range(8)}


def test_a_server_that_is_not_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setenv("TANDEM_LEDGER", f"postgresql+psycopg://tandem@/postgres?host={tmp_path}")
    with pytest.raises(Refused, match="The ledger cannot be opened"):
        Ledger.open(tmp_path)
