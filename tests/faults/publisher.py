"""A process that publishes, and is killed (SIGKILL) at the N-th step that changes the disk.

It reads one line “N ACTION FOLDER” at a time from standard input, forks, lets the fork do the action, and answers with
the number of steps when the fork came to its end, else with “killed”. A fork that has imported everything is fast.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.warehouse.small import FACTS, bring, deals, small_warehouse

P = ParamSpec("P")
R = TypeVar("R")
NEW = [7, 8, 9]
STEPS = ("rename", "replace", "fsync", "link", "unlink", "rmdir", "mkdir", "ftruncate", "pwrite")


class Countdown:
    """Kills this process just before its N-th step."""

    def __init__(self, last: int) -> None:
        """Lives for `last` - 1 steps."""
        self.last, self.taken = last, 0

    def step(self, *_said: object) -> None:
        """Counts one step, or ends here."""
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, does: Callable[P, R]) -> Callable[P, R]:
        """The same function, each call of which is a step."""

        def counted(*args: P.args, **named: P.kwargs) -> R:
            self.step()
            return does(*args, **named)

        return counted


def act(action: str, home: Path, countdown: Countdown) -> None:
    """Publishes new deals, rolls back to version 1, or publishes where only one version is kept."""
    warehouse = small_warehouse(home, versions_kept=1 if action == "retain" else 10)
    for name in STEPS:
        setattr(os, name, countdown.watch(getattr(os, name)))
    if action == "rollback":
        warehouse.rollback(1, "Ann")
        return
    with warehouse.staging("Ann", carry=True) as staging:
        bring(staging, "opportunities", deals(NEW), "opportunity_id")
        staging.build(FACTS, countdown.step)
        staging.publish()


def live(last: int, action: str, home: Path) -> str:
    """What became of a fork that may take `last` - 1 steps: “killed”, or how many steps it took to the end."""
    inbound, outbound = os.pipe()
    child = os.fork()
    if child == 0:
        countdown = Countdown(last)
        act(action, home, countdown)
        os.write(outbound, str(countdown.taken).encode())
        os._exit(0)
    os.close(outbound)
    _, status = os.waitpid(child, 0)
    with os.fdopen(inbound) as pipe:
        said = pipe.read()
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    return said if os.WEXITSTATUS(status) == 0 else "failed"


def main() -> None:
    """Answers every line of standard input."""
    for line in sys.stdin:
        last, action, home = line.rstrip("\n").split(" ", 2)
        sys.stdout.write(live(int(last), action, Path(home)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
