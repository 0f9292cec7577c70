"""Where the pages are served from, told to the browser: otherwise it tries every part of the address in turn."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEAD = b"<head>"
# A link to a page makes Streamlit ask in that page's folder first, and meet "not found" twice, before it asks the root.
SAYS_ORIGIN = b"<head><script>window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}</script>"


class SaysOrigin:
    """Writes the address of the server into the one HTML file that every page starts from."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps the application `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does, unless a reader asks for a page."""
        if scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", ""):
            # What was compressed already cannot be added to.
            headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self.app({**scope, "headers": headers}, receive, HeldHtml(send))
        else:
            await self.app(scope, receive, send)


class HeldHtml:
    """Sends on what it is given; an HTML answer at its end, with the address written into it."""

    def __init__(self, send: Send) -> None:
        """Sends on to `send`."""
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Sends the message on, or holds it."""
        if message["type"] == "http.response.start" and is_html(message):
            self.start = message
        elif self.start and message["type"] == "http.response.body":
            await self.hold(self.start, message)
        else:
            await self.send(message)

    async def hold(self, start: Message, message: Message) -> None:
        """Keeps a part of the body; with the last one sends all of it."""
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body, headers = self.body.replace(HEAD, SAYS_ORIGIN, 1), MutableHeaders(scope=start)
        headers["Content-Length"] = str(len(body))
        del headers["ETag"]  # it names the file without what was added
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def is_html(start: Message) -> bool:
    """Whether an answer with this start brings HTML."""
    return start["status"] == 200 and Headers(scope=start).get("content-type", "").startswith("text/html")
