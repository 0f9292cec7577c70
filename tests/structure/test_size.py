"""Sizes that keep a file readable in one sitting; what a reviewer compares, held where a number can hold it."""

import statistics

from tests.structure.house import HOME, files, functions, lines, product, said_at

LONGEST_MODULE, LONGEST_FUNCTION = 300, 45
USUAL_MODULE, USUAL_FUNCTION, USUAL_PAGE, USUAL_QUERY = 90, 8, 80, 60


def test_no_module_is_over_300_lines() -> None:
    every = [path for suffix in (".py", ".sql") for path in files(suffix=suffix)]
    assert [
        f"{path.relative_to(HOME)}: {len(lines(path))}" for path in every if len(lines(path)) > LONGEST_MODULE
    ] == []


def test_no_function_is_over_45_lines() -> None:
    assert [
        said_at(path, function.lineno)
        for path in files(suffix=".py")
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ] == []


def test_modules_and_functions_are_small_as_a_rule() -> None:
    assert statistics.median(len(lines(path)) for path in product()) <= USUAL_MODULE
    lengths = [(f.end_lineno or 0) - f.lineno + 1 for path in product() for f in functions(path)]
    assert statistics.median(lengths) <= USUAL_FUNCTION


def test_a_page_is_a_paragraph() -> None:
    assert statistics.median(len(lines(path)) for path in files("pages", suffix=".py")) <= USUAL_PAGE


def test_a_query_is_one_screen_as_a_rule() -> None:
    assert statistics.median(len(lines(path)) for path in files("queries", suffix=".sql")) <= USUAL_QUERY


def test_there_is_as_much_test_as_source() -> None:
    tested, source = files("tests", suffix=".py"), product()
    assert sum(len(lines(path)) for path in tested) >= sum(len(lines(path)) for path in source)
