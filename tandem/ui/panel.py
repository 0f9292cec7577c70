"""Pieces of a page in one element that stays from run to run: words, a chart, and buttons under them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import streamlit as st

from tandem.ui import programs
from tandem.ui.drawn import Chart, Point, as_text

PANEL = "tandem_panel"
place = st.components.v2.component(
    PANEL,
    html='<div class="panels"></div>',
    js=Path(__file__).with_name("panel_stub.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Opener(NamedTuple):
    """A button that opens what stands behind a piece."""

    key: str
    label: str
    open: Callable[[], None]


class Piece(NamedTuple):
    """What stands there: HTML whose texts are safe already, a chart, the buttons."""

    html: str = ""
    chart: Chart | None = None
    openers: Sequence[Opener] = ()

    def told(self) -> dict[str, Any]:
        """What the browser is told of it."""
        return {
            "html": self.html,
            "chart": self.chart and self.chart.told(),
            "openers": [{"key": one.key, "label": one.label} for one in self.openers],
        }

    def open(self, key: str, point: Point | None) -> None:
        """Opens what stands behind a button, or behind a point of the chart, if it is one of this piece."""
        for opener in self.openers:
            if opener.key == key:
                opener.open()
        if self.chart and self.chart.key == key and self.chart.opens and point:
            self.chart.opens(point)


class Panel(NamedTuple):
    """Pieces beside each other."""

    key: str
    pieces: Sequence[Piece]

    def told(self) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"key": self.key, "pieces": [piece.told() for piece in self.pieces]}

    def every(self) -> Iterator[Piece]:
        """Its pieces."""
        yield from self.pieces


class Halves(NamedTuple):
    """Panels in two columns, one beneath the other where there is no room."""

    halves: "tuple[list[Panel | Halves], list[Panel | Halves]]"

    def told(self) -> dict[str, Any]:
        """What the browser is told of them."""
        return {"halves": [[part.told() for part in half] for half in self.halves]}

    def every(self) -> Iterator[Piece]:
        """All pieces in both columns."""
        for half in self.halves:
            for part in half:
                yield from part.every()


Parts: TypeAlias = list[Panel | Halves]
GATHERED: ContextVar[Parts | None] = ContextVar("gathered", default=None)


def panel(pieces: Sequence[Piece], *, key: str) -> None:
    """Shows the pieces, and opens what was clicked in them; in a part of a page drawn together, with the rest of it."""
    gathered = GATHERED.get()
    if gathered is None:
        show([Panel(key, pieces)], key)
    else:
        gathered.append(Panel(key, pieces))


@contextmanager
def together(key: str) -> Iterator[None]:
    """Draws all panels inside in one element: each that Streamlit goes through costs a reader time."""
    parts: Parts = []
    with gathering(parts):
        yield
    show(parts, key)


@contextmanager
def gathering(parts: Parts) -> Iterator[None]:
    """Keeps the panels inside instead of showing them."""
    before = GATHERED.set(parts)
    try:
        yield
    finally:
        GATHERED.reset(before)


def split() -> tuple[AbstractContextManager[Any], AbstractContextManager[Any]]:
    """Two halves beside each other, one beneath the other where there is no room."""
    gathered = GATHERED.get()
    if gathered is None:
        grid = st.grid(2, min_column_width=520, gap=("small", "medium"))
        return grid.cell(), grid.cell()
    both: Halves = Halves(([], []))
    gathered.append(both)
    return gathering(both.halves[0]), gathering(both.halves[1])


def say(html: str) -> None:
    """Shows HTML whose texts are safe already."""
    if GATHERED.get() is None:
        st.html(html)
    else:
        panel([Piece(html)], key="said")


def show(parts: Parts, key: str) -> None:
    """Places an element with these parts, and opens what was clicked in it."""

    def clicked() -> None:
        st.session_state["clicked " + key] = st.session_state[key].opened

    # Told as one text: Streamlit would look through everything else for tables.
    told = as_text({"program": programs.panels(), "parts": [part.told() for part in parts]})
    place(key=key, data=told, on_opened_change=clicked)
    opened = st.session_state.pop("clicked " + key, None)
    if opened:
        for part in parts:
            for piece in part.every():
                piece.open(opened["key"], opened.get("point"))
