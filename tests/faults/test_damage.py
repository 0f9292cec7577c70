"""Bytes that changed after they were published are found, and the newest intact version stands in, saying so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tandem.errors import Damaged
from tandem.warehouse import Warehouse
from tests.warehouse.small import amounts_of, publish, small_warehouse

MARTS, EXTRACT, MANIFEST = "marts.duckdb", "extracts/opportunities/part-0.parquet", "manifest.json"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Two versions, opened as a process does that starts now."""
    writer = small_warehouse(tmp_path)
    publish(writer, [1])
    publish(writer, [2])
    return small_warehouse(tmp_path)


def flip(path: Path) -> None:
    """Turns one bit in the middle of the file over."""
    said = bytearray(path.read_bytes())
    said[len(said) // 2] ^= 1
    path.write_bytes(bytes(said))


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("harm", [flip, shorten, Path.unlink])
@pytest.mark.parametrize("name", [MARTS, EXTRACT, MANIFEST])
def test_the_newest_intact_version_stands_in(warehouse: Warehouse, name: str, harm: Callable[[Path], None]) -> None:
    """Case 71: bytes that are not those that were published."""
    harm(warehouse.root / "versions" / "000002" / name)
    current = warehouse.require()
    assert amounts_of(current) == [1]
    assert current.warning.startswith("Version 2 is damaged: ")
    assert name in current.warning
    assert current.warning.endswith("Shown instead: version 1, data to 2026-09-30.")
    assert warehouse.require() is warehouse.intact() is current


def test_a_damaged_version_is_not_published_again(warehouse: Warehouse) -> None:
    flip(warehouse.root / "versions" / "000001" / MARTS)
    with pytest.raises(Damaged, match="Version 1 is damaged"):
        warehouse.rollback(1, "Ann")
    assert amounts_of(warehouse.require()) == [2]


def test_a_load_after_the_damage_ends_it(warehouse: Warehouse) -> None:
    flip(warehouse.root / "versions" / "000002" / MARTS)
    with warehouse.staging("Ann", carry=True) as staging:
        assert "Version 2 is damaged" in staging.warning
    published = publish(warehouse, [3])
    assert (published.number, warehouse.require().warning) == (3, "")


@pytest.mark.parametrize("text", ["", "rubbish", "000002x", "-1", "\0\0\0"])
def test_a_pointer_that_cannot_be_read(warehouse: Warehouse, text: str) -> None:
    (warehouse.root / "CURRENT").write_text(text)
    assert amounts_of(warehouse.require()) == [2]
    assert warehouse.require().warning.startswith("CURRENT does not name a version.")
    assert publish(warehouse, [3]).number == 3
    assert warehouse.require().warning == ""


def test_a_pointer_that_is_gone(warehouse: Warehouse) -> None:
    (warehouse.root / "CURRENT").unlink()
    assert warehouse.require().warning.startswith("CURRENT does not name a version.")


@pytest.mark.parametrize("text", ["000009", "999999"])
def test_a_pointer_to_a_version_that_is_not_there(warehouse: Warehouse, text: str) -> None:
    (warehouse.root / "CURRENT").write_text(text)
    current = warehouse.require()
    assert (current.number, "is missing" in current.warning) == (2, True)


def test_when_nothing_is_intact_it_says_so(warehouse: Warehouse) -> None:
    for number in (1, 2):
        flip(warehouse.root / "versions" / f"{number:06d}" / MARTS)
    with pytest.raises(Damaged, match=r"No version in .* is intact: load the files again"):
        warehouse.current()
    assert warehouse.intact() is None
    with warehouse.staging("Ann", carry=True) as staging:
        assert "No version" in staging.warning
        assert list(staging.extracts.iterdir()) == []
    assert publish(warehouse, [3]).number == 3
    assert amounts_of(warehouse.require()) == [3]


def test_a_pointer_without_any_version_says_so(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    warehouse.root.mkdir()
    (warehouse.root / "CURRENT").write_text("rubbish")
    with pytest.raises(Damaged, match="CURRENT does not name a version"):
        warehouse.current()


def test_what_is_served_is_looked_at_once(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.require()

    def refuse(path: Path) -> str:
        raise AssertionError(path)

    monkeypatch.setattr("tandem.warehouse.durable.sha256", refuse)
    assert warehouse.require().number == 2
    assert warehouse.version(2).number == 2
