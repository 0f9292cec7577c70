"""A disk that refuses any write: a sentence, nothing published, and all well when it gives way."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tandem.errors import Refused
from tandem.settings import Settings
from tandem.warehouse import Version, Warehouse
from tandem.warehouse.faults import storage_faults
from tests.warehouse.small import amounts_of, bring, deals, publish, small_warehouse

CALLS = ("fsync", "replace", "rename", "mkdir", "pwrite")


class Failing:
    """Makes the N-th of the watched calls fail, and all after it, as a full disk does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, last: int, number: int) -> None:
        """Lets `last` - 1 calls through."""
        self.left, self.number = last, number
        for name in CALLS:
            monkeypatch.setattr(os, name, self.failing(getattr(os, name)))

    def failing(self, does: Callable[..., object]) -> Callable[..., object]:
        """The same call, until none is left."""

        def call(*args: object, **named: object) -> object:
            self.left -= 1
            if self.left <= 0:
                raise OSError(self.number, os.strerror(self.number), "the file")
            return does(*args, **named)

        return call


def attempt(warehouse: Warehouse, last: int, number: int, told: list[str]) -> Version | None:
    """The version that is published although the disk fails from the `last` call on; None when refused, as `told`."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        Failing(monkeypatch, last, number)
        try:
            return publish(warehouse, [7])
        except Refused as refused:
            told.append(str(refused))
            return None


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EIO, "disk reports an error")])
def test_a_disk_that_fails_at_any_call(tmp_path: Path, number: int, words: str) -> None:
    """Case 68: a full disk, a broken one, one that may only be read: a sentence, and nothing published."""
    warehouse, told = small_warehouse(tmp_path), list[str]()
    publish(warehouse, [1])
    for last in range(1, 100):
        published = attempt(warehouse, last, number, told)
        fresh = small_warehouse(tmp_path).require()
        assert (amounts_of(fresh), fresh.warning) == ([7] if published else [1], "")
        if published:
            break
    assert len(told) > 10
    assert all(words in sentence and "Nothing was published" in sentence for sentence in told)
    assert amounts_of(publish(warehouse, [8])) == [8]


def test_other_errors_are_nobody_s_sentence() -> None:
    with pytest.raises(FileNotFoundError), storage_faults():
        Path("nowhere at all").read_bytes()


def test_too_little_memory_to_sort_is_a_sentence(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    tight = Warehouse(warehouse.root, Settings(memory_limit="1MB", threads=1), warehouse.catalog)
    with tight.staging("Ann", carry=False) as staging, pytest.raises(Refused, match="too little memory"):
        bring(staging, "opportunities", deals(list(range(200_000))), "region", "amount")
    assert warehouse.current() is None


def test_what_duckdb_says_of_the_disk_is_a_sentence() -> None:
    with pytest.raises(Refused, match=r"The disk refused: no space\. Nothing was published"), storage_faults():
        raise duckdb.IOException("no space.\nand more")
