"""Starts the product in a process of its own, as a user does, and stops it with Ctrl-C."""

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


def wait_until_ready(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    """Waits until the server answers; raises RuntimeError with what it said when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while not answers(address):
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"No answer from {address}:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)


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
            wait_until_ready(server, ready, log)
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
def streamlit_serving(script: Path, warehouse: Path, log: Path) -> Iterator[str]:
    """The address of `streamlit run` of that script over that warehouse."""
    port = free_port()
    address = f"http://{LOCAL}:{port}"
    command = ["streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true"]
    with running(command, warehouse, f"{address}/_stcore/health", log):
        yield address
