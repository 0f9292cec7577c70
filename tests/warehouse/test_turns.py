"""Loads stand in a row: one is under way, some wait and move up, and who comes when all places are taken is told."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest

from tandem.errors import Busy
from tandem.warehouse import turn

HOME = Path(__file__).resolve().parents[2]
HOLDS = """
import sys, time
from pathlib import Path
from tandem.warehouse import turn
with turn(Path(sys.argv[1]), "Ann", waiting=5, say=print):
    print("mine", flush=True)
    time.sleep(600)
"""


def nobody(_said: str) -> None:
    """Hears nothing."""


def until(happens: Callable[[], bool]) -> bool:
    """Whether it happens within a minute."""
    end = time.monotonic() + 60
    while not happens() and time.monotonic() < end:
        time.sleep(0.02)
    return happens()


class Waiter:
    """Somebody who comes for a turn, and keeps it until told to go."""

    def __init__(self, pool: ThreadPoolExecutor, folder: Path, who: str, order: list[str], waiting: int = 5) -> None:
        """Comes at once."""
        self.who, self.said, self.goes = who, list[str](), Event()
        self._folder, self._order, self._waiting = folder, order, waiting
        self.done = pool.submit(self._come)

    def _come(self) -> None:
        with turn(self._folder, self.who, waiting=self._waiting, say=self.said.append):
            self._order.append(self.who)
            assert self.goes.wait(60)


def test_who_waits_is_told_behind_whom_and_comes_in_order(tmp_path: Path) -> None:
    order: list[str] = []
    with ThreadPoolExecutor(4) as pool:
        people = []
        for who in ("Ann", "Bob", "Cy", "Di"):
            people.append(Waiter(pool, tmp_path, who, order))
            came = people[-1]
            assert until(lambda came=came: bool(came.said) or came.who in order)  # type: ignore[misc]
        assert order == ["Ann"]
        assert people[1].said[0].startswith("Waiting, as number 1: Ann (process ")
        assert people[1].said[0].endswith(" is loading")
        assert [len(one.said) > 0 for one in people] == [False, True, True, True]
        for place, one in enumerate(people):
            assert until(lambda place=place: len(order) > place)  # type: ignore[misc]
            one.goes.set()
            one.done.result(60)
    assert order == ["Ann", "Bob", "Cy", "Di"]


def test_when_all_places_are_taken_the_next_is_told(tmp_path: Path) -> None:
    order: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        first = Waiter(pool, tmp_path, "Ann", order, waiting=1)
        assert until(lambda: order == ["Ann"])
        second = Waiter(pool, tmp_path, "Bob", order, waiting=1)
        assert until(lambda: bool(second.said))
        with (
            pytest.raises(
                Busy, match=r"^1 loads? (is|are) waiting already, behind Ann \(process .* in a few minutes\.$"
            ),
            turn(tmp_path, "Cy", waiting=1, say=nobody),
        ):
            pass
        for one in (first, second):
            one.goes.set()
            one.done.result(60)
    with turn(tmp_path, "Cy", waiting=1, say=nobody):
        pass


def test_where_nobody_may_wait_the_second_is_told(tmp_path: Path) -> None:
    with ExitStack() as held:
        held.enter_context(turn(tmp_path, "Ann", waiting=0, say=nobody))
        with pytest.raises(Busy, match="Ann"), turn(tmp_path, "Bob", waiting=0, say=nobody):
            pass


def test_the_place_of_a_dead_process_is_free_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "mine\n"
        process.kill()
    said: list[str] = []
    with turn(tmp_path, "Bob", waiting=5, say=said.append):
        assert said == []


def test_who_gives_up_leaves_no_place_taken(tmp_path: Path) -> None:
    def give_up(_said: str) -> None:
        raise KeyboardInterrupt

    with turn(tmp_path, "Ann", waiting=1, say=nobody):
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt), turn(tmp_path, "Bob", waiting=1, say=give_up):
                pass
