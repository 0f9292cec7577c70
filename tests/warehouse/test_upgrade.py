"""After an upgrade whose marts cannot be built from the old data, reading goes on, and says why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tandem.errors import Refused
from tandem.warehouse import Version, Warehouse
from tests.warehouse.small import FILES, amounts_of, publish, small_catalog, small_warehouse

DEALS = FILES["build/deals.sql"]
FAILING = DEALS.replace("amount\nfrom", "(amount::varchar || 'x')::decimal(18, 2) as amount\nfrom")
CONTRADICTING = FILES["check/same_deals.sql"].replace("deals > 1000", "deals > 0")
SHOWN = "Version 1 is shown with the figures of an earlier release: they could not be built anew."


def upgraded(home: Path, **others: str) -> Warehouse:
    """The next release over a version of two deals that the release before it published."""
    warehouse = small_warehouse(home)
    publish(warehouse, [1, 5])
    return Warehouse(warehouse.root, warehouse.settings, small_catalog(home / "new", **others))


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ({"deals": FAILING}, "Conversion Error: Could not convert string"),
        ({"deals": DEALS.replace("coalesce(region", "coalesce(realm")}, "Binder Error"),
        ({"deals": DEALS + "-- later", "same_deals": CONTRADICTING}, "figures would contradict each other"),
    ],
    ids=["data", "column", "invariant"],
)
def test_reading_goes_on_and_says_why(tmp_path: Path, others: dict[str, str], why: str) -> None:
    house = upgraded(tmp_path, **others)
    current = house.require()
    assert (current.number, amounts_of(current)) == (1, [1, 5])
    assert current.warning.startswith(SHOWN)
    assert why in current.warning
    assert [manifest.number for manifest in house.manifests()] == [1]
    assert list((house.root / "staging").iterdir()) == []


@pytest.mark.parametrize(
    "fault", [TypeError("no date\nmore"), MemoryError(), KeyError("opportunities"), OSError(5, "!")]
)
def test_no_fault_of_our_own_takes_reading_down(
    tmp_path: Path, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_said: object) -> None:
        raise fault

    house = upgraded(tmp_path, deals=DEALS + "-- later")
    monkeypatch.setattr("tandem.warehouse.build.make_mart", fail)
    current = house.require()
    assert amounts_of(current) == [1, 5]
    assert current.warning.startswith(SHOWN)
    assert current.warning.endswith(".")


def test_a_rebuild_that_failed_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = upgraded(tmp_path, deals=FAILING)
    warning = house.require().warning
    monkeypatch.setattr("tandem.warehouse.build.make_mart", refuse)
    assert house.require().warning == warning


def refuse(*_said: object) -> None:
    """Is not to be called."""
    raise AssertionError


def test_the_next_load_ends_the_warning(tmp_path: Path) -> None:
    house = upgraded(tmp_path, deals=FAILING)
    assert house.require().warning
    mended = Warehouse(house.root, house.settings, small_catalog(tmp_path / "mended", deals=DEALS + "-- mended"))
    assert publish(mended, [7]).number == 2
    assert (mended.require().warning, amounts_of(mended.require())) == ("", [7])


ASKED: dict[str, Callable[[Version], object]] = {
    "a question": lambda version: version.query("select * from marts_of_tomorrow"),
    "the invariants": lambda version: version.check(),
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_old_marts_cannot_answer_is_a_sentence(tmp_path: Path, asked: str) -> None:
    current = upgraded(tmp_path, deals=FAILING).require()
    with pytest.raises(Refused, match=f"The version that is shown cannot answer this. {SHOWN}"):
        ASKED[asked](current)
