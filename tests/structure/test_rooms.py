"""The rooms: what import-linter cannot see, and that its picture is the one that is drawn."""

import re
from pathlib import Path

import pytest

from tests.structure.house import HOME, files, imports, pyproject, said_at

PAGES_MAY_USE = {"tandem.ui", "tandem.charts", "tandem.words", "tandem.domain", "streamlit"}
CLOCKLESS = ("domain", "catalog", "settings", "words", "stats", "sample", "review", "charts")


def rooms() -> list[str]:
    """The folders and modules right below tandem/."""
    found = {path.relative_to(HOME / "tandem").parts[0].removesuffix(".py") for path in files("tandem", suffix=".py")}
    return sorted(found - {"__init__", "__main__"})


@pytest.mark.parametrize("path", files("app.py", "pages", suffix=".py"), ids=lambda path: path.name)
def test_a_page_uses_what_pages_may_use(path: Path) -> None:
    used = {".".join(name.split(".")[:2]): line for name, line in imports(path)}
    strangers = [name for name in used if name.startswith("tandem") and name not in PAGES_MAY_USE]
    strangers += [name for name in used if name.split(".")[0] in {"duckdb", "polars", "plotly", "pandas", "numpy"}]
    assert strangers == []


def test_the_picture_in_the_documents_is_the_one_that_is_held() -> None:
    drawn = (HOME / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]
    layers = pyproject()["tool"]["importlinter"]["contracts"][0]["layers"]
    held = [re.sub(r"[()]", "", layer) for layer in layers]
    assert [re.split(r"\s{2,}", line)[0] for line in drawn.strip().splitlines()] == held


@pytest.mark.parametrize("room", [room for room in rooms() if (HOME / "tandem" / room).is_dir()])
def test_every_room_has_its_tests(room: str) -> None:
    places = [HOME / "tests" / place for place in (room, "pages" if room == "ui" else room)]
    assert any(list(place.glob("test_*.py")) for place in places), f"tandem/{room} has no tests/{room}"


@pytest.mark.parametrize("room", CLOCKLESS)
def test_time_is_an_argument(room: str) -> None:
    reads_clock = re.compile(r"\b(date\.today|datetime\.(now|today|utcnow)|time\.time)\(")
    assert [
        said_at(path, number)
        for path in files(f"tandem/{room}", suffix=".py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if reads_clock.search(line)
    ] == []


def test_no_query_reads_the_clock() -> None:
    reads_clock = re.compile(r"\b(current_date|current_timestamp|localtimestamp|now\(\)|today\(\))", re.IGNORECASE)
    assert [
        said_at(path, number)
        for path in files("queries", suffix=".sql")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if reads_clock.search(line.split("--")[0])
    ] == []
