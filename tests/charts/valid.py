"""What every figure must keep: Plotly accepts it, it names its colours by role, and no data string in it is markup."""

import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from tandem.charts import COLOURS, Figure

OWN_TAGS = re.compile(r"</?b>|<br>|</?extra>|<span style='color:#0000\d\d'>|</span>")


def strings(part: Any) -> Iterator[str]:
    """Every text in a figure that is shown: labels, names, notes; not what a click gives back."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            if name != "customdata":
                yield from strings(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from strings(value)


def assert_sound(figure: Figure) -> go.Figure:
    """The figure as Plotly's own class; raises when a property is unknown, a colour not ours, a text markup."""
    drawn = go.Figure(figure)
    for text in strings(figure):
        assert "<" not in OWN_TAGS.sub("", text), text
        for colour in re.findall(r"#[0-9a-fA-F]{6}\b", text):
            assert colour in COLOURS, colour
        assert not text.startswith("rgb") or text == "rgba(0,0,0,0)"
    assert not any("hovertemplate" in trace for trace in figure["data"])
    return drawn


def labels(figure: Figure) -> list[str]:
    """The notes of a figure without their tags, in order."""
    return [
        OWN_TAGS.sub("", note["text"]).replace("\N{NO-BREAK SPACE}", " ") for note in figure["layout"]["annotations"]
    ]
