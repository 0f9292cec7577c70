"""A file's reader that crashes, hangs or swells ends alone: the one who asked gets a sentence that names the file."""

import os
import pickle
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from tandem.errors import FileRefused, Refused, WrongUse
from tandem.ingest.apart import run_apart
from tandem.ingest.limits import GB, Limits, Tell, free_bytes, silent
from tandem.ingest.load import Brought
from tandem.settings import Settings
from tests.ingest import misbehaving as task
from tests.ingest.making import cell, raw_workbook

HOME = Path(__file__).resolve().parents[2]
LIMITS = Limits(2 * GB)
PARENT = """
import sys
from pathlib import Path
from tandem.ingest.apart import run_apart
from tandem.ingest.limits import GB, Limits, silent
from tests.ingest.misbehaving import hang
run_apart(Limits(2 * GB), silent, hang, Path(sys.argv[1]))
"""


def test_what_is_done_apart_is_told_and_answered() -> None:
    said: list[tuple[str, str]] = []

    def tell(sentence: str, /, file: str = "") -> None:
        said.append((sentence, file))

    assert run_apart(LIMITS, tell, task.answer, "a.csv", "b.csv") == Brought(
        {"a.csv": "replace", "b.csv": "replace"}, ()
    )
    assert said == [("Reading a.csv", "a.csv"), ("Reading b.csv", "b.csv")]


def test_a_sentence_comes_back_as_the_error_that_it_was() -> None:
    with pytest.raises(FileRefused) as caught:
        run_apart(LIMITS, silent, task.refuse, False)
    assert str(caught.value) == "a.csv, row 1,200, column “amount”: the row is torn. Mend it."
    assert (caught.value.row, caught.value.column, caught.value.remedy) == (1200, "amount", "Mend it.")
    with pytest.raises(WrongUse, match=r"^There is no such thing\.$"):
        run_apart(LIMITS, silent, task.refuse, True)


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (signal.SIGSEGV, r"^bad\.xlsx: it made its reader fail \(SIGSEGV\), which harmed nothing else\. Export it"),
        (signal.SIGABRT, r"^bad\.xlsx: it made its reader fail \(SIGABRT\)"),
        (signal.SIGKILL, r"^bad\.xlsx: its reader was stopped by the system, most likely because the machine ran out"),
    ],
)
def test_a_reader_that_is_killed_is_a_sentence(by: signal.Signals, told: str) -> None:
    with pytest.raises(FileRefused, match=told):
        run_apart(LIMITS, silent, task.die, by)


def test_a_reader_that_takes_too_much_memory_is_a_sentence() -> None:
    with pytest.raises(FileRefused, match=r"^large\.csv: reading it needs more than 2\.0 GB of memory\. Split it"):
        run_apart(LIMITS, silent, task.swell)


def test_a_workbook_that_aborts_its_parser_harms_nobody(tmp_path: Path) -> None:
    book = tmp_path / "far.xlsx"
    book.write_bytes(
        raw_workbook(f'<row r="1">{cell("A1", "a")}</row><row r="1048576">{cell("XFD1048576", "b")}</row>')
    )
    with pytest.raises(FileRefused, match=r"^far\.xlsx: (reading it needs more than|it made its reader fail)"):
        run_apart(LIMITS, silent, task.parse_workbook, book)


def test_a_reader_that_computes_for_ever_is_a_sentence() -> None:
    with pytest.raises(FileRefused, match=r"^endless\.csv: reading it takes more than 3 seconds of processor time"):
        run_apart(Limits(2 * GB, cpu_seconds=3), silent, task.spin)


def test_a_reader_that_hangs_is_a_sentence(tmp_path: Path) -> None:
    said = []

    def tell(sentence: str, /, file: str = "") -> None:
        said.append(sentence)

    with pytest.raises(FileRefused, match=r"^(still\.csv|The files): reading it takes longer than 5 seconds"):
        run_apart(Limits(2 * GB, wall_seconds=5), tell, task.hang, tmp_path / "pid")


def test_a_fault_of_our_own_is_a_sentence_and_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(FileRefused, match=r"fail \(ZeroDivisionError: of all things\)"):
        run_apart(LIMITS, silent, task.fail)
    assert "Traceback" in caplog.text


def test_a_file_that_would_fill_the_disk_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Nothing was published"):
        run_apart(Limits(2 * GB, file_bytes=1 << 20), silent, task.fill, tmp_path / "long", 4 * task.BLOCK)
    assert (tmp_path / "long").stat().st_size <= 1 << 20


def test_nothing_but_our_own_values_is_taken_from_a_reader() -> None:
    with pytest.raises(pickle.UnpicklingError, match="system"):
        run_apart(LIMITS, silent, task.deceive)
    values = (date(2026, 1, 1), Path("a"), {"a": (1, 2.5, None)})
    assert run_apart(LIMITS, silent, task.plain_values, values)[:3] == values


def is_running(pid: int) -> bool:
    """Whether there is such a process, other than a dead one that nobody asked after."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def waited_for(happens: object, seconds: float = 60) -> bool:
    """Whether it happens in time."""
    assert callable(happens)
    until = time.monotonic() + seconds
    while not happens() and time.monotonic() < until:
        time.sleep(0.05)
    return bool(happens())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_no_reader_outlives_the_one_that_asked(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(note)], cwd=HOME)
    assert waited_for(lambda: note.exists() and note.read_text())
    reader = int(note.read_text())
    assert is_running(reader)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert waited_for(lambda: not is_running(reader))


def interrupt(sentence: str, /, file: str = "") -> None:
    """Has had enough."""
    raise KeyboardInterrupt


def test_who_stops_asking_stops_the_reader(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_apart(LIMITS, interrupt, task.hang, tmp_path / "pid")
    assert not is_running(int((tmp_path / "pid").read_text()))


def test_the_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    settings = Settings(reader_memory_gb=1.5, reader_cpu_seconds=7, reader_wall_seconds=9, free_disk_gb=0)
    typed = Limits.of(settings, tmp_path / "not yet there", in_browser=False)
    shown = Limits.of(settings, tmp_path, in_browser=True)
    assert (typed.memory_bytes, typed.cpu_seconds, typed.wall_seconds) == (3 * GB // 2, None, None)
    assert (shown.cpu_seconds, shown.wall_seconds) == (7, 9)
    assert typed.file_bytes is not None
    assert abs(typed.file_bytes - free_bytes(tmp_path)) < 50 * GB


def test_whoever_hears_nothing_is_told_all_the_same() -> None:
    tell: Tell = silent
    tell("Reading a.csv", "a.csv")
