"""What a parser can do to the process that it runs in, really done, as work for a process of its own."""

import os
import signal
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import fastexcel

from tandem.errors import FileRefused, WrongUse
from tandem.ingest.limits import Tell
from tandem.ingest.load import Brought

BLOCK = 64 << 20


def answer(tell: Tell, *names: str) -> Brought:
    """Does its work, telling of it."""
    for name in names:
        tell(f"Reading {name}", name)
    return Brought(dict.fromkeys(names, "replace"), ())


def refuse(tell: Tell, is_wrong_use: bool) -> None:
    """Meets what one of our sentences is for."""
    if is_wrong_use:
        raise WrongUse("There is no such thing.")
    raise FileRefused("a.csv", "the row is torn.", "Mend it.", row=1200, column="amount")


def die(tell: Tell, by: int) -> None:
    """Is ended by a signal, as a parser in another language is by its own faults, and any by the system's."""
    tell("Reading bad.xlsx", "bad.xlsx")
    os.kill(os.getpid(), by)


def swell(tell: Tell) -> None:
    """Takes all memory that it can get."""
    tell("Reading large.csv", "large.csv")
    held: list[bytearray] = []
    while True:
        held.append(bytearray(BLOCK))


def spin(tell: Tell) -> None:
    """Computes for ever."""
    tell("Reading endless.csv", "endless.csv")
    while True:
        pass


def hang(tell: Tell, note: Path | None = None) -> None:
    """Waits for ever, after it wrote down which process it is."""
    if note:
        note.write_text(str(os.getpid()))
    tell("Reading still.csv", "still.csv")
    time.sleep(600)


def fail(tell: Tell) -> None:
    """Meets a fault of our own."""
    raise ZeroDivisionError("of all things")


def fill(tell: Tell, path: Path, size: int) -> None:
    """Writes a file of that size."""
    tell("Reading long.csv", "long.csv")
    with path.open("wb") as file:
        for _ in range(size // BLOCK):
            file.write(bytes(BLOCK))


class Trap:
    """What nobody should ever make of what a stranger's file says."""

    def __reduce__(self) -> tuple[object, ...]:
        """Would run a command where it is taken in."""
        return os.system, ("false",)


def deceive(tell: Tell) -> Trap:
    """Answers with what would run a command where it is taken in."""
    return Trap()


def plain_values(tell: Tell, values: Sequence[object]) -> tuple[object, ...]:
    """Gives back what it was given."""
    return (*values, Decimal("1.5"), signal.SIGTERM.value)


def parse_workbook(tell: Tell, path: Path) -> int:
    """Hands a workbook to its parser without looking at it first."""
    tell(f"Reading {path.name}", path.name)
    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    return int(sheet.to_polars().height)
