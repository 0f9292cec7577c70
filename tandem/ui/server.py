"""The server: one process that serves the pages, takes their files, says that it is ready, and is cautious."""

import contextlib
import gc
import logging
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from tandem.ui import programs, receiving
from tandem.ui.desk import close_desks
from tandem.ui.origin import SaysOrigin

HOME = Path(__file__).resolve().parents[2]
HEAVY = ("polars", "pandas", "pyarrow", "duckdb", "xlsxwriter", "tandem.ui")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; "
        "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
}


class SafeHeaders:
    """Adds the headers of a cautious site to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps the application `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does, with the headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Link"] = programs.PRELOADS
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@contextlib.asynccontextmanager
async def warm(_app: object) -> AsyncIterator[dict[str, object]]:
    """Imports what the pages use before the first reader comes, and takes it out of the garbage collector's rounds."""
    for module in HEAVY:
        import_module(module)
    # The menu is ours from the first reader on, whatever lies in a folder named pages/.
    PagesManager.uses_pages_directory = False
    gc.collect()
    gc.freeze()
    programs.is_served = True
    try:
        yield {"started": True}
    finally:
        programs.is_served = False
        close_desks()


async def ready(_request: Request) -> JSONResponse:
    """Says that the server answers."""
    return JSONResponse({"ready": True})


def note_error(error: BaseException) -> None:
    """Writes an error of a page to the log; the reader sees a sentence."""
    logging.getLogger("tandem").error("A page stopped.", exc_info=error)


app = st.App(
    str(HOME / "app.py"),
    lifespan=warm,
    routes=[Route("/api/ready", ready), receiving.UPLOAD, *programs.ROUTES],
    middleware=[Middleware(SafeHeaders), Middleware(SaysOrigin)],
    on_script_error=note_error,
)
