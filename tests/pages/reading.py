"""What stands on a page, as a reader sees it."""

import html
import json
import re
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from tandem.ui.frame import TAKE_AWAY


def title(app: AppTest) -> str:
    """The finding of the page."""
    return app.title[0].value.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def pieces(app: AppTest) -> list[str]:
    """Every HTML piece of the page as it is sent, in order, without the script of the house."""
    return [piece.value for piece in app.get("html") if isinstance(piece, Element) and piece.value != TAKE_AWAY]


def written(app: AppTest) -> str:
    """Every HTML piece of the page as it is sent."""
    return "\n".join(pieces(app))


def text(app: AppTest) -> str:
    """Every HTML piece of the page without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", " ", written(app))).replace("\N{NO-BREAK SPACE}", " ")


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The figures of the page."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def nothing_failed(app: AppTest) -> bool:
    """Whether the page was drawn to its end."""
    return not app.exception
