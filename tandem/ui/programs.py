"""The programs that browsers fetch: ours, which draws panels, and that of the pinned Plotly."""

import gzip
import hashlib
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

FOLDER, FILE = "package_data", "plotly.min.js"
VERSION = version("plotly")
HERE = Path(__file__).parent
PANELS, ENTRY = "panels", "panel.js"
OURS = sorted(path.name for path in (HERE / PANELS).glob("*.js"))
CONTENT = hashlib.sha256(b"".join((HERE / PANELS / name).read_bytes() for name in OURS)).hexdigest()[:12]
PLOTLY, PANEL = f"api/plotly-{VERSION}.js", f"api/{PANELS}-{CONTENT}"
MIME = "text/javascript"
# The address says the version: what a browser has fetched once, it never asks for again.
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
# What every page needs is fetched with the page, not when its first element asks for it.
PRELOADS = ", ".join(
    [f"<{PLOTLY}>; rel=preload; as=script", *(f"<{PANEL}/{name}>; rel=modulepreload" for name in OURS)]
)
is_served = False  # by the lifespan of our own server: “streamlit run” knows no such routes


def package() -> Path:
    """The folder of the installed package of Plotly, found without importing it."""
    found = find_spec("plotly")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("plotly")
    return Path(found.origin).parent


@cache
def packed() -> bytes:
    """Plotly's program, a third as large."""
    return gzip.compress((package() / FOLDER / FILE).read_bytes(), 6)


async def give_plotly(request: Request) -> Response:
    """Plotly's program, to be kept for ever."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(package() / FOLDER / FILE, media_type=MIME, headers=FOR_EVER)
    content = await run_in_threadpool(packed)
    return Response(content, media_type=MIME, headers=FOR_EVER | {"Content-Encoding": "gzip"})


async def give_ours(request: Request) -> Response:
    """One of our own files, to be kept for ever."""
    name = request.path_params["name"]
    if name not in OURS:
        return Response(status_code=404)
    return FileResponse(HERE / PANELS / name, media_type=MIME, headers=FOR_EVER)


ROUTES = [Route(f"/{PLOTLY}", give_plotly), Route(f"/{PANEL}/{{name}}", give_ours)]


def plotly() -> str:
    """Where the browser finds Plotly, relative to the home page."""
    return PLOTLY if is_served else by_streamlit("plotly", package(), FOLDER, FILE)


def panels() -> str:
    """Where the browser finds what draws panels, relative to the home page."""
    return f"{PANEL}/{ENTRY}" if is_served else by_streamlit(PANELS, HERE, PANELS, ENTRY)


@cache
def by_streamlit(name: str, root: Path, folder: str, file: str) -> str:
    """Where Streamlit alone serves a file: as it serves those of an installed component."""
    manifest = ComponentManifest("tandem", VERSION, [ComponentConfig(name, folder)])
    get_bidi_component_manager().register_from_manifest(manifest, root)
    return f"_stcore/bidi-components/tandem.{name}/{file}"
