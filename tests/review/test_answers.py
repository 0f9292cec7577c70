"""The bounded memory of answers."""

import polars as pl

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
