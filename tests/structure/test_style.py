"""House style that ruff and sqlfluff do not know."""

import ast
import re
from pathlib import Path

from tests.structure.house import HOME, files, lines, product, said_at, texts, tree

# Put together from parts, so that this file does not find itself.
LEFT_OVER = re.compile("|".join(rf"\b{mark}\b" for mark in ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")))
MACHINE_PATH = re.compile(
    "|".join(rf"(?<![\w.])/{place}/" for place in ("wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + "me", "Us" + "ers"))
)
SQL = re.compile(r"^\s*(select|with|insert|update|delete|create|drop|alter|copy|attach|pragma)\s.+", re.IGNORECASE)
SQL_WORD = re.compile(r"\b(from|into|as|table|where|values|database|set)\b", re.IGNORECASE)
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff", "base"}


def found(pattern: re.Pattern[str]) -> list[str]:
    """Every place in a text of the project where the pattern stands."""
    return [
        said_at(path, number) for path in texts() for number, line in enumerate(lines(path), 1) if pattern.search(line)
    ]


def test_nothing_is_left_for_later() -> None:
    assert found(LEFT_OVER) == []


def test_no_path_of_one_machine() -> None:
    assert found(MACHINE_PATH) == []


def test_modules_are_named_by_what_they_are() -> None:
    assert [path.relative_to(HOME).as_posix() for path in files(suffix=".py") if path.stem in VAGUE] == []


def docstrings(path: Path) -> set[int]:
    """The lines of a Python file on which a sentence for readers begins."""
    return {
        node.value.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant | ast.JoinedStr)
    }


def strings(path: Path) -> list[tuple[str, int]]:
    """The texts in a Python file that are no docstrings, each with its line."""
    told = docstrings(path)
    return [
        (node.value, node.lineno)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno not in told
    ]


def test_sql_stands_in_sql_files() -> None:
    # The one door to DuckDB opens, locks and fills the database: those statements are its own.
    door = HOME / "tandem" / "warehouse"
    assert [
        said_at(path, line)
        for path in product()
        if door not in path.parents
        for text, line in strings(path)
        if SQL.match(text) and SQL_WORD.search(text)
    ] == []


def test_broad_excepts_stand_at_the_boundary_only() -> None:
    broad = [
        said_at(path, node.lineno)
        for path in product()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert broad == []


def test_sql_is_indented_by_four() -> None:
    assert [
        said_at(path, number)
        for path in files("queries", suffix=".sql")
        for number, line in enumerate(lines(path), 1)
        if "\t" in line or (len(line) - len(line.lstrip(" "))) % 4
    ] == []
