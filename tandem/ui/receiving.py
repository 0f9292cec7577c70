"""The way of a file from the browser to the desk: PUT /api/upload/<ticket>?name=…, streamed to the disk."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tandem import words
from tandem.errors import UploadRefused
from tandem.ui.desk import desk
from tandem.ui.uploads import MEGABYTE, Spool, Upload, refuse_without_room

AT_ONCE = 8
SILENCE_SECONDS = 60.0
under_way = 0


async def receive(request: Request) -> JSONResponse:
    """Takes one file; answers what became of it, or the sentence that says why it was not taken."""
    global under_way  # noqa: PLW0603 - one process serves, and its one thread counts
    if under_way >= AT_ONCE:
        return refusal(UploadRefused(HTTPStatus.SERVICE_UNAVAILABLE, words.loading.TOO_MANY_AT_ONCE))
    under_way += 1
    try:
        upload = await take(request)
    except UploadRefused as refused:
        return refusal(refused)
    except (ClientDisconnect, TimeoutError):
        return refusal(UploadRefused(HTTPStatus.REQUEST_TIMEOUT, words.loading.BROKEN_OFF))
    except OSError:
        return refusal(UploadRefused(HTTPStatus.INSUFFICIENT_STORAGE, words.loading.NO_ROOM))
    finally:
        under_way -= 1
    return JSONResponse({"name": upload.name, "size": upload.size})


def refusal(refused: UploadRefused) -> JSONResponse:
    """The answer to an upload that is not taken; the connection ends, because the rest of the file is not read."""
    return JSONResponse({"sentence": str(refused)}, status_code=refused.status, headers={"Connection": "close"})


async def take(request: Request) -> Upload:
    """The file, whole and on its tray; raises UploadRefused."""
    refuse_strangers(request.headers)
    tray = desk().tray_of(request.path_params["ticket"])
    tray.refuse_more()
    declared = request.headers.get("content-length", "0")
    refuse_without_room(tray.folder, int(declared) if declared.isdecimal() else 0, tray.settings)
    spool = Spool(tray.folder, request.query_params.get("name", ""), tray.settings)
    try:
        async for block in blocks(request):
            await run_in_threadpool(spool.write, block)
        upload = await run_in_threadpool(spool.finish)
        tray.refuse_more()
    finally:
        spool.drop()
    tray.put(upload)
    desk().look(tray)
    return upload


async def blocks(request: Request) -> AsyncIterator[bytes]:
    """The body in blocks of a megabyte; raises TimeoutError when the browser falls silent."""
    held, stream = bytearray(), request.stream()
    while True:
        try:
            held += await asyncio.wait_for(anext(stream), SILENCE_SECONDS)
        except StopAsyncIteration:
            break
        if len(held) >= MEGABYTE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def refuse_strangers(headers: Headers) -> None:
    """Raises UploadRefused unless the request was made by a page of this server."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin", "")
    is_ours = site == "same-origin" if site else urlsplit(origin).netloc == headers.get("host")
    if not is_ours:
        raise UploadRefused(HTTPStatus.FORBIDDEN, words.loading.STRANGER)


UPLOAD = Route("/api/upload/{ticket}", receive, methods=["PUT"])
