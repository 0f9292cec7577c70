"""The command line as a process of its own: exit codes, two streams, a reader who goes, a server."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tandem.cli import main
from tandem.cli.memory import AT_HAND, TUNED
from tandem.cli.serving import refuse_taken
from tandem.errors import WrongUse
from tests.browser.serving import HOME, LOCAL, free_port, running, tandem_serving
from tests.cli.typing_in import Desk


def command(*words: object) -> list[str]:
    """The command line of a process."""
    return [sys.executable, "-m", "tandem", *(str(word) for word in words)]


def run(*words: object) -> "subprocess.CompletedProcess[str]":
    """Runs a command to its end."""
    return subprocess.run(command(*words), cwd=HOME, capture_output=True, text=True, check=False, timeout=120)


def test_data_and_messages_go_apart(loaded_twice: Path) -> None:
    done = run("ask", "win_rate", "--quarter", "all", "--format", "csv", "--warehouse", loaded_twice)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("all,won,lost")
    wrong = run("ask", "weather", "--warehouse", loaded_twice)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("There is no question “weather”.")


def test_a_reader_who_has_gone_is_no_fault(loaded_twice: Path) -> None:
    words = command("queries")
    process = subprocess.Popen(words, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), said) == (0, b"")


def test_a_port_that_is_taken_is_wrong_use(empty: Desk) -> None:
    with socket.socket() as taken:
        taken.bind((LOCAL, 0))
        taken.listen()
        said = empty.type("serve", "--port", taken.getsockname()[1])
    assert (said.code, said.out) == (2, "")
    assert "is taken by another program: choose another with --port." in said.err


@pytest.mark.parametrize("port", ["80", "65536", "-1", "http"])
def test_what_is_no_port_is_wrong_use(empty: Desk, port: str) -> None:
    said = empty.type("serve", "--port", port)
    assert (said.code, said.out) == (2, "")
    assert port in said.err


def test_a_free_port_is_taken(monkeypatch: pytest.MonkeyPatch, empty: Desk) -> None:
    served: list[dict[str, object]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: served.append({"app": app, **how}))
    monkeypatch.setenv("TANDEM_WAREHOUSE", "elsewhere")
    monkeypatch.setenv(TUNED, AT_HAND)
    port = free_port()
    said = empty.type("serve", "--port", port)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"Tandem is at http://{LOCAL}:{port} (stop with Ctrl-C)\n"
    assert [(one["app"], one["host"], one["port"]) for one in served] == [("tandem.ui.server:app", LOCAL, port)]
    assert os.environ["TANDEM_WAREHOUSE"] == str(empty.warehouse.resolve())
    refuse_taken(port)
    with pytest.raises(WrongUse), socket.create_server((LOCAL, port)):
        refuse_taken(port)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is kept at hand by the C library of Linux")
@pytest.mark.parametrize(("said", "kept"), [(None, AT_HAND), ("glibc.malloc.tcache_count=9",) * 2])
def test_a_server_keeps_memory_at_hand(
    said: str | None, kept: str, loaded_twice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TUNED, raising=False)
    if said:
        monkeypatch.setenv(TUNED, said)
    port, log = free_port(), tmp_path / "log"
    with running(["tandem", "serve", "--port", str(port)], loaded_twice, f"http://{LOCAL}:{port}/api/ready", log) as it:
        has = Path(f"/proc/{it.pid}/environ").read_bytes().split(b"\0")
    assert f"{TUNED}={kept}".encode() in has
    assert log.read_text().count("\n") == 1


def test_it_really_serves(loaded_twice: Path, tmp_path: Path) -> None:
    with tandem_serving(loaded_twice, tmp_path / "log") as address:
        with urllib.request.urlopen(f"{address}/api/ready", timeout=10) as answer:
            assert (answer.status, answer.read()) == (200, b'{"ready":true}')
        with urllib.request.urlopen(address, timeout=10) as page:
            assert page.headers["X-Frame-Options"] == "DENY"
    assert (tmp_path / "log").read_text().count("\n") == 1


def test_an_interruption_publishes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_said: object, **_more: object) -> None:
        signal.raise_signal(signal.SIGINT)

    before = desk.published()
    monkeypatch.setattr("tandem.cli.loading.prepare", interrupted)
    said = desk.type("load", *desk.company())
    assert (said.code, said.out, said.err) == (130, "", "Interrupted: nothing was published.\n")
    assert desk.published() == before


def test_a_sample_company_is_written_and_loads(empty: Desk) -> None:
    folder = empty.folder / "exports"
    said = empty.type("sample", folder, "--leads", 400, "--touches", 2000, "--seed", 3)
    written = said.out.splitlines()
    assert (said.code, sorted(path.name for path in folder.iterdir())) == (0, sorted(Path(one).name for one in written))
    assert {"Lead.csv", "Opportunity.csv"} <= {Path(one).name.removesuffix(".gz") for one in written}
    assert empty.type("sample", folder, "--leads", 0).code == 2


def test_help_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "COMMAND" in capsys.readouterr().out
    assert main([]) == 2
