"""A process killed at any step of a publication leaves the old version or the new one, complete, never a mix.

`make test` kills it at the first step, the last and some between; `make soak` (pytest --every-death) at each.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tandem.warehouse import Version, Warehouse
from tandem.warehouse.durable import first_fault
from tests.faults.publisher import NEW
from tests.warehouse.small import amounts_of, publish, small_warehouse

HOME = Path(__file__).resolve().parents[2]
UUID = re.compile(r"[0-9a-f]{32}")
OLD = [1, 2]
MOST_STEPS = 200
DEATHS = 9
# Earlier steps are the same for every publication, and one test takes them all.
BUILT, SWAPPED = 15, 30

Killer = Callable[[int, str, Path], str]


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    """Asks one long-lived process to act in a fork that dies at its N-th step."""
    command = [sys.executable, "-m", "tests.faults.publisher"]
    with subprocess.Popen(command, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        commands, answers = process.stdin, process.stdout

        def kill_at(last: int, action: str, home: Path) -> str:
            commands.write(f"{last} {action} {home}\n")
            commands.flush()
            return answers.readline().strip()

        yield kill_at
        commands.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with two versions, the second of which is published."""
    home = tmp_path_factory.mktemp("prepared")
    warehouse = small_warehouse(home)
    publish(warehouse, [5])
    publish(warehouse, OLD)
    return home


def left_behind(home: Path) -> tuple[tuple[str, int], ...]:
    """Every file and folder with its links, and what CURRENT says: deaths that leave the same need looking at once."""
    found = [(UUID.sub("…", str(path.relative_to(home))), path.stat().st_nlink) for path in home.rglob("*")]
    pointer = home / "warehouse" / "CURRENT"
    return (*sorted(found), (pointer.read_text() if pointer.exists() else "", 0))


@pytest.fixture(scope="module")
def deaths(request: pytest.FixtureRequest) -> int:
    """At how many steps of an action the process is killed."""
    return MOST_STEPS if request.config.getoption("--every-death") else DEATHS


def steps_to_die_at(killer: Killer, action: str, prepared: Path, scratch: Path, deaths: int) -> list[int]:
    """So many steps of an action, the first and the last among them, and the one after the last, which none reaches."""
    home = scratch / "whole"
    shutil.copytree(prepared, home)
    steps = int(killer(MOST_STEPS, action, home))
    shutil.rmtree(home)
    stride = max(1, steps // deaths)
    return sorted({*range(1, steps + 1, stride), *range(max(1, steps - 1), steps + 2)})


def after_each_kill(
    killer: Killer, action: str, prepared: Path, scratch: Path, deaths: int, first: int = 1
) -> Iterator[Warehouse]:
    """The warehouse in every state that a death leaves, from step `first` on, until one lives to the end."""
    seen = set()
    for last in steps_to_die_at(killer, action, prepared, scratch, deaths):
        if last < first:
            continue
        home = scratch / str(last)
        shutil.copytree(prepared, home)
        fate = killer(last, action, home)
        assert fate == "killed" or fate.isdecimal(), fate
        state = left_behind(home)
        if state not in seen:
            yield small_warehouse(home, versions_kept=1 if action == "retain" else 10)
        if fate != "killed":
            return
        seen.add(state)
        shutil.rmtree(home)
    pytest.fail("it never came to its end")


def complete(version: Version) -> list[float]:
    """The amounts of a version without warning, every byte of which is as it was published."""
    assert version.warning == ""
    assert first_fault(version.folder, version.manifest.checksums) is None
    return amounts_of(version)


def on_the_shelf(warehouse: Warehouse) -> list[str]:
    return sorted(path.name for path in (warehouse.root / "versions").iterdir())


def test_killed_at_any_step_of_a_publication(killer: Killer, prepared: Path, tmp_path: Path, deaths: int) -> None:
    """Case 67: the old version or the new one, never a mixture."""
    seen = []
    for warehouse in after_each_kill(killer, "publish", prepared, tmp_path, deaths):
        current = warehouse.require()
        seen.append(complete(current))
        assert seen[-1] in (OLD, NEW)
        assert current.number == (2 if seen[-1] == OLD else 3)
        assert warehouse.manifests()[0].number == current.number
        following = publish(warehouse, [6])
        assert complete(following) == [6]
        assert on_the_shelf(warehouse) == [f"{manifest.number:06d}" for manifest in reversed(warehouse.manifests())]
    assert OLD in seen
    assert seen[-1] == NEW
    assert len(seen) > min(deaths // 2, 15)
    assert seen == sorted(seen), "once the new version was published, no later death brought the old one back"


def test_killed_at_any_step_of_going_back(killer: Killer, prepared: Path, tmp_path: Path, deaths: int) -> None:
    seen = []
    for warehouse in after_each_kill(killer, "rollback", prepared, tmp_path, deaths):
        seen.append(complete(warehouse.require()))
        assert [manifest.number for manifest in warehouse.manifests()] == [2, 1]
        assert publish(warehouse, [6]).number == 3
    assert seen[0] == OLD
    assert seen[-1] == [5]
    assert all(amounts in (OLD, [5]) for amounts in seen)


def test_killed_while_old_versions_are_removed(killer: Killer, prepared: Path, tmp_path: Path, deaths: int) -> None:
    for warehouse in after_each_kill(killer, "retain", prepared, tmp_path, deaths, SWAPPED):
        assert complete(warehouse.require()) in (OLD, NEW)
        for manifest in warehouse.manifests():
            complete(warehouse.version(manifest.number))
        assert complete(publish(warehouse, [6])) == [6]


def test_the_first_publication_ever_is_all_or_nothing(killer: Killer, tmp_path: Path, deaths: int) -> None:
    empty = tmp_path / "empty"
    small_warehouse(empty)
    seen = []
    for warehouse in after_each_kill(killer, "publish", empty, tmp_path / "tries", deaths, BUILT):
        current = warehouse.current()
        seen.append(complete(current) if current else [])
        assert publish(warehouse, [6]).manifest.tables == {"opportunities": 1}
    assert [amounts for amounts in seen if amounts not in ([], NEW)] == []
    assert (seen[0], seen[-1]) == ([], NEW)
