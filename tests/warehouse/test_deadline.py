"""Deadlines: the late one is interrupted, whoever is watched besides, and nobody after their question."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from tandem.errors import Refused
from tandem.warehouse.deadline import WATCH, deadline

LONG = "select count(*) from range(100000) a, range(100000) b where a.range * b.range % 7 = 3"
SHORT = "select 42"


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as opened:
        yield opened


def asked(connection: duckdb.DuckDBPyConnection, sql: str, seconds: float, *, after: float = 0) -> object:
    """The one value of the answer, within so many seconds, of which some pass before it is asked."""
    with connection.cursor() as cursor, deadline(cursor, seconds):
        time.sleep(after)
        [(value,)] = cursor.execute(sql).fetchall()
        return value


def test_only_the_late_one_of_several_is_interrupted(connection: duckdb.DuckDBPyConnection) -> None:
    with ThreadPoolExecutor(2) as pool:
        late = pool.submit(asked, connection, LONG, 0.3)
        assert pool.submit(asked, connection, SHORT, 60).result() == 42
        with pytest.raises(Refused, match=r"longer than 0\.3 seconds"):
            late.result()


def test_an_earlier_deadline_is_not_waited_for_behind_a_later_one(connection: duckdb.DuckDBPyConnection) -> None:
    with connection.cursor() as patient, deadline(patient, 600):
        started = time.monotonic()
        with pytest.raises(Refused, match="longer than"):
            asked(connection, LONG, 0.1)
    assert time.monotonic() - started < 60


def test_an_interruption_between_two_statements_is_made_again(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(Refused, match="longer than"):
        asked(connection, LONG, 0.05, after=0.3)


def test_nobody_is_interrupted_after_their_question(connection: duckdb.DuckDBPyConnection) -> None:
    with connection.cursor() as cursor:
        with deadline(cursor, 0.05):
            cursor.execute(SHORT)
        time.sleep(0.2)
        assert cursor.execute("select count(*) from range(3000000) a where a.range % 7 = 3").fetchall()
    assert not WATCH._until


def test_any_other_fault_stays_what_it_is(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.CatalogException):
        asked(connection, "select * from nowhere", 5)
    assert not WATCH._until
