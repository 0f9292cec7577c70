"""What people did is kept: in SQLite beside the versions, or in a PostgreSQL that several copies share."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from tandem.errors import Refused, WrongUse
from tandem.ledger import Ledger
from tandem.ledger.ledger import MIGRATIONS, make_engine, migrate
from tandem.ledger.tables import METADATA

HOME = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from tandem.ledger import Ledger
with Ledger.open(Path(sys.argv[1])) as ledger:
    for number in range(20):
        ledger.record(who=sys.argv[2], action="load", version=number)
"""


def test_what_is_recorded_comes_back_newest_first(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.record(who="Ann", action="load", version=1, files=["leads.csv", "é.csv"], sentence="Version 1.")
        ledger.record(who="Bob", action="refused", files=["x.csv"], sentence="x.csv, row 3: no date.")
        refused, load = ledger.history()
    assert (load.who, load.action, load.version, load.files) == ("Ann", "load", 1, ("leads.csv", "é.csv"))
    assert (refused.version, refused.sentence) == (None, "x.csv, row 3: no date.")


def test_moments_are_kept_with_their_zone(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.record(who="Ann", action="load")
        at = ledger.history()[0].at
    assert at.utcoffset() == timedelta()
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)


def test_history_is_bounded(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        for number in range(5):
            ledger.record(who="Ann", action="load", version=number)
        assert [entry.version for entry in ledger.history(2)] == [4, 3]


def test_a_ledger_stays_when_it_is_opened_again(tmp_path: Path) -> None:
    for _ in range(2):
        with Ledger.open(tmp_path / "not there yet") as ledger:
            ledger.record(who="Ann", action="load")
    with Ledger.open(tmp_path / "not there yet") as ledger:
        assert len(ledger.history()) == 2


def test_sqlite_writes_ahead_and_flushes_fully(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
    engine.dispose()


def test_migrations_lead_to_the_tables_of_today(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_migrations_can_be_taken_back(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    migrate(engine)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_processes_write_side_by_side(tmp_path: Path) -> None:
    def write(who: str) -> None:
        subprocess.run([sys.executable, "-c", WRITER, str(tmp_path), who], cwd=HOME, check=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, ("Ann", "Bob")))
    with Ledger.open(tmp_path) as ledger:
        history = ledger.history(1000)
    assert sorted(entry.who for entry in history) == ["Ann"] * 20 + ["Bob"] * 20


def test_a_file_that_is_no_ledger_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("not a database" * 100)
    with pytest.raises(Refused, match="The ledger cannot be opened: file is not a database"):
        Ledger.open(tmp_path)


def test_a_ledger_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        other = sqlite3.connect(tmp_path / "ledger.db")
        other.execute("drop table audit")
        other.close()
        with pytest.raises(Refused, match="The ledger cannot be written: no such table"):
            ledger.record(who="Ann", action="load")


@pytest.mark.parametrize("address", ["rubbish", "nosuch://host/name", "mysql://host/name"])
def test_an_address_that_is_none_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("TANDEM_LEDGER", address)
    with pytest.raises(WrongUse, match="TANDEM_LEDGER is no address of a ledger"):
        Ledger.open(tmp_path)


def test_a_missing_driver_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANDEM_LEDGER", "postgresql+pg8000://host/name")
    monkeypatch.setitem(sys.modules, "pg8000", None)
    with pytest.raises(WrongUse, match="needs the package pg8000"):
        Ledger.open(tmp_path)
