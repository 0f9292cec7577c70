"""The version that a quarter was presented with is kept, whatever is published after it."""

import gc
from pathlib import Path

import pytest

from tandem.domain import Quarter
from tandem.errors import Busy, Damaged, NothingPublished, WrongUse
from tandem.warehouse import Warehouse
from tests.warehouse.small import amounts_of, publish, small_catalog, small_warehouse

Q3, Q2, Q4 = Quarter(2026, 3), Quarter(2026, 2), Quarter(2026, 4)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """One version, of which one is kept."""
    made = small_warehouse(tmp_path, versions_kept=1)
    publish(made, [1])
    return made


def fresh(warehouse: Warehouse) -> Warehouse:
    """The warehouse as a process sees it that starts now, while nobody else holds a version open."""
    gc.collect()
    return Warehouse(warehouse.root, warehouse.settings, warehouse.catalog)


def numbers(warehouse: Warehouse) -> list[int]:
    return [manifest.number for manifest in warehouse.manifests()]


def test_a_frozen_version_outlives_those_after_it(warehouse: Warehouse) -> None:
    kept = warehouse.freeze(Q3, "Ann")
    assert (kept.quarter, kept.version, kept.who) == ("2026Q3", 1, "Ann")
    for amount in (2, 3, 4):
        gc.collect()
        publish(fresh(warehouse), [amount])
    later = fresh(warehouse)
    presented = later.frozen(Q3)
    assert (1 in numbers(later), 2 in numbers(later)) == (True, False)
    assert presented is not None
    assert (amounts_of(presented), amounts_of(later.require()), presented.warning) == ([1], [4], "")
    assert later.frozen(Q2) is None


def test_one_version_may_be_that_of_several_quarters(warehouse: Warehouse) -> None:
    warehouse.freeze(Q3, "Ann")
    warehouse.freeze(Q2, "Bob")
    assert [(one.quarter, one.version, one.who) for one in warehouse.frozen_quarters().values()] == [
        ("2026Q2", 1, "Bob"),
        ("2026Q3", 1, "Ann"),
    ]


def test_what_is_frozen_no_more_goes_in_its_turn(warehouse: Warehouse) -> None:
    fresh(warehouse).freeze(Q3, "Ann")
    publish(fresh(warehouse), [2])
    assert fresh(warehouse).thaw(Q3, "Bob").version == 1
    for amount in (3, 4):
        publish(fresh(warehouse), [amount])
    assert 1 not in numbers(fresh(warehouse))
    with pytest.raises(WrongUse, match=r"^2026Q3 is not frozen\. Frozen: none\.$"):
        warehouse.thaw(Q3, "Bob")


def test_a_quarter_is_frozen_once(warehouse: Warehouse) -> None:
    warehouse.freeze(Q3, "Ann")
    publish(warehouse, [2])
    with pytest.raises(WrongUse, match=r"^2026Q3 is frozen already, with version 1, by Ann at .* --undo\.$"):
        warehouse.freeze(Q3, "Bob")
    assert warehouse.frozen_quarters()["2026Q3"].version == 1


def test_a_quarter_that_has_not_begun_was_not_presented(warehouse: Warehouse) -> None:
    with pytest.raises(WrongUse, match="2026Q4 has not begun in the data, which ends on 2026-09-30"):
        warehouse.freeze(Q4, "Ann")


def test_nothing_can_be_frozen_at_first_nor_while_somebody_publishes(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    with pytest.raises(NothingPublished):
        warehouse.freeze(Q3, "Ann")
    publish(warehouse, [1])
    with warehouse.staging("Bob", carry=True), pytest.raises(Busy, match="Bob"):
        warehouse.freeze(Q3, "Ann")


def test_where_nobody_can_say_what_is_frozen_nothing_goes(warehouse: Warehouse) -> None:
    (warehouse.root / "FROZEN").write_text("rubbish")
    publish(fresh(warehouse), [2])
    assert numbers(fresh(warehouse)) == [2, 1]
    with pytest.raises(Damaged, match="what is frozen cannot be read"):
        warehouse.frozen_quarters()


def test_a_frozen_version_of_an_earlier_release_says_so(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.freeze(Q3, "Ann")
    build = warehouse.catalog.build["deals"].text.replace("amount >= $floor", "amount >= $floor + 3")
    later = Warehouse(warehouse.root, warehouse.settings, small_catalog(tmp_path / "new", deals=build))
    presented = later.frozen(Q3)
    assert presented is not None
    assert (amounts_of(presented), "earlier release" in presented.warning) == ([1], True)


def test_a_frozen_version_whose_bytes_changed_is_not_shown(warehouse: Warehouse) -> None:
    warehouse.freeze(Q3, "Ann")
    marts = warehouse.root / "versions" / "000001" / "marts.duckdb"
    marts.write_bytes(marts.read_bytes()[:-1])
    with pytest.raises(Damaged, match="Version 1 is damaged"):
        fresh(warehouse).frozen(Q3)
