"""Pieces of a page side by side, each with a button under it, in one element that stays from run to run."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

PANEL = "tandem_panel"
place = st.components.v2.component(
    PANEL,
    html='<div class="panel"></div>',
    js=Path(__file__).with_name("panels").joinpath("panel.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Opener(NamedTuple):
    """A button that opens what stands behind a piece."""

    key: str
    label: str


class Piece(NamedTuple):
    """What stands there, as HTML whose texts are safe already, and its button."""

    html: str
    opener: Opener | None = None


def panel(pieces: Sequence[Piece], *, key: str) -> str | None:
    """Shows the pieces; gives the key of the button that was clicked, once."""

    def clicked() -> None:
        st.session_state["clicked " + key] = st.session_state[key].opened

    told = [{"html": piece.html, "opener": piece.opener and piece.opener._asdict()} for piece in pieces]
    place(key=key, data={"key": key, "pieces": told}, on_opened_change=clicked)
    opened = st.session_state.pop("clicked " + key, None)
    return str(opened) if opened else None
