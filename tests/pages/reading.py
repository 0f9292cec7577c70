"""What stands on a page, as a reader sees it."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from tandem.ui.frame import STRAY, TAKE_AWAY
from tandem.ui.panel import PANEL

SCRIPTS = (TAKE_AWAY, STRAY)


def title(app: AppTest) -> str:
    """The finding of the page."""
    [found] = re.findall("<h1>(.*?)</h1>", written(app))
    return html.unescape(found).replace("\N{NO-BREAK SPACE}", " ")


def panels(app: AppTest) -> dict[str, list[dict[str, Any]]]:
    """What the browser is told of the panels of every element that holds some, by the key of the element."""
    parts = [part.proto for part in app.get("bidi_component") if part.proto.component_name == PANEL]
    return {part.id.rsplit("-", 1)[-1]: list(flat(json.loads(json.loads(part.json))["parts"])) for part in parts}


def flat(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every panel, those in halves too."""
    for part in parts:
        halves = part.get("halves")
        yield from (one for half in halves for one in flat(half)) if halves else [part]


def every_piece(app: AppTest) -> list[tuple[str, dict[str, Any]]]:
    """What the browser is told of every piece of every panel, after the key of its element."""
    return [(key, piece) for key, found in panels(app).items() for panel in found for piece in panel["pieces"]]


def pieces(app: AppTest) -> list[str]:
    """Every HTML piece of the page as it is sent, those of panels last, without the scripts of the house."""
    plain = [piece.value for piece in app.get("html") if isinstance(piece, Element) and piece.value not in SCRIPTS]
    return plain + [piece["html"] for _, piece in every_piece(app)]


def openers(app: AppTest) -> dict[str, str]:
    """The element in which each button under a piece stands."""
    return {opener["key"]: key for key, piece in every_piece(app) for opener in piece["openers"]}


def open_records(app: AppTest, button: str) -> AppTest:
    """The app after a click on the button that opens records, under a piece or by itself; it has to be there."""
    if button not in openers(app):
        return app.button(key=button).click().run()
    app.session_state["clicked " + openers(app)[button]] = {"key": button}
    return app.run()


def click(app: AppTest, chart: str, point: dict[str, object]) -> AppTest:
    """The app after a click on a point of a chart, which has to be there."""
    [element] = [key for key, piece in every_piece(app) if piece["chart"] and piece["chart"]["key"] == chart]
    app.session_state["clicked " + element] = {"key": chart, "point": point}
    return app.run()


def written(app: AppTest) -> str:
    """Every HTML piece of the page as it is sent."""
    return "\n".join(pieces(app))


def text(app: AppTest) -> str:
    """Every HTML piece of the page without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", " ", written(app))).replace("\N{NO-BREAK SPACE}", " ")


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What the browser is told of every chart of the page."""
    told = [piece["chart"] for _, piece in every_piece(app) if piece["chart"]]
    return [one | {"figure": json.loads(one["figure"])} for one in told]


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The figures of the page."""
    return [chart["figure"] for chart in charts(app)]


def nothing_failed(app: AppTest) -> bool:
    """Whether the page was drawn to its end."""
    return not app.exception
