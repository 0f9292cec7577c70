"""The ledger: SQLite beside the versions, or the PostgreSQL that TANDEM_LEDGER names."""

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, Insert, create_engine, event, func, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from tandem.errors import Refused, WrongUse
from tandem.ledger.tables import AUDIT, MAPPINGS

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE_SECONDS = 10
# One process migrates at a time; the number of the advisory lock is any that nobody else takes.
HOLD = {"sqlite": "begin immediate", "postgresql": "select pg_advisory_xact_lock(7306112)"}
ADDRESS = "TANDEM_LEDGER is no address of a ledger: write it as postgresql+psycopg://user@host/name."


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: when, who, what, which version and files, and the sentence they were told."""

    at: datetime
    who: str
    action: str
    version: int | None
    files: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class KeptMapping:
    """A mapping that somebody made by hand, as the text of a mapping file; an empty one was forgotten."""

    at: datetime
    who: str
    recognised_by: str
    name: str
    mapping: str


class Ledger:
    """What people did, newest last."""

    def __init__(self, engine: Engine) -> None:
        """The ledger in a database that has its tables."""
        self._engine = engine

    @classmethod
    def open(cls, root: Path) -> "Ledger":
        """The ledger of TANDEM_LEDGER, else of `root`/ledger.db, with its tables made or brought up to date.

        Raises WrongUse when the address is none, and Refused when the database cannot be reached or written.
        """
        address = os.environ.get("TANDEM_LEDGER")
        if not address:
            root.mkdir(parents=True, exist_ok=True)
            address = f"sqlite:///{root.resolve() / 'ledger.db'}"
        try:
            engine = make_engine(address)
            migrate(engine)
        except ModuleNotFoundError as absent:
            raise WrongUse(f"TANDEM_LEDGER needs the package {absent.name}: install it.") from absent
        except (ArgumentError, NoSuchModuleError) as wrong:
            raise WrongUse(ADDRESS) from wrong
        except SQLAlchemyError as fault:
            raise Refused(f"The ledger cannot be opened: {said(fault)}") from fault
        return cls(engine)

    def record(
        self, *, who: str, action: str, version: int | None = None, files: Sequence[str] = (), sentence: str = ""
    ) -> None:
        """Adds one line, flushed to the disk before it returns; raises Refused when it cannot be written."""
        line = {"at": datetime.now(UTC), "who": who, "action": action, "version": version}
        self._write(insert(AUDIT).values(**line, files=list(files), sentence=sentence))

    def keep_mapping(self, *, who: str, recognised_by: str, name: str, mapping: str) -> None:
        """Keeps a mapping in the place of the one recognised by the same; raises Refused when it cannot be written."""
        line = {"at": datetime.now(UTC), "who": who, "recognised_by": recognised_by, "name": name}
        self._write(insert(MAPPINGS).values(**line, mapping=mapping))

    def forget_mapping(self, kept: KeptMapping, who: str) -> None:
        """Does without a mapping from now on; raises Refused when it cannot be written."""
        self.keep_mapping(who=who, recognised_by=kept.recognised_by, name=kept.name, mapping="")

    def mappings(self) -> list[KeptMapping]:
        """The newest mapping of everything that one was ever kept for and not forgotten, newest first."""
        newest = select(func.max(MAPPINGS.c.id)).group_by(MAPPINGS.c.recognised_by)
        wanted = select(MAPPINGS).where(MAPPINGS.c.id.in_(newest), MAPPINGS.c.mapping != "")
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(MAPPINGS.c.id.desc())).mappings().all()
        return [
            KeptMapping(as_utc(row["at"]), *(row[name] for name in ("who", "recognised_by", "name", "mapping")))
            for row in rows
        ]

    def _write(self, line: Insert) -> None:
        try:
            with self._engine.begin() as connection:
                connection.execute(line)
        except SQLAlchemyError as fault:
            raise Refused(f"The ledger cannot be written: {said(fault)}") from fault

    def history(self, limit: int = 100) -> list[Entry]:
        """The last `limit` lines, newest first."""
        newest = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(newest).mappings().all()
        return [
            Entry(as_utc(row["at"]), row["who"], row["action"], row["version"], tuple(row["files"]), row["sentence"])
            for row in rows
        ]

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""
        self.close()


def make_engine(address: str) -> Engine:
    """The engine of a database; every connection to SQLite writes ahead and flushes fully."""
    url = make_url(address)
    if url.get_backend_name() not in HOLD:
        raise WrongUse(ADDRESS)
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})
    event.listen(engine, "connect", keep_safe)
    return engine


def keep_safe(connection: sqlite3.Connection, _record: object) -> None:
    """Makes a SQLite connection lose nothing in a crash."""
    for pragma in ("journal_mode = wal", "synchronous = full", f"busy_timeout = {PATIENCE_SECONDS * 1000}"):
        connection.execute(f"pragma {pragma}")


def migrate(engine: Engine) -> None:
    """Brings the tables up to date, one process at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        connection.execute(text(HOLD[engine.dialect.name]))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def as_utc(moment: datetime) -> datetime:
    """The moment with its zone: SQLite keeps none."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def said(fault: SQLAlchemyError) -> str:
    """The first line of what the database said."""
    cause = getattr(fault, "orig", None) or fault
    return f"{str(cause).splitlines()[0].rstrip('.')}."
