"""Several people at once: one publishes, the others are told; readers see one version throughout."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from tandem.errors import Busy
from tandem.warehouse import Warehouse
from tests.warehouse.small import FACTS, amounts_of, publish, small_warehouse

HOME = Path(__file__).resolve().parents[2]
SECOND = """
import sys
from pathlib import Path
from tandem.errors import Busy
from tests.warehouse.small import publish, small_warehouse
try:
    print(publish(small_warehouse(Path(sys.argv[1])), [9], "Bob").number)
except Busy as busy:
    print(busy)
"""


def second_process(home: Path) -> str:
    """What another process is told that publishes in the same folder."""
    command = [sys.executable, "-c", SECOND, str(home)]
    return subprocess.run(command, cwd=HOME, capture_output=True, check=True, text=True).stdout.strip()


def test_a_second_process_is_told_who_publishes(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    with warehouse.staging("Ann", carry=True) as staging:
        staging.build(FACTS)
        assert second_process(tmp_path).startswith("Ann (process ")
        assert staging.publish().number == 2
    assert second_process(tmp_path) == "3"
    assert amounts_of(warehouse.require()) == [9]


def test_of_two_publishers_at_once_one_is_told_to_wait(tmp_path: Path) -> None:
    """Case 69: two publish at once: one after the other, and the second is told."""
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    start = Barrier(2)

    def load(amount: int) -> int:
        own = Warehouse(warehouse.root, warehouse.settings, warehouse.catalog)
        start.wait()
        try:
            return publish(own, [amount]).number
        except Busy:
            return 0

    with ThreadPoolExecutor(2) as pool:
        published = [number for number in pool.map(load, (2, 3)) if number]
    assert published in ([2], [2, 3], [3, 2])
    assert warehouse.require().number == max(published)


@pytest.mark.parametrize("readers", [6])
def test_readers_see_one_version_throughout(tmp_path: Path, readers: int) -> None:
    """Case 69: readers see one version throughout."""
    warehouse = small_warehouse(tmp_path, versions_kept=1)
    publish(warehouse, [1])
    done = Event()

    def read() -> set[int]:
        seen: set[int] = set()
        while not done.is_set():
            version = warehouse.require()
            amounts = amounts_of(version)
            total = version.query("select sum(deals)::bigint as n from regions").item()
            assert amounts == [version.number] * version.number
            assert total == version.number
            seen.add(version.number)
        return seen

    with ThreadPoolExecutor(readers) as pool:
        reading = [pool.submit(read) for _ in range(readers)]
        for number in range(2, 7):
            assert publish(warehouse, [number] * number).number == number
        done.set()
        seen = set().union(*(future.result() for future in reading))
    assert 6 in seen or warehouse.require().number == 6
    assert len(seen) > 1
