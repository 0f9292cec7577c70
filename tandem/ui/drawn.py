"""Charts that stay: a component of our own keeps its element from run to run, and Plotly changes what has changed."""

from pathlib import Path
from typing import Any

import orjson
import streamlit as st

from tandem.charts import TEMPLATE, Figure
from tandem.ui import plotly_js

CHART = "tandem_chart"
HERE = Path(__file__).with_name("chart")


def as_text(part: object) -> str:
    """A figure, or a part of one, as the browser reads it; what is not a number is null."""
    return orjson.dumps(part, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def script() -> str:
    """What the component does in the browser, with the look of every figure before it."""
    return f"const LOOK = {as_text(as_text(TEMPLATE))};\n{(HERE / 'chart.js').read_text(encoding='utf-8')}"


place = st.components.v2.component(
    CHART,
    html=(HERE / "chart.html").read_text(encoding="utf-8"),
    js=script(),
    isolate_styles=False,
)


def told(figure: Figure, alt: str, key: str, *, opens: bool) -> dict[str, Any]:
    """What the browser is told of a chart."""
    return {"key": key, "alt": alt, "figure": as_text(figure), "program": plotly_js.address(), "opens": opens}
