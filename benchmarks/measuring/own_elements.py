"""Every page as it is, but that Streamlit's own elements draw what stands in our panels, of figures made once."""

from functools import cache

import orjson
import plotly.graph_objects as go
import streamlit as st

from benchmarks.measuring.measures import HOME
from tandem.ui import dress, filter_bar, one_run, panel
from tandem.ui.drawn import as_text
from tandem.ui.panel import Halves, Parts, Piece


@cache
def figure(told: str) -> go.Figure:
    """The figure of that text, looked through by Plotly once."""
    return go.Figure(orjson.loads(told))


def draw(piece: Piece, key: str) -> None:
    """Words, a chart and buttons, each an element."""
    if piece.html:
        st.html(piece.html)
    if piece.chart:
        shown = figure(as_text(piece.chart.figure))
        st.plotly_chart(shown, key=key, alt=piece.chart.alt, config={"displayModeBar": False}, on_select="rerun")
    for number, opener in enumerate(piece.openers):
        st.button(opener.label, key=f"{key} {number}", type="tertiary", icon=":material/table_rows:")


def show(parts: Parts, key: str) -> None:
    """Draws the parts one after the other, pieces of one panel and halves beside each other."""
    for number, part in enumerate(parts):
        under = f"{key} {number}"
        if isinstance(part, Halves):
            for side, (cell, half) in enumerate(zip(st.columns(2), part.halves, strict=True)):
                with cell:
                    show(half, f"{under} {side}")
        else:
            cells = st.columns(len(part.pieces)) if len(part.pieces) > 1 else [st.container()]
            for place, (cell, piece) in enumerate(zip(cells, part.pieces, strict=True)):
                with cell:
                    draw(piece, f"{under} {part.key} {place}")


panel.show = show
dress()
pages = {
    path.stem: st.Page(path, title=path.stem, url_path=path.stem.strip("_"), default=path.stem == "quarter")
    for path in sorted((HOME / "pages").glob("*.py"))
}
one_run(filter_bar, st.navigation(list(pages.values()), position="top").run)
