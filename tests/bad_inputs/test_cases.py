"""Every case of the list has a test that bears its number, in its name or in what it says of itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.structure.house import HOME, functions

NAMED = re.compile(r"test((?:_\d{2})+)_")
SAID = re.compile(r"Cases? ([\d, ]+(?:and \d+)?):")
OF_INGESTION = [*range(1, 64), 70]
ELSEWHERE = {
    32: ["test_guards.py::test_other_columns_than_the_last_time_are_shown"],
    35: ["test_guarded_loads.py::test_the_same_files_again_publish_nothing"],
    36: [
        "test_guards.py::test_an_older_export_is_asked_about",
        "test_guarded_loads.py::test_a_partial_older_export_is_published_for_reasons_only",
    ],
    37: ["test_guarded_loads.py::test_spend_of_the_same_days_is_replaced_and_not_doubled"],
    38: [
        "test_guards.py::test_far_fewer_rows_are_asked_about",
        "test_guards.py::test_a_region_that_is_gone_is_asked_about",
    ],
    56: ["test_apart.py::test_a_workbook_that_aborts_its_parser_harms_nobody"],
    60: [
        "test_pages.py::test_no_page_shows_markup_from_the_data",
        "test_upload.py::test_no_name_is_more_than_a_name",
    ],
    63: [
        "test_receiving.py::test_a_file_over_the_limit_is_refused_before_it_comes",
        "test_receiving.py::test_a_file_that_grows_over_the_limit_leaves_nothing",
        "test_receiving.py::test_a_browser_that_falls_silent_is_not_waited_for",
        "test_receiving.py::test_too_many_at_once_are_told_to_come_again",
        "test_receiving.py::test_nobody_loads_without_a_ticket",
    ],
    70: [
        "test_apart.py::test_a_reader_that_is_killed_is_a_sentence",
        "test_apart.py::test_a_reader_that_takes_too_much_memory_is_a_sentence",
        "test_apart.py::test_a_reader_that_hangs_is_a_sentence",
        "test_apart.py::test_no_reader_outlives_the_one_that_asked",
    ],
}
"""Cases whose tests stand elsewhere, beside what they are about."""


def numbers_of(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[int]:
    """The cases that a test is about."""
    found = NAMED.match(test.name)
    said = SAID.search(ast.get_docstring(test) or "")
    yield from {int(text) for text in re.findall(r"\d+", f"{found[1] if found else ''} {said[1] if said else ''}")}


@cache
def every_test() -> frozenset[str]:
    """Every test as file::name."""
    paths = sorted((HOME / "tests").glob("*/test_*.py"))
    return frozenset(f"{path.name}::{test.name}" for path in paths for test in functions(path))


@cache
def cases() -> dict[int, list[str]]:
    """The tests of each case."""
    tests = {number: list(names) for number, names in ELSEWHERE.items()}
    for path in sorted((HOME / "tests").glob("*/test_*.py")):
        for test in functions(path):
            for number in numbers_of(test) if test.name.startswith("test_") else ():
                tests.setdefault(number, []).append(f"{path.name}::{test.name}")
    return tests


@pytest.mark.parametrize("number", OF_INGESTION)
def test_a_case_has_a_test(number: int) -> None:
    assert cases().get(number), f"case {number} has no test"
    assert set(ELSEWHERE.get(number, ())) <= every_test()
