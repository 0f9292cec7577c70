"""A table of every model side by side: a line per campaign or channel, cells darker for more."""

from collections.abc import Sequence

import streamlit as st

from tandem import words
from tandem.words.campaigns import Cell, Line


def model_table(first: str, lines: Sequence[Line], models: Sequence[str]) -> None:
    """The lines under the title `first`, their spend, and a column per model; nothing where there are none."""
    if not lines:
        return
    titles = "".join(f'<th class="n">{words.names.SHORT_MODELS[model]}</th>' for model in models)
    head = f'<tr><th>{first}</th><th class="n">Spend</th>{titles}</tr>'
    st.html(f'<div class="scroll"><table class="rows credits">{head}{"".join(map(line, lines))}</table></div>')


def line(row: Line) -> str:
    """One campaign or channel with a cell per model."""
    safe = words.safe.in_html
    name = f"<td>{safe(row.name)}<small>{safe(row.about)}</small></td>"
    return f'<tr>{name}<td class="n">{row.spend}</td>{"".join(map(cell, row.cells))}</tr>'


def cell(one: Cell) -> str:
    """What one model says, darker for more, with its interval beneath it."""
    note = f"<small>{one.note}</small>" if one.note else ""
    if one.depth is None:
        return f'<td class="n q">{one.text}{note}</td>'
    shade = f"background: color-mix(in srgb, var(--accent) {round(6 + 44 * one.depth)}%, transparent)"
    return f'<td class="n" style="{shade}">{one.text}{note}</td>'
