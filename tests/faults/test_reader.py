"""Case 70: the process that reads is killed or hangs, or the load that asked is killed, in the middle of a load."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tandem.errors import FileRefused
from tandem.ingest import prepare
from tests.ingest.loading import rows
from tests.ingest.office import ACCOUNTS, TODAY, Office

HOME = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
MANY = 400_000


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export that takes its reader a while."""
    path = tmp_path_factory.mktemp("exports") / "accounts.csv"
    lines = "".join(f"A{number},Company {number},EMEA\n" for number in range(10, MANY))
    path.write_text(ACCOUNTS + lines)
    return path


def readers_of(parent: int) -> list[int]:
    """The living processes that read for `parent`."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_text().split("\0") if folder.name.isdecimal() else []
        except (FileNotFoundError, ProcessLookupError):
            continue
        if "tandem.ingest.worker" in words and words[-2] == str(parent):
            found.append(int(folder.name))
    return found


def until(happens: Callable[[], object]) -> bool:
    """Whether it happens within a minute."""
    end = time.monotonic() + 60
    while not happens() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(happens())


@pytest.fixture
def loading(exports: Path, office: Office) -> "Iterator[subprocess.Popen[str]]":
    """A load at the command line whose reader has begun, over a warehouse with one version."""
    office.load(office.files(accounts=ACCOUNTS))
    command = [sys.executable, "-m", "tandem", "load", str(exports), "--warehouse", str(office.warehouse.root)]
    process = subprocess.Popen(command, cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    with process:
        assert process.stderr
        assert process.stderr.readline() == "Reading accounts.csv\n"
        yield process
        process.kill()


@LINUX
def test_a_load_that_is_killed_leaves_what_was_published_and_no_reader(
    loading: "subprocess.Popen[str]", office: Office
) -> None:
    [reader] = readers_of(loading.pid)
    loading.kill()
    loading.wait()
    assert until(lambda: not readers_of(loading.pid)), reader
    assert office.tables() == {"accounts": 2}
    [left] = (office.warehouse.root / "staging").iterdir()
    old = time.time() - 7200
    os.utime(left, (old, old))
    office.load(office.files(accounts=ACCOUNTS.replace("Acme", "Acme Inc")))
    assert office.warehouse.require().number == 2
    assert not left.exists()


@LINUX
def test_a_reader_that_is_killed_is_a_sentence_of_the_load(loading: "subprocess.Popen[str]", office: Office) -> None:
    [reader] = readers_of(loading.pid)
    os.kill(reader, signal.SIGKILL)
    assert loading.wait(60) == 1
    assert loading.stderr
    assert loading.stderr.read().splitlines()[-1].startswith("accounts.csv: its reader was stopped by the system")
    assert office.tables() == {"accounts": 2}
    assert list((office.warehouse.root / "staging").iterdir()) == []


@LINUX
def test_a_load_that_is_interrupted_stops_its_reader(loading: "subprocess.Popen[str]", office: Office) -> None:
    loading.send_signal(signal.SIGINT)
    assert loading.wait(60) == 130
    assert loading.stderr
    assert loading.stderr.read().splitlines()[-1] == "Interrupted: nothing was published."
    assert not readers_of(loading.pid)
    assert office.tables() == {"accounts": 2}


@LINUX
def test_a_second_load_waits_for_the_first(loading: "subprocess.Popen[str]", office: Office) -> None:
    [reader] = readers_of(loading.pid)
    os.kill(reader, signal.SIGSTOP)
    [other] = office.files(users=rows("user_id,name", "U1,Ann"))
    command = [sys.executable, "-m", "tandem", "load", str(other), "--warehouse", str(office.warehouse.root)]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as second:
        assert second.stderr
        said = second.stderr.readline()
        assert said.startswith("Waiting, as number 1: ")
        assert f"(process {loading.pid} on " in said
        os.kill(reader, signal.SIGCONT)
        assert loading.stderr
        loading.stderr.read()
        assert (loading.wait(120), second.stderr.read() != "", second.wait(120)) == (0, True, 0)
    assert office.tables() == {"accounts": MANY - 8, "users": 1}


@LINUX
def test_a_reader_that_hangs_is_given_up(exports: Path, office: Office) -> None:
    def stop(said: str) -> None:
        if said.startswith("Reading"):
            [reader] = readers_of(os.getpid())
            os.kill(reader, signal.SIGSTOP)

    hasty = office.settings.__class__(reader_wall_seconds=8)
    about = {"warehouse": office.warehouse, "settings": hasty, "who": "ann", "loaded_on": TODAY, "in_browser": True}
    with (
        pytest.raises(FileRefused, match=r"^accounts\.csv: reading it takes longer than 8 seconds\. Split it"),
        prepare([exports], progress=stop, **about),  # type: ignore[arg-type]
    ):
        pass
    assert not readers_of(os.getpid())
    assert office.warehouse.current() is None
    office.load(office.files(accounts=ACCOUNTS))
    assert office.tables() == {"accounts": 2}
