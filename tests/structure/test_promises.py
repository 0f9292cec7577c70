"""What the documents tell people to type is there."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from tandem.cli.parser import parse
from tandem.settings import Settings
from tests.structure.house import HOME, files

TARGETS = set(re.findall(r"^([a-z][\w-]*):", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
DOCUMENTS = [path for path in files(suffix=".md") if "decisions" not in path.parts]


def code(path: Path) -> str:
    """What stands between back quotes in a document."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", path.read_text(encoding="utf-8"), re.DOTALL))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(HOME).as_posix())
def test_every_make_command_exists(path: Path) -> None:
    told = set(re.findall(r"(?:^|`|\n)\s*make ([a-z][\w-]*)", code(path)))
    assert told <= TARGETS


def commands() -> list[tuple[str, str]]:
    """Every command line of Tandem in the documents: the command and what follows it."""
    typed = re.compile(r"(?:^|`|\n)\s*(?:\S*python -m )?tandem ([a-z]+)\b([^\n`|]*)")
    return sorted({(found[1], found[2].strip()) for path in DOCUMENTS for found in typed.finditer(code(path))})


@pytest.mark.parametrize(("command", "rest"), commands())
def test_every_tandem_command_exists(command: str, rest: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        parse([command, "--help"])
    assert done.value.code == 0
    told = set(re.findall(r"(?<!\S)\[?(--[a-z-]+)", rest))
    assert told <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(HOME).as_posix())
def test_every_file_that_is_linked_exists(path: Path) -> None:
    linked = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in linked if not (path.parent / link).exists()] == []


def test_every_setting_is_told_with_its_default() -> None:
    told = re.findall(r"^\| `(\w+)` \| (.*?) \|", (HOME / "docs" / "operating.md").read_text("utf-8"), re.MULTILINE)
    has = [(name, str(value)) for name, value in asdict(Settings()).items() if name != "sources"]
    assert [(name, default.strip("`")) for name, default in told if name != "sources"] == [
        (name, value or "empty") for name, value in has
    ]
