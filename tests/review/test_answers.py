"""The bounded memory of answers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import polars as pl
import pytest

from tandem.errors import Refused
from tandem.review import AnswerCache


def test_an_answer_is_made_once_per_key() -> None:
    cache, made = AnswerCache(2), []

    def make() -> pl.DataFrame:
        made.append(1)
        return pl.DataFrame({"n": [len(made)]})

    assert cache.get("a", make).item() == 1
    assert cache.get("a", make).item() == 1
    assert len(made) == 1


def test_the_longest_unused_answer_goes_first() -> None:
    cache = AnswerCache(2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda key=key: pl.DataFrame({"key": [key]}))  # type: ignore[misc]
    assert len(cache) == 2
    assert cache.get("a", lambda: pl.DataFrame({"key": ["again"]})).item() == "a"
    assert cache.get("b", lambda: pl.DataFrame({"key": ["again"]})).item() == "again"


def test_who_asks_while_it_is_made_waits_for_that_answer() -> None:
    cache, begun, go_on, made = AnswerCache(2), Event(), Event(), []

    def make() -> pl.DataFrame:
        made.append(1)
        begun.set()
        assert go_on.wait(10)
        return pl.DataFrame({"n": [len(made)]})

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, "a", make)
        assert begun.wait(10)
        second = pool.submit(cache.get, "a", make)
        go_on.set()
        assert (first.result(10).item(), second.result(10).item()) == (1, 1)
    assert made == [1]


def test_an_answer_that_could_not_be_made_is_made_by_the_next_who_asks() -> None:
    cache = AnswerCache(2)

    def fail() -> pl.DataFrame:
        raise Refused("The question took too long.")

    with pytest.raises(Refused):
        cache.get("a", fail)
    assert cache.get("a", lambda: pl.DataFrame({"n": [2]})).item() == 2
