"""The program that draws figures in the browser: the file of the pinned package, served by us, or by Streamlit."""

import gzip
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from tandem.ui import receiving

FOLDER, FILE = "package_data", "plotly.min.js"
VERSION = version("plotly")
OURS = f"api/plotly-{VERSION}.js"
MIME = "text/javascript"
# The address says the version: what a browser has fetched once, it never asks for again.
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


def package() -> Path:
    """The folder of the installed package, found without importing it."""
    found = find_spec("plotly")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("plotly")
    return Path(found.origin).parent


@cache
def packed() -> bytes:
    """The file, a third as large."""
    return gzip.compress((package() / FOLDER / FILE).read_bytes(), 6)


async def give(request: Request) -> Response:
    """The file, to be kept for ever."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(package() / FOLDER / FILE, media_type=MIME, headers=FOR_EVER)
    content = await run_in_threadpool(packed)
    return Response(content, media_type=MIME, headers=FOR_EVER | {"Content-Encoding": "gzip"})


ROUTE = Route(f"/{OURS}", give)


def address() -> str:
    """Where the browser finds the file, relative to the home page."""
    return OURS if receiving.is_served else by_streamlit()


@cache
def by_streamlit() -> str:
    """Where Streamlit alone serves the file: as it serves those of an installed component."""
    manifest = ComponentManifest("tandem", VERSION, [ComponentConfig("plotly", FOLDER)])
    get_bidi_component_manager().register_from_manifest(manifest, package())
    return f"_stcore/bidi-components/tandem.plotly/{FILE}"
