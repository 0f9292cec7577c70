"""What stands on a page, as a reader sees it."""

import html
import json
import re
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from tandem.ui.drawn import CHART
from tandem.ui.frame import STRAY, TAKE_AWAY
from tandem.ui.panel import PANEL

SCRIPTS = (TAKE_AWAY, STRAY)


def title(app: AppTest) -> str:
    """The finding of the page."""
    return app.title[0].value.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def pieces(app: AppTest) -> list[str]:
    """Every HTML piece of the page as it is sent, those of panels last, without the scripts of the house."""
    plain = [piece.value for piece in app.get("html") if isinstance(piece, Element) and piece.value not in SCRIPTS]
    return plain + [piece["html"] for panel in told(app, PANEL) for piece in panel["pieces"]]


def told(app: AppTest, component: str) -> list[dict[str, Any]]:
    """What the browser is told of every component of that name."""
    parts = [part.proto for part in app.get("bidi_component")]
    return [json.loads(part.json) for part in parts if part.component_name == component]


def open_piece(app: AppTest, panel: str, key: str) -> AppTest:
    """The app after a click on the button of a piece, which has to be there."""
    offered = [piece["opener"] for one in told(app, PANEL) if one["key"] == panel for piece in one["pieces"]]
    assert key in [opener["key"] for opener in offered if opener]
    app.session_state["clicked " + panel] = key
    return app.run()


def written(app: AppTest) -> str:
    """Every HTML piece of the page as it is sent."""
    return "\n".join(pieces(app))


def text(app: AppTest) -> str:
    """Every HTML piece of the page without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", " ", written(app))).replace("\N{NO-BREAK SPACE}", " ")


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What the browser is told of every chart of the page."""
    return [one | {"figure": json.loads(one["figure"])} for one in told(app, CHART)]


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The figures of the page."""
    return [chart["figure"] for chart in charts(app)]


def nothing_failed(app: AppTest) -> bool:
    """Whether the page was drawn to its end."""
    return not app.exception
