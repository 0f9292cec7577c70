"""What is brought along: pinned, said what for, and used."""

import re
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.structure.house import HOME, files, imports, product, pyproject

THROUGH = {"orjson", "plotly", "psycopg", "tzdata", "uvloop"}
"""Used by name through another package, which imports them when it needs them."""

ELSEWHERE = HOME / "benchmarks" / "measuring" / "package_run.py"
"""Runs in an environment of its own, which its benchmark sets up and throws away."""


def plain(name: str) -> str:
    """A package's name as registries compare it, without its extras."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def pins(file: str) -> dict[str, str]:
    """The packages that a file of requirements pins, with their versions."""
    text = (HOME / file).read_text(encoding="utf-8")
    wanted = [line for line in text.splitlines() if line and not line.startswith(("#", "-r "))]
    return {plain(line.partition("==")[0]): line.partition("==")[2] for line in wanted}


def direct(extra: str | None = None) -> set[str]:
    """The packages that pyproject.toml names, those of an extra when one is named."""
    project = pyproject()["project"]
    return {plain(name) for name in (project["optional-dependencies"][extra] if extra else project["dependencies"])}


def imported(paths: Iterable[Path]) -> set[str]:
    """The packages from elsewhere that the files import."""
    at_home = set(sys.stdlib_module_names) | {"tandem", "tests", "pages", "app", "benchmarks"}
    brought_by = packages_distributions()
    tops = {name.split(".")[0] for path in paths for name, _ in imports(path)} - at_home
    return {plain(brought_by[top][0]) for top in tops}


def explained() -> set[str]:
    """The packages that docs/dependencies.md says what for."""
    text = (HOME / "docs" / "dependencies.md").read_text(encoding="utf-8")
    return {plain(name) for name in re.findall(r"^\| `([\w.-]+)` \|", text, re.MULTILINE)}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_exactly_and_no_index_is_named(file: str) -> None:
    assert all(re.fullmatch(r"\d+(\.\w+)*", version) for version in pins(file).values())
    assert "://" not in (HOME / file).read_text(encoding="utf-8")


def test_what_is_imported_is_named_and_what_is_named_is_used() -> None:
    used = imported(product())
    assert used <= direct()
    assert direct() <= used | THROUGH


def test_what_checks_and_tests_import_is_named() -> None:
    checking = [path for path in files("tests", "benchmarks", suffix=".py") if path != ELSEWHERE]
    assert imported(checking) <= direct() | direct("dev")


def test_what_is_named_is_pinned() -> None:
    assert direct() <= set(pins("requirements.txt"))
    assert direct("dev") <= set(pins("requirements-dev.txt"))


def test_every_dependency_says_what_for() -> None:
    assert explained() == direct() | direct("dev")
