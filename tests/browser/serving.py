"""Starts the product in a process of its own, as a user does, and stops it with Ctrl-C."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
LOCAL = "127.0.0.1"
PATIENCE = 90.0


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Whether something answers there."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until_ready(server: int, address: str, log: Path) -> None:
    """Waits until the server answers; raises RuntimeError with what it said when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while not answers(address):
        if has_ended(server) or time.monotonic() > until:
            raise RuntimeError(f"No answer from {address}:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)


def has_ended(process: int) -> bool:
    """Whether a process, which another one may have started, has ended; nobody has to have waited for it."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] in "ZX"
    except OSError:
        return True


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Stops the server as Ctrl-C does; harder when it does not listen."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def running(command: Sequence[str], warehouse: Path, ready: str, log: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """The command in a process of its own over that warehouse, from its first answer at `ready` until it is stopped."""
    surroundings = os.environ | {"TANDEM_WAREHOUSE": str(warehouse), "PYTHONPATH": str(HOME)}
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=HOME, env=surroundings, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            wait_until_ready(server.pid, ready, log)
            yield server
        finally:
            stop(server)


@contextmanager
def tandem_serving(warehouse: Path, log: Path) -> Iterator[str]:
    """The address of `tandem serve` over that warehouse."""
    port = free_port()
    address = f"http://{LOCAL}:{port}"
    with running(["tandem", "serve", "--port", str(port)], warehouse, f"{address}/api/ready", log):
        yield address


@contextmanager
def shared_serving(warehouse: Path, folder: Path) -> Iterator[str]:
    """The address of one `tandem serve` for all processes of a test run: the first starts it, the last stops it."""
    with users_of(folder, 1) as users:
        if users == 1:
            serve_for_all(warehouse, folder)
    try:
        yield (folder / "address").read_text(encoding="utf-8")
    finally:
        with users_of(folder, -1) as users:
            if users == 0:
                end(int((folder / "process").read_text(encoding="utf-8")))


def serve_for_all(warehouse: Path, folder: Path) -> None:
    """Starts a server that may outlive this process, and notes its address and its number in the folder."""
    port, log = free_port(), folder / "log"
    surroundings = os.environ | {"TANDEM_WAREHOUSE": str(warehouse), "PYTHONPATH": str(HOME)}
    command = [sys.executable, "-m", "tandem", "serve", "--port", str(port)]
    with log.open("wb") as said:
        outputs = [(os.POSIX_SPAWN_DUP2, said.fileno(), number) for number in (1, 2)]
        server = os.posix_spawn(sys.executable, command, surroundings, file_actions=outputs)
    (folder / "address").write_text(f"http://{LOCAL}:{port}", encoding="utf-8")
    (folder / "process").write_text(str(server), encoding="utf-8")
    wait_until_ready(server, f"http://{LOCAL}:{port}/api/ready", log)


@contextmanager
def users_of(folder: Path, change: int) -> Iterator[int]:
    """How many processes use what is in the folder after the change; nobody else is in here meanwhile."""
    with (folder / "users").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        users = int(file.read() or "0") + change
        yield users
        file.truncate(0)
        file.write(str(users))


def end(process: int) -> None:
    """Ends a process as Ctrl-C does; harder when it does not listen."""
    os.kill(process, signal.SIGINT)
    until = time.monotonic() + 15
    while not has_ended(process):
        time.sleep(0.1)
        if time.monotonic() > until:
            os.kill(process, signal.SIGKILL)


@contextmanager
def streamlit_serving(script: Path, warehouse: Path, log: Path) -> Iterator[str]:
    """The address of `streamlit run` of that script over that warehouse."""
    port = free_port()
    address = f"http://{LOCAL}:{port}"
    command = ["streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true"]
    with running(command, warehouse, f"{address}/_stcore/health", log):
        yield address
