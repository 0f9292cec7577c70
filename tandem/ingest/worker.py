"""The process in which files are opened: bounded before it does anything, dead when the one that asked is dead."""

import ctypes
import os
import pickle
import resource
import signal
import sys
from multiprocessing.connection import Connection

from tandem.errors import TandemError
from tandem.ingest.apart import Done, Said
from tandem.ingest.limits import Limits
from tandem.warehouse.faults import storage_faults

PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 5


def main(handle: int, parent: int) -> None:
    """Does the job that standard input says, telling `handle` on the way and what it came to."""
    die_with(parent)
    limits: Limits = pickle.load(sys.stdin.buffer)
    bound(limits)
    task, args, named = pickle.load(sys.stdin.buffer)
    tells: Connection[object, object] = Connection(handle, readable=False)

    def tell(said: str, /, file: str = "") -> None:
        tells.send(Said(said, file))

    try:
        with storage_faults():
            answer = Done(task(tell, *args, **named))
    except TandemError as problem:
        tells.send(problem)
    else:
        tells.send(answer)


def die_with(parent: int) -> None:
    """Has the system kill this process when the one that asked ends, which may be the case already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def bound(limits: Limits) -> None:
    """Takes on the limits: what goes beyond them is refused by the system, or ends this process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    if limits.file_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
    if limits.cpu_seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + GRACE_SECONDS))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
