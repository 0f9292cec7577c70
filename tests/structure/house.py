"""The files of the house, as the guards walk through them."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]
TEXTS = {".py", ".sql", ".md", ".toml", ".txt", ".csv", ".cfg", ".ini", ".yaml", ".yml", ".sqlfluff", "", ".css", ".js"}


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that belongs to the project: what git keeps and what it would take in."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOME,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(path for name in said.stdout.split("\0") if name and (path := HOME / name).is_file())


def files(*places: str, suffix: str) -> list[Path]:
    """The kept files of that suffix in or at the named places (all when none is named)."""
    wanted = [HOME / place for place in places] or [HOME]
    return [
        path
        for path in kept_files()
        if path.suffix == suffix and any(place == path or place in path.parents for place in wanted)
    ]


def product() -> list[Path]:
    """The Python files of the product itself."""
    return files("app.py", "pages", "tandem", suffix=".py")


def texts() -> list[Path]:
    """The kept files that are read by people."""
    return [path for path in kept_files() if path.suffix in TEXTS]


def said_at(path: Path, line: int) -> str:
    """A place in a file, as a person looks it up."""
    return f"{path.relative_to(HOME)}:{line}"


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a Python file imports, as it is written, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "tandem":
            yield from ((f"tandem.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a Python file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(path: Path) -> list[str]:
    """The lines of a text file."""
    return path.read_text(encoding="utf-8").splitlines()


@cache
def pyproject() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
