"""Connections to DuckDB: one that builds, one that only reads and is locked down."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

from tandem.settings import Settings

Config = dict[str, str | bool | int | float | list[str]]

OFFLINE: Config = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
UNSAID = re.compile(r"--[^\n]*|'[^']*'")
NAMED = re.compile(r"\$(\w+)")
# What these passes of DuckDB's optimizer look for is not in our questions, or pays only for many more rows (compressed
# materialization packs what is grouped and sorted); looking costs a tenth of most of them.
IDLE_PASSES = (
    "common_subplan,compressed_materialization,cte_filter_pusher,duplicate_groups,join_elimination,regex_range,"
    "sampling_pushdown,sum_rewriter,top_n_window_elimination,window_self_join"
)
LOCKED: Config = {"enable_external_access": False, "max_temp_directory_size": "20GB", "lock_configuration": True}


def limits(settings: Settings, spill: Path) -> Config:
    """Memory, threads and the folder for what does not fit into memory."""
    return {"memory_limit": settings.memory_limit, "threads": settings.threads, "temp_directory": str(spill)}


@contextmanager
def building(path: Path | str, settings: Settings, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write `path` and read files; `spill` is gone when it closes."""
    config: Config = {**OFFLINE, **limits(settings, spill)}
    connection = duckdb.connect(str(path), config=config)
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def reading(path: Path, settings: Settings) -> duckdb.DuckDBPyConnection:
    """A read-only connection from which no file, network, extension or setting can be reached.

    One thread answers one question: most are so small that several threads would wait for each other. Several questions
    have several threads, those of who asks.
    """
    config: Config = {**OFFLINE, **limits(settings, reader_spill(path)), "threads": 1}
    return duckdb.connect(str(path), read_only=True, config={**config, "disabled_optimizers": IDLE_PASSES, **LOCKED})


def reader_spill(path: Path) -> Path:
    """A folder outside the version, which nothing may change, for what does not fit into memory."""
    return Path(tempfile.gettempdir()) / f"tandem-{os.getpid()}-{path.parent.name}"


def used(sql: str, params: Mapping[str, object]) -> dict[str, object]:
    """Those of `params` that `sql` names outside its comments and texts: DuckDB refuses others."""
    named = names_in(sql)
    return {name: value for name, value in params.items() if name in named}


@lru_cache(1024)
def names_in(sql: str) -> frozenset[str]:
    """The parameters that `sql` names outside its comments and texts."""
    return frozenset(NAMED.findall(UNSAID.sub("", sql)))
