"""The server: ready, cautious, and without a request to any other host."""

import asyncio
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tandem.ui import server

HOME = Path(__file__).resolve().parents[2]
Result = TypeVar("Result")


@dataclass
class Answer:
    """What the application answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    async def take(self, message: Any) -> None:
        """Adds one message of the answer."""
        self.status = message.get("status", self.status)
        self.headers |= {name.decode(): value.decode() for name, value in message.get("headers", ())}
        self.body += message.get("body", b"")


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """What that work gives, in a thread of its own: a browser test run before may have left its loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def get(path: str) -> Answer:
    """The answer of the application to a plain request, as a server on this machine hands it over."""
    answer = Answer()
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8501),
    }  # fmt: skip

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Any:
        for request in asked:
            return request
        # Nothing more comes from the reader, who waits for the answer.
        return await asyncio.Event().wait()

    finished(asyncio.wait_for(server.app(scope, receive, answer.take), 30))
    return answer


def test_the_server_warms_before_it_serves() -> None:
    async def started() -> dict[str, object]:
        async with server.warm(None) as state:
            return state

    assert finished(started()) == {"started": True}


def test_the_server_says_when_it_is_ready() -> None:
    answer = get("/api/ready")
    assert (answer.status, answer.body) == (200, b'{"ready":true}')


@pytest.mark.parametrize("path", ["/api/ready", "/", "/nowhere"])
def test_every_answer_has_the_headers_of_a_cautious_site(path: str) -> None:
    headers = get(path).headers
    assert {name: headers[name.lower()] for name in server.HEADERS} == server.HEADERS


def test_no_header_allows_a_foreign_host() -> None:
    policy = server.HEADERS["Content-Security-Policy"]
    assert not re.search(r"https?:|\*", policy)


@pytest.mark.parametrize("font", ["inter-400.woff2", "inter-500.woff2", "inter-600.woff2"])
def test_fonts_come_from_here(font: str) -> None:
    assert get(f"/app/static/{font}").body.startswith(b"wOF2")


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (HOME / "static" / "OFL.txt").read_text(encoding="utf-8")


def test_an_error_of_a_page_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    server.note_error(ValueError("secret path"))
    assert "A page stopped." in caplog.text
