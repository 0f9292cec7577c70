"""Every case of the list has a test that bears its number, in its name or in what it says of itself."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.structure.house import HOME, functions

NAMED = re.compile(r"test((?:_\d{2})+)_")
SAID = re.compile(r"Cases? ([\d, ]+(?:and \d+)?):")
OF_INGESTION = [number for number in range(1, 63) if number not in (36, 37, 38, 60)]


def numbers_of(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[int]:
    """The cases that a test is about."""
    found = NAMED.match(test.name)
    said = SAID.search(ast.get_docstring(test) or "")
    yield from map(int, re.findall(r"\d+", (found[1] if found else "") + " " + (said[1] if said else "")))


def cases() -> dict[int, list[str]]:
    """The tests of each case."""
    tests: dict[int, list[str]] = {}
    for path in sorted((HOME / "tests").glob("*/test_*.py")):
        for test in functions(path):
            for number in numbers_of(test) if test.name.startswith("test_") else ():
                tests.setdefault(number, []).append(f"{path.relative_to(HOME)}::{test.name}")
    return tests


@pytest.mark.parametrize("number", OF_INGESTION)
def test_a_case_has_a_test(number: int) -> None:
    assert cases().get(number), f"case {number} has no test"
