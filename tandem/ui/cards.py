"""Six headlines as cards: figure, interval, change on both quarters, eight quarters, target, records."""

from typing import Any

import polars as pl
import streamlit as st

from tandem import words
from tandem.charts import sparkline
from tandem.domain import Filters
from tandem.ui.opening import ask, settings
from tandem.ui.records import records_button

RECORDS = {
    "value": "value_records",
    "conversion": "conversion_records",
    "reach": "reach_records",
    "velocity": "velocity_records",
    "return": "return_records",
    "agreement": "agreement_records",
}
NO_MOVE = "<li>Nothing moved that can be told from chance.<small>Or too few records to say.</small></li>"
Row = dict[str, Any]


def cards(questions: pl.DataFrame, trend: pl.DataFrame, filters: Filters) -> None:
    """One card per headline, in the order of the answer."""
    with st.grid(len(words.HEADLINES), min_column_width=165, gap="small", key="cards"):
        for row in questions.to_dicts():
            history = trend.filter(pl.col("question") == row["question"]).sort("quarter")
            with st.container(border=True, key=f"card_{row['question']}"):
                st.html(card(row, history, filters))
                records_button("Records", RECORDS[row["question"]], filters, key=f"records_{row['question']}")


def card(row: Row, history: pl.DataFrame, filters: Filters) -> str:
    """The card of one headline as HTML."""
    headline = words.HEADLINES[row["question"]]
    currency = settings().currency
    between = words.interval(row["low"], row["high"], headline.unit)
    quarters = history.select("quarter", "value").rows()
    alt = f"{headline.title}: " + ", ".join(
        f"{quarter} {words.figure(value, headline.unit)}" for quarter, value in quarters
    )
    return (
        f'<div class="card"><h3>{headline.title}</h3><p class="meaning">{headline.meaning}</p>'
        f'<p class="figure">{words.safe.in_html(words.figure(row["value"], headline.unit, currency))}</p>'
        f'<p class="between">{between + " (95 %)" if between else "&nbsp;"}</p>'
        f"{changes(row, filters)}"
        f"{sparkline([value for _, value in quarters], words.safe.in_html(alt))}</div>"
    )


def moves(filters: Filters) -> None:
    """The three biggest movements since the quarter before, each with its cause, and the records behind them."""
    if filters.quarter is None:
        return
    told = words.movements.told(ask("movement_totals", filters), str(filters.quarter.previous), settings().currency)
    safe = words.safe.in_html
    sentences = "".join(f"<li>{safe(said)}<small>{safe(detail)}</small></li>" for said, detail in told)
    st.html(f'<ul class="moves">{sentences or NO_MOVE}</ul>')
    records_button("Records of the movements", "movement_records", filters, key="movement_records")


def changes(row: Row, filters: Filters) -> str:
    """The movement since the quarter before and since the year before."""
    if filters.quarter is None:
        return ""
    against = (("previous", filters.quarter.previous), ("year_ago", filters.quarter.year_ago))
    lines = []
    for column, quarter in against:
        moved = words.findings.change_of(row, column)
        lines.append(f'<p class="change"><b class="{moved.turn}">{moved}</b> <span>vs {quarter}</span></p>')
    return "".join(lines)
