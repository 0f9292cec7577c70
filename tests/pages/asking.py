"""Requests to the application as a server on this machine hands them over, without a server."""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tandem.ui import server

Result = TypeVar("Result")
OURS = {"host": "127.0.0.1", "origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}


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


def request(
    method: str, path: str, blocks: Iterable[bytes] = (), *, query: str = "", ends: str = "whole", **headers: str
) -> Answer:
    """The answer to a request whose body comes in these blocks and ends: whole, broken off, or silent."""
    answer = Answer()
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": encoded({"host": "127.0.0.1"} | headers), "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8501),
    }  # fmt: skip
    last = {"whole": ({"type": "http.request", "body": b""},), "broken off": ({"type": "http.disconnect"},)}
    coming = [{"type": "http.request", "body": block, "more_body": True} for block in blocks]
    asked = iter([*coming, *last.get(ends, ())])

    async def receive() -> Any:
        for message in asked:
            return message
        # Nothing more comes from the reader, who waits for the answer or has gone.
        return await asyncio.Event().wait()

    finished(asyncio.wait_for(server.app(scope, receive, answer.take), 30))
    return answer


def encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as a server hands them over."""
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]


def get(path: str) -> Answer:
    """The answer to a plain request."""
    return request("GET", path)
