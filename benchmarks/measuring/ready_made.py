"""What the Quarter page shows, ready-made for every filter and redrawn by Streamlit’s own elements."""

from functools import cache
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from benchmarks.measuring.framed import framed
from tandem import words
from tandem.charts import joint_funnel, sourced_by_rule
from tandem.domain import Filters
from tandem.ui import ask, heading, headlines, review_filters, settings, split, stamp_line
from tandem.ui.cards import card


class Ready(NamedTuple):
    """What stands on the page under one choice of filters."""

    title: str
    cards: list[str]
    moves: str
    charts: list[tuple[str, str, go.Figure]]


@cache
def ready(filters: Filters) -> Ready:
    """Everything that the page says, worked out once."""
    trend, flow, rules = (ask(name, filters) for name in ("question_trend", "funnel_flow", "sourced_rules"))
    questions, history = headlines(trend, filters), words.findings.histories(trend)
    targets = dict(ask("headline_targets", filters).iter_rows())
    told = words.movements.told(ask("movement_totals", filters), "", settings().currency)
    return Ready(
        words.findings.quarter(questions, settings().currency),
        [card(row, history[row["question"]], targets, filters) for row in questions.to_dicts()],
        "".join(f"<li>{words.safe.in_html(said)}<small>{words.safe.in_html(more)}</small></li>" for said, more in told),
        [
            ("The joint funnel", words.conversion.entered(flow), go.Figure(joint_funnel(flow, height=340))),
            ("Who sourced the pipeline", words.sourcing.now(rules), go.Figure(sourced_by_rule(rules))),
        ],
    )


def redrawn() -> None:
    """The page, element by element."""
    filters = review_filters()
    shown = ready(filters)
    st.title(words.safe.markdown(shown.title), anchor=False)
    with st.grid(len(shown.cards), min_column_width=165, gap="small"):
        for number, said in enumerate(shown.cards):
            with st.container(border=True):
                st.html(said)
                st.button("Records", key=f"card {number}", type="tertiary", icon=":material/table_rows:")
    st.html(f'<ul class="moves">{shown.moves}</ul>')
    st.button("Records of the movements", type="tertiary", icon=":material/table_rows:")
    for half, (name, note, figure) in zip(split(), shown.charts, strict=True):
        with half:
            heading(name, note)
            st.plotly_chart(figure, key=name, alt=note, config={"displayModeBar": False}, on_select="rerun")
            st.button("Show the records", key=f"{name} records", type="tertiary", icon=":material/table_rows:")
    stamp_line(filters)


framed(redrawn)
