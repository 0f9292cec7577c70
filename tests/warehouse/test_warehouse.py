"""Which version is published, which are kept, and how to go back."""

import gc
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tandem.errors import Busy, NothingPublished, WrongUse
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.warehouse.small import FACTS, amounts_of, publish, small_catalog, small_warehouse


def reopened(warehouse: Warehouse) -> Warehouse:
    """The same folder as another process would open it."""
    return Warehouse(warehouse.root, warehouse.settings, warehouse.catalog)


def numbers(warehouse: Warehouse) -> list[int]:
    return [manifest.number for manifest in warehouse.manifests()]


def test_nothing_is_published_at_first(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    assert warehouse.current() is None
    assert warehouse.manifests() == []
    with pytest.raises(NothingPublished, match="run tandem load"):
        warehouse.require()


def test_versions_are_numbered_and_the_newest_is_current(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    assert [publish(warehouse, [amount]).number for amount in (1, 2, 3)] == [1, 2, 3]
    assert numbers(warehouse) == [3, 2, 1]
    assert amounts_of(warehouse.require()) == [3]
    assert amounts_of(warehouse.version(1)) == [1]
    assert (tmp_path / "warehouse" / "CURRENT").read_text() == "000003\n"


def test_the_current_version_is_opened_once(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    assert warehouse.current() is warehouse.current()
    assert warehouse.require().warning == ""


def test_another_process_sees_a_publication_at_once(tmp_path: Path) -> None:
    reader, writer = small_warehouse(tmp_path), small_warehouse(tmp_path)
    publish(writer, [1])
    held = reader.require()
    publish(writer, [2])
    assert amounts_of(reader.require()) == [2]
    assert amounts_of(held) == [1]


def test_an_unknown_version_names_the_known_ones(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    with pytest.raises(WrongUse, match=r"no version 9\. Known: none"):
        warehouse.version(9)
    publish(warehouse, [1])
    with pytest.raises(WrongUse, match=r"no version 9\. Known: 1"):
        warehouse.rollback(9, "Ann")


def test_going_back_publishes_an_earlier_version_again(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    for amount in (1, 2, 3):
        publish(warehouse, [amount])
    assert warehouse.rollback(1, "Ann").number == 1
    assert amounts_of(reopened(warehouse).require()) == [1]
    assert numbers(reopened(warehouse)) == [3, 2, 1]
    assert publish(warehouse, [4]).number == 4


def test_going_back_twice_and_forward_again(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    for amount in (1, 2):
        publish(warehouse, [amount])
    for number in (1, 2, 1):
        warehouse.rollback(number, "Ann")
        assert reopened(warehouse).require().number == number
    assert numbers(warehouse) == [2, 1]


def test_old_versions_go_but_not_the_current_one(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path, versions_kept=2)
    for amount in (1, 2):
        publish(warehouse, [amount])
    warehouse.rollback(1, "Ann")
    with warehouse.staging("Ann", carry=True):
        pass
    assert numbers(warehouse) == [2, 1]
    publish(warehouse, [3])
    gc.collect()
    publish(warehouse, [4])
    assert numbers(warehouse) == [4, 3]


def test_a_version_that_a_reader_holds_stays(tmp_path: Path) -> None:
    """Case 72: what a reader holds is not removed."""
    warehouse = small_warehouse(tmp_path, versions_kept=1)
    held = publish(warehouse, [1])
    for amount in (2, 3):
        publish(warehouse, [amount])
    gc.collect()
    assert 1 in numbers(warehouse)
    assert amounts_of(held) == [1]
    del held
    gc.collect()
    publish(warehouse, [4])
    assert 1 not in numbers(warehouse)


def test_a_second_publisher_is_told_who_and_since_when(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    with (
        warehouse.staging("Ann", carry=False),
        pytest.raises(Busy, match=rf"Ann \(process {os.getpid()} on .*\) since 20\d\d-.* UTC is publishing"),
        reopened(warehouse).staging("Bob", carry=False),
    ):
        pass
    assert publish(warehouse, [1], "Bob").manifest.who == "Bob"


def test_going_back_waits_for_nobody_either(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    with warehouse.staging("Ann", carry=False), pytest.raises(Busy, match="Ann"):
        reopened(warehouse).rollback(1, "Bob")


def test_a_lock_that_says_nothing_is_still_a_lock(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    with warehouse.staging("Ann", carry=False):
        os.truncate(tmp_path / "warehouse" / "writer.lock", 0)
        with pytest.raises(Busy, match="Somebody else is publishing"), warehouse.staging("Bob", carry=False):
            pass


def test_old_staging_folders_are_swept_and_young_ones_are_not(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    for name, age in (("old", 4000), ("young", 60), ("future", -90000)):
        left = tmp_path / "warehouse" / "staging" / name
        (left / "incoming").mkdir(parents=True)
        os.utime(left, (time.time() - age,) * 2)
    with warehouse.staging("Ann", carry=False):
        pass
    assert [path.name for path in (tmp_path / "warehouse" / "staging").iterdir()] == ["young"]


def test_a_refused_load_leaves_nothing_behind(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])

    def build_and_fail() -> None:
        with warehouse.staging("Ann", carry=True) as staging:
            staging.build(FACTS)
            raise RuntimeError("the person at the desk went home")

    with pytest.raises(RuntimeError):
        build_and_fail()
    assert list((tmp_path / "warehouse" / "staging").iterdir()) == []
    assert amounts_of(warehouse.require()) == [1]


def test_fresh_marts_are_not_built_again(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    assert warehouse.refresh("Ann") is warehouse.current()


def test_after_an_upgrade_the_same_data_gets_new_marts(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    old = publish(warehouse, [1, 5])
    build = warehouse.catalog.build["deals"].text.replace("amount >= $floor", "amount >= $floor + 3")
    upgraded = Warehouse(warehouse.root, warehouse.settings, small_catalog(tmp_path / "new", deals=build))
    assert upgraded.is_stale(upgraded.version(1))
    new = upgraded.require()
    assert (new.number, amounts_of(new), amounts_of(old)) == (2, [5], [1, 5])
    assert (new.manifest.files, new.manifest.as_of) == (old.manifest.files, old.manifest.as_of)
    assert new.manifest.note.startswith("Version 1")
    assert (new.manifest.who, upgraded.is_stale(new)) == ("upgrade", False)
    assert upgraded.require().number == upgraded.refresh("Ann").number == 2


def test_many_readers_after_an_upgrade_rebuild_once(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    upgraded = Warehouse(warehouse.root, Settings(currency="EUR", threads=1), warehouse.catalog)
    with ThreadPoolExecutor(6) as pool:
        assert {version.number for version in pool.map(lambda _: upgraded.require(), range(12))} == {2}


def test_an_upgrade_while_somebody_publishes_waits(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1])
    upgraded = Warehouse(warehouse.root, Settings(currency="EUR", threads=1), warehouse.catalog)
    with warehouse.staging("Ann", carry=False):
        meanwhile = upgraded.require()
        assert (meanwhile.number, amounts_of(meanwhile)) == (1, [1])
        assert "Ann (process" in meanwhile.warning
        with pytest.raises(Busy, match="Ann"):
            upgraded.refresh()
    assert (upgraded.require().number, upgraded.require().warning) == (2, "")


def test_nothing_is_there_to_rebuild_at_first(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished):
        small_warehouse(tmp_path).refresh("Ann")


def test_invariants_can_be_counted_again(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    version = publish(warehouse, [1, 2])
    assert version.check(warehouse.catalog) == version.manifest.checks
