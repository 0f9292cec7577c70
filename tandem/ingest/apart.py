"""Files are opened in a process of their own: what they do to it becomes a sentence, and nothing else is harmed."""

import io
import logging
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from multiprocessing.connection import Connection, Pipe
from pathlib import PosixPath
from tempfile import TemporaryFile
from typing import IO, Concatenate, ParamSpec, TypeVar

from tandem.errors import FileRefused, TandemError, remade
from tandem.ingest.limits import GB, Limits, Tell

P = ParamSpec("P")
R = TypeVar("R")
LARGEST_ANSWER = 64 << 20
TIDY_SECONDS = 5
ROOMS = {"tandem", "datetime", "decimal", "pathlib"}
PLAIN: set[object] = {date, datetime, Decimal, PosixPath, remade}
OUT_OF_MEMORY = ("MemoryError", "memory allocation of", "bad_alloc", "Cannot allocate memory", "out of memory")
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    """A sentence on the way, and the file that it is about."""

    sentence: str
    file: str


@dataclass(frozen=True)
class Done:
    """What the work came to."""

    answer: object


@dataclass
class Reader:
    """The process that reads: how to hear it, what it wrote beside, and the file that it was last heard to be at."""

    process: "subprocess.Popen[bytes]"
    hears: "Connection[object, object]"
    aside: IO[bytes]
    limits: Limits
    file: str = "The files"


def run_apart(
    limits: Limits, tell: Tell, task: Callable[Concatenate[Tell, P], R], *args: P.args, **named: P.kwargs
) -> R:
    """What `task(tell, …)` gives in a process of its own, within the limits.

    Raises what it raises of our errors, and FileRefused, naming the file that it was at, when the process comes to an
    end before the task: out of memory or time, or crashed.
    """
    until = time.monotonic() + limits.wall_seconds if limits.wall_seconds else None
    with started(limits, pickle.dumps((task, args, named))) as reader:
        while True:
            match heard(reader, until):
                case Said(sentence, file):
                    reader.file = file or reader.file
                    tell(sentence, file)
                case Done(answer):
                    let_end(reader)
                    return answer  # type: ignore[return-value]
                case TandemError() as problem:
                    let_end(reader)
                    raise problem


@contextmanager
def started(limits: Limits, job: bytes) -> Iterator[Reader]:
    """A process that does the job; killed at the end when it has not ended by itself."""
    hears, tells = Pipe(duplex=False)
    with hears, TemporaryFile() as aside:
        with tells:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tandem.ingest.worker", str(tells.fileno()), str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=aside,
                pass_fds=[tells.fileno()],
                start_new_session=True,
                env=surroundings(limits),
            )
        try:
            hand_over(process, pickle.dumps(limits) + job)
            yield Reader(process, hears, aside, limits)
        finally:
            process.kill()
            process.wait()


def let_end(reader: Reader) -> None:
    """Gives a process that has said all a moment to tidy up."""
    with suppress(subprocess.TimeoutExpired):
        reader.process.wait(TIDY_SECONDS)


def surroundings(limits: Limits) -> dict[str, str]:
    """The environment of the process: where our code is, few threads and arenas, no way to the ledger."""
    known = {name: value for name, value in os.environ.items() if name != "TANDEM_LEDGER"}
    here = os.pathsep.join(os.path.abspath(place) for place in sys.path)
    threads = str(limits.threads)
    return {**known, "PYTHONPATH": here, "MALLOC_ARENA_MAX": "2", "POLARS_MAX_THREADS": threads}


def hand_over(process: "subprocess.Popen[bytes]", job: bytes) -> None:
    """Writes the job to the process; one that has ended already is met when it is heard."""
    assert process.stdin
    try:
        process.stdin.write(job)
        process.stdin.close()
    except BrokenPipeError:
        LOG.warning("The process that reads files did not start.")


def heard(reader: Reader, until: float | None) -> object:
    """The next thing that the process says; raises FileRefused when it ended or has taken too long."""
    if not reader.hears.poll(None if until is None else max(0.0, until - time.monotonic())):
        problem = f"reading it takes longer than {reader.limits.wall_seconds:,.0f} seconds."
        raise FileRefused(reader.file, problem, "Split it, or load it at the command line (tandem load).")
    try:
        return Careful(io.BytesIO(reader.hears.recv_bytes(LARGEST_ANSWER))).load()
    except (EOFError, ConnectionResetError):
        raise end_of(reader) from None


class Careful(pickle.Unpickler):
    """Takes from a process that has read strangers' files nothing but our own values and errors."""

    def find_class(self, module: str, name: str) -> object:
        """The class of that name; raises UnpicklingError for all but our data classes and errors and plain values."""
        if module.partition(".")[0] in ROOMS:
            found = super().find_class(module, name)
            if found in PLAIN or is_ours(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that a reader of files says.")


def is_ours(found: object) -> bool:
    """Whether it is one of our data classes or errors."""
    return (
        isinstance(found, type)
        and found.__module__.startswith("tandem.")
        and (is_dataclass(found) or issubclass(found, TandemError))
    )


def end_of(reader: Reader) -> FileRefused:
    """Why a process ended before its task did, as a sentence."""
    code = reader.process.wait()
    reader.aside.seek(0)
    last = reader.aside.read().decode(errors="replace").strip()
    LOG.warning("The process that read %s ended with %s. %s", reader.file, code, last)
    if any(sign in last for sign in OUT_OF_MEMORY):
        problem = f"reading it needs more than {reader.limits.memory_bytes / GB:,.1f} GB of memory."
        return FileRefused(reader.file, problem, "Split it, or export it as CSV or Parquet.")
    if code == -signal.SIGXCPU:
        problem = f"reading it takes more than {reader.limits.cpu_seconds:,} seconds of processor time."
        return FileRefused(reader.file, problem, "Split it, or load it at the command line (tandem load).")
    if code == -signal.SIGKILL:
        problem = "its reader was stopped by the system, most likely because the machine ran out of memory."
        return FileRefused(reader.file, problem, "Split it, or load it when less is going on.")
    how = signal.Signals(-code).name if code < 0 else last.splitlines()[-1] if last else f"exit code {code}"
    problem = f"it made its reader fail ({how}), which harmed nothing else."
    return FileRefused(reader.file, problem, "Export it again, a workbook as CSV, or report the file.")
