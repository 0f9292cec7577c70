"""What stands on a page, as a reader sees it."""

import html
import json
import re
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from tandem.ui.drawn import CHART
from tandem.ui.frame import STRAY, TAKE_AWAY

SCRIPTS = (TAKE_AWAY, STRAY)


def title(app: AppTest) -> str:
    """The finding of the page."""
    return app.title[0].value.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def pieces(app: AppTest) -> list[str]:
    """Every HTML piece of the page as it is sent, in order, without the scripts of the house."""
    return [piece.value for piece in app.get("html") if isinstance(piece, Element) and piece.value not in SCRIPTS]


def written(app: AppTest) -> str:
    """Every HTML piece of the page as it is sent."""
    return "\n".join(pieces(app))


def text(app: AppTest) -> str:
    """Every HTML piece of the page without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", " ", written(app))).replace("\N{NO-BREAK SPACE}", " ")


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What the browser is told of every chart of the page."""
    told = [json.loads(part.proto.json) for part in app.get("bidi_component") if part.proto.component_name == CHART]
    return [one | {"figure": json.loads(one["figure"])} for one in told]


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The figures of the page."""
    return [chart["figure"] for chart in charts(app)]


def nothing_failed(app: AppTest) -> bool:
    """Whether the page was drawn to its end."""
    return not app.exception
